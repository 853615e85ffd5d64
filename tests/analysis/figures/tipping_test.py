"""tipping against the store, and what is drawn against its rows."""

import unittest

from support import altered, main, page, result, results, select, setting


def changed(name, kind, *statements):
    """Results of a copy of a result file on which statements were run."""
    from results import Results

    return Results(altered(result(name), kind, *statements), setting(name))


def lines(axes, count):
    """Lines of the plot with so many points."""
    return [line for line in axes.lines if len(line.get_xdata()) == count]


class OneNumber(unittest.TestCase):
    def setUp(self):
        import tipping

        self.module = tipping
        self.data = tipping.rows(results("tip"))

    def test_rows_are_what_was_tried(self):
        stored = select(result("tip"), "select second, happened, runs, share, low, high, fit from surface order by second")
        drawn = self.data[["second", "happened", "runs", "share", "low", "high", "fit"]]
        self.assertEqual([tuple(row) for row in drawn.itertuples(index=False)], stored)
        value, low, high = select(result("tip"), "select value, low, high from tipping")[0]
        self.assertEqual((self.data.tipping[0], self.data.tipping_low[0], self.data.tipping_high[0]), (value, low, high))

    def test_intervals_are_wilsons(self):
        import intervals

        low, high = intervals.wilson(self.data.happened, self.data.runs)
        for one, lowest, highest in zip(self.data.itertuples(), low, high):
            # Two programs' quantiles of the normal distribution agree to 15 digits.
            self.assertAlmostEqual(one.low, lowest, 12)
            self.assertAlmostEqual(one.high, highest, 12)

    def test_points_bars_and_fit_are_drawn(self):
        axes = self.module.draw(self.data, page()).axes[0]
        drawn = [list(line.get_ydata()) for line in lines(axes, len(self.data))]
        self.assertIn(list(self.data.share), drawn)
        self.assertIn(list(self.data.fit), drawn)
        ends = [tuple(segment[:, 1]) for segment in axes.collections[0].get_segments()]
        for drawn_ends, one in zip(ends, self.data.itertuples()):
            # The bar is drawn from lengths, so that its ends are sums that round in the last place.
            self.assertAlmostEqual(drawn_ends[0], one.low, 12)
            self.assertAlmostEqual(drawn_ends[1], one.high, 12)

    def test_wanted_probability_and_tipping_value_are_drawn(self):
        axes = self.module.draw(self.data, page()).axes[0]
        one = self.data.iloc[0]
        self.assertTrue(any(set(line.get_ydata()) == {one.probability} for line in lines(axes, 2)))
        self.assertTrue(any(set(line.get_xdata()) == {one.tipping} for line in lines(axes, 2)))
        band = axes.patches[0].get_xy()
        self.assertEqual((band[:, 0].min(), band[:, 0].max()), (one.tipping_low, one.tipping_high))

    def test_axes_are_named_with_units_and_hold_all(self):
        axes = self.module.draw(self.data, page()).axes[0]
        self.assertEqual(axes.get_ylabel(), "Share of runs (%)")
        self.assertEqual(axes.get_xlabel(), "Russia: process value")
        self.assertIn("Two islands go to Japan", axes.get_title("left"))
        self.assertLessEqual(axes.get_ylim()[0], 0)
        self.assertGreaterEqual(axes.get_ylim()[1], self.data.high.max())

    def test_unit_is_that_of_the_setting(self):
        from results import Results

        columns = [name for _, name, *_ in select(setting("tip"), "pragma table_info(names)")]
        values = {"kind": "'parameter'", "name": "'actors.russia.process_value'", "title": "''", "unit": "'utility per year'"}
        path = altered(setting("tip"), "unit", f"insert into names values ({', '.join(values.get(c, '999') for c in columns)})")
        data = self.module.rows(Results(result("tip"), path))
        self.assertEqual(data.second_name[0], "Russia: process value (utility per year)")

    def test_a_level_out_of_range_is_said_and_not_drawn(self):
        of = changed("tip", "beyond", "update tipping set value = null, low = null, high = null",
                     "update tip set value = '0.99' where name = 'probability'")
        data = self.module.rows(of)
        axes = self.module.draw(data, page()).axes[0]
        self.assertIn("not in this range", axes.get_title("left"))
        self.assertEqual(len(axes.patches), 0)
        self.assertIn("does not cross", self.module.caption(of, data))
        self.assertGreaterEqual(axes.get_ylim()[1], 0.99)

    def test_an_open_interval_reaches_the_end_of_the_range(self):
        data = self.module.rows(changed("tip", "open", "update tipping set low = null"))
        axes = self.module.draw(data, page()).axes[0]
        self.assertEqual(axes.patches[0].get_xy()[:, 0].min(), data.second.min())
        self.assertIn("below the range", axes.get_title("left"))

    def test_caption_says_runs_and_intervals(self):
        text = self.module.caption(results("tip"), self.data)
        self.assertIn("60 runs at each value", text)
        self.assertIn("Wilson's 95 %", text)
        self.assertIn("bootstrap", text)
        self.assertNotIn("Not monotone", text)
        bent = changed("tip", "bent", "update tipping set monotone = 0")
        self.assertIn("Not monotone", self.module.caption(bent, self.module.rows(bent)))

    def test_nothing_tried_is_missing(self):
        from results import Missing

        with self.assertRaisesRegex(Missing, "no value"):
            self.module.rows(changed("tip", "empty", "delete from surface"))


