"""differences against the store."""

import unittest

import numpy as np
from support import main, page, result, results, select, texts


def drawn(width=174.0):
    import differences

    data = differences.rows(results("comparison"))
    return data, differences.draw(data, page(width))[0][1]


class Differences(unittest.TestCase):
    def test_rows_are_those_of_the_store_where_anything_changed(self):
        data, _ = drawn()
        stored = select(result("comparison"),
                        "select arm, substr(quantity, 9), difference, low, high, world_low, world_high, sign_share, changed "
                        "from differences where quantity like 'outcome.%'")
        changed = {row[1] for row in stored if row[-1] > 0}
        expected = {row[:2]: row[2:-1] for row in stored if row[1] in changed}
        found = {(row.arm, row.outcome): (row.difference, row.low, row.high, row.world_low, row.world_high, row.sign_share)
                 for row in data.itertuples()}
        self.assertEqual(set(found), set(expected))
        for key, values in expected.items():
            np.testing.assert_array_equal(np.array(found[key], float), np.array(values, float))

    def test_order_is_that_of_the_first_outcome_told_from_0(self):
        data, _ = drawn()
        apart = data[(data.low > 0) | (data.high < 0)]
        first = data[data.outcome == apart.outcome.iloc[0]]
        self.assertTrue(first.difference.is_monotonic_decreasing)
        for _, of in data.groupby("outcome"):
            self.assertEqual(list(of.arm), list(first.arm))

    def test_marks_and_intervals(self):
        data, figure = drawn()
        for axes, (title, of) in zip(figure.axes, data.groupby("title", sort=False)):
            self.assertEqual(axes.get_title(loc="left").replace("\n", " "), title)
            self.assertEqual(axes.get_xlabel().replace("\n", " "), "Difference (% points)")
            found = {}
            for line in axes.get_lines():
                if line.get_marker() == "o":
                    for x, y in zip(*line.get_data()):
                        found[y] = (x, line.get_markerfacecolor() == "white")
            for y, row in enumerate(of.itertuples()):
                self.assertEqual(found[y], (row.difference, row.low <= 0 <= row.high))
            ends = [segment for part in axes.collections for segment in part.get_segments()]
            for y, row in enumerate(of.itertuples()):
                near = [segment for segment in ends if np.allclose(segment, [[row.low, y], [row.high, y]], atol=1e-12)]
                self.assertEqual(len(near), 1)
            # The line at 0.
            self.assertTrue(any(list(line.get_xdata()) == [0, 0] for line in axes.get_lines()))

    def test_worlds_of_the_same_sign_are_written(self):
        data, figure = drawn()
        for axes, (_, of) in zip(figure.axes, data.groupby("title", sort=False)):
            told = of[of.sign_share.notna()]
            expected = [f"{round(row.sign_share * (row.worlds_more + row.worlds_less))}/{int(row.worlds_more + row.worlds_less)}"
                        for row in told.itertuples()]
            self.assertEqual([text.get_text() for text in axes.texts], expected)

    def test_labels(self):
        data, figure = drawn()
        self.assertEqual([text.replace("\n", " ") for text in texts(figure.axes[0])[1]], list(dict.fromkeys(data.label)))


if __name__ == "__main__":
    main()
