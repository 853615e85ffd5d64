"""Result files for the tests of figures: made once with the program, then read by every test.

support.py PROGRAM SOURCES FOLDER   makes them all;  a test file is called with the same three arguments.
"""

import shutil
import sqlite3
import subprocess
import sys
import unittest
from pathlib import Path

import claims_file

MARGINAL = "scenarios/kuril/marginal.yaml"
WHAT_IF = "scenarios/kuril/what-if-marginal"
PROCESS_VALUE = ["--parameter", "actors.russia.process_value", "--from", "0", "--to", "0.1"]
COMMANDS = {
    "sweep": ["sweep", MARGINAL, "--worlds", "30", "--runs-per-world", "6"],
    "independent": ["sweep", MARGINAL, "--runs", "150"],
    "small": ["sweep", "scenarios/guide/4-neighbours.yaml", "--runs", "60"],
    "comparison": ["compare", MARGINAL, f"{WHAT_IF}/us_blesses.yaml", f"{WHAT_IF}/islands_first.yaml", "--runs", "150",
                   "--worlds", "10", "--runs-per-world", "2"],
    "tip": ["tip", MARGINAL, *PROCESS_VALUE, "--outcome", "two_islands", "--probability", "0.25", "--runs", "60"],
    "frontier": ["tip", MARGINAL, *PROCESS_VALUE, "--parameter", "actors.japan.process_value", "--from", "0", "--to", "0.1",
                 "--outcome", "two_islands", "--probability", "0.25", "--runs", "40", "--rows", "5"],
    "ends": ["compare", MARGINAL, "--ends", "actors.russia.components.economy.share,actors.japan.power,actors.china.power", "--runs", "80",
             "--worlds", "0", "--no-gaps"],
    "account": ["account", MARGINAL, "--mechanisms", "hope,process_value,ratification", "--runs", "40"],
}
SCENARIOS = {"marginal": MARGINAL, "positions": "scenarios/kuril/positions.yaml", "rubinstein": "scenarios/textbook/rubinstein.yaml",
             "river": "scenarios/other/river_dam.yaml",
             "neighbours": "scenarios/guide/4-neighbours.yaml", "emissions": "scenarios/textbook/emissions_1992.yaml"}


class Place:
    """Where the program, the sources and the result files are."""

    program = sources = folder = None

    @classmethod
    def take(cls, words):
        cls.program, cls.sources, cls.folder = (Path(word).resolve() for word in words)
        sys.path.insert(0, str(cls.sources / "analysis" / "figures"))


def call(*words):
    """Runs the program in the folder of the sources."""
    return subprocess.run([Place.program, *map(str, words)], cwd=Place.sources, capture_output=True, text=True)


def made(path, words):
    """The file that a command writes; made where it is not there yet."""
    if not path.exists():
        finished = call(*words)
        assert finished.returncode == 0, finished.stderr
    return path


def result(name):
    """The path of a result file of COMMANDS, or of made claims ("claims")."""
    path = Place.folder / f"{name}.db"
    if name == "claims":
        if not path.exists():
            claims_file.write(path)
        return path
    return made(path, [*COMMANDS[name], "--quiet", "-o", path])


def setting(name):
    """The path of the setting of a result file of COMMANDS, or of a scenario of SCENARIOS."""
    path = Place.folder / f"{name}-setting.db"
    of = Place.sources / SCENARIOS[name] if name in SCENARIOS else result(name)
    if not path.exists():
        # It is written first, whether or not there is a figure of this kind of result.
        finished = call("figures", of, "--setting", path, "--only", "outcome_shares", "-o", Place.folder / f"{name}-figures")
        assert path.exists(), finished.stderr
    return path


def results(name):
    """The results.Results of one of them."""
    from results import Results

    return Results(None if name in SCENARIOS else result(name), None if name == "claims" else setting(name))


def select(path, sql):
    """Rows of a query, past all code of the figures."""
    with sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True) as connection:
        return connection.execute(sql).fetchall()


def altered(path, kind, *statements):
    """The path of a copy of a file on which statements of SQL were run."""
    copy = Place.folder / f"{Path(path).stem}-{kind}.db"
    shutil.copy(path, copy)
    with sqlite3.connect(copy) as connection:
        for statement in statements:
            connection.execute(statement)
    return copy


def page(width=84.0):
    import style

    return style.Page(width)


def texts(axes):
    """What stands at the ticks of an axis's two sides: (x, y)."""
    axes.figure.canvas.draw()
    return ([label.get_text() for label in axes.get_xticklabels()], [label.get_text() for label in axes.get_yticklabels()])


def main():
    """Runs the tests of the calling file: TEST PROGRAM SOURCES FOLDER [unittest's own arguments]."""
    Place.take(sys.argv[1:4])
    unittest.main(argv=[sys.argv[0], *sys.argv[4:]])


if __name__ == "__main__":
    Place.take(sys.argv[1:4])
    Place.folder.mkdir(parents=True, exist_ok=True)
    for stale in Place.folder.glob("*.db"):
        stale.unlink()
    for one in [*COMMANDS, *SCENARIOS]:
        setting(one)
