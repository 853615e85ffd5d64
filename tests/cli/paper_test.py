"""Drives `entente figures`, `report` and `archive`, and `reproduce` of files that are not sweeps: paper_test.py PROGRAM SCENARIOS."""

import csv
import html
import io
import json
import os
import re
import shutil
import subprocess
import unittest
import zipfile

from sweep_support import PROGRAM, SMALL, SweepCase, call, change, main, select

FEW = ["--runs", "40", "--worlds", "4", "--runs-per-world", "2", "--quiet"]
DRAWS = subprocess.run(["/usr/bin/python3", "-I", "-c", "import matplotlib, pandas"], capture_output=True).returncode == 0
# A program that is no Python, and Python without the libraries, as far as the command can tell.
NO_PYTHON = ["--python", "/bin/false"]


class PaperCase(SweepCase):
    def setUp(self):
        super().setUp()
        self.comparison = self.file("what-if.db")
        self.ok("compare", SMALL, "--set", "mechanisms.hope=off", *FEW, "-o", self.comparison)

    def ok(self, *arguments):
        finished = call(*arguments)
        self.assertEqual(finished.returncode, 0, finished.stderr)
        return finished.stdout.decode()


class Reproduce(PaperCase):
    def test_files_of_other_commands_come_out_the_same(self):
        tip, account = self.file("tip.db"), self.file("account.db")
        self.ok("tip", SMALL, "--parameter", "actors.west.private_sd", "--outcome", "shared", "--probability", "0.9",
                "--runs", "30", "--quiet", "-o", tip)
        self.ok("account", SMALL, "--mechanisms", "hope,trust", "--runs", "10", "--quiet", "-o", account)
        for file in (self.comparison, tip, account):
            told = json.loads(self.ok("reproduce", file, "--quiet", "--json"))
            self.assertEqual((told["unit"], told["different"], told["differences"]), ("row", 0, []), file)
            self.assertGreater(told["compared"], 20)

    def test_one_number_that_was_changed_is_found(self):
        changed = change(self.comparison, "update differences set low = low - 1e-9 where quantity = 'outcome.shared'")
        self.assertEqual(changed, 1)
        finished = call("reproduce", self.comparison, "--quiet")
        self.assertEqual(finished.returncode, 1)
        self.assertIn("differences: 1, outcome.shared", finished.stdout.decode())

    def test_a_run_is_of_sweeps_only(self):
        self.refused("reproduce", self.comparison, "--run", "1", says="--run")


class Ends(PaperCase):
    def test_two_variants_for_each_number_at_the_ends_of_its_range(self):
        told = json.loads(self.ok("compare", SMALL, "--ends", "actors.west.private_sd,actors.east.power=0.1:0.6", *FEW, "--json"))
        names = [one["name"].partition("=") for one in told["scenarios"][1:]]
        self.assertEqual([path for path, _, _ in names], ["actors.west.private_sd"] * 2 + ["actors.east.power"] * 2)
        ends = [float(value) for _, _, value in names]
        self.assertLess(ends[0], ends[1])
        self.assertEqual(ends[2:], [0.1, 0.6])

    def test_what_is_no_number_or_range_is_refused(self):
        for wrong in ("actors.east.power=0.6:0.1", "actors.east.power=0.1", "actors.east.power=a:b", "actors.east.power="):
            self.refused("compare", SMALL, "--ends", wrong, *FEW, says="PATH=LOW:HIGH")
        self.refused("compare", SMALL, "--ends", "actors.west.power", *FEW, says="has no plausible range")
        self.refused("compare", SMALL, "--ends", "actors.west.no_such", *FEW, says="actors.west.no_such")


