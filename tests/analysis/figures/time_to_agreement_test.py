"""time_to_agreement against runs counted one by one, and Student's and Wilson's intervals of them."""

import unittest

import numpy as np
from support import main, page, result, results, select

T_29 = 2.0452296421  # 97.5 % quantile of Student's t with 29 degrees of freedom
Z = 1.9599639845


class OfSweep(unittest.TestCase):
    def rows(self, name):
        import time_to_agreement

        return time_to_agreement.rows(results(name))

    def test_share_without_agreement_is_counted(self):
        for name in ("sweep", "independent"):
            data = self.rows(name)
            firsts = [row[0] for row in select(result(name), "select first_agreement from runs where status = 'done'")]
            self.assertEqual(data.years.iloc[-1], 12.5)
            for row in data.itertuples():
                without = sum(first is None or first > row.years for first in firsts)
                self.assertEqual((row.without, row.runs), (without, len(firsts)))
                self.assertAlmostEqual(row.share, without / len(firsts), places=14)

    def test_interval_over_worlds_is_students(self):
        data = self.rows("sweep")
        runs = select(result("sweep"), "select world, first_agreement from runs where status = 'done'")
        for row in data[(data.years < 1) & (data.share > 0.05)].itertuples():
            by_world = np.array([np.mean([first is None or first > row.years for world, first in runs if world == w])
                                 for w in sorted({world for world, _ in runs})])
            half = T_29 * by_world.std(ddof=1) / np.sqrt(len(by_world))
            self.assertEqual(len(by_world), 30)
            self.assertAlmostEqual(row.low, max(0, by_world.mean() - half), places=8)
            self.assertAlmostEqual(row.high, by_world.mean() + half, places=8)

    def test_interval_of_independent_runs_is_wilsons(self):
        row = self.rows("independent").iloc[0]
        n, p = row.runs, row.share
        centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z / (1 + Z * Z / n) * np.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
        self.assertAlmostEqual(row.low, centre - half, places=9)
        self.assertAlmostEqual(row.high, centre + half, places=9)

    def test_neither_share_nor_limits_rise(self):
        for name in ("sweep", "independent", "small"):
            data = self.rows(name)
            for column in ("share", "low", "high"):
                self.assertTrue((np.diff(data[column]) <= 1e-15).all(), column)

    def test_curve_and_table_are_drawn_of_the_rows(self):
        import time_to_agreement

        data = self.rows("sweep")
        axes, risk = time_to_agreement.draw(data, page()).axes
        curve = axes.get_lines()[0]
        self.assertEqual(curve.get_drawstyle(), "steps-post")
        self.assertEqual(list(curve.get_xdata()), [0.0, *data.years])
        self.assertEqual(list(curve.get_ydata()), [1.0, *data.share])
        self.assertEqual(axes.get_xlabel(), "Years since the start")
        self.assertEqual(axes.get_ylabel().replace("\n", " "), "Runs without agreement (%)")
        times = time_to_agreement.risk_times(axes)
        self.assertGreaterEqual(len(times), 5)
        expected = [str(data[data.years <= time].without.iloc[-1]) for time in times]
        self.assertEqual([text.get_text() for text in risk.texts], expected)


class OfComparison(unittest.TestCase):
    def test_curves_of_every_scenario_and_a_colour_for_the_furthest(self):
        import time_to_agreement

        data = time_to_agreement.rows(results("comparison"))
        horizon = data.years.max()
        for name, of in data.groupby("scenario"):
            firsts = [row[0] for row in select(result("comparison"), 'select "time.first_agreement" from paired_runs r '
                                               f"join arms a on a.arm = r.arm where a.name = '{name}'")]
            for row in of.itertuples():
                self.assertEqual(row.without, sum(first > row.years or first >= horizon for first in firsts))
        self.assertEqual(data[data.scenario == "marginal"].distance.max(), 0)
        told = data[data.told == 1].scenario.nunique()
        self.assertLessEqual(told, 1 + time_to_agreement.MOST_TOLD)
        axes = time_to_agreement.draw(data, page(174.0)).axes[0]
        self.assertEqual(sum(line.get_drawstyle() == "steps-post" for line in axes.get_lines()), data.scenario.nunique())


class WithoutAgreement(unittest.TestCase):
    def test_totals_only_are_told(self):
        import time_to_agreement
        from results import Missing
        from support import MARGINAL, Place, made

        path = made(Place.folder / "totals.db", ["sweep", MARGINAL, "--runs", "20", "--totals-only", "--quiet", "-o",
                                                 Place.folder / "totals.db"])
        of = results("independent")
        of.result = type(of.result)(path)
        with self.assertRaisesRegex(Missing, "--totals-only"):
            time_to_agreement.rows(of)


if __name__ == "__main__":
    main()
