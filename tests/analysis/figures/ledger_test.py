"""ledger against a made file of claims, and what is drawn against its rows."""

import unittest

from claims_file import CLAIMS
from support import altered, main, page, result, results, texts


class Ledger(unittest.TestCase):
    def setUp(self):
        import ledger

        self.module = ledger
        self.results = results("claims")
        self.data = ledger.rows(self.results)
        self.claims = self.data[self.data.part == "claim"].set_index("claim")

    def drawn(self):
        return self.module.draw(self.data, page(174.0))[0][1]

    def test_rows_are_the_emergent_claims_in_order(self):
        # Levels, then differences, then what leaves [-1, 1]; there by verdict, and the most robust first.
        self.assertEqual(list(self.claims.index), ["C4", "C3", "C2", "C7", "C5", "C6"])
        self.assertEqual(list(self.claims.scale), ["level"] * 4 + ["difference", "other"])
        for claim, _, _, verdict, *numbers, _, severity, robust, _ in [c for c in CLAIMS if c[2] == "emergent" and c[4] is not None]:
            row = self.claims.loc[claim]
            self.assertEqual(row.verdict, verdict)
            shown = [row.measured, row.low, row.high, row.above, row.below, row.severity, row.robustness]
            self.assertEqual([None if value != value else value for value in shown], [*numbers, severity, robust])

    def test_counts_are_of_articles_and_kinds(self):
        counts = self.data[self.data.part == "count"]
        self.assertEqual([(row.article, row.first, row.last, row.kind, row.claims) for row in counts.itertuples()],
                         [("first.txt", "C1", "C3", "emergent", 2), ("first.txt", "C1", "C3", "encoded", 1),
                          ("second.txt", "C4", "C8", "emergent", 4), ("second.txt", "C4", "C8", "not_modelled", 1)])
        strip = self.drawn().axes[3]
        self.assertEqual(sum(bar.get_width() for bars in strip.containers for bar in bars), len(CLAIMS))
        self.assertEqual(strip.get_xlabel(), "Claims of all kinds (number)")
        self.assertEqual(texts(strip)[1], ["Article 1, C1 to C3", "Article 2, C4 to C8"])

    def test_marks_intervals_and_regions_are_drawn(self):
        for axes, scale in zip(self.drawn().axes, ("level", "difference", "other")):
            own = self.claims[self.claims.scale == scale]
            tested = own.dropna(subset=["measured"])
            marks = [line.get_xdata()[0] for line in axes.lines if line.get_marker() not in ("None", None, "")]
            self.assertEqual(marks, list(tested.measured))
            ends = [tuple(s[:, 0]) for c in axes.collections for s in c.get_segments()]
            self.assertEqual(ends, list(zip(tested.low, tested.high)))
            left, right = axes.get_xlim()
            for region, row in zip(axes.patches, own.itertuples()):
                self.assertAlmostEqual(region.get_x(), left if row.above != row.above else row.above, 12)
                self.assertAlmostEqual(region.get_x() + region.get_width(), right if row.below != row.below else row.below, 12)
            self.assertLess(left, min(tested.low))
            self.assertGreater(right, max(tested.high))

    def test_verdicts_differ_in_marker_and_fill(self):
        looks = {}
        for axes in self.drawn().axes[:3]:
            for line in axes.lines:
                if line.get_marker() not in ("None", None, ""):
                    looks[line.get_xdata()[0]] = (line.get_marker(), line.get_markerfacecolor() != "white")
        verdicts = {row.measured: row.verdict for row in self.claims.dropna(subset=["measured"]).itertuples()}
        for value, look in looks.items():
            self.assertEqual(look, self.module.VERDICTS[verdicts[value]][1:])
        self.assertEqual(len({look[:2] for look in looks.values()}), 4)

    def test_labels_and_columns(self):
        axes = self.drawn().axes[0]
        self.assertEqual(texts(axes)[1], ["C4 Title of C4", "C3 Title of C3", "C2 Title of C2", "C7 Title of C7"])
        written = [text.get_text() for text in axes.texts]
        self.assertEqual(written, ["claimed", "0.5 to 0.9", "> 0.5", "> 0.5", "> 0.2", "measured", "0.6", "0.8", "0.1", "",
                                   "severity\n(%)", "60", "60", "90", "", "robust\n(%)", "75", "50", "10", ""])
        self.assertEqual([text.get_text() for text in self.drawn().axes[1].texts][-1], "50*")

    def test_axes_are_named_by_what_is_measured(self):
        names = [axes.get_xlabel() for axes in self.drawn().axes[:3]]
        self.assertEqual(names, list(self.module.SCALES.values()))

    def test_long_ledgers_go_on_in_further_figures(self):
        import pandas as pd

        many = pd.concat([self.data[self.data.part == "claim"]] * 20 + [self.data[self.data.part == "count"]], ignore_index=True)
        figures = self.module.draw(many, page(174.0))
        self.assertGreater(len(figures), 1)
        for _, figure in figures:
            self.assertLess(figure.get_figheight() * 25.4, 245)
        rows = sum(len(axes.patches) for _, figure in figures for axes in figure.axes if axes.get_xlabel() in self.module.SCALES.values())
        self.assertEqual(rows, 20 * len(self.claims))

    def test_caption_says_verdicts_runs_and_intervals(self):
        text = self.module.caption(self.results, self.data)
        for part in ("6 claims", "2 holds, 1 cannot fail, 1 undecided, 1 fails, 1 untested", "500 runs", "99 % intervals", "at most 5 %",
                     "(of 100)", "(of 50)", "1, first.txt; 2, second.txt"):
            self.assertIn(part, text)

    def test_a_ledger_without_emergent_claims_is_missing(self):
        from results import Missing, Results

        with self.assertRaisesRegex(Missing, "no emergent claim"):
            self.module.rows(Results(altered(result("claims"), "inputs", "delete from ledger where kind = 'emergent'")))


if __name__ == "__main__":
    main()
