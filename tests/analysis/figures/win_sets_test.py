"""win_sets against the packages of the setting, and what is drawn against its rows."""

import unittest

from support import altered, main, page, results, select, setting, texts


def listed(name, parties):
    """Packages of a setting: (outcome, {party: utility}, {party: whether it is ratified})."""
    columns = ", ".join(f'"utility.{party}", "ratifiable.{party}"' for party in parties)
    for outcome, *values in select(setting(name), f"select outcome, {columns} from packages"):
        yield outcome, dict(zip(parties, values[::2])), dict(zip(parties, values[1::2]))


class WinSets(unittest.TestCase):
    def setUp(self):
        import win_sets

        self.module = win_sets
        self.results = results("marginal")
        self.data = win_sets.rows(self.results)
        self.parties = self.results.parties()

    def test_counts_are_those_of_the_packages(self):
        utilities = ", ".join(f'"utility.{party}"' for party in self.parties)
        without = dict(zip(self.parties, select(setting("marginal"), f"select {utilities} from points where concept = 'disagreement'")[0]))
        packages = list(listed("marginal", self.parties))
        for row in self.data.itertuples():
            of = self.parties if row.party == "all" else [row.party]
            own = [one for one in packages if one[0] == row.outcome]
            accepted = [all(u[p] >= without[p] for p in of) for _, u, _ in own]
            ratified = [all(r[p] for p in of) for _, _, r in own]
            self.assertEqual((row.packages, row.acceptable, row.ratifiable, row.both),
                             (len(own), sum(accepted), sum(ratified), sum(a and r for a, r in zip(accepted, ratified))))
            if row.party != "all":
                gains = [u[row.party] - without[row.party] for _, u, _ in own]
                self.assertEqual((row.gain_low, row.gain_high), (min(gains), max(gains)))

    def test_zone_is_that_of_the_program(self):
        accepted = self.data[self.data.party == "all"].acceptable.sum()
        self.assertEqual(accepted, select(setting("marginal"), "select sum(zone) from packages")[0][0])

    def test_bars_are_shares_of_the_outcome(self):
        figure = self.module.draw(self.data, page(174.0))[0][1]
        by_title = {axes.get_title("left").replace("\n", " "): axes for axes in figure.axes}
        for party, own in self.data.groupby("party_title"):
            bars = by_title[party].containers
            dark = [bar.get_width() for bar in bars[0]]
            self.assertEqual(dark, list(own.both / own.packages))
            light = [bar.get_width() for bar in bars[1]]
            for drawn, share in zip(light, (own.acceptable - own.both) / own.packages):
                self.assertAlmostEqual(drawn, share, 12)  # a bar's width is a difference of its ends
            self.assertEqual([bar.get_x() for bar in bars[1]], dark)
            hatched = [bar.get_width() for bar in bars[2]]
            whole = (own.ratifiable == own.packages).all()
            for drawn, share in zip(hatched, (own.ratifiable - own.both) / own.packages):
                self.assertAlmostEqual(drawn, 0 if whole else share, 12)
            self.assertEqual([text.get_text() for text in by_title[party].texts], [f"{count:,}" for count in own.both])

    def test_parts_differ_in_grey_or_hatch(self):
        from matplotlib.colors import to_rgb

        grey = [sum(w * c for w, c in zip((0.299, 0.587, 0.114), to_rgb(style["facecolor"]))) for _, style in self.module.PARTS]
        self.assertGreater(grey[1] - grey[0], 0.15)  # of 1: told apart beside each other
        self.assertTrue(self.module.PARTS[2][1]["hatch"])

    def test_outcomes_are_named_with_their_packages(self):
        figure = self.module.draw(self.data, page(174.0))[0][1]
        own = self.data[self.data.party == "all"]
        self.assertEqual([text.replace("\n", " ") for text in texts(figure.axes[0])[1]],
                         [f"{row.title} ({row.packages:,})" for row in own.itertuples()])
        self.assertEqual(figure._supxlabel.get_text(), "Share of the outcome's packages (%)")

    def test_worth_is_drawn_from_the_worst_to_the_best_package(self):
        suffix, figure = self.module.draw(self.data, page(174.0))[1]
        self.assertEqual((suffix, figure._supxlabel.get_text()), ("-worth", "Utility above no agreement (utility per year)"))
        for axes, party in zip(figure.axes, self.parties):
            own = self.data[self.data.party == party]
            self.assertEqual([tuple(s[:, 0]) for s in axes.collections[0].get_segments()], list(zip(own.gain_low, own.gain_high)))
            self.assertTrue(any(list(line.get_xdata()) == [0, 0] for line in axes.lines))

    def test_many_parties_go_on_in_further_figures_within_the_height_of_a_page(self):
        import pandas as pd

        one = self.data[self.data.party == self.parties[0]]
        many = pd.concat([one.assign(party=f"p{k}", party_title=f"Party {k}") for k in range(16)], ignore_index=True)
        sheets = [(suffix, figure) for suffix, figure in self.module.draw(many, page()) if not suffix.startswith("-worth")]
        self.assertGreater(len(sheets), 1)
        self.assertEqual(sum(axes.get_visible() for _, figure in sheets for axes in figure.axes), 16)
        for _, figure in sheets:
            self.assertLess(figure.get_figheight() * 25.4, 240)

    def test_thinned_packages_are_scaled_up_and_said_to_be(self):
        from results import Results

        count = len(list(listed("marginal", self.parties)))
        thin = altered(setting("marginal"), "thin", "delete from packages where package % 2 = 1")
        kept = select(thin, "select count(*) from packages")[0][0]
        self.assertLess(kept, count)
        of = Results(None, altered(thin, "said", f"update setting set value = {kept} where name = 'packages_listed'"))
        data = self.module.rows(of)
        # Each of the outcomes is rounded to a whole number.
        self.assertAlmostEqual(data[data.party == "all"].packages.sum(), count, delta=0.5 * data.outcome.nunique())
        self.assertIn(f"scaled up from {kept:,} packages", self.module.caption(of, data))
        self.assertNotIn("scaled up", self.module.caption(self.results, self.data))

    def test_one_who_asks_nobody_at_home_is_said_and_not_hatched(self):
        data = self.module.rows(results("neighbours"))
        free = [title for title, of in data.groupby("party_title", sort=False) if (of.ratifiable == of.packages).all()]
        self.assertTrue(free)
        self.assertIn(f"Nothing fails at home for: {', '.join(free)}.", self.module.caption(results("neighbours"), data))

    def test_a_scenario_without_packages_is_missing(self):
        from results import Missing, Results

        with self.assertRaisesRegex(Missing, "no package"):
            self.module.rows(results("emissions"))
        with self.assertRaisesRegex(Missing, "no setting"):
            self.module.rows(Results(None, altered(setting("emissions"), "bare", "drop table packages")))


if __name__ == "__main__":
    main()
