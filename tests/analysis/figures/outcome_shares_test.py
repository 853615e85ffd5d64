"""outcome_shares against the store."""

import shutil
import sqlite3
import unittest

import numpy as np
from support import Place, main, page, result, results, select, setting, texts

ESTIMATES = "outcome, happened, runs, share, low, high, method, world_low, world_high"


def drawn(name, width=84.0):
    import outcome_shares

    data = outcome_shares.rows(results(name))
    made = outcome_shares.draw(data, page(width))
    return data, made[0][1] if isinstance(made, list) else made


def points(axes):
    """Where the points are: heights and places, both kinds of marks together, in order."""
    found = [(y, x) for line in axes.get_lines() if line.get_marker() == "o" for x, y in zip(*line.get_data())]
    return sorted(found)


class OfSweep(unittest.TestCase):
    def test_rows_are_what_the_store_estimates(self):
        import outcome_shares

        for name in ("sweep", "independent", "small"):
            data = outcome_shares.rows(results(name))
            stored = {row[0]: row for row in select(result(name), f"select {ESTIMATES} from estimates")}
            for row in data.itertuples():
                for column, value in zip(ESTIMATES.split(", "), stored[row.outcome]):
                    self.assertTrue(getattr(row, column) == value or value is None, (row.outcome, column))
            self.assertTrue({outcome for outcome, row in stored.items() if row[1] > 0} <= set(data.outcome))

    def test_an_unfinished_sweep_has_what_its_runs_say(self):
        import outcome_shares
        from results import Results

        for name in ("sweep", "independent"):
            path = Place.folder / "unfinished.db"
            self.addCleanup(path.unlink, missing_ok=True)
            shutil.copy(result(name), path)
            with sqlite3.connect(path) as connection:
                connection.execute("delete from estimates")
            found = outcome_shares.rows(Results(path, setting(name)))
            whole = outcome_shares.rows(results(name))
            for column in ("happened", "runs", "method", "outcome"):
                self.assertEqual(list(found[column]), list(whole[column]))
            for column in ("share", "low", "high", "world_low", "world_high"):
                # Sums in another order differ in the last bits; the quantile of Student's t to 1e-12.
                np.testing.assert_allclose(found[column].astype(float), whole[column].astype(float), atol=1e-9)

    def test_marks_stand_at_the_shares_and_the_unseen_share_a_line(self):
        data, figure = drawn("sweep")
        seen = data[data.seen == 1]
        expected = list(enumerate(seen.share)) + ([(len(seen), 0.0)] if (data.seen == 0).any() else [])
        self.assertEqual(points(figure.axes[0]), expected)
        names = [text.replace("\n", " ") for text in texts(figure.axes[0])[1]]
        self.assertEqual(names[:len(seen)], list(seen.title))
        self.assertIn(f"Each of {(data.seen == 0).sum()} other outcomes", names)

    def test_axis_is_named_with_its_unit(self):
        _, figure = drawn("sweep")
        self.assertEqual(figure.axes[0].get_xlabel(), "Share of runs (%)")

    def test_caption_names_what_was_never_seen_with_its_bound(self):
        import outcome_shares

        data, _ = drawn("independent")
        caption = outcome_shares.caption(results("independent"), data)
        for title in data[data.seen == 0].title:
            self.assertIn(title, caption)
        runs = data.runs.iloc[0]
        self.assertIn(f"95 % bound {100 * (1 - 0.05 ** (1 / runs)):.2g} %", caption)


class OfComparison(unittest.TestCase):
    def test_rows_are_counts_of_runs(self):
        data, _ = drawn("comparison", 174.0)
        counts = dict(((name, outcome), n) for name, outcome, n in select(
            result("comparison"), "select a.name, r.outcome, count(*) from paired_runs r join arms a on a.arm = r.arm group by 1, 2"))
        for row in data.itertuples():
            self.assertEqual(row.happened, counts.get((row.scenario, row.outcome), 0))
            self.assertEqual(row.share, row.happened / row.runs)

    def test_a_panel_for_each_outcome_that_was_seen_and_a_row_for_each_scenario(self):
        data, figure = drawn("comparison", 174.0)
        seen = data[data.seen == 1]
        titles = [axes.get_title(loc="left").replace("\n", " ") for axes in figure.axes]
        self.assertEqual(titles, list(dict.fromkeys(seen.title)))
        labels = [text.replace("\n", " ") for text in texts(figure.axes[0])[1]]
        self.assertEqual(labels, list(data.drop_duplicates("scenario").label))
        for axes, (_, of) in zip(figure.axes, seen.groupby("title", sort=False)):
            self.assertEqual(points(axes), list(enumerate(of.share)))

    def test_twenty_scenarios_fit_a_page(self):
        import outcome_shares
        import pandas

        data, _ = drawn("comparison", 174.0)
        many = [data[data.scenario == data.scenario[0]].assign(scenario=f"s{k}", label=f"Scenario number {k}") for k in range(22)]
        made = outcome_shares.draw(pandas.concat(many, ignore_index=True), page(174.0))
        self.assertEqual(len(made), 1)
        self.assertLess(made[0][1].get_figheight() * 25.4, 240)


if __name__ == "__main__":
    main()
