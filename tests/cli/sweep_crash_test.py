"""What is left of a sweep that is killed, interrupted or short of disk, and that it goes on from there.

sweep_crash_test.py PROGRAM SCENARIOS [MPI_PROGRAM]
"""

import contextlib
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

from sweep_support import MPI_PROGRAM, PROGRAM, SMALL, SweepCase, call, main, select

# About three seconds, so several commits; one thread, so that other tests have the rest.
LONG = ["--runs", "5000", "--threads", "1"]
SHORT = ["--runs", "800", "--threads", "1"]
TOTALS = [*SHORT, "--totals-only"]

# A writer that dies in the middle of a transaction with part of it in the file already.
HALF = """
import os, signal, sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("pragma cache_size = 2")
database.execute("begin")
for sql in sys.argv[2:]:
    database.execute(sql)
os.kill(os.getpid(), signal.SIGKILL)
"""


def die_within(path, *sql):
    """Writes half of a transaction. What stays behind is a journal that says how to take it back."""
    died = subprocess.run([sys.executable, "-c", HALF, path, *sql], check=False)
    assert died.returncode == -signal.SIGKILL
    assert os.path.getsize(path + "-journal") > 0


class Disturbed(SweepCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.expected = {}

    def undisturbed(self, *options):
        """The digest of a sweep that nothing happens to."""
        if options not in self.expected:
            path = self.file("undisturbed.db")
            self.sweep(path, *options)
            self.expected[options] = self.digest(path)
            os.remove(path)
        return self.expected[options]

    def goes_on(self, path, *options):
        """Gives the command once more: it ends well, and nothing shows in the file."""
        self.sweep(path, *options)
        self.assertEqual(self.digest(path), self.undisturbed(*options))
        self.assertFalse(os.path.exists(path + "-journal"))


class Crash(Disturbed):
    def killed_at(self, place, path, *options):
        """A sweep that dies at a crash point; how many runs the file has."""
        killed = call("sweep", SMALL, *options, "-o", path, "--quiet", ENTENTE_KILL_AT=place)
        self.assertEqual(killed.returncode, -signal.SIGKILL, (place, killed.stderr))
        return self.sound(path)

    def test_killed_at_every_commit_point(self):
        for number, (place, safe) in enumerate(
            [
                ("store-created", 0),
                ("session-begun", 0),
                ("rows-written", 0),
                ("rows-written:700", None),
                ("done-counted", None),
                ("committed", None),
                ("completed", 800),
            ]
        ):
            path = self.file(f"{number}.db")
            in_it = self.killed_at(place, path, *SHORT)
            self.assertIn(safe, [None, in_it], place)
            if place == "committed":
                self.assertGreater(in_it, 0)
            self.goes_on(path, *SHORT)
            if in_it < 800:
                how = select(path, "select how, done_before, done_after from sessions order by session")
                self.assertEqual(how[-1], ("finished", in_it, 800), place)
                self.assertEqual(how[:-1], [("under way or killed", 0, None)] * (len(how) - 1))

    def test_killed_at_one_commit_after_another(self):
        path = self.file("a.db")
        before = 0
        for place in ["committed", "done-counted:2", "committed:2", "rows-written:700"]:
            killed = call("sweep", SMALL, *LONG, "-o", path, "--quiet", ENTENTE_KILL_AT=place)
            if killed.returncode == 0:
                break  # A machine so fast that no second commit was needed.
            self.assertEqual(killed.returncode, -signal.SIGKILL, killed.stderr)
            after = self.sound(path)
            self.assertGreaterEqual(after, before, place)
            if place.startswith("committed"):
                self.assertGreater(after, before, place)
            before = after
        self.assertGreater(before, 0)
        self.goes_on(path, *LONG)

    def test_killed_at_random_moments(self):
        path = self.file("a.db")
        chance = random.Random(20161215)
        # Some in the first commit, some after it.
        moments = [chance.uniform(0.01, 0.9) for _ in range(5)]
        moments += [chance.uniform(1.05, 1.6) for _ in range(5)]
        chance.shuffle(moments)
        before = kills = 0
        for moment in moments:
            command = [PROGRAM, "sweep", SMALL, *LONG, "-o", path, "--quiet"]
            with subprocess.Popen(command, stdout=subprocess.DEVNULL) as one:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    one.wait(moment)
                one.kill()
            if one.returncode == 0:
                break  # It was complete before its time came.
            self.assertEqual(one.returncode, -signal.SIGKILL)
            kills += 1
            if os.path.exists(path) and os.path.getsize(path) > 0:
                # The program itself reads what it left, and takes back what it had not finished.
                told = call("export", path, "--csv", "--table", "progress")
                self.assertEqual(told.returncode, 0, told.stderr)
                after = self.sound(path)
                self.assertIn(f"0,{after},", told.stdout.decode())
                self.assertGreaterEqual(after, before, "runs that were committed are lost")
                before = after
        self.assertGreater(kills, 2)
        self.goes_on(path, *LONG)
        again = call("reproduce", path, "--quiet", "--run", "4999")
        self.assertEqual(again.returncode, 0, again.stdout)

    def test_totals_after_a_kill(self):
        for place in ["store-created", "rows-written:700", "done-counted", "committed"]:
            path = self.file(place + ".db")
            self.killed_at(place, path, *TOTALS)
            self.goes_on(path, *TOTALS)

    def test_killed_within_a_transaction(self):
        """Half of a transaction is in the file already."""
        path = self.file("a.db")
        self.sweep(path, *SHORT)
        expected = self.digest(path)
        fill = "update runs set error = hex(randomblob(400))"
        for command in [
            ["export", path, "--csv"],
            ["reproduce", path, "--quiet"],
            ["sweep", SMALL, *SHORT, "--quiet", "-o", path],
        ]:
            die_within(path, fill)
            finished = call(*command)
            self.assertEqual((finished.returncode, finished.stderr), (0, b""), command)
            self.assertEqual(self.digest(path), expected)
        part = self.file("part.db")
        self.sweep(part, *SHORT, "--shard", "0/1")
        die_within(part, fill)
        self.assertEqual(call("merge", part, "-o", self.file("merged.db")).returncode, 0)
        self.assertEqual(self.digest(self.file("merged.db")), expected)

    def test_killed_while_the_file_was_made(self):
        for totals in [SHORT, TOTALS]:
            path = self.file("a.db")
            numbers = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 300)"
            fill = f"insert into sweep {numbers} select hex(randomblob(500)) from n"
            die_within(path, "create table sweep(a)", fill)
            self.assertGreater(os.path.getsize(path), 0)
            self.goes_on(path, *totals)
            os.remove(path)

    def test_ranks_that_are_killed(self):
        if not MPI_PROGRAM or not shutil.which("mpirun"):
            self.skipTest("no entente-mpi or no mpirun")
        ranks = ["mpirun", "--allow-run-as-root", "--oversubscribe", "-n", "3", MPI_PROGRAM]
        command = [*ranks, SMALL, "--runs", "800", "-o", self.file("a.db"), "--quiet"]
        for place in ["rows-written:500", "committed"]:
            environment = {**os.environ, "ENTENTE_KILL_AT": place}
            died = subprocess.run(command, env=environment, capture_output=True, timeout=300, check=False)
            self.assertNotEqual(died.returncode, 0)
            in_it = self.sound(self.file("a.db"))
        self.assertGreater(in_it, 0)
        self.goes_on(self.file("a.db"), *SHORT)


