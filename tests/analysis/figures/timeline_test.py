"""timeline against the rounds, offers, votes and agreements of the run that it tells."""

import unittest

from support import main, page, results, select, setting, texts


class Timeline(unittest.TestCase):
    def tearDown(self):
        import style

        style.pyplot.close("all")

    def told(self, name="sweep", run=0):
        own = results(name)
        own.about["run"] = str(run)
        return own

    def rows(self, name="sweep", run=0):
        import timeline

        return timeline.rows(self.told(name, run))

    def figure(self, name="sweep", run=0, width=174.0):
        import timeline

        return timeline.draw(self.rows(name, run), page(width))

    def test_bars_of_acts_are_the_rounds_in_which_they_are_in_force(self):
        data = self.rows()
        acts = data[data.kind == "act"]
        for actor, title in (("japan", "Japan"), ("russia", "Russia"), ("united_states", "United States")):
            for date, act in select(setting("sweep"), f'select date, "act.{actor}" from rounds where run = 0'):
                now = acts[(acts.lane == title) & (acts.date <= date) & (date < acts.until)]
                self.assertEqual(list(now["row"]), [] if act == "nothing" else [act.replace("_", " ")], f"{title} {date}")

    def test_offers_stand_in_their_rounds_in_the_order_in_which_they_were_made(self):
        data = self.rows()
        stored = select(setting("sweep"), "select r.date, o.proposer, o.accepted from offers o join rounds r on r.run = o.run and "
                                          "r.round = o.round where o.run = 0 and o.passed = 0 order by o.exchange, o.turn")
        own = data[data.kind == "offer"].sort_values(["date", "place"])
        self.assertEqual([(row.date, row.lane.lower(), row.value) for row in own.itertuples()], stored)

    def test_votes_and_talks_are_those_of_the_run(self):
        data = self.rows()
        votes = select(setting("sweep"), "select count(*), sum(ratified) from votes where run = 0")[0]
        own = data[data.kind == "vote"]
        self.assertEqual((len(own), own.value.sum()), votes)
        for kind, condition in (("held", "talks = 1"), ("suspended", "suspended = 1")):
            dates = [date for (date,) in select(setting("sweep"), f"select date from rounds where run = 0 and {condition}")]
            spells = data[data.kind == kind]
            for date in dates:
                self.assertEqual(((spells.date <= date) & (date < spells.until)).sum(), 1)

    def test_agreements_are_told_by_what_they_change(self):
        data = self.rows()
        stored = select(setting("sweep"), 'select agreement, date, "from", "to" from agreements where run = 0')
        own = data[data.kind == "agreement"]
        self.assertEqual([(row.value, row.date) for row in own.itertuples()], [row[:2] for row in stored])
        issues = [name for (name,) in select(setting("sweep"), "select distinct issue from options")]
        for (_, _, before, after), text in zip(stored, own.text):
            columns = ", ".join(f'"issue.{issue}"' for issue in issues)
            options = [select(setting("sweep"), f"select {columns} from arrangements where arrangement = {package}")[0]
                       for package in (before, after)]
            changed = sum(a != b for a, b in zip(*options))
            self.assertEqual(len(text.split("; ")), changed)

    def broken(self):
        found = select(setting("river"), "select run, agreement, broken from agreements where broken is not null order by run, agreement")
        self.assertTrue(found, "no breach among the runs: the test says nothing")
        return found[0]

    def test_a_breach_is_a_dashed_line_with_the_number_of_its_agreement(self):
        run, agreement, round_ = self.broken()
        data = self.rows("river", run)
        own = data[data.kind == "broken"].iloc[0]
        date, = select(setting("river"), f"select date from rounds where run = {run} and round = {round_}")[0]
        self.assertEqual((own.date, own.value), (date, agreement))
        axes = self.figure("river", run).axes[0]
        self.assertTrue(any(f"{agreement}×" in text.get_text().split() for text in axes.texts))
        dashed = [line for line in axes.lines if line.get_linestyle() == "--" and line.get_color() == "#D55E00"]
        self.assertEqual(len(dashed), (data.kind == "broken").sum())

    def test_marks_of_offers_are_filled_where_accepted(self):
        data = self.rows()
        axes = self.figure().axes[0]
        circles = [line for line in axes.lines if line.get_marker() == "o"]
        offers = data[data.kind == "offer"]
        self.assertEqual(len(circles), len(offers))
        filled = [line for line in circles if line.get_markerfacecolor() == "#000000"]
        self.assertEqual(len(filled), int(offers.value.sum()))

    def test_bars_are_as_long_as_what_they_stand_for(self):
        from labels import year_of
        from matplotlib.patches import Rectangle

        data = self.rows()
        axes = self.figure().axes[0]
        drawn = sorted((round(patch.get_x(), 6), round(patch.get_width(), 6)) for patch in axes.patches if isinstance(patch, Rectangle))
        bars = data[data.kind.isin(("act", "held", "suspended", "broken down"))]
        self.assertEqual(drawn, sorted((round(year_of(row.date), 6), round(year_of(row.until) - year_of(row.date), 6))
                                       for row in bars.itertuples()))

    def test_each_act_has_a_row_with_its_name_under_its_actor(self):
        data = self.rows()
        names = [name.replace("\n", " ") for name in texts(self.figure().axes[0])[1]]
        for lane, act in data[data.kind == "act"][["lane", "row"]].drop_duplicates().itertuples(index=False):
            self.assertIn(act, names[names.index(lane):])

    def test_processes_are_drawn_between_their_least_and_most(self):
        data = self.rows()
        oil = data[(data.kind == "context") & (data["row"] == "Oil")]
        stored = select(setting("sweep"), 'select "context.oil" from rounds where run = 0 order by round')
        self.assertEqual([(value,) for value in oil.value], stored)
        names = [name.replace("\n", " ") for name in texts(self.figure().axes[0])[1]]
        self.assertTrue(any(name.startswith("Oil (") and name.endswith("USD per barrel of Brent") for name in names))

    def test_the_page_names_every_agreement_below(self):
        for name in ("sweep", "river"):
            data = self.rows(name)
            figure = self.figure(name, width=84.0)
            text = " ".join(line for one in figure.texts for line in one.get_text().split("\n"))
            for row in data[data.kind == "agreement"].itertuples():
                self.assertIn(f"{int(row.value)} {row.date}", text.replace("  ", " "))

    def test_runs_without_a_course_say_so(self):
        from results import Missing

        with self.assertRaisesRegex(Missing, "first round"):
            self.rows("rubinstein")
        with self.assertRaisesRegex(Missing, "no rounds"):
            self.rows("positions")
        with self.assertRaisesRegex(Missing, "run 99999"):
            self.rows("sweep", 99999)


if __name__ == "__main__":
    main()
