"""Drives `entente export` and `entente reproduce`: sweep_files_test.py PROGRAM SCENARIOS."""

import csv
import io
import json
import os
import shutil
import subprocess

from sweep_support import PROGRAM, SMALL, SweepCase, call, change, main, select


class Reproduce(SweepCase):
    def test_the_same_and_not_the_same(self):
        path = self.file("a.db")
        self.sweep(path, "--runs", "60", "--trace-every", "6")
        for options in [[], ["--threads", "1"]]:
            same = call("reproduce", path, "--quiet", *options)
            self.assertEqual((same.returncode, same.stderr), (0, b""))
            self.assertEqual(same.stdout, b"60 runs played again, the same to the last byte\n")
        self.assertEqual(call("reproduce", path, "--run", "17").stdout.split()[:2], [b"1", b"run"])
        for wrong in ["60", "1000000"]:
            self.refused("reproduce", path, "--run", wrong, says=r"--run: found " + wrong)
        with_outcome = "select run, world from runs where status = 'done' order by run limit 1 offset 3"
        ((run, world),) = select(path, with_outcome)
        ((value,),) = select(path, "select [east.total] from utilities where run = ?", run)
        other = value + 1e-9
        changes = [
            (f"update utilities set [east.total] = {other!r} where run = {run}", r"utilities\.east\.total"),
            (f"update runs set outcome = 'nothing' where run = {run}", r"runs\.outcome: nothing in the file"),
            (f"update worlds set attenuation = 0.123 where world = {world}", rf"worlds: the row {world} "),
            (f"delete from acts where run = {run}", r"acts: 0 rows in the file, 1 now"),
        ]
        for sql, says in changes:
            copy = self.file("copy.db")
            shutil.copy(path, copy)
            self.assertEqual(change(copy, sql), 1, sql)
            told = call("reproduce", copy, "--quiet")
            self.assertEqual(told.returncode, 1, sql)
            self.assertRegex(told.stdout.decode(), rf"^run {run}, " + says)
            self.assertRegex(told.stdout.decode(), r"60 runs played again, 1 different\n$")
            result = json.loads(call("reproduce", copy, "--json", "--run", str(run)).stdout)
            self.assertEqual((result["compared"], result["different"]), (1, 1))
            self.assertEqual(call("reproduce", copy, "--run", str(run - 1)).returncode, 0)

    def test_shards_and_totals(self):
        part = self.file("part.db")
        self.sweep(part, "--runs", "30", "--shard", "1/3")
        self.assertIn(b"10 runs played again, the same", call("reproduce", part).stdout)
        self.refused("reproduce", part, "--run", "3", says=r"not among the 10 runs of shard 1/3")
        totals = self.file("totals.db")
        self.sweep(totals, "--runs", "60", "--totals-only")
        self.assertEqual(call("reproduce", totals).returncode, 0)
        self.refused("reproduce", totals, "--run", "3", says=r"holds only totals")
        more = "update counts set count = count + 1 where column_name = 'outcome'"
        self.assertGreater(change(totals, more), 0)
        other = call("reproduce", totals)
        self.assertEqual(other.returncode, 1)
        self.assertIn(b"totals of runs.outcome are not those in the file", other.stdout)