class Interruption(Disturbed):
    def started(self, path, *options):
        """A sweep under way that plays already."""
        process = subprocess.Popen(
            [PROGRAM, "sweep", SMALL, *options, "-o", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        for _ in range(1000):
            if os.path.exists(path) and os.path.getsize(path) > 0:
                with contextlib.suppress(sqlite3.OperationalError):
                    if select(path, "select count(*) from sessions where ended is null") == [(1,)]:
                        return process
            time.sleep(0.01)
        return self.fail("the sweep does not begin")

    def test_signals(self):
        for number in [signal.SIGINT, signal.SIGTERM]:
            path = self.file(f"{number}.db")
            process = self.started(path, *LONG)
            time.sleep(0.3)
            process.send_signal(number)
            printed, said = process.communicate(timeout=60)
            self.assertEqual((process.returncode, printed), (1, b""), said)
            message = r"interrupted with (\d+) of 5000 runs in .*; the same command goes on from there"
            self.assertRegex(said.decode(), message)
            in_it = self.sound(path)
            self.assertEqual(int(re.search(message, said.decode())[1]), in_it)
            self.assertGreater(in_it, 0)
            self.assertEqual(select(path, "select how, done_after from sessions"), [("interrupted", in_it)])
            again = call("sweep", SMALL, *LONG, "-o", path)
            self.assertIn(f"has {in_it} of 5000 runs", again.stderr.decode())
            self.assertIn(f"of which {5000 - in_it} played now", again.stderr.decode())
            self.goes_on(path, *LONG)

    def test_two_sweeps_on_one_file(self):
        path = self.file("a.db")
        process = self.started(path, *LONG)
        self.refused("sweep", SMALL, *LONG, "-o", path, says=r"another sweep is writing", status=1)
        self.refused("sweep", SMALL, "--runs", "9", "-o", path, says=r"another sweep is writing", status=1)
        # Reading is not forbidden.
        self.assertEqual(call("export", path, "--csv").returncode, 0)
        said = process.communicate(timeout=300)[1]
        self.assertEqual(process.returncode, 0, said)
        self.goes_on(path, *LONG)

    def test_the_stop_rule_does_not_see_threads_and_kills(self):
        stop = ["--runs", "100000", "--until-ci", "0.05", "--outcome", "shared"]
        self.sweep(self.file("1.db"), *stop, "--threads", "1")
        self.sweep(self.file("2.db"), *stop, "--threads", "2")
        killed = call("sweep", SMALL, *stop, "-o", self.file("k.db"), ENTENTE_KILL_AT="committed")
        self.assertEqual(killed.returncode, -signal.SIGKILL)
        call("sweep", SMALL, *stop, "-o", self.file("k.db"), ENTENTE_KILL_AT="rows-written:100")
        self.sweep(self.file("k.db"), *stop)
        counts = [self.sound(self.file(name + ".db")) for name in "12k"]
        self.assertEqual(counts, counts[:1] * 3)
        self.assertTrue(100 < counts[0] < 20000, counts)
        for name in "2k":
            self.assertEqual(self.digest(self.file(name + ".db")), self.digest(self.file("1.db")))
        # Narrow enough, and not long before: half the width of the interval of the confidence sequence is
        # at least that of a normal interval.
        shared = "select happened, runs from outcome_shares where outcome = 'shared'"
        ((happened, runs),) = select(self.file("1.db"), shared)
        share = happened / runs
        self.assertLess(1.96 * (share * (1 - share) / runs) ** 0.5, 0.05)
        wider = ["sweep", SMALL, *stop[:3], "0.06", *stop[4:], "-o", self.file("1.db")]
        self.refused(*wider, says=r"until: shared 0\.05 in the file, shared 0\.06 now")


class FullDisk(Disturbed):
    def small_disk(self, size):
        folder = self.file("disk")
        os.mkdir(folder)
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", folder], capture_output=True, check=False
        )
        if mounted.returncode != 0:
            self.skipTest("no disk can be mounted: " + mounted.stderr.decode().strip())
        self.addCleanup(subprocess.run, ["umount", "-l", folder], check=True)
        return folder

    def fill(self, size, *options):
        """Runs into the end of the disk twice, then on a larger one to the end."""
        folder = self.small_disk(size)
        path = os.path.join(folder, "a.db")
        first = [*options]
        first[first.index("--runs") + 1] = "200"
        self.sweep(path, *first)
        before = 200
        for _ in range(2):
            full = call("sweep", SMALL, *options, "-o", path, "--quiet")
            self.assertEqual((full.returncode, full.stdout), (1, b""), full.stderr)
            message = r"a\.db: the disk is full; (\d+) of 5000 runs are safe in it\. Free space.*same command"
            self.assertRegex(full.stderr.decode(), message)
            in_it = self.sound(path)
            self.assertEqual(int(re.search(message, full.stderr.decode())[1]), in_it)
            self.assertGreaterEqual(in_it, before)
            before = in_it
        self.assertFalse(os.path.exists(path + "-journal"))
        subprocess.run(["mount", "-o", "remount,size=64M", folder], check=True)
        self.goes_on(path, *options)

    def test_rows(self):
        self.fill("2M", *LONG)

    def test_totals(self):
        self.fill("1100K", *LONG, "--totals-only")

    def test_no_room_at_all(self):
        folder = self.small_disk("64K")
        path = os.path.join(folder, "a.db")
        full = call("sweep", SMALL, *SHORT, "-o", path, "--quiet")
        self.assertEqual((full.returncode, full.stdout), (1, b""))
        self.assertRegex(full.stderr.decode(), r"a\.db: the disk is full")
        subprocess.run(["mount", "-o", "remount,size=64M", folder], check=True)
        self.goes_on(path, *SHORT)


if __name__ == "__main__":
    main()
