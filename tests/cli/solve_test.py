"""Drives `entente solve`: solve_test.py PROGRAM SCENARIOS."""

import json
import math
import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SCENARIOS = sys.argv[1], sys.argv[2]
SMALL = os.path.join(SCENARIOS, "guide", "4-neighbours.yaml")
TRUTH = os.path.join(SCENARIOS, "..", "..", "shared", "ground_truth", "negotiation")

DINNER = """entente: 1
title: Dinner
source: "literature: made up"
issues:
  dish: {title: Dish, options: [fish, rice, roast]}
  cake: {divisible: 1}
settles: always
actors:
  anna:
    title: Anna
    disagreement: 0
    components: {payoff: {share: 1, terms: {table: {kind: values, weights: {dish: 1, cake: 1},
      values: {dish: {fish: 6, rice: 4, roast: 0}, cake: {"0": 0, "1": 2}}}}}}
  ben:
    title: Ben
    disagreement: 0
    components: {payoff: {share: 1, terms: {table: {kind: values, weights: {dish: 1, cake: 1},
      values: {dish: {fish: 0, rice: 4, roast: 5}, cake: {"0": 1, "1": 0}}}}}}
protocol: {kind: stacked_alternating_offers, order: [anna, ben]}
"""

DELAY = """entente: 1
title: Delay
source: "literature: made up"
dimensions:
  delay: {title: Delay, unit: years, low: 0, high: 20}
actors:
  a: {title: A, power: 1, positions: {delay: {at: 4, salience: 0.5}}}
  b: {title: B, power: 1, positions: {delay: {at: 7, salience: 0.5}}}
  c: {title: C, power: 2, positions: {delay: {at: 10, salience: 0.5}}}
protocol: {kind: %s}
"""


def call(*arguments):
    return subprocess.run([PROGRAM, "solve", *arguments], capture_output=True, timeout=300, check=False)