class TwoNumbers(unittest.TestCase):
    def setUp(self):
        import tipping

        self.module = tipping
        self.data = tipping.rows(results("frontier"))

    def test_map_is_linear_between_tried_values_of_a_row(self):
        firsts, seconds, shares = self.module.interpolated(self.data)
        stored = select(result("frontier"), "select first, second, fit from surface order by row, second")
        by_first = {}
        for first, second, fit in stored:
            by_first.setdefault(first, []).append((second, fit))
        self.assertEqual(list(firsts), sorted(by_first))
        for column, first in enumerate(firsts):
            tried = by_first[first]
            for (x0, y0), (x1, y1) in zip(tried, tried[1:]):
                for k, second in enumerate(seconds):
                    if x0 <= second <= x1:
                        # Rounding of one product and one sum.
                        self.assertAlmostEqual(shares[k, column], y0 + (y1 - y0) * (second - x0) / (x1 - x0), 12)

    def test_frontier_and_its_intervals_are_drawn(self):
        axes = self.module.draw(self.data, page()).axes[0]
        stored = select(result("frontier"), "select first, value, low, high from tipping order by row")
        found = next(line for line in lines(axes, len(stored)) if line.get_linewidth() > 1.5)
        for drawn, (_, value, _, _) in zip(found.get_ydata(), stored):
            self.assertTrue(drawn == value or (value is None and drawn != drawn))
        bottom, top = self.data.second.min(), self.data.second.max()
        bars = [c for c in axes.collections if hasattr(c, "get_segments") and c.get_zorder() == 5][0]
        expected = [(bottom if low is None else low, top if high is None else high)
                    for _, value, low, high in stored if (value, low, high) != (None, None, None)]
        self.assertEqual([tuple(segment[:, 1]) for segment in bars.get_segments()], expected)

    def test_shades_get_darker_in_even_steps(self):
        import numpy as np

        cmap, first, last = self.module.SHADES
        rgb = cmap(np.linspace(first, last, 8))[:, :3]
        linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
        lightness = 116 * np.cbrt(linear @ [0.2126, 0.7152, 0.0722]) - 16  # CIE 1976 L*
        steps = -np.diff(lightness)
        # Told apart in grey from 4 on; even enough where no step is three times another.
        self.assertGreater(steps.min(), 4)
        self.assertLess(steps.max() / steps.min(), 3)

    def test_axes_and_colour_bar_are_named(self):
        figure = self.module.draw(self.data, page())
        axes, bar = figure.axes
        self.assertEqual((axes.get_xlabel(), axes.get_ylabel()), ("Russia: process value", "Japan: process value"))
        self.assertEqual(bar.get_ylabel(), "Share of runs (%)")


if __name__ == "__main__":
    main()
