"""Drives `entente sweep`, `entente merge` and `entente-mpi`: sweep_test.py PROGRAM SCENARIOS [MPI_PROGRAM].

What is done with result files is in sweep_files_test.py, crashes are in sweep_crash_test.py.
"""

import json
import os
import pty
import shutil
import subprocess

from sweep_support import MPI_PROGRAM, PROGRAM, ROWS, SCENARIOS, SMALL, TOTALS
from sweep_support import SweepCase, call, change, main, select

MIXED = ["--runs", "240", "--trace-every", "7"]


def ranks(number, *arguments):
    """A finished sweep on so many ranks.

    An address sanitizer does not look for leaks there: OpenMPI unloads its parts without freeing what they hold.
    """
    options = ":".join(filter(None, [os.environ.get("ASAN_OPTIONS"), "detect_leaks=0"]))
    command = ["mpirun", "--allow-run-as-root", "--oversubscribe", "-n", str(number), MPI_PROGRAM]
    return subprocess.run(
        [*command, *arguments],
        capture_output=True,
        timeout=300,
        check=False,
        env={**os.environ, "ASAN_OPTIONS": options},
    )


class Sameness(SweepCase):
    """The same results however a sweep is spread."""

    def setUp(self):
        super().setUp()
        self.whole = self.file("whole.db")

    def merged(self, shards, *options):
        """The file that comes of so many shards, merged in an order that is not theirs."""
        parts = []
        for k in range(shards):
            parts.append(self.file(f"{k}-of-{shards}.db"))
            self.sweep(parts[-1], *options, "--shard", f"{k}/{shards}", "--threads", "1")
        turned = parts[shards // 2 :][::-1] + parts[: shards // 2]
        path = self.file(f"merged-{shards}.db")
        joined = call("merge", *turned, "-o", path)
        self.assertEqual((joined.returncode, joined.stdout), (0, b""), joined.stderr)
        self.assertFalse(os.path.exists(path + ".part"))
        return path

    def test_threads_and_shards(self):
        self.sweep(self.whole, *MIXED, "--threads", "1")
        expected = self.digest(self.whole)
        self.assertEqual(self.sound(self.whole), 240)
        filled = [name for name in ROWS if select(self.whole, f"select count(*) from {name}")[0][0] > 0]
        self.assertEqual(filled, ROWS)
        self.sweep(self.file("two.db"), *MIXED, "--threads", "2")
        self.assertEqual(self.digest(self.file("two.db")), expected)
        for shards in [1, 3, 8]:
            self.assertEqual(self.digest(self.merged(shards, *MIXED)), expected, shards)
        self.sweep(self.file("other.db"), *MIXED, "--seed", "2")
        self.assertNotEqual(self.digest(self.file("other.db")), expected)

    def test_worlds_of_several_runs(self):
        options = ["--worlds", "30", "--runs-per-world", "4", "--design", "lhs", "--randomisations", "5"]
        self.sweep(self.whole, *options, "--threads", "1")
        self.assertEqual(select(self.whole, "select count(*) from worlds"), [(30,)])
        self.sweep(self.file("two.db"), *options, "--threads", "2")
        for path in [self.file("two.db"), self.merged(3, *options)]:
            self.assertEqual(self.digest(path), self.digest(self.whole))

    def test_totals(self):
        for extra in [[], ["--worlds", "40", "--runs-per-world", "6"]]:
            options = [*(extra or ["--runs", "240"]), "--totals-only"]
            path = self.file(f"whole-{len(extra)}.db")
            table = self.sweep(path, *options, "--threads", "1")
            self.assertEqual(self.sound(path), 240)
            filled = [name for name in TOTALS if select(path, f"select count(*) from {name}")[0][0] > 0]
            self.assertEqual(filled, TOTALS)
            two = self.file(f"two-{len(extra)}.db")
            self.assertEqual(self.sweep(two, *options, "--threads", "2"), table)
            self.assertEqual(self.digest(two), self.digest(path))
            self.assertEqual(self.digest(self.merged(3, *options)), self.digest(path))
            shutil.rmtree(self.own)
            os.mkdir(self.own)
        # The same shares as from rows.
        rows = self.sweep(self.whole, "--worlds", "40", "--runs-per-world", "6")
        self.assertEqual(rows, table)

    def test_ranks(self):
        if not MPI_PROGRAM or not shutil.which("mpirun"):
            self.skipTest("no entente-mpi or no mpirun")
        printed = self.sweep(self.whole, *MIXED)
        for number in [1, 2, 4]:
            path = self.file(f"{number}.db")
            finished = ranks(number, SMALL, *MIXED, "-o", path, "--quiet", "--color", "never")
            self.assertEqual((finished.returncode, finished.stdout.decode()), (0, printed), finished.stderr)
            self.assertEqual(self.digest(path), self.digest(self.whole), number)
        again = ranks(2, SMALL, *MIXED, "-o", self.whole, "--quiet", "--color", "never")
        self.assertEqual((again.returncode, again.stdout.decode()), (0, printed), again.stderr)
        self.sweep(self.file("totals.db"), "--runs", "240", "--totals-only")
        ranks(3, SMALL, "--runs", "240", "--totals-only", "-o", self.file("3.db"), "--quiet")
        self.assertEqual(self.digest(self.file("3.db")), self.digest(self.file("totals.db")))
        stop = ["--runs", "9000", "--until-ci", "0.1", "--outcome", "shared"]
        self.sweep(self.file("until.db"), *stop)
        ranks(3, SMALL, *stop, "-o", self.file("until-3.db"), "--quiet")
        self.assertEqual(self.digest(self.file("until-3.db")), self.digest(self.file("until.db")))
        wrong = ranks(2, SMALL, "--runs", "9", "-o", self.whole, "--quiet")
        self.assertEqual((wrong.returncode, wrong.stdout), (2, b""))
        self.assertIn("worlds: 240 in the file, 9 now", wrong.stderr.decode())
        wrong = ranks(2, SMALL, "--runs", "9", "--vary", "actors.west.patienc", "-o", self.file("x.db"))
        self.assertEqual(wrong.returncode, 2)
        self.assertEqual(wrong.stderr.count(b"did you mean 'actors.west.patience'?"), 1)
        self.assertFalse(os.path.exists(self.file("x.db")))


class Designs(SweepCase):
    def spread(self, *options):
        """What a sweep prints and its digest, from one thread and from two."""
        paths = [self.file(f"{threads}-{len(os.listdir(self.own))}.db") for threads in [1, 2]]
        tables = [self.sweep(path, *options, "--threads", str(i + 1)) for i, path in enumerate(paths)]
        self.assertEqual(tables[0], tables[1])
        self.assertEqual(self.digest(paths[0]), self.digest(paths[1]))
        return tables[0], paths[0]

    def test_how_the_error_was_found(self):
        vary = ["--vary", "attenuation,actors.west.trust_worth,context.storms.intensity"]
        drawn = {}
        for design, options, message, method in [
            ("mc", ["--runs", "64"], r"Wilson's 95% interval", "wilson"),
            ("lhs", ["--runs", "64"], r"over 8 independent randomisations", "randomisations"),
            ("sobol", ["--runs", "64", "--randomisations", "4"], r"over 4 independent", "randomisations"),
            ("sobol_raw", ["--runs", "64"], r"none is known for the design sobol_raw", "none"),
            ("grid", ["--levels", "4"], r"none is known for the design grid", "none"),
        ]:
            printed, path = self.spread("--design", design, *options, *vary)
            self.assertRegex(printed, message)
            self.assertEqual(select(path, "select distinct method from estimates"), [(method,)])
            self.assertEqual(select(path, "select count(*), count(distinct world) from runs"), [(64, 64)])
            drawn[design] = select(path, "select attenuation from worlds order by world")
        self.assertEqual(len(set(map(str, drawn.values()))), len(drawn), "each design draws otherwise")
        self.assertEqual(len(set(drawn["grid"])), 4)
        # Points of a Latin hypercube: of 8 in a randomisation one in each eighth of the range.
        low, high = (min(drawn["grid"])[0], max(drawn["grid"])[0])
        eighths = [int(8 * (value - low) / (high - low)) for (value,) in drawn["lhs"]]
        for first in range(8):
            self.assertEqual(sorted(eighths[first::8]), list(range(8)))

    def test_worlds(self):
        printed, path = self.spread("--worlds", "12", "--runs-per-world", "5")
        self.assertRegex(printed, r"Student's 95% interval over worlds")
        self.assertRegex(printed, r"over worlds +sd\n")
        self.assertEqual(select(path, "select count(*), count(distinct world) from runs"), [(60, 12)])
        self.assertEqual(self.sweep(self.file("same.db"), "--runs", "60", "--runs-per-world", "5"), printed)

    def test_given_rows(self):
        text = 'actors.west.patience, "actors.east.patience"\n0.9,0.8\n\n0.7,0.85\n0.75, 0.95\n'
        rows = self.write("rows.csv", text)
        printed, path = self.spread("--design", "csv", "--rows", rows, "--runs-per-world", "10")
        self.assertIn("none is known for the design csv", printed)
        columns = "[actors.east.patience], [actors.west.patience]"
        given = select(path, f"select {columns} from worlds order by world")
        self.assertEqual(given, [(0.8, 0.9), (0.85, 0.7), (0.95, 0.75)])
        self.assertEqual(select(path, "select count(*) from runs"), [(30,)])
        same = call("reproduce", path, "--quiet")
        self.assertEqual(same.returncode, 0, same.stdout)
        self.write("rows.csv", text.replace("0.85", "0.86"))
        again = ["sweep", SMALL, "--design", "csv", "--rows", rows, "--runs-per-world", "10", "-o", path]
        self.refused(*again, says=r"rows: the given numbers differ")

    def test_errors_in_given_rows_name_line_and_column(self):
        two = "actors.west.patience,actors.east.patience\n"
        for text, says in [
            (two + "0.9,0.8\n0.7,high\n", r"rows\.csv:3:5: found 'high'"),
            (two + "0.7\n", r"rows\.csv:2:1: found 1 cells, expected 2"),
            ("attenuation,attenuation\n", r"rows\.csv:1:13: 'attenuation' stands here twice"),
            ("attenuation,\n", r"rows\.csv:1:13: a column without"),
            ("attenuation\nnan\ninf\n", r"rows\.csv:2:1: found 'nan'(.|\n)*:3:1: found 'inf'"),
            ("actors.west.patience\n", r"rows\.csv: has no rows"),
            ("actors.west.patienc\n1\n", r"did you mean 'actors\.west\.patience'\?"),
        ]:
            rows = self.write("rows.csv", text)
            command = ["sweep", SMALL, "--design", "csv", "--rows", rows, "-o", self.file("x.db")]
            self.refused(*command, says=says)
        self.refused("sweep", SMALL, "--design", "csv", "--rows", "none.csv", says=r"none\.csv")
        self.assertFalse(os.path.exists(self.file("x.db")))


class Refusals(SweepCase):
    def test_wrong_options(self):
        out = ["-o", self.file("x.db")]
        some = ["--runs", "10", *out]
        stop = ["--until-ci", "0.1", "--outcome", "shared"]
        for options, says in [
            (out, r"--runs: is needed"),
            (["--runs", "0", *out], r"--runs: found 0"),
            (["--runs", "10", "--worlds", "5", *out], r"--runs: or --worlds"),
            (["--runs", "10", "--runs-per-world", "3", *out], r"no multiple of 3"),
            ([*some, "--shard", "3/3"], r"--shard: found 3/3"),
            ([*some, "--shard", "1"], r"--shard: found 1,"),
            ([*some, "--shard", "-1/3"], r"--shard: found -1/3"),
            ([*some, "--threads", "0"], r"--threads"),
            ([*some, "--design", "sobel"], r"--design"),
            ([*some, "--design", "lhs"], r"10 worlds cannot be split into 8"),
            ([*some, "--design", "grid", "--levels", "3"], r"more than 10\^12 runs"),
            ([*some, "--design", "csv"], r"--rows: a file is needed"),
            ([*some, "--levels", "3"], r"--levels: is for"),
            ([*some, "--randomisations", "2"], r"--randomisations: is for"),
            ([*some, "--rows", "rows.csv"], r"--rows: is for"),
            ([*some, "--vary", "actors.west.patienc"], r"did you mean 'actors\.west\.patience'\?"),
            ([*some, "--vary", "nothing,all"], r"--vary: 'all' stands alone"),
            ([*some, "--vary", "nothing", "--design", "sobol_raw"], r"needs numbers that vary"),
            ([*some, "--set", "actors.west.patienc=1"], r"patience"),
            ([*some, "--until-ci", "0.1", "--outcome", "shred"], r"'shred'.*did you mean 'shared'\?"),
            ([*some, "--until-ci", "0.1"], r"goes with --outcome"),
            ([*some, "--until-ci", "0.5", "--outcome", "shared"], r"between 0 and 0\.5"),
            ([*some, *stop, "--design", "sobol"], r"--until-ci: is for independent runs"),
            ([*some, *stop, "--runs-per-world", "2"], r"--until-ci: is for independent runs"),
            ([*some, *stop, "--shard", "0/2"], r"--until-ci: .*shard"),
            ([*some, "--trace-evry", "2"], r"did you mean --trace-every\?"),
            ([*some, "--scratch", self.file("none")], r"--scratch: .* is not a folder"),
        ]:
            self.refused("sweep", SMALL, *options, says=says)
        closure = os.path.join(SCENARIOS, "guide", "6-closure.yaml")
        self.refused("sweep", closure, *some, says=r"is about positions")
        self.refused("sweep", "none.yaml", *some, says=r"none\.yaml")
        self.assertEqual(os.listdir(self.own), [])

    def test_wrong_files(self):
        text = self.write("text.db", "no database\n" * 100)
        other = self.file("other.db")
        change(other, "create table x(a)")
        for path, says in [
            (text, r"text\.db: is not a result file"),
            (other, r"other\.db: is not a result file"),
            (self.own, r"[Ii]s a directory"),
            (self.file("none/x.db"), r"none/x\.db: cannot be written: No such file or directory"),
        ]:
            self.refused("sweep", SMALL, "--runs", "10", "-o", path, says=says)
        for path in [text, other, self.file("none.db")]:
            says = os.path.basename(path) + r": is not"
            self.refused("export", path, "--csv", says=says)
            self.refused("reproduce", path, says=says)
            self.refused("merge", path, "-o", self.file("m.db"), says=says)
        self.assertEqual(sorted(os.listdir(self.own)), ["other.db", "text.db"])

    def test_another_sweep(self):
        path = self.file("a.db")
        self.sweep(path, "--runs", "40", "--trace-every", "4")
        before = self.digest(path)
        same = ["sweep", SMALL, "-o", path]
        for options, says in [
            (["--runs", "20", "--trace-every", "4"], r"a\.db: worlds: 40 in the file, 20 now"),
            (["--runs", "40", "--trace-every", "5"], r"trace_every: 4 in the file, 5 now"),
            (["--runs", "40"], r"trace_every: 4 in the file, 0 now"),
            (["--runs", "40", "--trace-every", "4", "--seed", "2"], r"seed: 1 in the file, 2 now"),
            (["--runs", "40", "--trace-every", "4", "--design", "sobol_raw"], r"design: mc .* sobol_raw now"),
            (["--runs", "40", "--trace-every", "4", "--vary", "nothing"], r"vary: other numbers"),
            (["--runs", "40", "--trace-every", "4", "--no-gaps"], r"gaps: 1 in the file, 0 now"),
            (["--runs", "40", "--trace-every", "4", "--totals-only"], r"totals_only: 0 in the file, 1 now"),
            (["--runs", "40", "--trace-every", "4", "--shard", "0/2"], r"shard: 0/1 in the file, 0/2 now"),
            (
                ["--runs", "40", "--trace-every", "4", "--set", "attenuation=0.25"],
                r"scenario, attenuation: 0\.2 in the file, 0\.25 now",
            ),
        ]:
            self.refused(*same, *options, says=r"holds another sweep(.|\n)*" + says)
        self.assertEqual(self.digest(path), before)
        self.sweep(path, "--runs", "70", "--trace-every", "4")
        self.sweep(self.file("b.db"), "--runs", "70", "--trace-every", "4")
        self.assertEqual(self.digest(path), self.digest(self.file("b.db")))
        self.sweep(self.file("lhs.db"), "--runs", "40", "--design", "lhs")
        more = ["sweep", SMALL, "--runs", "80", "--design", "lhs", "-o", self.file("lhs.db")]
        self.refused(*more, says=r"worlds: 40 in the file, 80 now")

    def test_merging_what_does_not_belong_together(self):
        parts = [self.file(f"{k}.db") for k in range(3)]
        for k, path in enumerate(parts):
            self.sweep(path, "--runs", "30", "--shard", f"{k}/3")
        seed, scenario, half = self.file("seed.db"), self.file("scenario.db"), self.file("half.db")
        self.sweep(seed, "--runs", "30", "--shard", "2/3", "--seed", "2")
        self.sweep(scenario, "--runs", "30", "--shard", "2/3", "--set", "attenuation=0.25")
        call("sweep", SMALL, "--runs", "30", "--shard", "2/3", "-o", half, ENTENTE_KILL_AT="done-counted")
        here = self.write("here.db", "kept")
        out = self.file("m.db")
        for files, to, says in [
            (parts[:2], out, r"0\.db: 1 of 3 shards are missing, among them 2/3"),
            ([*parts, parts[1]], out, r"1\.db: is shard 1/3 again"),
            ([*parts[:2], seed], out, r"seed\.db: does not belong .*seed: 1 in the file, 2 now"),
            ([*parts[:2], scenario], out, r"scenario\.db: does not belong .*attenuation: 0\.2 in"),
            ([*parts[:2], half], out, r"half\.db: is not complete: 0 runs of shard 2/3"),
            ([*parts[:2], self.file("none.db")], out, r"none\.db: is not there"),
            (parts, here, r"here\.db: is there already"),
        ]:
            self.refused("merge", *files, "-o", to, says=says)
        self.assertFalse(os.path.exists(out))
        with open(here, encoding="utf-8") as file:
            self.assertEqual(file.read(), "kept")
        self.assertEqual(call("merge", *parts, "-o", out).returncode, 0)


class Told(SweepCase):
    def test_progress_on_a_terminal(self):
        ours, theirs = pty.openpty()
        command = [PROGRAM, "sweep", SMALL, "--runs", "3000", "--threads", "1", "-o", self.file("a.db")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs) as process:
            os.close(theirs)
            shown = b""
            while True:
                try:
                    piece = os.read(ours, 4096)
                except OSError:  # Linux: the other end is closed.
                    break
                if not piece:
                    break
                shown += piece
            printed = process.stdout.read()
        os.close(ours)
        self.assertEqual(process.returncode, 0)
        self.assertRegex(shown.decode(), r"\r\[=* *\] \d+%, \d+ of 3000 runs, \d+ a second, .* left")
        self.assertRegex(shown.decode(), r"\r\x1b\[Kentente sweep: 3000 runs in .*, of which 3000 played now")
        self.assertNotIn(b"%,", printed)

    def test_streams(self):
        command = ["sweep", SMALL, "--runs", "40", "-o", self.file("a.db")]
        first = call(*command)
        self.assertRegex(
            first.stderr.decode(), r"^entente sweep: 40 runs in .*, of which 40 played now in .*\n$"
        )
        for line in first.stdout.decode().splitlines():
            self.assertLessEqual(len(line), 100, line)
        again = call(*command)
        self.assertEqual(again.stdout, first.stdout)
        self.assertRegex(again.stderr.decode(), r"has 40 of 40 runs\n.* of which 0 played now")
        quiet = call(*command, "--quiet", "--json")
        self.assertEqual(quiet.stderr, b"")
        result = json.loads(quiet.stdout)
        self.assertEqual((result["runs"]["done"], result["design"], result["seed"]), (40, "mc", 1))
        told = {one["outcome"]: one["happened"] for one in result["outcomes"]}
        shares = "select outcome, happened from outcome_shares"
        self.assertEqual(told, dict(select(self.file("a.db"), shares)))
        self.assertIn(b"\x1b[", call(*command, "--color", "always").stdout)
        sessions = select(self.file("a.db"), "select how, done_before, done_after, workers > 0 from sessions")
        self.assertEqual(sessions, [("finished", 0, 40, 1)])

    def test_default_file_and_scratch(self):
        command = [PROGRAM, "sweep", SMALL, "--runs", "8", "--quiet"]
        subprocess.run(command, cwd=self.own, capture_output=True, check=True)
        self.assertEqual(os.listdir(self.own), ["4-neighbours.db"])
        os.mkdir(self.file("scratch"))
        self.sweep(self.file("a.db"), "--runs", "8", "--scratch", self.file("scratch"))
        self.assertEqual(os.listdir(self.file("scratch")), [])
        self.assertEqual(self.digest(self.file("a.db")), self.digest(self.file("4-neighbours.db")))

    def test_help(self):
        for command in ["sweep", "merge", "export", "reproduce"]:
            shown = call(command, "--help")
            self.assertEqual((shown.returncode, shown.stderr), (0, b""))
            self.assertRegex(shown.stdout.decode(), rf"Examples?:\n(.*\n)?  entente {command} ")


if __name__ == "__main__":
    main()
