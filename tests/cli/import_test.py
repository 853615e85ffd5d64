"""Imports published domains and data as a user would: import_test.py PROGRAM GROUND_TRUTH.

What needs the published files is skipped where they are absent. Needs python3-yaml."""

import csv
import glob
import itertools
import json
import math
import os
import subprocess
import sys
import tempfile
import unittest

import yaml

PROGRAM, TRUTH = sys.argv[1], sys.argv[2]
DOMAINS = sorted(glob.glob(os.path.join(TRUTH, "negotiation", "d*.yaml")))
ADDITIVE = [path for path in DOMAINS if "hyperrect" not in path]
CONTESTS = sorted(glob.glob(os.path.join(TRUTH, "spatial_model", "inputs", "*.csv")))
EMISSIONS = os.path.join(TRUTH, "expected_utility", "emission_input.csv")

# Utilities are sums of a few products of numbers of order 1; the published ones are exact to the last digits.
TOLERANCE = 1e-9

SMALL = """\
actor,capability,position,salience
North,0.5,4,80
South,0.25,10,100
"""


def call(*arguments):
    """The finished process; its streams as text."""
    return subprocess.run([PROGRAM, *arguments], capture_output=True, timeout=300, check=False, text=True)


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name, text=None):
        path = os.path.join(self.folder, name)
        if text is not None:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        return path

    def text(self, path):
        with open(path, encoding="utf-8") as file:
            return file.read()

    def imported(self, *arguments):
        """The text of the scenario that comes out, which `entente validate` accepts."""
        scenario = self.path("scenario.yaml")
        done = call("import", *arguments, "-o", scenario, "--force")
        self.assertEqual(done.returncode, 0, (arguments, done.stderr))
        self.assertEqual(done.stdout, "")
        valid = call("validate", scenario)
        self.assertEqual(valid.returncode, 0, (arguments, valid.stderr))
        return self.text(scenario)


class Files(Case):
    def test_help_shows_examples(self):
        done = call("import", "--help")
        self.assertEqual(done.returncode, 0)
        self.assertRegex(done.stdout, r"Examples:\n  entente import ")

    def test_writes_once_and_again_only_by_force(self):
        source, target = self.path("small.csv", SMALL), self.path("out.yaml")
        done = call("import", source, "-o", target)
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        self.assertIn("read as eum", done.stderr)
        first = self.text(target)
        self.assertIn("salience: 0.8}", first)
        done = call("import", source, "-o", target)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--force", done.stderr)
        self.assertEqual(call("import", source, "-o", target, "--force", "--format", "eum").stderr, "")
        self.assertEqual(self.text(target), first)
        self.assertEqual(call("import", source, "-o", "-").stdout, first)
        self.assertEqual(sorted(os.listdir(self.folder)), ["out.yaml", "small.csv"])

    def test_wrong_input_writes_nothing(self):
        target = self.path("out.yaml")
        wrong = [
            [self.path("a.csv", SMALL.replace("10", "ten"))],
            [self.path("b.csv", "hello\n")],
            [self.path("c.csv", "")],
            [self.path("d.csv", SMALL), "--format", "genius"],
            [self.path("d.csv"), "--values", "raw"],
            [self.path("d.csv"), "--format", "mauve"],
            [self.path("d.csv"), self.path("d.csv")],
            [self.path("missing.csv")],
            [self.folder],
            ["/dev/null"],
            [],
        ]
        for arguments in wrong:
            done = call("import", *arguments, "-o", target)
            self.assertEqual(done.returncode, 2, (arguments, done.stderr))
            self.assertNotEqual(done.stderr, "", arguments)
            self.assertFalse(os.path.exists(target), arguments)
        self.assertIn("a.csv:3:12: position: found 'ten'", call("import", *wrong[0], "-o", target).stderr)
        self.assertEqual(call("import", self.path("d.csv")).returncode, 2)

    def test_never_writes_over_what_it_reads_nor_where_it_cannot(self):
        source = self.path("small.csv", SMALL)
        done = call("import", source, "-o", source, "--force")
        self.assertEqual(done.returncode, 2)
        self.assertIn("to be imported", done.stderr)
        self.assertEqual(self.text(source), SMALL)
        self.assertEqual(call("import", source, "-o", self.path("no/such/out.yaml")).returncode, 2)
        self.assertEqual(call("import", source, "-o", self.folder, "--force").returncode, 2)


