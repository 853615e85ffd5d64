"""Drives the built program as a user would: program_test.py PROGRAM SCENARIOS."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SCENARIOS = sys.argv[1], sys.argv[2]
SMALL = os.path.join(SCENARIOS, "guide", "4-neighbours.yaml")
COMMANDS = ["run", "validate", "describe"]


def call(*arguments, **environment):
    """The finished process; its streams as bytes."""
    return subprocess.run(
        [PROGRAM, *arguments],
        capture_output=True,
        timeout=300,
        env={**os.environ, **environment},
        check=False,
    )


class Help(unittest.TestCase):
    def test_every_command_shows_an_example(self):
        for command in [[], *[[name] for name in COMMANDS]]:
            done = call(*command, "--help")
            self.assertEqual(done.returncode, 0, command)
            self.assertRegex(done.stdout.decode(), r"Examples?:\n  entente ", command)
            self.assertEqual(done.stderr, b"")

    def test_version_and_signature(self):
        self.assertRegex(call("--version").stdout.decode(), r"^entente \d+\.\d+\.\d+\n$")
        first = call("--signature")
        self.assertRegex(first.stdout.decode(), r"^[0-9a-f]{16}\n$")
        self.assertEqual(first.stdout, call("--signature").stdout)


class WrongInput(unittest.TestCase):
    def refused(self, *arguments, says):
        done = call(*arguments)
        self.assertEqual(done.returncode, 2, (arguments, done.stderr))
        self.assertEqual(done.stdout, b"", arguments)
        self.assertRegex(done.stderr.decode(), says)

    def test_usage(self):
        self.refused(says=r"Usage:|entente")
        self.refused("run", says=r"scenario is required")
        self.refused("rnu", SMALL, says=r"did you mean run\?")
        self.refused("run", SMALL, "--sed", "3", says=r"unknown option --sed; did you mean --seed\?")
        self.refused("run", SMALL, "--explian", says=r"did you mean --explain\?")
        self.refused("run", SMALL, SMALL, says=r"one argument too many")
        self.refused("run", SMALL, "--seed", says=r"--seed")
        self.refused("run", SMALL, "--json=3", says=r"json was given")
        self.refused("run", SMALL, "--color", "mauve", says=r"--color")
        self.refused("validate", SMALL, "--runs", "10", says=r"--deep")

    def test_numbers(self):
        for value in ["nan", "1e400", "-1", "1.5", "", "0x10", "18446744073709551616"]:
            self.refused("run", SMALL, "--seed", value, says=r"--seed")
        for value in ["0", "nan", "100001"]:
            self.refused("run", SMALL, "--rounds", value, says=r"--rounds")

    def test_files(self):
        self.refused("run", "no-such-file.yaml", says=r"no-such-file\.yaml")
        self.refused("run", SCENARIOS, says=r"scenarios")
        self.refused("describe", "no-such-file.yaml", says=r"no-such-file\.yaml")
        self.refused("validate", "no-such-file.yaml", says=r"no-such-file\.yaml")
        self.refused("run", SMALL, "--set", "actors.west.patienze=0.9", says=r"patience")
        self.refused("run", SMALL, "--set", "actors.west.patience=nan", says=r"nan")

    def test_a_trace_that_cannot_be_written_is_told_before_the_run(self):
        self.refused("run", SMALL, "--trace", "/no/such/folder/t.csv", says=r"t\.csv cannot be written")
        self.refused("run", SMALL, "--trace", "t.txt", says=r"\.csv or \.jsonl")

    def test_validate_goes_on_after_a_wrong_file(self):
        done = call("validate", "no-such-file.yaml", SMALL)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"4-neighbours.yaml: ok, 3 issues", done.stdout)
        listed = json.loads(call("validate", "--json", "no-such-file.yaml", SMALL).stdout)
        self.assertEqual([one["ok"] for one in listed], [False, True])
        self.assertIn("message", listed[0]["errors"][0])


class Run(unittest.TestCase):
    def test_the_same_bytes_twice_and_other_bytes_for_another_seed(self):
        for extra in [[], ["--json"], ["--explain", "--color", "always"]]:
            first, second = (call("run", SMALL, "--seed", "5", *extra) for _ in range(2))
            self.assertEqual(first.returncode, 0, first.stderr)
            self.assertEqual(first.stdout, second.stdout)
            self.assertEqual(first.stderr, b"")
        self.assertNotEqual(call("run", SMALL, "--json").stdout, call("run", SMALL, "--json", "--seed", "2").stdout)

    def test_seeds_take_all_of_64_bits(self):
        seed = 2**64 - 1
        result = json.loads(call("run", SMALL, "--json", "--seed", str(seed), "--run", str(seed)).stdout)
        self.assertEqual((result["seed"], result["run"]), (seed, seed))
        self.assertEqual(json.loads(call("run", SMALL, "--json").stdout)["seed"], 7)

    def test_colour_only_where_it_is_wanted(self):
        plain = call("run", SMALL).stdout
        self.assertNotIn(b"\x1b", plain)
        coloured = call("run", SMALL, "--color", "always").stdout
        self.assertIn(b"\x1b", coloured)
        self.assertEqual(re.sub(rb"\x1b\[[0-9;]*m", b"", coloured), plain)

    def test_no_line_of_the_story_is_too_wide(self):
        for line in call("run", SMALL, "--explain").stdout.decode().splitlines():
            if "entente run" not in line:
                self.assertLessEqual(len(line), 100, line)

    def test_json_holds_the_rounds_when_asked(self):
        self.assertNotIn("rounds", json.loads(call("run", SMALL, "--json").stdout))
        rounds = json.loads(call("run", SMALL, "--json", "--explain", "--rounds", "3").stdout)["rounds"]
        self.assertEqual([one["round"] for one in rounds], [0, 1, 2])

    def test_set_opens_a_block_that_the_file_leaves_out(self):
        one = os.path.join(SCENARIOS, "guide", "1-two-coasts.yaml")
        done = call("run", one, "--json", "--explain", "--set", "time.rounds=3", "--set", "mechanisms.hope=off")
        self.assertEqual(len(json.loads(done.stdout)["rounds"]), 3)
        done = call("run", one, "--set", "time.ronds=3")
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr.decode(), r"--set:1:\d+: time\.ronds: unknown key .* did you mean 'rounds'")

    def test_numbers_that_overflow_end_the_run_and_say_where(self):
        done = call("run", SMALL, "--set", "context.storms={kind: random_walk, initial: 0, drift: 1e308, volatility: 0}")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr.decode(), r"context process 'storms' leaves the range of numbers in round")

    def test_the_story_ends_in_the_command_that_repeats_it(self):
        done = call("run", SMALL, "--seed", "3", "--rounds", "4", "--set", "actors.west.patience=0.8")
        last = done.stdout.decode().strip().splitlines()[-1]
        self.assertIn("--seed 3 --run 0 --rounds 4 --set actors.west.patience=0.8", last)
        again = subprocess.run(
            last.split("#")[0].replace("entente", PROGRAM, 1), shell=True, capture_output=True, check=True
        )
        self.assertEqual(again.stdout, done.stdout)

    def test_traces(self):
        with tempfile.TemporaryDirectory() as folder:
            table, lines = os.path.join(folder, "t.csv"), os.path.join(folder, "t.jsonl")
            for path in [table, lines]:
                self.assertEqual(call("run", SMALL, "--rounds", "5", "--trace", path).returncode, 0)
            with open(table, newline="", encoding="utf-8") as file:
                rows = list(csv.DictReader(file))
            self.assertEqual({row["round"] for row in rows}, {"0", "1", "2", "3", "4"})
            self.assertTrue(all(None not in row and None not in row.values() for row in rows))
            self.assertLess({"act", "attend", "talks", "arrangement", "utility"}, {row["kind"] for row in rows})
            with open(lines, encoding="utf-8") as file:
                self.assertEqual([json.loads(line)["round"] for line in file], [0, 1, 2, 3, 4])

    def test_a_reader_that_stops_early_is_no_failure(self):
        process = subprocess.Popen([PROGRAM, "describe", SMALL], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.close()
        self.assertEqual(process.stderr.read(), b"")
        process.stderr.close()
        self.assertEqual(process.wait(timeout=60), 0)

    @unittest.skipUnless(os.path.exists("/dev/full"), "needs /dev/full")
    def test_a_full_disk_is_a_failure(self):
        for arguments in [["describe", SMALL], ["--help"], ["run", "--help"], ["--version"]]:
            with open("/dev/full", "wb") as full:
                done = subprocess.run([PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, check=False)
            self.assertEqual(done.returncode, 1, arguments)
            self.assertIn(b"cannot be written", done.stderr, arguments)


class Others(unittest.TestCase):
    def test_describe(self):
        text = call("describe", SMALL).stdout.decode()
        for part in ["Issues", "What settles", "What it wants", "Context", "Parameters"]:
            self.assertIn(part, text)
        described = json.loads(call("describe", SMALL, "--json").stdout)
        self.assertEqual(described["packages"], 18)
        self.assertEqual(set(described["actors"]), {"east", "west", "south"})

    def test_describe_ties(self):
        chains = call("describe", SMALL, "--chains").stdout.decode().splitlines()
        self.assertIn("South: allied with 50%, aligned with 0%, trades with 0% of the others", chains)
        self.assertIn("  South → West", chains)
        self.assertIn("  no chain to East", chains)
        self.assertIn('label="alliance 1"', call("describe", SMALL, "--dot").stdout.decode())

    def test_every_shipped_scenario_is_valid_and_can_be_described(self):
        found = []
        for folder, _, names in os.walk(SCENARIOS):
            found += [os.path.join(folder, name) for name in sorted(names) if name.endswith(".yaml")]
        done = call("validate", *found)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(done.stdout.splitlines()), len(found))
        for path in found:
            if not path.endswith("claims.yaml"):  # a ledger, not a scenario
                self.assertEqual(call("describe", path).returncode, 0, path)

    def test_the_resolved_scenario_gives_the_same_run(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "4-neighbours.yaml")
            with open(path, "wb") as file:
                file.write(call("validate", SMALL, "--resolved").stdout)
            self.assertEqual(call("run", path, "--json").stdout, call("run", SMALL, "--json").stdout)

    def test_deep(self):
        done = call("validate", SMALL, "--deep", "--runs", "20", "--json")
        self.assertIn(done.returncode, (0, 1), done.stderr)
        deep = json.loads(done.stdout)[0]["deep"]
        self.assertEqual(deep["runs"], 20)
        self.assertAlmostEqual(sum(row["at_horizon"] for row in deep["outcomes"]), 1)
        self.assertEqual(done.returncode, int(deep["suspect"]))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
