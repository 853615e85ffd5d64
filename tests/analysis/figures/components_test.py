"""components against plain averages of the store."""

import unittest

import numpy as np
from support import main, page, result, results, select, texts

T_29 = 2.0452296421  # 97.5 % quantile of Student's t with 29 degrees of freedom


class Components(unittest.TestCase):
    def rows(self, name="sweep"):
        import components

        return components.rows(results(name))

    def test_means_over_worlds_with_students_interval(self):
        data = self.rows()
        for row in data.itertuples():
            column = f"{row.actor}.total" if row.component == "total" else None
            names = [column] if column else [f"{row.actor}.component.{row.component}", f"{row.actor}.{row.component}"]
            there = [c[1] for c in select(result("sweep"), "pragma table_info(utilities)")]
            name = next(n for n in names if n in there)
            worlds = [w[0] for w in select(result("sweep"), f'select avg(u."{name}") from utilities u join runs r on r.run = u.run '
                                           "where r.status = 'done' group by r.world")]
            half = T_29 * np.std(worlds, ddof=1) / np.sqrt(30)
            self.assertEqual((row.units, row.runs), (30, 180))
            self.assertAlmostEqual(row.mean, np.mean(worlds), places=12)
            self.assertAlmostEqual(row.high - row.low, 2 * half, places=8)

    def test_bars_lead_from_0_to_the_total(self):
        for name in ("sweep", "small", "comparison"):
            for _, of in self.rows(name).groupby("actor"):
                parts, total = of[of.component != "total"], of[of.component == "total"].iloc[0]
                self.assertTrue(parts["mean"].is_monotonic_decreasing)
                starts = [0.0, *parts["to"].iloc[:-1]]
                np.testing.assert_allclose(parts["from"], starts, atol=1e-12)
                # The total is the sum of the columns, in each run.
                self.assertAlmostEqual(parts["to"].iloc[-1], total["mean"], places=12)
                self.assertEqual((total["from"], total["to"]), (0.0, total["mean"]))

    def test_comparison_is_the_base(self):
        data = self.rows("comparison")
        for row in data[data.component == "total"].itertuples():
            expected = select(result("comparison"), f'select avg("utility.{row.actor}") from paired_runs where arm = 0')[0][0]
            self.assertAlmostEqual(row.mean, expected, places=12)

    def test_bars_are_drawn_of_the_rows(self):
        import components

        data = self.rows()
        figure = components.draw(data, page(174.0))[0][1]
        panels = {axes.get_title(loc="left"): axes for axes in figure.axes}
        for title, of in data.groupby("actor_title"):
            axes = panels[title]
            bars = {round(bar.get_y() + bar.get_height() / 2): bar for bar in axes.patches}
            for k, row in enumerate(of.to_dict("records")):
                ends = sorted([bars[k].get_x(), bars[k].get_x() + bars[k].get_width()])
                np.testing.assert_allclose(ends, sorted([row["from"], row["to"]]), atol=1e-12)
                self.assertEqual(bool(bars[k].get_hatch()), row["component"] != "total" and row["mean"] < 0)
            self.assertEqual([text.replace("\n", " ") for text in texts(axes)[1]], list(of.title))
            self.assertEqual(axes.get_xlabel(), "Utility, discounted average")


if __name__ == "__main__":
    main()