@unittest.skipUnless(DRAWS, "/usr/bin/python3 has no matplotlib or no pandas")
class Figures(PaperCase):
    def test_each_figure_comes_with_its_data_and_caption(self):
        folder = self.file("figures")
        self.ok("figures", self.comparison, "-o", folder, "--only", "outcome_shares", "--format", "svg,pdf")
        with open(os.path.join(folder, "figures.json"), encoding="utf-8") as file:
            (one,) = json.load(file)["figures"]
        self.assertEqual(one["files"], ["outcome_shares.svg", "outcome_shares.pdf"])
        self.assertEqual(one["command"], "entente figures what-if.db --only outcome_shares --format svg,pdf -o figures")
        self.assertEqual(sorted(os.listdir(folder)),
                         ["figures.json", "outcome_shares.csv", "outcome_shares.pdf", "outcome_shares.svg", "outcome_shares.txt"])
        self.assertRegex(one["caption"], r"Scenario 4-neighbours \(hash [0-9a-f]+\), seed 1; entente")

    def test_wrong_words_name_what_is_allowed(self):
        out = ["-o", self.file("figures")]
        self.refused("figures", self.comparison, "--only", "outcome_share", *out, says=r"did you mean outcome_shares\?")
        self.refused("figures", self.comparison, "--format", "jpeg", *out, says="pdf, svg, png, pgf")
        self.refused("figures", self.comparison, "--width", "10", *out, says="column, page")
        self.refused("figures", self.file("none.db"), *out, says="no such file")
        self.refused("figures", self.comparison, "--seed", "2", *out, says="--seed")
        self.refused("figures", self.comparison, "--only", "tipping", *out, says="tip")

    def test_without_python_it_says_what_to_install(self):
        self.refused("figures", self.comparison, "-o", self.file("figures"), *NO_PYTHON, says="python3-matplotlib")
        self.assertFalse(os.path.exists(self.file("figures")))
        self.refused("figures", self.comparison, "-o", self.file("figures"), "--python", self.file("none"), says="is not there")


@unittest.skipUnless(DRAWS, "/usr/bin/python3 has no matplotlib or no pandas")
class Report(PaperCase):
    def test_page_stands_alone(self):
        page = self.file("report.html")
        self.ok("report", self.comparison, "-o", page)
        with open(page, encoding="utf-8") as file:
            text = file.read()
        # What a page could fetch. Names of XML spaces are no addresses that anything asks for.
        fetched = re.findall(r"""(?:src|href)\s*=\s*["'](?!#|data:)([^"']*)|url\((?!#)([^)]*)\)|@import""", text)
        self.assertEqual(fetched, [])
        self.assertGreater(text.count("<svg"), 3)
        for words in ("Outcomes and talks", "95% interval", "Purpose and patterns", "behaviour"):
            self.assertIn(words, text)
        again = self.file("again.html")
        self.ok("report", self.comparison, "-o", again)
        with open(again, encoding="utf-8") as file:
            self.assertEqual(text, file.read())

    def test_numbers_are_those_of_the_command(self):
        sweep = self.file("sweep.db")
        printed = self.sweep(sweep, "--runs", "50")
        page = self.file("sweep.html")
        self.ok("report", sweep, "-o", page)
        with open(page, encoding="utf-8") as file:
            cells = re.findall(r"<td class=\"number\">([^<]*)</td>", file.read())
        for share in re.findall(r"\d\s+(\d+\.\d)%\s", printed):
            self.assertIn(share + "%", cells)

    def rows(self, file):
        """The rows of all tables of its report, as lists of texts."""
        page = self.file("rows.html")
        self.ok("report", file, "-o", page)
        with open(page, encoding="utf-8") as stream:
            text = stream.read()
        os.unlink(page)
        return [[html.unescape(re.sub("<[^>]*>", "", cell)) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]
                for row in re.findall(r"<tr>(<td.*?)</tr>", text)]

    def test_differences_are_those_of_the_file(self):
        rows = {row[0]: row for row in self.rows(self.comparison) if len(row) == 7}
        stored = select(self.comparison, "select o.title, d.base, d.variant, d.difference from differences d join outcomes o on "
                        "d.quantity = 'outcome.' || o.outcome where d.base > 0 or d.variant > 0")
        self.assertGreater(len(stored), 1)
        for title, base, variant, difference in stored:
            self.assertEqual(rows[title][1:3], [f"{100 * base:.1f}%", f"{100 * variant:.1f}%"])
            self.assertEqual(float(rows[title][3].replace("\N{MINUS SIGN}", "-")), round(100 * difference, 1))

    def test_tipping_values_and_contributions_are_those_of_the_files(self):
        tip, account = self.file("tip.db"), self.file("account.db")
        self.ok("tip", SMALL, "--parameter", "actors.west.private_sd", "--outcome", "shared", "--probability", "0.9",
                "--runs", "30", "--quiet", "-o", tip)
        ((value, low, high),) = select(tip, "select value, low, high from tipping")
        told = next(row for row in self.rows(tip) if len(row) == 4 and row[3].endswith("with the number"))
        self.assertEqual(told[1], "not in the range" if value is None else f"{value:.4g}")
        self.assertEqual(told[2], f"{'below the range' if low is None else f'{low:.4g}'} to "
                                  f"{'above the range' if high is None else f'{high:.4g}'}")
        self.ok("account", SMALL, "--mechanisms", "hope,alliance_pressure", "--runs", "40", "--quiet", "-o", account)
        stored = select(account, "select shapley from contributions c join quantities q using (quantity) where mechanism = 'hope' and "
                        "q.kind = 'outcome' and abs(all_on - all_off) > 1e-9 order by q.position")
        self.assertTrue(stored)
        told = [row for row in self.rows(account) if len(row) == 4 and row[0] == "hope"]
        for (shapley,), row in zip(stored, told):
            self.assertEqual(float(row[1].replace("\N{MINUS SIGN}", "-")), round(100 * shapley, 1))

    @unittest.skipUnless(shutil.which("chromium"), "no chromium here")
    def test_a_browser_shows_it_without_errors_or_requests(self):
        page = self.file("report.html")
        self.ok("report", self.comparison, "-o", page)
        # The page's own policy forbids every request: a browser would complain of one.
        finished = subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--no-first-run",
             "--user-data-dir=" + self.file("profile"), "--window-size=900,1200",
             "--screenshot=" + self.file("page.png"), "file://" + page],
            capture_output=True, timeout=120, check=False)
        self.assertGreater(os.path.getsize(self.file("page.png")), 20_000, finished.stderr)
        self.assertNotIn("CONSOLE", finished.stderr.decode())

    def test_a_page_that_is_there_stays(self):
        self.refused("report", self.comparison, "-o", self.write("page.html", "mine"), says="is there already")


