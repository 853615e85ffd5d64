"""Drives the documents of `entente describe`: document_test.py PROGRAM SCENARIOS.

Where pdflatex and bibtex are, what they print is compiled; elsewhere that is skipped.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SCENARIOS = sys.argv[1], sys.argv[2]
BASE = os.path.join(SCENARIOS, "kuril", "base.yaml")
RUBINSTEIN = os.path.join(SCENARIOS, "textbook", "rubinstein.yaml")
POSITIONS = os.path.join(SCENARIOS, "kuril", "positions.yaml")

PAPER = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{textcomp,amsmath,array,booktabs,longtable,%s}
\begin{document}
\input{odd}
\input{tables}
\bibliographystyle{plain}
\bibliography{sources}
\end{document}
"""


def call(*arguments):
    return subprocess.run([PROGRAM, "describe", *arguments], capture_output=True, timeout=120, check=False)


def printed(*arguments):
    done = call(*arguments)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def cited(text):
    return {key for keys in re.findall(r"\\cite\{([^}]*)\}", text) for key in keys.split(",")}


class Documents(unittest.TestCase):
    def test_what_is_cited_is_what_bibtex_has(self):
        for path in BASE, RUBINSTEIN, POSITIONS:
            keys = cited(printed(path, "--latex") + printed(path, "--odd", "--latex"))
            entries = re.findall(r"^@\w+\{([^,]+),$", printed(path, "--bibtex"), re.MULTILINE)
            self.assertEqual(sorted(keys), sorted(entries), path)

    def test_two_runs_print_the_same(self):
        for options in [("--odd",), ("--latex",), ("--odd", "--latex"), ("--bibtex",)]:
            self.assertEqual(printed(BASE, *options), printed(BASE, *options))

    def test_set_is_heard(self):
        self.assertIn("### Trust\n", printed(BASE, "--odd"))
        self.assertNotIn("### Trust\n", printed(BASE, "--odd", "--set", "mechanisms.trust=off"))
        self.assertIn(r"0.777", printed(BASE, "--latex", "--set", "actors.japan.patience=0.777"))

    def test_markdown_ends_with_the_references(self):
        text = printed(RUBINSTEIN, "--odd")
        self.assertTrue(text.startswith("# Rubinstein's pie\n"), text[:80])
        self.assertRegex(text, r"## References\n\n(- .*\n)+\Z")
        self.assertNotIn("\\cite", text)

    def test_combinations_that_are_none(self):
        for options in [
            ("--odd", "--json"),
            ("--odd", "--dot"),
            ("--odd", "--chains"),
            ("--odd", "--bibtex"),
            ("--latex", "--json"),
            ("--latex", "--dot"),
            ("--latex", "--bibtex"),
            ("--bibtex", "--json"),
            ("--bibtex", "--chains"),
        ]:
            done = call(RUBINSTEIN, *options)
            self.assertEqual((done.returncode, done.stdout), (2, b""), options)
            self.assertIn(options[0].encode(), done.stderr)

    @unittest.skipUnless(shutil.which("pdflatex") and shutil.which("bibtex"), "no pdflatex and bibtex here")
    def test_a_paper_that_reads_them_in_compiles(self):
        url = "xurl" if subprocess.run(["kpsewhich", "xurl.sty"], capture_output=True, check=False).stdout else "url"
        for path in BASE, RUBINSTEIN, POSITIONS:
            with self.subTest(path=path), tempfile.TemporaryDirectory() as folder:
                files = {
                    "odd.tex": printed(path, "--odd", "--latex"),
                    "tables.tex": printed(path, "--latex"),
                    "sources.bib": printed(path, "--bibtex"),
                    "paper.tex": PAPER % url,
                }
                for name, text in files.items():
                    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                        file.write(text)
                # Widths of long tables settle within four passes.
                for tool in ["pdflatex", "bibtex", "pdflatex", "pdflatex", "pdflatex"]:
                    arguments = ["-interaction=nonstopmode", "-halt-on-error"] if tool == "pdflatex" else []
                    done = subprocess.run(
                        [tool, *arguments, "paper"], cwd=folder, capture_output=True, timeout=240, check=False
                    )
                    self.assertEqual(done.returncode, 0, done.stdout.decode(errors="replace")[-3000:])
                with open(os.path.join(folder, "paper.log"), encoding="utf-8", errors="replace") as file:
                    log = file.read()
                self.assertNotIn("undefined", log)
                self.assertNotIn("multiply defined", log)
                # Up to a point a line is too wide for nobody to see.
                wide = [float(width) for width in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log)]
                self.assertLess(max(wide, default=0), 1, log[-3000:])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
