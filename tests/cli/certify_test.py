"""Drives `entente certify`: certify_test.py PROGRAM SCENARIOS."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SCENARIOS = sys.argv[1], sys.argv[2]
BASE = os.path.join(SCENARIOS, "kuril", "base.yaml")
MARGINAL = os.path.join(SCENARIOS, "kuril", "marginal.yaml")


def call(*arguments):
    return subprocess.run([PROGRAM, "certify", *arguments], capture_output=True, timeout=300, check=False)


def certified(*arguments):
    done = call(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class Certificates(unittest.TestCase):
    def test_four_islands_are_out_of_reach(self):
        found = certified(BASE, "--outcome", "four_islands")
        self.assertEqual(found["verdict"], "proven")
        self.assertEqual(found["from_start"]["refused"]["russia"], found["from_start"]["pairs"])
        self.assertGreater(found["reached"], 1)
        nearest = found["from_start"]["nearest"]["russia"]["parties"]["russia"]
        self.assertLess(nearest["margin"], -found["slack"])
        self.assertAlmostEqual(sum(nearest["shares"].values()), 1, places=12)
        for component, share in nearest["shares"].items():
            low, high = found["shares"]["russia"]["staller"][component]
            self.assertGreaterEqual(share, low - 1e-12)
            self.assertLessEqual(share, high + 1e-12)
        text = call(BASE, "--outcome", "four_islands").stdout.decode()
        self.assertIn("Proven.", text)
        for assumption in found["assumptions"]:
            self.assertIn(assumption.split(":")[0][:40], " ".join(text.split()))

    def test_two_islands_are_not_where_shares_are_far_from_the_assumed_ones(self):
        found = certified(BASE, "--outcome", "two_islands")
        self.assertEqual(found["verdict"], "contrary")
        self.assertEqual(found["contrary"]["package"]["sovereignty"], "two_islands")
        for party in found["contrary"]["parties"].values():
            self.assertGreaterEqual(party["margin"], 0)

    def test_more_is_known_where_shares_are(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "shares.yaml")
            with open(path, "w", encoding="utf-8") as file:
                file.write("shares:\n  russia: {sovereignty: [0.35, 0.5]}\n")
            found = certified(BASE, "--outcome", "two_islands", "--shares", path, "--set", "mechanisms.acts=off")
            self.assertEqual(found["verdict"], "proven")
            self.assertEqual(found["shares"]["russia"]["staller"]["sovereignty"], [0.35, 0.5])
            self.assertEqual(found["shares"]["russia"]["staller"]["law"], [0, 1])
            with_acts = certified(BASE, "--outcome", "two_islands", "--shares", path)
            self.assertTrue(with_acts["from_start"]["all_refused"])
            any_shares = certified(BASE, "--outcome", "two_islands", "--shares", "any")
            self.assertEqual(any_shares["verdict"], "contrary")

    def test_red_lines_prove_by_themselves(self):
        found = certified(BASE, "--outcome", "special_regime")
        self.assertEqual((found["verdict"], found["from_anywhere"]["pairs"]), ("proven", 0))
        lifted = certified(BASE, "--outcome", "special_regime", "--set", "mechanisms.red_lines=off")
        self.assertNotEqual(lifted["verdict"], "proven")

    def test_luck_only_weakens(self):
        margins = [
            certified(BASE, "--outcome", "four_islands", "--luck", luck)["from_start"]["closest"]["parties"]["russia"][
                "margin"
            ]
            for luck in ("0", "1", "3")
        ]
        self.assertLess(margins[0], margins[1])
        self.assertLess(margins[1], margins[2])


class WrongInput(unittest.TestCase):
    def refused(self, *arguments, says):
        done = call(*arguments)
        self.assertEqual(done.returncode, 2, (arguments, done.stderr))
        self.assertEqual(done.stdout, b"", arguments)
        self.assertRegex(done.stderr.decode(), says)

    def test_names_and_numbers(self):
        self.refused(BASE, says="--outcome is required")
        self.refused(BASE, "--outcome", "four_island", says="did you mean four_islands")
        self.refused(BASE, "--outcome", "two_islands", "--luck", "-1", says="--luck")
        self.refused(BASE, "--outcome", "two_islands", "--shares", "120%", says="not a percentage")
        self.refused(
            BASE, "--outcome", "two_islands", "--set", "mechanisms.invest_in_hope=on", says="invest losses in hope"
        )

    def test_files(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "shares.yaml")

            def given(text, says):
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
                self.refused(BASE, "--outcome", "two_islands", "--shares", path, says=says)

            given("shares:\n  russia: {law: [0.5, 0.2]}\n", r"shares.yaml:2:\d+: .*law.*low and its high end")
            given("shares:\n  russia: {lwa: [0, 0.2]}\n", r"did you mean 'law'")
            given("shares:\n  rusia: {law: [0, 0.2]}\n", r"did you mean 'russia'")
            given("shares:\n  russia: {law: [0, 2]}\n", r"expected .*\[0, 1\]")
            given("shares:\n  russia: {law: [0.6, 1], economy: [0.6, 1]}\n", r"sum to 1")
            self.refused(BASE, "--outcome", "two_islands", "--shares", path + "x", says=r"sharesx?")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