def table(party):
    """Weights and values of a party of an imported game."""
    return party["components"]["agreement"]["terms"]["table"]


class Domains(Case):
    def setUp(self):
        super().setUp()
        if not DOMAINS:
            self.skipTest("the published domains are absent")

    def test_every_number_comes_through(self):
        for path in ADDITIVE:
            with open(path, encoding="utf-8") as file:
                domain = yaml.safe_load(file)
            game = yaml.safe_load(self.imported(path))
            self.assertEqual(len(game["issues"]), len(domain["issues"]), path)
            self.assertEqual(game["protocol"]["order"], list(game["actors"]), path)
            for actor, party in zip(domain["actors"], game["actors"].values()):
                self.assertEqual(party["title"], actor["name"])
                self.assertEqual(party["disagreement"], actor["reservation"])
                self.assertEqual(list(table(party)["weights"].values()), actor["weights"], path)
                values = [list(row.values()) for row in table(party)["values"].values()]
                self.assertEqual(values, actor["values"], path)

    def test_the_published_nash_product_is_that_of_the_imported_game(self):
        for path in ADDITIVE:
            with open(path.replace(".yaml", ".expected.json"), encoding="utf-8") as file:
                expected = json.load(file)
            parties = yaml.safe_load(self.imported(path))["actors"].values()
            rows = [
                [[weight * value for value in table(party)["values"][issue].values()]
                 for issue, weight in table(party)["weights"].items()]
                for party in parties
            ]
            best = 0
            for package in itertools.product(*[range(len(row)) for row in rows[0]]):
                gains = [
                    sum(row[choice] for row, choice in zip(own, package)) - party["disagreement"]
                    for own, party in zip(rows, parties)
                ]
                if min(gains) >= -TOLERANCE:
                    best = max(best, math.prod(gains))
            published = expected["nash"]["value"]
            self.assertAlmostEqual(best, published, delta=TOLERANCE * max(1, published), msg=path)

    def test_constraints_are_refused(self):
        for path in set(DOMAINS) - set(ADDITIVE):
            done = call("import", path, "-o", self.path("out.yaml"))
            self.assertEqual(done.returncode, 2)
            self.assertIn("hyper-rectangles", done.stderr)
            self.assertFalse(os.path.exists(self.path("out.yaml")))

    def test_an_imported_game_runs(self):
        for path in ADDITIVE[:3]:
            self.imported(path)
            done = call("run", self.path("scenario.yaml"), "--json")
            self.assertEqual(done.returncode, 0, (path, done.stderr))


class Contests(Case):
    def test_positions_of_the_spatial_model(self):
        if not CONTESTS:
            self.skipTest("the published data are absent")
        for path in CONTESTS:
            game = yaml.safe_load(self.imported(path))
            with open(path, encoding="utf-8") as file:
                lines = [line.strip().rstrip(",") for line in file if line.strip()]
            self.assertEqual(len(game["actors"]), len(lines) - 2, path)
            for line, actor in zip(lines[2:], game["actors"].values()):
                cells = [cell.strip() for cell in line.split(",")]
                self.assertEqual(actor["power"], float(cells[2]))
                stances = list(actor["positions"].values())
                self.assertEqual([stance["at"] for stance in stances], [float(at) for at in cells[3::2]])
                for stance, salience in zip(stances, cells[4::2]):
                    self.assertAlmostEqual(stance["salience"] * 100, float(salience), delta=TOLERANCE)

    def test_positions_of_the_expected_utility_model(self):
        if not os.path.exists(EMISSIONS):
            self.skipTest("the published data are absent")
        game = yaml.safe_load(self.imported(EMISSIONS))
        self.assertEqual(game["dimensions"], {"Position": {"title": "Position", "low": 4, "high": 10}})
        self.assertEqual(game["actors"]["Denmark"]["positions"]["Position"], {"at": 4, "salience": 1})
        total = sum(actor["power"] for actor in game["actors"].values())
        self.assertAlmostEqual(total, 1.01, delta=TOLERANCE)


