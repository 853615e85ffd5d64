"""For tests that drive `entente sweep`: TEST PROGRAM SCENARIOS [MPI_PROGRAM]."""

import contextlib
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SCENARIOS = sys.argv[1], sys.argv[2]
MPI_PROGRAM = sys.argv[3] if len(sys.argv) > 3 else ""
SMALL = os.path.join(SCENARIOS, "guide", "4-neighbours.yaml")

# What must not depend on threads, shards, ranks and interruptions; `sessions` and `progress` do.
ROWS = ["runs", "worlds", "arrangements", "agreements", "utilities", "gaps", "endings", "acts", "blocks"]
ROWS += ["rounds", "offers", "answers", "votes", "breaches"]
TOTALS = ["totals", "histograms", "counts", "outcome_counts"]
OF_ALL = ["sweep", "sampled", "outcomes", "codebook", "estimates", "outcome_shares"]


def call(*arguments, **environment):
    """The finished process; its streams as bytes."""
    return subprocess.run(
        [PROGRAM, *arguments],
        capture_output=True,
        timeout=300,
        env={**os.environ, **environment},
        check=False,
    )


def select(path, sql, *values):
    """Rows of a result file, as Python reads it."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        return database.execute(sql, values).fetchall()


def change(path, sql, *values):
    with contextlib.closing(sqlite3.connect(path)) as database:
        changed = database.execute(sql, values).rowcount
        database.commit()
    return changed


def done(path):
    return select(path, "select done from progress")[0][0]


class SweepCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # In memory where that is possible: every commit waits for the disk.
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        folder = tempfile.TemporaryDirectory(dir=memory)
        cls.addClassCleanup(folder.cleanup)
        cls.folder = folder.name

    def setUp(self):
        self.own = tempfile.mkdtemp(dir=self.folder)
        self.addCleanup(shutil.rmtree, self.own)

    def file(self, name):
        return os.path.join(self.own, name)

    def write(self, name, text):
        with open(self.file(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.file(name)

    def sweep(self, path, *options, scenario=SMALL):
        """A sweep that is carried through; what it prints."""
        finished = call("sweep", scenario, *options, "-o", path, "--quiet")
        self.assertEqual((finished.returncode, finished.stderr), (0, b""), options)
        return finished.stdout.decode()

    def digest(self, path):
        """SHA-256 of every table that a sweep determines, as `entente export` writes them."""
        with tempfile.TemporaryDirectory(dir=self.own) as folder:
            finished = call("export", path, "--csv", "-o", folder)
            self.assertEqual((finished.returncode, finished.stderr), (0, b""))
            kept = [name for name in [*ROWS, *TOTALS, *OF_ALL] if os.path.exists(f"{folder}/{name}.csv")]
            self.assertTrue("runs" in kept or "totals" in kept, kept)
            total = hashlib.sha256()
            for name in kept:
                with open(f"{folder}/{name}.csv", "rb") as file:
                    total.update(name.encode() + b"\n" + file.read())
        return total.hexdigest()

    def refused(self, *arguments, says, status=2):
        """Whether the program refuses, saying what it should on standard error and nothing else."""
        finished = call(*arguments)
        self.assertEqual((finished.returncode, finished.stdout), (status, b""), (arguments, finished.stderr))
        self.assertRegex(finished.stderr.decode(), says)

    def sound(self, path):
        """Whether a file is whole and holds just the runs that it says; how many."""
        self.assertEqual(select(path, "pragma integrity_check"), [("ok",)])
        if select(path, "select value from sweep where name = 'totals_only'") == [("1",)]:
            in_it = select(path, "select sum(count) from counts where column_name = 'status'")[0][0] or 0
        else:
            in_it, last = select(path, "select count(*), max(run) from runs")[0]
            self.assertEqual(last, in_it - 1 if in_it > 0 else None)
        self.assertEqual(in_it, done(path))
        return in_it


def main():
    unittest.main(argv=[sys.argv[0]])