class Export(SweepCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.path = os.path.join(cls.folder, "a.db")
        finished = call("sweep", SMALL, "--runs", "150", "--trace-every", "10", "-o", cls.path)
        assert finished.returncode == 0, finished.stderr

    def exported(self, *options):
        finished = call("export", self.path, *options)
        self.assertEqual((finished.returncode, finished.stderr), (0, b""))
        return finished.stdout.decode()

    def test_text_says_what_the_file_says(self):
        rows = list(csv.DictReader(io.StringIO(self.exported("--csv"))))
        self.assertEqual([int(row["run"]) for row in rows], list(range(150)))
        self.assertEqual(json.loads(self.exported("--json", "--table", "runs"))[149]["run"], 149)
        tables = "select name from sqlite_schema where type in ('table', 'view')"
        names = [name for (name,) in select(self.path, tables)]
        for name in names:
            stored = select(self.path, f"select * from {name}")
            table = list(csv.reader(io.StringIO(self.exported("--csv", "--table", name))))
            objects = json.loads(self.exported("--json", "--table", name))
            self.assertEqual([tuple(row.values()) for row in objects], stored, name)
            self.assertEqual(len(table) - 1, len(stored), name)
            self.assertEqual([list(row) for row in objects[:1]], [table[0]][: len(objects)], name)
        folder = self.file("tables")
        self.exported("--csv", "-o", folder)
        wide = sorted(name + ".csv" for name in names if not name.endswith("_long"))
        self.assertEqual(sorted(os.listdir(folder)), wide)
        with open(os.path.join(folder, "gaps.csv"), newline="", encoding="utf-8") as file:
            self.assertEqual(file.read(), self.exported("--csv", "--table", "gaps"))
        self.exported("--json", "--table", "gaps_long", "-o", folder)
        self.assertTrue(os.path.exists(os.path.join(folder, "gaps_long.json")))

    def test_refusals(self):
        self.refused("export", self.path, says=r"--csv: or --json")
        self.refused("export", self.path, "--csv", "--json", says=r"--csv: or --json")
        self.refused("export", self.path, "--csv", "--table", "rnus", says=r"found rnus.*did you mean runs\?")
        into = ["-o", self.file("folder")]
        self.refused("export", self.path, "--csv", "--table", "rnus", *into, says=r"did you mean runs\?")
        self.assertEqual(os.listdir(self.own), [])

    def test_a_reader_that_stops_early(self):
        command = '"$0" export "$1" --csv --table gaps_long | head -1; echo "${PIPESTATUS[*]}"'
        early = ["bash", "-c", command, PROGRAM, self.path]
        finished = subprocess.run(early, capture_output=True, check=False)
        self.assertRegex(finished.stdout.decode(), r"^run,outcome,.*\n0 0\n$")
        self.assertEqual(finished.stderr, b"")

    def test_views_agree_with_the_wide_tables(self):
        total = select(self.path, "select run, [east.total] from utilities order by run")
        long = "select run, value from utilities_long where actor = 'east' and kind = 'total' order by run"
        self.assertEqual(select(self.path, long), total)
        drawn = select(self.path, "select world, [context.storms.size] from worlds order by world")
        long = "select world, value from parameters_long where path = 'context.storms.size' order by world"
        self.assertEqual(select(self.path, long), drawn)
        acts = select(self.path, "select run, [south.complain] from acts order by run")
        long = "select run, rounds from acts_long where actor = 'south' and act = 'complain' order by run"
        self.assertEqual(select(self.path, long), acts)
        endings = "select run, [trust.east.west], [tie.old_friends] from endings order by run"
        trust = select(self.path, endings)
        long = (
            "select trust_long.run, trust, weight from trust_long join ties_long using (run) "
            "where truster = 'east' and trusted = 'west' and tie = 'old_friends' order by run"
        )
        self.assertEqual(select(self.path, long), trust)
        lacks = select(self.path, "select run, [shared.end.east.lack] from gaps order by run")
        long = (
            "select run, lack from gaps_long "
            "where (outcome, origin, party) = ('shared', 'end', 'east') order by run"
        )
        self.assertEqual(select(self.path, long), lacks)
        shares = "select outcome, happened, runs, share from outcome_shares"
        for outcome, happened, runs, share in select(self.path, shares):
            counts = "select sum(outcome = ?), count(*) from runs where status = 'done'"
            self.assertEqual(select(self.path, counts, outcome), [(happened, runs)])
            self.assertEqual(share, happened / runs)
        self.assertEqual(len(select(self.path, shares)), 3)
        estimates = select(self.path, "select outcome, happened, runs, share, low, high from estimates")
        self.assertEqual(sorted(row[:4] for row in estimates), sorted(select(self.path, shares)))
        for _, _, _, share, low, high in estimates:
            self.assertTrue(low <= share <= high)

    def test_pandas(self):
        try:
            import pandas
        except ImportError:
            self.skipTest("pandas is absent")
        frame = pandas.read_sql("select * from runs join utilities using (run)", f"sqlite:///{self.path}")
        self.assertEqual(len(frame), select(self.path, "select count(*) from utilities")[0][0])


if __name__ == "__main__":
    main()