def read_rounds(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Solved(Case):
    """The published solutions of what was imported, by the program's own `entente solve`."""

    def setUp(self):
        super().setUp()
        if not DOMAINS:
            self.skipTest("the published domains are absent")
        if call("solve", "--help").returncode != 0:
            self.skipTest("this program has no solve")

    def solved(self, *arguments, sets=()):
        """The scenario and its solution, both as data."""
        game = yaml.safe_load(self.imported(*arguments))
        done = call("solve", self.path("scenario.yaml"), "--json", *[f"--set={one}" for one in sets])
        self.assertEqual(done.returncode, 0, (arguments, done.stderr))
        return game, json.loads(done.stdout)

    def assert_same_points(self, found, expected, message):
        """Both ways, so that the order of ties does not matter."""
        near = lambda a, b: all(abs(x - y) <= TOLERANCE for x, y in zip(a, b))
        for point in expected:
            self.assertTrue(any(near(point, other) for other in found), (message, "lacks", point, found))
        for point in found:
            self.assertTrue(any(near(point, other) for other in expected), (message, "has", point, expected))

    def test_frontiers_and_solutions(self):
        names = {
            "nash": "nash",
            "egalitarian": "egalitarian_kalai",
            "kalai_smorodinsky": "ks_maxmin",
            "utilitarian": "max_welfare",
        }
        for path in ADDITIVE:
            with open(path.replace(".yaml", ".expected.json"), encoding="utf-8") as file:
                expected = json.load(file)
            game, found = self.solved(path)
            # The published points list the actors in the order of the file.
            place = [found["parties"].index(name) for name in game["protocol"]["order"]]
            in_order = lambda points: [[point[p] for p in place] for point in points]
            self.assertEqual(found["pareto"]["count"], expected["pareto"]["n_points"], path)
            self.assert_same_points(in_order(found["pareto"]["points"]), expected["pareto"]["points"], path)
            for key, published in names.items():
                self.assert_same_points(
                    in_order(found[key]["utilities"]), expected[published]["utils"], (path, key)
                )

    def test_every_round_of_the_expected_utility_model(self):
        published = read_rounds(os.path.join(os.path.dirname(EMISSIONS), "eum_emission_rounds.csv"))
        _, found = self.solved(EMISSIONS, sets=[f"challenge.expected_utility.rounds={len(published) - 1}"])
        self.assertEqual(len(found["rounds"]), len(published))
        for row, turn in zip(published, found["rounds"]):
            self.assertAlmostEqual(turn["median"], float(row["median"]), delta=TOLERANCE)
            self.assertAlmostEqual(turn["mean"], float(row["mean"]), delta=TOLERANCE)
            for actor, position in turn["positions"].items():
                place = (row["round"], actor)
                self.assertAlmostEqual(position, float(row[actor]), delta=TOLERANCE, msg=place)

    def test_every_turn_of_the_spatial_model(self):
        for path in CONTESTS:
            game, found = self.solved(path)
            titles = {name: one["title"] for name, one in game["dimensions"].items()}
            actors = {name: one["title"] for name, one in game["actors"].items()}
            name = "ktab_smp_" + os.path.basename(path)
            published = read_rounds(os.path.join(TRUTH, "spatial_model", name))
            self.assertEqual(len(found["turns"]), 1 + max(int(row["turn"]) for row in published), path)
            for row in published:
                for actor, positions in found["turns"][int(row["turn"])]["positions"].items():
                    at = next(x for dimension, x in positions.items() if titles[dimension] == row["dim"])
                    # KTAB prints two decimals.
                    self.assertAlmostEqual(at, float(row[actors[actor]]), delta=0.01, msg=(path, row["turn"]))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
