"""shapley against the store, and what is drawn against its rows."""

import unittest

from support import altered, main, page, result, results, select, setting, texts

STORED = ("select q.quantity, c.mechanism, q.kind, shapley, low, high, alone, alone_low, alone_high, all_on, all_off "
          "from contributions c join quantities q on q.quantity = c.quantity where q.quantity in "
          "(select quantity from contributions group by quantity having max(abs(shapley)) > 0 or max(abs(alone)) > 0)")


class Shapley(unittest.TestCase):
    def setUp(self):
        import shapley

        self.module = shapley
        self.results = results("account")
        self.data = shapley.rows(self.results)

    def test_rows_are_what_the_store_holds_of_quantities_that_move(self):
        drawn = {(row.quantity, row.mechanism): row for row in self.data.itertuples()}
        stored = select(result("account"), STORED)
        self.assertEqual(len(stored), len(drawn))
        for quantity, mechanism, kind, *numbers in stored:
            row = drawn[quantity, mechanism]
            scale = 1 if kind == "gap" else 100
            shown = (row.shapley, row.low, row.high, row.alone, row.alone_low, row.alone_high, row.all_on, row.all_off)
            self.assertEqual(shown, tuple(scale * number for number in numbers))

    def test_values_of_a_quantity_sum_to_what_all_mechanisms_do(self):
        for _, of in self.data.groupby("quantity"):
            # A sum of a few numbers below 100, each rounded at the 15th digit in the file.
            self.assertAlmostEqual(of.shapley.sum(), of.all_on.iloc[0] - of.all_off.iloc[0], 10)

    def test_mechanisms_are_ordered_by_their_largest_contribution(self):
        for measure, of in self.data.groupby("measure"):
            largest = of.groupby("mechanism").shapley.apply(lambda values: values.abs().max())
            first = of[of.quantity == of.quantity.iloc[0]]
            self.assertEqual(list(first.mechanism), list(largest.sort_values(ascending=False).index), measure)

    def panels(self):
        """(axes, rows) of every panel drawn."""
        for suffix, figure in self.module.draw(self.data, page(174.0)):
            for axes in figure.axes:
                if axes.get_visible():
                    own = self.data[("-" + self.data.measure == suffix) & (self.data.panel == axes.get_title("left").replace("\n", " "))]
                    yield axes, own

    def test_marks_and_intervals_are_drawn(self):
        seen = 0
        for axes, own in self.panels():
            marks = [value for line in axes.lines if line.get_marker() in ("o", "s") for value in line.get_xdata()]
            self.assertEqual(sorted(marks), sorted(own.shapley))
            ends = sorted(tuple(s[:, 0]) for c in axes.collections if c.get_linewidth()[0] > 1 for s in c.get_segments())
            self.assertEqual(ends, sorted(zip(own.low, own.high)))
            alone = sorted(tuple(s[:, 0]) for c in axes.collections if c.get_linewidth()[0] < 1 for s in c.get_segments())
            self.assertEqual(alone, sorted(zip(own.alone_low, own.alone_high)))
            seen += len(own)
        self.assertEqual(seen, len(self.data))

    def test_marks_are_hollow_where_the_interval_includes_zero(self):
        for axes, own in self.panels():
            hollow = [value for line in axes.lines if line.get_marker() in ("o", "s") and line.get_markerfacecolor() == "white"
                      for value in line.get_xdata()]
            self.assertEqual(sorted(hollow), sorted(own.shapley[(own.low <= 0) & (own.high >= 0)]))

    def test_axes_are_named_with_units_and_have_a_line_at_zero(self):
        names = [figure._supxlabel.get_text() for _, figure in self.module.draw(self.data, page(174.0))]
        self.assertEqual(names, ["Contribution to the share of runs (percentage points)",
                                 "Contribution to what is lacking (utility per year)"])
        for axes, _ in self.panels():
            self.assertTrue(any(list(line.get_xdata()) == [0, 0] for line in axes.lines))

    def test_labels_are_the_mechanisms_from_the_top(self):
        figure = self.module.draw(self.data, page(174.0))[0][1]
        own = self.data[self.data.measure == "share"]
        expected = [name.replace("_", " ").capitalize() for name in dict.fromkeys(own.mechanism)]
        self.assertEqual(texts(figure.axes[0])[1], expected)
        self.assertGreater(figure.axes[0].get_ylim()[0], figure.axes[0].get_ylim()[1])

    def test_panels_go_on_in_further_figures_within_the_height_of_a_page(self):
        import pandas as pd

        one = self.data[self.data.measure == "lack"]
        many = pd.concat([of.assign(panel=f"{panel} {k}") for k in range(8) for panel, of in one.groupby("panel")])
        figures = self.module.draw(many, page())
        self.assertGreater(len(figures), 1)
        self.assertEqual(len({suffix for suffix, _ in figures}), len(figures))
        for _, figure in figures:
            self.assertLess(figure.get_figheight() * 25.4, 240)
        panels = sum(axes.get_visible() for _, figure in figures for axes in figure.axes)
        self.assertEqual(panels, many.panel.nunique())

    def test_caption_says_runs_interval_and_sum(self):
        text = self.module.caption(self.results, self.data)
        for part in ("40 runs", "all coalitions", "Student's 95 %", "sum to the difference", "all mechanisms on", "all off"):
            self.assertIn(part, text)
        on, off = select(result("account"), "select all_on, all_off from quantities where quantity = 'outcome.two_islands'")[0]
        self.assertIn(f"Two islands go to Japan, {100 * on:.1f}\N{THIN SPACE}%".replace("\N{THIN SPACE}", text[text.index("%") - 1]), text)

    def test_nothing_that_moves_is_missing(self):
        from results import Missing, Results

        for kind, statement, reason in (("still", "update contributions set shapley = 0, alone = 0", "no mechanism moves"),
                                        ("bare", "delete from contributions", "no mechanism of the account")):
            of = Results(altered(result("account"), kind, statement), setting("account"))
            with self.assertRaisesRegex(Missing, reason):
                self.module.rows(of)


if __name__ == "__main__":
    main()
