"""trajectories against the rounds of the setting."""

import math
import unittest

import numpy as np

from support import main, page, results, select, setting, texts

RUNS = "select count(*) from runs"


def sorted_values(name, column, date):
    return sorted(value for (value,) in select(setting(name), f'select "{column}" from rounds where date = \'{date}\''))


def quantile(values, share):
    """By linear interpolation between order statistics, numpy's and pandas' default."""
    place = share * (len(values) - 1)
    below = math.floor(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])


class Trajectories(unittest.TestCase):
    def tearDown(self):
        import style

        style.pyplot.close("all")

    def rows(self, name):
        import trajectories

        return trajectories.rows(results(name))

    def drawn(self, name, suffix, width=174.0):
        import trajectories

        return dict(trajectories.draw(self.rows(name), page(width)))[suffix]

    def test_bands_are_quantiles_over_the_replayed_runs(self):
        data = self.rows("sweep")
        for group, panel, column in (("trust", "japan.russia", "trust.japan.russia"), ("utility", "russia", "utility.russia"),
                                     ("ties", "japan_russia_trade", "tie.japan_russia_trade"), ("context", "oil", "context.oil")):
            own = data[(data.group == group) & (data.panel == panel)]
            self.assertEqual(len(own), 25)
            for row in (own.iloc[0], own.iloc[12], own.iloc[-1]):
                values = sorted_values("sweep", column, row.date)
                self.assertEqual(row.runs, len(values))
                for name, share in (("low90", 0.05), ("low50", 0.25), ("median", 0.5), ("high50", 0.75), ("high90", 0.95)):
                    self.assertAlmostEqual(row[name], quantile(values, share), places=12)
                told = select(setting("sweep"), f'select "{column}" from rounds where run = 0 and date = \'{row.date}\'')
                self.assertEqual(row.told, told[0][0])

    def test_shares_are_counts_with_wilsons_interval_where_runs_are_independent(self):
        data = self.rows("independent")
        own = data[data.panel == "talks"]
        z = 1.959963984540054
        for row in own.itertuples():
            (happened, runs), = select(setting("independent"), f"select sum(talks), count(*) from rounds where date = '{row.date}'")
            share = happened / runs
            self.assertAlmostEqual(row.share, share, places=12)
            if 0 < happened < runs:
                middle = (share + z * z / (2 * runs)) / (1 + z * z / runs)
                half = z / (1 + z * z / runs) * math.sqrt(share * (1 - share) / runs + z * z / (4 * runs * runs))
                self.assertAlmostEqual(row.low, middle - half, places=9)
                self.assertAlmostEqual(row.high, middle + half, places=9)

    def test_shares_of_worlds_with_several_runs_have_students_interval_over_worlds(self):
        import intervals

        data = self.rows("sweep")
        row = data[(data.panel == "talks") & (data.share > 0) & (data.share < 1)].iloc[0]
        worlds = select(setting("sweep"), "select avg(talks) from rounds o join runs r on r.run = o.run "
                                          f"where date = '{row.date}' group by world")
        mean, low, high = intervals.student([share for (share,) in worlds])
        self.assertAlmostEqual(row.low, max(0, low), places=12)
        self.assertAlmostEqual(row.high, min(1, high), places=12)

    def test_acts_are_the_share_of_runs_in_which_they_are_taken(self):
        own = self.rows("independent")
        own = own[own.group == "acts"]
        self.assertFalse(own.panel.str.endswith(".nothing").any())
        pressed = own[own.panel == "united_states.press"]
        stored = dict(select(setting("independent"), "select date, avg(\"act.united_states\" = 'press') from rounds group by date"))
        self.assertEqual(len(pressed), len(stored))
        for row in pressed.itertuples():
            self.assertAlmostEqual(row.share, stored[row.date], places=12)
        self.assertGreater(pressed.share.max(), pressed.share.min())

    def test_an_agreement_is_in_force_until_it_is_broken(self):
        own = self.rows("river")
        own = own[own.panel == "agreement"].reset_index(drop=True)
        agreements = select(setting("river"), "select run, round, broken from agreements")
        self.assertTrue(any(broken is not None for *_, broken in agreements), "no breach: the test says nothing")
        (runs,), = select(setting("river"), RUNS)
        for number in (0, 5, 31):
            having = {run for run, signed, broken in agreements if signed <= number and (broken is None or broken > number)}
            self.assertAlmostEqual(own.share[number], len(having) / runs, places=12)

    def test_what_no_run_moves_is_in_the_data_but_not_drawn(self):
        data = self.rows("sweep")
        still = data[data.panel == "us_japan"]
        self.assertEqual(set(still.drawn), {0})
        self.assertEqual(len(still), 25)
        moved = data[(data.group == "ties") & (data.drawn == 1)].title.unique()
        figure = self.drawn("sweep", "-ties")
        self.assertEqual([axes.get_title(loc="left") for axes in figure.axes if axes.axison], list(moved))

    def test_at_most_twelve_panels_of_a_group_are_drawn_those_that_move_most(self):
        import trajectories

        data = self.rows("sweep")
        one = data[(data.group == "ties") & (data.panel == "japan_russia_trade")]
        many = np.arange(1, 16) / 100
        copies = [one.assign(panel=f"tie{k}", moves=one.moves * move) for k, move in enumerate(many)]
        chosen = trajectories._with_drawn(trajectories.pd.concat(copies, ignore_index=True))
        self.assertEqual(set(chosen[chosen.drawn == 1].panel), {f"tie{k}" for k in range(3, 15)})

    def test_what_is_drawn_is_what_the_data_say(self):
        data = self.rows("sweep")
        figure = self.drawn("sweep", "-trust")
        own = data[(data.group == "trust") & (data.panel == "japan.russia")]
        axes = next(axes for axes in figure.axes if axes.get_title(loc="left") == "Japan's trust in Russia")
        lines = {line.get_label(): line.get_ydata() for line in axes.lines}
        np.testing.assert_array_equal(lines["median"], own["median"])
        np.testing.assert_array_equal(lines["one run"], own.told)
        for band, (low, high) in zip(axes.collections, (("low90", "high90"), ("low50", "high50"))):
            heights = band.get_paths()[0].vertices[:, 1]
            self.assertAlmostEqual(heights.min(), own[low].min())
            self.assertAlmostEqual(heights.max(), own[high].max())
        self.assertEqual(axes.get_ylim(), (0, 1))
        self.assertEqual(axes.get_ylabel(), "Trust (0 to 1)")
        self.assertAlmostEqual(axes.get_xlim()[0], 2016 + 4 / 12)  # the start of the scenario is May 2016

    def test_shares_are_drawn_in_per_cent_with_their_interval(self):
        data = self.rows("sweep")
        axes = self.drawn("sweep", "-talks").axes[0]
        own = data[data.panel == "talks"]
        np.testing.assert_array_equal(axes.lines[0].get_ydata(), own.share)
        heights = axes.collections[0].get_paths()[0].vertices[:, 1]
        self.assertAlmostEqual(heights.min(), own.low.min())
        self.assertEqual(axes.get_ylabel(), "Share of runs (%)")
        self.assertIn("100", texts(axes)[1])

    def test_utilities_have_a_line_at_the_status_quo(self):
        figure = self.drawn("sweep", "-utility")
        for axes in figure.axes:
            low, high = axes.get_ylim()
            zero = [line for line in axes.lines if list(line.get_ydata()) == [0, 0]]
            self.assertEqual(len(zero), int(low < 0 < high))

    def test_units_stand_at_the_axes(self):
        figure = self.drawn("sweep", "-context")
        names = [axes.get_ylabel().replace("\n", " ") for axes in figure.axes]
        self.assertIn("USD per barrel of Brent", names)

    def test_processes_that_are_0_or_1_are_shown_as_a_share_of_runs(self):
        data = self.rows("sweep")
        own = data[data.panel == "crisis"]
        for row in (own.iloc[3], own.iloc[-1]):
            share, = select(setting("sweep"), f"select avg(\"context.crisis\") from rounds where date = '{row.date}'")[0]
            self.assertAlmostEqual(row.share, share, places=12)
        self.assertTrue(own["median"].isna().all())
        axes = next(axes for axes in self.drawn("sweep", "-context").axes if axes.get_title(loc="left").startswith("Crisis"))
        np.testing.assert_array_equal(axes.lines[0].get_ydata(), own.share)
        self.assertEqual(axes.get_ylabel().replace("\n", " "), "Share of runs at 1")

    def test_a_page_that_is_too_narrow_is_refused(self):
        from results import Missing

        with self.assertRaisesRegex(Missing, "--width"):
            self.drawn("sweep", "-talks", 60.0)

    def test_caption_says_that_bands_are_no_simulation_error(self):
        import trajectories

        own = results("sweep")
        text = trajectories.caption(own, trajectories.rows(own))
        self.assertIn("and not simulation error", text)
        self.assertIn("30 worlds", text)
        self.assertIn("180 runs", text)
        self.assertIn("ties us japan", text)

    def test_scenarios_without_rounds_say_so(self):
        from results import Missing

        with self.assertRaisesRegex(Missing, "no rounds"):
            self.rows("positions")


if __name__ == "__main__":
    main()
