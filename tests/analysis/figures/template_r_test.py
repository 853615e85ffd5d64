"""The template in R against the figures in Python: the same columns and the same numbers."""

import shutil
import subprocess
import unittest

import pandas as pd
from support import Place, main, result, results, setting

NEEDS = "for (p in c('ggplot2', 'RSQLite')) if (!requireNamespace(p, quietly = TRUE)) quit(status = 1)"


def has_r():
    return bool(shutil.which("Rscript")) and subprocess.run(["Rscript", "-e", NEEDS], capture_output=True).returncode == 0


def template(*words):
    return subprocess.run(["Rscript", Place.sources / "analysis/figures/template.R", *words], capture_output=True, text=True)


@unittest.skipUnless(has_r(), "there is no Rscript with the packages ggplot2 and RSQLite")
class TemplateInR(unittest.TestCase):
    def drawn(self, name, folder=""):
        """The folder that the template writes of a sweep."""
        path = Place.folder / f"{name}-r{folder}"
        finished = template(result(name), setting(name), path)
        self.assertEqual(finished.returncode, 0, finished.stderr)
        return path

    def same(self, found, expected):
        self.assertEqual(list(found.columns), list(expected.columns))
        self.assertEqual(len(found), len(expected))
        for column in expected:
            numeric = pd.api.types.is_numeric_dtype(expected[column])
            for one, other in zip(found[column], expected[column]):
                if pd.isna(one) or pd.isna(other):
                    self.assertTrue(pd.isna(one) and pd.isna(other), (column, one, other))
                elif numeric:
                    # R writes fifteen digits; quantiles of the two languages agree to as many.
                    self.assertAlmostEqual(float(one), float(other), 12, column)
                else:
                    self.assertEqual(one, other, column)

    def test_shares_and_times_are_those_of_python(self):
        import outcome_shares
        import time_to_agreement

        for name in ("independent", "sweep"):  # intervals over runs, and over worlds of several runs
            folder = self.drawn(name)
            for figure in (outcome_shares, time_to_agreement):
                found = pd.read_csv(folder / f"{figure.__name__}.csv")
                self.same(found, figure.rows(results(name)))

    def test_packages_and_solutions_are_those_of_python(self):
        import utility_plane

        found = pd.read_csv(self.drawn("independent") / "utility_plane.csv")
        expected = utility_plane.rows(results("independent"))
        expected = expected[expected.kind.isin(["package", "point"])].reset_index(drop=True)
        self.assertTrue(set(found.columns) <= set(expected.columns))
        self.same(found, expected[found.columns])

    def test_the_same_file_gives_the_same_bytes(self):
        one, other = self.drawn("small", "a"), self.drawn("small", "b")
        for path in sorted(one.iterdir()):
            self.assertEqual(path.read_bytes(), (other / path.name).read_bytes(), path.name)

    def test_wrong_files_are_refused(self):
        for words, reason in (((result("independent"),), "usage"),
                              ((result("independent"), Place.folder / "none.db", Place.folder / "x"), "none.db: is not there"),
                              ((result("tip"), setting("tip"), Place.folder / "x"), "is not the result file of a sweep")):
            finished = template(*words)
            self.assertNotEqual(finished.returncode, 0)
            self.assertIn(reason, finished.stderr)


if __name__ == "__main__":
    main()
