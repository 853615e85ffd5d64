"""Draws the figures of a result file. Called by `entente figures`, which writes the setting first.

Each figure is a module with
  TITLE, KINDS (kinds of results that it is drawn of; "scenario" for those that need only a setting),
  WIDTH ("column" or "page": what suits it where the user names none; or one of them for each kind),
  rows(results)        a data frame of exactly what is drawn; raises Missing where it is not there,
  draw(data, page)     a matplotlib figure of those rows, or pairs of a suffix of the name and a figure,
  caption(results, data)   what it shows, in sentences: of which runs, and which interval it is.
"""

import argparse
import difflib
import json
import platform
import shutil
import sys
from pathlib import Path

import matplotlib
import numpy
import pandas

import catalogue
import style
from results import Missing, Results, WrongInput

FORMATS = ("pdf", "svg", "png", "pgf")


def arguments(words):
    parser = argparse.ArgumentParser(prog="figures", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--result", help="result file")
    parser.add_argument("--setting", help="setting file")
    parser.add_argument("--output", required=True, type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--format", default="pdf")
    parser.add_argument("--width", default="")
    parser.add_argument("--style", default="journal", choices=("journal", "slides"))
    parser.add_argument("--command", default="", help="the command to state for each figure")
    return parser.parse_args(words)


def split(text, allowed, option):
    """The words between commas, each of them allowed."""
    words = [word for word in text.split(",") if word]
    for word in words:
        if word not in allowed:
            nearest = difflib.get_close_matches(word, allowed, 1)
            hint = f"; did you mean {nearest[0]}?" if nearest else f"; allowed are {', '.join(allowed)}"
            raise WrongInput(f"{option}: found {word}{hint}")
    return words


def chosen_figures(only):
    names = [catalogue.name_of(figure) for figure in catalogue.FIGURES]
    wanted = split(only, names, "--only")
    return [figure for figure in catalogue.FIGURES if not wanted or catalogue.name_of(figure) in wanted]


def width_of(text, figure, kind):
    suits = figure.WIDTH if isinstance(figure.WIDTH, str) else figure.WIDTH[kind]
    try:
        return style.width_of(text or suits)
    except ValueError:
        raise WrongInput(f"--width: found {text}, allowed are column, page or 40 to 400 (mm)") from None


def write(figure, results, options, formats):
    """Draws one figure; the entry of it in the index."""
    name = catalogue.name_of(figure)
    data = figure.rows(results)
    if data.empty:
        raise Missing("there is nothing to draw")
    drawn = figure.draw(data, style.Page(width_of(options.width, figure, results.kind), options.style))
    files = []
    for suffix, one in drawn if isinstance(drawn, list) else [("", drawn)]:
        for form in formats:
            path = options.output / f"{name}{suffix}.{form}"
            style.save(one, path)
            files.append(path.name)
        style.close(one)
    data.to_csv(options.output / f"{name}.csv", index=False, lineterminator="\n")
    text = f"{figure.TITLE}. {figure.caption(results, data)} {results.provenance()}"
    (options.output / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    return {"figure": name, "title": figure.TITLE, "files": files, "data": f"{name}.csv", "caption": text,
            "command": options.command.replace("{}", name)}


def versions():
    """What drew the figures."""
    return {"python": platform.python_version(), "matplotlib": matplotlib.__version__, "numpy": numpy.__version__,
            "pandas": pandas.__version__}


def run(options):
    formats = split(options.format, FORMATS, "--format") or ["pdf"]
    if "pgf" in formats and not shutil.which("pdflatex"):
        raise WrongInput("--format: pgf is measured by LaTeX, and there is no pdflatex here "
                         "(Debian: apt-get install texlive-latex-recommended texlive-pictures)")
    figures = chosen_figures(options.only)
    results = Results(options.result, options.setting)
    if options.width:
        width_of(options.width, figures[0], results.kind)
    options.output.mkdir(parents=True, exist_ok=True)
    index, left_out = [], []
    for figure in figures:
        name = catalogue.name_of(figure)
        of_its_kind = results.kind in figure.KINDS or (results.setting and "scenario" in figure.KINDS)
        if not of_its_kind and not options.only:
            continue
        try:
            if not of_its_kind:
                raise Missing(f"is drawn of {' or '.join(figure.KINDS)}, not of {results.kind}")
            index.append(write(figure, results, options, formats))
        except Missing as missing:
            left_out.append({"figure": name, "reason": str(missing)})
    (options.output / "figures.json").write_text(
        json.dumps({"figures": index, "left_out": left_out, "drawn_with": versions()}, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    for one in index:
        print(f"{one['figure']}: {', '.join(one['files'])}")
    for one in left_out:
        print(f"{one['figure']}: left out: {one['reason']}", file=sys.stderr)
    if options.only and left_out:
        raise WrongInput("not every figure that was asked for can be drawn of this file")
    if not index:
        raise WrongInput("no figure can be drawn of this file")


def main():
    try:
        run(arguments(sys.argv[1:]))
    except WrongInput as problem:
        print(f"entente figures: {problem}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
