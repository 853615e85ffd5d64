"""Drives `entente compare`, `entente tip` and `entente account`: what_if_test.py PROGRAM SCENARIOS."""

import json
import os
import unittest

from sweep_support import SCENARIOS, SMALL, SweepCase, call, main, select

QUIET = "--quiet"
HOPELESS = "mechanisms.hope=off"
FEW = ["--runs", "60", "--worlds", "6", "--runs-per-world", "2", QUIET]
MOVED = "actors.west.private_sd"


def told(*arguments):
    """What a command says as JSON."""
    finished = call(*arguments, "--json")
    assert (finished.returncode, finished.stderr) == (0, b""), finished.stderr
    return json.loads(finished.stdout)


class Compare(SweepCase):
    def test_table_and_json_and_file_say_the_same(self):
        path = self.file("what-if.db")
        arguments = ["compare", SMALL, "--set", HOPELESS, "--name", "hopeless", *FEW]
        result = told(*arguments, "-o", path)
        self.assertEqual([one["name"] for one in result["scenarios"]], ["4-neighbours", "hopeless"])
        variant = result["variants"][0]
        by_name = {one["quantity"]: one for one in variant["differences"]}
        outcomes = [one for name, one in by_name.items() if name.startswith("outcome.")]
        self.assertAlmostEqual(sum(one["base"] for one in outcomes), 1)
        hope = by_name["reason.east.hope"]
        self.assertEqual(hope["variant"], 0)
        self.assertIn("reason.east.hope", variant["reasons"])
        self.assertEqual(hope["worlds"]["worlds"], 6)
        stored = select(path, "select difference, low, high from differences where quantity = 'reason.east.hope'")
        self.assertEqual(stored, [(hope["difference"], hope["low"], hope["high"])])
        self.assertEqual(select(path, "select arm, count(*) from paired_runs group by arm"), [(0, 60), (1, 60)])
        mean = "select avg(outcome = 'shared') from paired_runs where arm = 1"
        self.assertAlmostEqual(select(path, mean)[0][0], by_name["outcome.shared"]["variant"])
        self.assertEqual(select(path, "select count(distinct world) from world_differences"), [(6,)])
        self.assertEqual(select(path, "select value from comparison where name = 'seed'"), [("1",)])
        self.assertGreater(select(path, "select count(*) from reasons")[0][0], 0)
        text = call(*arguments).stdout.decode()
        self.assertIn("hopeless", text)
        self.assertIn("Refusals of West over hope of a better deal", text)

    def test_threads_do_not_show(self):
        arguments = ["compare", SMALL, "--set", HOPELESS, *FEW, "--json", "--threads"]
        self.assertEqual(call(*arguments, "1").stdout, call(*arguments, "3").stdout)

    def test_several_variants(self):
        what_if = os.path.join(SCENARIOS, "kuril", "what-if")
        files = [os.path.join(what_if, name) for name in ["us_absent.yaml", "oil_40.yaml"]]
        base = os.path.join(SCENARIOS, "kuril", "base.yaml")
        finished = call("compare", base, *files, "--runs", "4", "--worlds", "0", QUIET)
        self.assertEqual((finished.returncode, finished.stderr), (0, b""))
        for title in ["The United States is absent", "Oil at 40 dollars", "outcome that moved most"]:
            self.assertIn(title, finished.stdout.decode())

    def test_refusals(self):
        self.refused("compare", SMALL, says="VARIANT: is needed")
        self.refused("compare", SMALL, os.path.join(SCENARIOS, "kuril", "base.yaml"), says="actors: .*'east' is only in")
        self.refused("compare", SMALL, "--set", "mechanisms.hop=off", says="hop")
        self.refused("compare", SMALL, SMALL, "--name", "x", says="--name: names the variant")
        self.refused("compare", SMALL, "--set", HOPELESS, "--worlds", "1", says="allowed are 0 and 2 or more")
        self.refused("compare", SMALL, "--set", HOPELESS, "--runs", "1", says="--runs")
        taken = self.write("taken.db", "something")
        self.refused("compare", SMALL, "--set", HOPELESS, "-o", taken, says="is there already")
        positions = os.path.join(SCENARIOS, "kuril", "positions.yaml")
        self.refused("compare", positions, positions, says="is about positions")

    def test_nothing_varies_is_no_error_unless_worlds_are_asked_for(self):
        rubinstein = os.path.join(SCENARIOS, "textbook", "rubinstein.yaml")
        plain = call("compare", rubinstein, rubinstein, "--runs", "2", "--vary", "nothing", QUIET)
        self.assertEqual((plain.returncode, plain.stderr), (0, b""))
        self.refused("compare", rubinstein, rubinstein, "--vary", "nothing", "--worlds", "3", says="none does")