@unittest.skipUnless(DRAWS, "/usr/bin/python3 has no matplotlib or no pandas")
class Archive(PaperCase):
    def bundle(self):
        path = self.file("bundle.zip")
        self.ok("archive", self.comparison, "-o", path, "--tables", "--only", "outcome_shares,differences")
        return path

    def regenerated(self, folder):
        script = os.path.join(folder, "bundle", "regenerate.sh")
        return subprocess.run(["sh", script], env={**os.environ, "ENTENTE": os.path.abspath(PROGRAM)},
                              capture_output=True, timeout=300, check=False)

    def test_bundle_holds_what_a_journal_asks_for_and_repeats_itself(self):
        path = self.bundle()
        with zipfile.ZipFile(path) as bundle:
            names = set(bundle.namelist())
            for name in ("README.md", "LICENSE", "CITATION.cff", "environment.txt", "codebook.csv", "figures.csv",
                         "results/what-if.db", "figures/differences.pdf", "figures/differences.csv", "tables/differences.csv",
                         "scenarios/0-4-neighbours.yaml", "scenarios/1-mechanisms.hope_off.yaml"):
                self.assertIn("bundle/" + name, names)
            self.assertEqual({info.date_time[:3] for info in bundle.infolist()}, {(1980, 1, 1)})
            with open(self.comparison, "rb") as file:
                self.assertEqual(bundle.read("bundle/results/what-if.db"), file.read())
            figures = list(csv.DictReader(io.StringIO(bundle.read("bundle/figures.csv").decode())))
            self.assertEqual([row["figure"] for row in figures], ["outcome_shares", "differences"])
            bundle.extractall(self.own)
        finished = self.regenerated(self.own)
        self.assertEqual(finished.returncode, 0, finished.stderr)
        self.assertIn("the same to the last byte", finished.stdout.decode())
        self.assertIn("figures/differences.csv: the same data", finished.stdout.decode())
        self.assertIn("figures/differences.pdf: the same bytes", finished.stdout.decode())

    def test_two_bundles_are_the_same_bytes(self):
        with open(self.bundle(), "rb") as file:
            first = file.read()
        os.unlink(self.file("bundle.zip"))
        with open(self.bundle(), "rb") as file:
            self.assertEqual(first, file.read())

    def test_script_finds_a_changed_number(self):
        with zipfile.ZipFile(self.bundle()) as bundle:
            bundle.extractall(self.own)
        change(os.path.join(self.own, "bundle", "results", "what-if.db"),
               "update differences set low = 0.4, difference = 0.5, high = 0.6 where quantity = 'outcome.shared'")
        finished = self.regenerated(self.own)
        self.assertEqual(finished.returncode, 1)
        self.assertIn("figures/differences.csv: differs", finished.stderr.decode())


if __name__ == "__main__":
    main()