def solved(*arguments):
    done = call(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def same(found, expected):
    """The same set of vectors, each to 1e-9."""
    near = lambda u, v: all(math.isclose(x, y, rel_tol=0, abs_tol=1e-9) for x, y in zip(u, v))
    return len(found) == len(expected) and all(sum(near(u, v) for u in found) == 1 for v in expected)


class Solve(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)

    def scenario(self, text):
        path = os.path.join(self.folder.name, "scenario.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def refused(self, *arguments, says):
        done = call(*arguments)
        self.assertEqual((done.returncode, done.stdout), (2, b""), done.stderr)
        self.assertRegex(done.stderr.decode(), says)

    def test_help_shows_examples(self):
        self.assertRegex(call("--help").stdout.decode(), r"Examples:\n  entente solve ")

    def test_text_and_json_of_a_shipped_scenario(self):
        text = call(SMALL)
        self.assertEqual((text.returncode, text.stderr), (0, b""))
        self.assertIn("Kalai-Smorodinsky", text.stdout.decode())
        for line in text.stdout.decode().splitlines():
            self.assertLessEqual(len(line), 100, line)
        result = solved(SMALL)
        self.assertEqual(result["pareto"]["count"], len(result["pareto"]["points"]))
        for key in ["nash", "egalitarian", "kalai_smorodinsky", "utilitarian"]:
            self.assertEqual(len(result[key]["utilities"]), len(result[key]["packages"]))
        self.assertEqual(result, solved(SMALL))

    def test_divisible_issues_are_exact(self):
        result = solved(self.scenario(DINNER))
        self.assertTrue(result["exact"])
        # Rice for both, and the cake: (4 + 2t)(5 - t) is greatest at the end, t = 1.
        self.assertTrue(same(result["nash"]["utilities"], [[6, 4]]))
        self.assertEqual(result["nash"]["packages"], [{"cake": 1.0, "dish": "rice"}])
        # 4 + 2t = 5 - t.
        self.assertTrue(same(result["egalitarian"]["utilities"], [[14 / 3, 14 / 3]]))
        self.assertAlmostEqual(result["egalitarian"]["packages"][0]["cake"], 1 / 3, delta=1e-9)
        weighted = solved(self.scenario(DINNER), "--method", "nash", "--weights", "ben=100")
        # Roast for Ben, 2t·(6 - t)^100.
        self.assertTrue(same(weighted["nash"]["utilities"], [[12 / 101, 600 / 101]]))
        self.assertNotIn("pareto", weighted)

    def test_set_changes_the_answer(self):
        changed = solved(self.scenario(DINNER), "--set", "actors.ben.disagreement=4.5")
        self.assertEqual(changed["disagreement"]["ben"], 4.5)
        self.assertTrue(same(changed["utilitarian"]["utilities"], [[5, 4.5]]))

    def test_forecasts_follow_the_protocol(self):
        eum = solved(self.scenario(DELAY % "expected_utility"))
        self.assertEqual(eum["rounds"][0]["positions"], {"a": 4, "b": 7, "c": 10})
        self.assertEqual(eum["weighted_mean"], 7.75)
        self.assertEqual(len(eum["rounds"]), 9)
        spatial = solved(self.scenario(DELAY % "spatial"))
        self.assertEqual(spatial["turns"][0]["positions"]["c"]["delay"], 10)
        other = solved(self.scenario(DELAY % "spatial"), "--method", "eum")
        self.assertEqual(other["rounds"], eum["rounds"])
        text = call(self.scenario(DELAY % "spatial")).stdout.decode()
        self.assertIn("weighted mean: 7.75 years", text)

    def test_wrong_input(self):
        self.refused(SMALL, "--method", "nahs", says=r"--method.*did you mean nash\?")
        self.refused(SMALL, "--reading", "negma", says=r"--reading.*did you mean negmas\?")
        self.refused(SMALL, "--method", "eum", says=r"declares none")
        self.refused(self.scenario(DELAY % "spatial"), "--method", "nash", says=r"needs issues")
        dinner = self.scenario(DINNER)
        self.refused(dinner, "--weights", "anna", says=r"PARTY=WEIGHT")
        self.refused(dinner, "--weights", "bne=1", says=r"did you mean ben\?")
        self.refused(dinner, "--weights", "anna=1,anna=2", says=r"twice")
        for weight in ["0", "-1", "nan", "1e999", "", "two"]:
            self.refused(dinner, "--weights", "anna=" + weight, says=r"not a number above 0")
        self.refused(dinner, "--weights", "anna=2", "--reading", "genius", says=r"knows none")
        self.refused("no-such-file.yaml", says=r"no-such-file\.yaml")

    def test_published_domains(self):
        """Imported domains have the solutions that are published with them."""
        if not os.path.isdir(TRUTH):
            self.skipTest("the published domains are absent")
        for name in sorted(os.listdir(TRUTH)):
            if not name.endswith(".yaml") or "hyperrect" in name:
                continue
            path = os.path.join(self.folder.name, name)
            source = os.path.join(TRUTH, name)
            done = subprocess.run([PROGRAM, "import", source, "-o", path, "--force"], capture_output=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            with open(source[: -len(".yaml")] + ".expected.json", encoding="utf-8") as file:
                truth = json.load(file)
            actors = []
            with open(source, encoding="utf-8") as file:
                text = file.read()
            for line in text[text.index("actors:") :].splitlines():
                if line.startswith("- name: "):
                    actors.append(line[len("- name: ") :].strip("'\""))
            result = solved(path)
            self.assertEqual(sorted(actors), sorted(result["parties"]), name)
            order = [actors.index(party) for party in result["parties"]]
            turned = lambda points: [[u[i] for i in order] for u in points]
            self.assertEqual(result["pareto"]["count"], truth["pareto"]["n_points"], name)
            self.assertTrue(same(result["pareto"]["points"], turned(truth["pareto"]["points"])), name)
            fields = {
                "nash": "nash",
                "egalitarian": "egalitarian_kalai",
                "kalai_smorodinsky": "ks_maxmin",
                "utilitarian": "max_welfare",
            }
            for key, field in fields.items():
                self.assertTrue(same(result[key]["utilities"], turned(truth[field]["utils"])), (name, key))
            self.assertAlmostEqual(result["opposition"], truth["opposition_rational_utils_over_max"], delta=1e-9)
            self.assertAlmostEqual(result["rational_fraction"], truth["rational_fraction_strict"], delta=1e-12)
            negmas = solved(path, "--reading", "negmas")
            self.assertTrue(same(negmas["kalai_smorodinsky"]["utilities"], turned(truth["ks_minspread_negmas"]["utils"])))


class Agreement(unittest.TestCase):
    def test_what_it_leaves_on_the_table(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "dinner.yaml")
            with open(path, "w", encoding="utf-8") as file:
                file.write(DINNER)
            found = solved(path, "--agreement", "dish=rice,cake=0.5")["agreement"]
            # Anna has 4 + 2/2 of the cake, Ben 4 + 1/2.
            self.assertEqual(found["utilities"], [5, 4.5])
            self.assertAlmostEqual(found["frontier"]["distance"], 0, places=12)
            # Beside it on the straight part (6, 4) to (4, 5) lies the greatest sum, 10.
            self.assertAlmostEqual(found["welfare_optimality"], 0.95, places=12)
            for wrong, message in [
                ("dish=pasta,cake=0", "'pasta' is no option of dish"),
                ("dish=rice", "lacks cake"),
                ("dish=rice,cake=2", "'2' is not an amount of cake in [0, 1]"),
                ("dish=rice,dish=fish", "dish is given twice"),
                ("wine=red", "'wine' is no issue"),
            ]:
                done = call(path, "--agreement", wrong)
                self.assertEqual(done.returncode, 2, wrong)
                self.assertIn(message, done.stderr.decode())

    def test_issues_that_are_not_named_keep_their_status_quo(self):
        nothing_changed = solved(SMALL, "--agreement", "warden=nobody")["agreement"]
        self.assertEqual(nothing_changed["utilities"], [0, 0])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
