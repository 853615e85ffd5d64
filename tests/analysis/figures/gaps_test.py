"""gaps against plain averages of the store."""

import unittest

import numpy as np
from support import main, page, result, results, select

T_149 = 1.9760131775  # 97.5 % quantile of Student's t with 149 degrees of freedom


class Gaps(unittest.TestCase):
    def rows(self, name="independent"):
        import gaps

        return gaps.rows(results(name))

    def test_means_of_independent_runs_with_students_interval(self):
        for row in self.rows().itertuples():
            values = [v[0] for v in select(result("independent"), "select lack from gaps_long where lack is not null and "
                                           f"outcome = '{row.outcome}' and origin = '{row.origin}' and party = '{row.party}'")]
            self.assertEqual((row.runs, row.units, row.of_runs), (len(values), len(values), 150))
            self.assertAlmostEqual(row.mean, np.mean(values), places=12)
            if len(values) == 150:
                self.assertAlmostEqual((row.high - row.low) / 2, T_149 * np.std(values, ddof=1) / np.sqrt(150), places=8)

    def test_every_outcome_party_and_origin_that_a_run_has(self):
        data = self.rows()
        stored = select(result("independent"), "select distinct outcome, origin, party from gaps_long where lack is not null")
        self.assertEqual(set(zip(data.outcome, data.origin, data.party)), set(stored))

    def test_comparison_is_the_base(self):
        for row in self.rows("comparison").itertuples():
            expected = select(result("comparison"), f'select avg("gap.{row.outcome}.{row.origin}.{row.party}") from paired_runs '
                              "where arm = 0")[0][0]
            self.assertAlmostEqual(row.mean, expected, places=12)

    def test_marks_are_at_the_means_hollow_where_the_interval_has_0(self):
        import gaps

        data = self.rows()
        panels = gaps.draw(data, page(174.0))[0][1].axes
        for axes, origin in zip(panels, gaps.ORIGINS):
            found = sorted((y, x, line.get_markerfacecolor() == "white") for line in axes.get_lines()
                           if line.get_marker() == "o" for x, y in zip(*line.get_data()))
            of = data[data.origin == origin]
            self.assertEqual([mark[1:] for mark in found], [(row.mean, row.low <= 0 <= row.high) for row in of.itertuples()])
            self.assertEqual(axes.get_xlabel(), "Lack (utility per year)")
            low, high = axes.get_xlim()
            self.assertTrue(low < of.low.min() and of.high.max() < high)

    def test_without_gaps_it_is_told(self):
        import gaps
        from results import Missing

        with self.assertRaisesRegex(Missing, "--no-gaps"):
            gaps.rows(results("ends"))


if __name__ == "__main__":
    main()
