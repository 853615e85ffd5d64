"""outcome_shares against the store."""

import unittest

from support import main, page, result, results, select, texts


class OutcomeShares(unittest.TestCase):
    def test_rows_are_what_the_store_estimates(self):
        import outcome_shares

        data = outcome_shares.rows(results("sweep"))
        stored = select(result("sweep"), "select outcome, happened, runs, share, low, high, method from estimates")
        drawn = {row.outcome: (row.happened, row.runs, row.share, row.low, row.high, row.method) for row in data.itertuples()}
        for outcome, *values in stored:
            if values[0] > 0:
                self.assertEqual(drawn[outcome], tuple(values))

    def test_axis_is_named_with_its_unit(self):
        import outcome_shares

        figure = outcome_shares.draw(outcome_shares.rows(results("sweep")), page())
        self.assertEqual(figure.axes[0].get_xlabel(), "Share of runs (%)")
        self.assertIn("Two islands go to Japan", [text.replace("\n", " ") for text in texts(figure.axes[0])[1]])


if __name__ == "__main__":
    main()
