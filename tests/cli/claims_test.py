"""Drives `entente claims`: claims_test.py PROGRAM SCENARIOS."""

import json
import os
import re
import subprocess
import sys
import unittest

PROGRAM, SCENARIOS = sys.argv[1], sys.argv[2]
LEDGER = os.path.join(SCENARIOS, "kuril", "claims.yaml")
ROOT = os.path.dirname(os.path.abspath(SCENARIOS))


def call(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, timeout=600, check=False)


def tested(*arguments):
    done = call("claims", "--file", LEDGER, "--json", *arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def without_bibliography(scenario):
    """The text of a scenario without its block `bibliography` and the comment and empty lines around it."""
    return re.sub(r"\n+(?:#[^\n]*\n)*bibliography:\n(?:[ \n][^\n]*\n?|\n)*", "\n", scenario).rstrip("\n")


class Ledger(unittest.TestCase):
    def test_json(self):
        found = tested("--only", "C123,C121")
        self.assertEqual([claim["id"] for claim in found["claims"]], ["C121", "C123"])
        encoded, emergent = found["claims"]
        self.assertEqual((encoded["kind"], encoded["verdict"]), ("encoded", None))
        self.assertTrue(encoded["parameters"])
        self.assertEqual(emergent["kind"], "emergent")
        self.assertIn(emergent["verdict"], ["holds", "fails", "cannot fail", "undecided"])
        low, high = emergent["interval"]
        self.assertLessEqual(low, emergent["measured"])
        self.assertGreaterEqual(high, emergent["measured"])
        for share in ("severity", "robustness"):
            self.assertGreaterEqual(emergent[share], 0)
            self.assertLessEqual(emergent[share], 1)
        self.assertTrue(emergent["flip"]["turns_round"])

    def test_threads_change_no_byte(self):
        one = call("claims", "--file", LEDGER, "--only", "C123", "--threads", "1")
        two = call("claims", "--file", LEDGER, "--only", "C123", "--threads", "2")
        self.assertEqual(one.stdout, two.stdout)
        self.assertIn(b"C123", one.stdout)

    def test_an_article(self):
        article = "004_209a23322be7f4e8.txt"
        found = tested("--article", article, "--only", "C106,C7,C128")
        self.assertEqual([claim["id"] for claim in found["claims"]], ["C106", "C128"])
        self.assertEqual({claim["article"] for claim in found["claims"]}, {article})

    def test_validate_knows_ledgers(self):
        done = call("validate", LEDGER)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout.decode(), r"claims.yaml: ok, 133 claims \(\d+ emergent\)")
        self.assertEqual(call("validate", "--resolved", LEDGER).returncode, 2)

    def test_parameters_are_those_of_the_commit_that_the_ledger_names(self):
        frozen = tested("--only", "C121")["frozen"]
        git = ["git", "-C", ROOT]
        known = subprocess.run([*git, "cat-file", "-e", frozen + "^{commit}"], capture_output=True, check=False)
        if known.returncode != 0:
            self.skipTest("the history is not here")
        changed = subprocess.run(
            [*git, "diff", "--name-only", frozen, "--", "scenarios/kuril/*.yaml"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for name in changed:
            if name.endswith("claims.yaml"):
                continue
            then = subprocess.run([*git, "show", f"{frozen}:{name}"], capture_output=True, text=True, check=True).stdout
            with open(os.path.join(ROOT, name), encoding="utf-8") as file:
                now = file.read()
            # Who wrote the sources is no parameter.
            self.assertEqual(without_bibliography(now), without_bibliography(then), name)


class WrongInput(unittest.TestCase):
    def refused(self, *arguments, says):
        done = call("claims", *arguments)
        self.assertEqual(done.returncode, 2, (arguments, done.stderr))
        self.assertEqual(done.stdout, b"", arguments)
        self.assertRegex(done.stderr.decode(), says)

    def test_names(self):
        self.refused("--file", LEDGER, "--only", "C1234", says=r"--only: the ledger knows no 'C1234'; did you mean C12")
        self.refused("--file", LEDGER, "--article", "none.txt", says=r"--article: the ledger knows no 'none.txt'")
        self.refused("--file", LEDGER + "x", says=r"claims.yamlx")
        self.refused("--file", os.path.join(SCENARIOS, "kuril", "base.yaml"), says=r"base.yaml:\d+:\d+")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
