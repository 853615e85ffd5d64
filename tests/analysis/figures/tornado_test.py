"""tornado against the store."""

import unittest

import numpy as np
from support import main, page, result, results, select, texts


class Tornado(unittest.TestCase):
    def rows(self):
        import tornado

        return tornado.rows(results("ends"))

    def test_rows_are_the_differences_of_the_store(self):
        stored = {(*held.strip().rsplit("=", 1), outcome): values for held, outcome, *values in select(
            result("ends"), "select a.held, substr(d.quantity, 9), d.base, d.variant, d.low, d.high from differences d "
            "join arms a on a.arm = d.arm where d.quantity like 'outcome.%'")}
        stored = {(path, float(value), outcome): values for (path, value, outcome), values in stored.items()}
        for row in self.rows().itertuples():
            base, share, low, high = stored[row.path, row.value, row.outcome]
            self.assertEqual((row.base, row.share), (base, share))
            self.assertAlmostEqual(row.low, max(0, base + low), places=14)
            self.assertAlmostEqual(row.high, min(1, base + high), places=14)

    def test_both_ends_of_each_number_in_the_order_of_the_span(self):
        data = self.rows()
        ends = {}
        for (held,) in select(result("ends"), "select held from arms where arm > 0 order by arm"):
            path, _, value = held.strip().rpartition("=")
            ends[path] = (*ends.get(path, ()), float(value))
        for _, of in data.groupby("outcome"):
            self.assertEqual(dict(of.groupby("path").value.apply(tuple)), ends)
            self.assertEqual(list(of.end), ["low", "high"] * len(ends))
        first = data[data.outcome == data.outcome[0]]
        self.assertTrue(first.span.is_monotonic_decreasing)
        spans = data.groupby("outcome", sort=False).span.max()
        self.assertTrue(spans.is_monotonic_decreasing)
        for _, of in first.groupby("path"):
            values = [*of.share, of.base.iloc[0]]
            self.assertAlmostEqual(of.span.iloc[0], max(values) - min(values), places=14)

    def test_bars_and_their_values(self):
        import tornado

        data = self.rows()
        figure = tornado.draw(data, page(174.0))[0][1]
        for axes, (title, of) in zip(figure.axes, data.groupby("title", sort=False)):
            self.assertEqual(axes.get_title(loc="left").replace("\n", " "), title)
            self.assertEqual(axes.get_xlabel().replace("\n", " "), "Share of runs (%)")
            for bar, text, row in zip(axes.patches, axes.texts, of.itertuples()):
                ends = sorted([bar.get_x(), bar.get_x() + bar.get_width()])
                np.testing.assert_allclose(ends, sorted([row.base, row.share]), atol=1e-12)
                self.assertEqual(bool(bar.get_hatch()), row.end == "low")
                self.assertEqual(text.get_text(), f"{row.value:g}")
        self.assertEqual([text.replace("\n", " ") for text in texts(figure.axes[0])[1]], list(dict.fromkeys(data.label)))

    def test_without_ends_it_is_told_how_to_make_them(self):
        import tornado
        from results import Missing

        with self.assertRaisesRegex(Missing, "--ends"):
            tornado.rows(results("comparison"))


if __name__ == "__main__":
    main()