class Tip(SweepCase):
    def test_a_number(self):
        path = self.file("tip.db")
        asked = ["tip", SMALL, "--parameter", MOVED, "--from", "0", "--to", "0.4", "--outcome", "shared"]
        result = told(*asked, "--runs", "40", QUIET, "-o", path)
        row = result["rows"][0]
        self.assertEqual(result["parameters"], [{"path": MOVED, "from": 0, "to": 0.4}])
        self.assertEqual([row["curve"][0]["value"], row["curve"][-1]["value"]], [0, 0.4])
        stored = select(path, "select second, share from surface order by second")
        self.assertEqual(stored, [(one["value"], one["share"]) for one in row["curve"]])
        text = call(*asked, "--runs", "40", QUIET).stdout.decode()
        self.assertIn("The catch is shared", text)
        self.assertIn("monotone fit", text)

    def test_its_own_range_and_two_numbers(self):
        result = told("tip", SMALL, "--parameter", MOVED, "--parameter", "actors.east.private_sd", "--outcome", "shared",
                      "--runs", "8", "--rows", "2", QUIET)
        ranges = [(one["from"], one["to"]) for one in result["parameters"]]
        for low, high in ranges:
            self.assertAlmostEqual(low, 0.025, msg="assumed ±50% of 0.05")
            self.assertAlmostEqual(high, 0.075)
        self.assertEqual([row["first"] for row in result["rows"]], list(ranges[0]))

    def test_refusals(self):
        asked = ["tip", SMALL, "--outcome", "shared", "--parameter"]
        self.refused(*asked, "actors.west.privat_sd", says="did you mean 'actors.west.private_sd'")
        self.refused(*asked, "actors.west.patience", says="--from and --to")
        self.refused(*asked, MOVED, "--from", "0", says="goes with the other end")
        self.refused(*asked, MOVED, "--from", "1", "--to", "0", says="no range")
        self.refused(*asked, MOVED, "--from", "-1", "--to", "0", says=r"expected a number in \[0")
        self.refused(*asked, MOVED, "--probability", "1", says="between 0 and 1")
        self.refused("tip", SMALL, "--parameter", MOVED, "--outcome", "shred", says="did you mean 'shared'")
        self.refused("tip", SMALL, "--outcome", "shared", says="--parameter is required")


class Account(SweepCase):
    def test_mechanisms(self):
        path = self.file("account.db")
        asked = ["account", SMALL, "--mechanisms", "hope,learning", "--runs", "30", QUIET]
        result = told(*asked, "-o", path)
        self.assertEqual((result["method"], result["mechanisms"]), ("all coalitions", ["hope", "learning"]))
        for quantity in result["quantities"]:
            total = sum(one["shapley"] for one in quantity["contributions"])
            self.assertAlmostEqual(total, quantity["all_on"] - quantity["all_off"], places=12)
        self.assertEqual(select(path, "select count(*) from mechanisms"), [(2,)])
        text = call(*asked, "--outcome", "shared").stdout.decode()
        self.assertIn("lack, East", text)
        self.assertNotIn("A warden and no quota", text)

    def test_refusals(self):
        self.refused("account", SMALL, "--mechanisms", "hop", says="did you mean 'hope'")
        self.refused("account", SMALL, "--runs", "5", says="which is odd")
        self.refused("account", SMALL, "--outcome", "shred", says="did you mean 'shared'")


class Help(unittest.TestCase):
    def test_every_command_shows_an_example(self):
        for command in ["compare", "tip", "account"]:
            finished = call(command, "--help")
            self.assertEqual((finished.returncode, finished.stderr), (0, b""))
            self.assertIn(f"entente {command} scenarios/", finished.stdout.decode())


if __name__ == "__main__":
    main()
