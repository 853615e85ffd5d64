"""Plays published negotiations as a user would: traces_test.py PROGRAM GROUND_TRUTH.

Each trace was recorded by another program (NegMAS): who offered what in which step, and how it ended. The domain is imported, the tactics are set,
and `entente run` has to tell the same, offer for offer. Skipped where the published files are absent. Needs python3-yaml."""

import csv
import glob
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

import yaml

PROGRAM, TRUTH = sys.argv[1], sys.argv[2]
TRACES = sorted(glob.glob(os.path.join(TRUTH, "negotiation", "d*.trace_*.csv")))


def call(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, timeout=300, check=False, text=True)
    if done.returncode != 0:
        raise AssertionError((arguments, done.stderr))
    return done.stdout


def tactics(name, parties):
    """From the name of a trace: e4_0.25_n100 are exponents p by party (ours is 1/p) and the number of steps."""
    kind, steps = re.fullmatch(r"(.*)_n(\d+)", name).groups()
    if kind.startswith("micro"):
        return [{"kind": "micro"} for _ in range(parties)], int(steps)
    powers = [float(power) for power in kind.removeprefix("e").split("_")]
    # One step is a year; the clock of NegMAS is (step + 1)/(steps + 1).
    return [
        {"kind": "aspiration", "exponent": 1 / power, "deadline": int(steps) + 1} for power in powers
    ], int(steps)


@unittest.skipUnless(TRACES, "the published traces are absent")
class Traces(unittest.TestCase):
    def play(self, path, folder):
        domain = path.split(".trace_")[0] + ".yaml"
        scenario = os.path.join(folder, "domain.yaml")
        call("import", domain, "-o", scenario)
        with open(scenario, encoding="utf-8") as file:
            imported = yaml.safe_load(file)
        order = imported["protocol"]["order"]
        ways, steps = tactics(re.search(r"\.trace_(.*)\.csv$", path).group(1), len(order))
        for actor, way in zip(order, ways):
            imported["actors"][actor]["tactic"] = way
        imported["time"] = {"round": 1, "rounds": steps, "exchanges": len(order) / 2}
        with open(scenario, "w", encoding="utf-8") as file:
            yaml.safe_dump(imported, file)
        trace = os.path.join(folder, "trace.csv")
        result = json.loads(call("run", scenario, "--json", "--trace", trace))
        with open(trace, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        # Only the text of issues and options is told alike by both programs.
        with open(domain, encoding="utf-8") as file:
            issues = [issue["name"] for issue in yaml.safe_load(file)["issues"]]
        return order, issues, rows, result

    def test_offer_for_offer(self):
        for path in TRACES:
            with self.subTest(path=os.path.basename(path)), tempfile.TemporaryDirectory() as folder:
                order, issues, rows, result = self.play(path, folder)
                with open(path, encoding="utf-8") as file:
                    recorded = list(csv.reader(io.StringIO(file.read())))
                names = recorded[0][-len(issues):]
                expected = []
                for row in recorded[1:]:
                    if row[0] == "END":
                        break
                    who = row[recorded[0].index("proposer")]
                    expected.append((order[int(who)], dict(zip(names, row[-len(issues):]))))
                told = []
                for row in rows:
                    if row["kind"] == "offer":
                        package = dict(change.split("=") for change in row["subject"].split(";"))
                        told.append((row["actor"], package))
                self.assertEqual(told, expected)
                # Whoever bargains by aspiration refuses for one reason.
                for block in result["blocks"]:
                    self.assertEqual(block["reason"], "asks_for_more")
                end = recorded[-1]
                agreed = result["arrangement"]
                if "agreement" in end:
                    self.assertEqual(agreed, dict(zip(names, end[-len(issues):])))
                else:
                    self.assertIsNone(agreed)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
