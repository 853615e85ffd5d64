"""The sample paper: it compiles, its two pages are two, it uses every number that it has, and is the same each time."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from support import Place, main  # noqa: E402

STYLES = ("natbib.sty", "microtype.sty", "titlesec.sty", "caption.sty", "booktabs.sty", "longtable.sty", "hyperref.sty")


def has_latex():
    if not all(map(shutil.which, ("pdflatex", "bibtex", "kpsewhich"))):
        return False
    return all(subprocess.run(["kpsewhich", style], capture_output=True).returncode == 0 for style in STYLES)


@unittest.skipUnless(has_latex(), "there is no pdflatex and bibtex with the packages of the sample paper")
class ExampleTest(unittest.TestCase):
    """Two builds in folders of different names, with few runs: what is tested is not what they say."""

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.sources = Place.sources / "analysis" / "example"
        cls.one, cls.other = (cls.built(name) for name in ("one", "another"))

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    @classmethod
    def built(cls, name):
        folder = Path(cls.temporary.name) / name
        few = {"ENTENTE": str(Place.program), "PYTHON": sys.executable, "WORLDS": "12", "RUNS": "40", "TIP_RUNS": "20"}
        finished = subprocess.run([cls.sources / "make", folder], env=os.environ | few, capture_output=True, text=True)
        assert finished.returncode == 0, finished.stdout + finished.stderr
        return folder

    def read(self, name):
        return (self.one / name).read_text(encoding="utf-8", errors="replace")

    def test_nothing_is_undefined_and_nothing_sticks_out(self):
        log = self.read("paper.log")
        for fault in ("undefined", "multiply defined", "Overfull", "Rerun to get"):
            self.assertNotIn(fault, log)
        self.assertNotIn("didn't find a database entry", self.read("paper.blg"))

    def test_the_paper_proper_has_two_pages(self):
        [page] = re.findall(r"\\newlabel\{end-of-paper\}\{\{[^}]*\}\{(\d+)\}", self.read("paper.aux"))
        self.assertEqual(page, "2")

    def test_every_number_is_used(self):
        text = (self.sources / "paper.tex").read_text(encoding="utf-8")
        numbers = re.findall(r"\\newcommand\{\\(\w+)\}", self.read("numbers.tex"))
        self.assertGreater(len(numbers), 30)
        unused = [name for name in numbers if not re.search(rf"\\{name}(?![A-Za-z])", text)]
        self.assertEqual(unused, [])

    def test_no_number_of_the_results_is_typed(self):
        results = (self.sources / "paper.tex").read_text(encoding="utf-8").split(r"\section{Results}")[1].split(r"\label{end-of-paper}")[0]
        typed = re.findall(r"(?<![A-Za-z\\{:_])\d+(?:\.\d+)?", re.sub(r"\\[a-z]+\{[^}]*\}", "", results))
        self.assertEqual(typed, [])

    def test_the_same_each_time(self):
        figures = sorted(path.name for path in (self.one / "figures").iterdir() if path.suffix in (".pdf", ".csv", ".txt"))
        self.assertGreaterEqual(len(figures), 12)
        for name in [f"figures/{name}" for name in figures] + ["numbers.tex", "tables.tex", "odd.tex", "sources.bib", "paper.pdf"]:
            self.assertEqual((self.one / name).read_bytes(), (self.other / name).read_bytes(), name)

    def test_a_statement_that_the_runs_do_not_bear_out_stops_the_build(self):
        finished = subprocess.run([sys.executable, "-B", self.sources / "numbers.py", self.turned_round(), "held"],
                                  capture_output=True, text=True)
        self.assertEqual(finished.returncode, 1, finished.stderr)
        self.assertIn('paper.tex says "islands first raises the share of two islands"', finished.stderr)

    def turned_round(self):
        """The first build with the difference of islands first the other way round."""
        folder = Path(self.temporary.name) / "turned"
        shutil.copytree(self.one, folder)
        path = folder / "compare.json"
        comparison = json.loads(path.read_text(encoding="utf-8"))
        [variant] = [one for one in comparison["variants"] if one["name"] == "islands_first"]
        [row] = [one for one in variant["differences"] if one["quantity"] == "outcome.two_islands"]
        row["difference"], row["low"], row["high"] = -row["difference"], -row["high"], -row["low"]
        path.write_text(json.dumps(comparison), encoding="utf-8")
        return folder


if __name__ == "__main__":
    main()
