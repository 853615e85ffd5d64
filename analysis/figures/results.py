"""Result files of entente, read only."""

import sqlite3
from pathlib import Path

import pandas as pd


class Missing(Exception):
    """What a figure needs is not in the file. The message says what, and how to get it."""


class WrongInput(Exception):
    """The file, or what was asked for, is wrong."""


KINDS = ("sweep", "comparison", "tip", "account", "claims")


def readable(name):
    """A name as words: "two_islands" is "two islands"."""
    return name.replace("_", " ").replace(".", ": ")


def with_capital(text):
    return text[:1].upper() + text[1:]


def quoted(name):
    """A name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


class File:
    """One SQLite file, opened for reading only."""

    def __init__(self, path):
        self.path = Path(path)
        if not self.path.is_file():
            raise WrongInput(f"{path}: is not there")
        self._connection = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            self.tables = {name for (name,) in self._connection.execute("select name from sqlite_master")}
        except sqlite3.DatabaseError as error:
            raise WrongInput(f"{path}: is not a result file of entente ({error})") from error

    def query(self, sql, parameters=()):
        """The rows of a query as a data frame. Large tables are to be summed up in SQL, not here."""
        frame = pd.read_sql_query(sql, self._connection, params=parameters)
        nothing = [name for name in frame if frame[name].dtype == object and frame[name].isna().all()]
        return frame.astype(dict.fromkeys(nothing, float))  # a column without any value is one of numbers

    def columns(self, table):
        return [row[1] for row in self._connection.execute(f"pragma table_info({quoted(table)})")]

    def stated(self, table):
        """A table of names and values as a dictionary."""
        return dict(self._connection.execute(f"select name, value from {quoted(table)}"))


class Results:
    """A result file beside its setting (sim/experiment/setting.hpp).

    kind: one of KINDS, or "scenario" where there is only a setting.
    result: the result file; None for a scenario.
    setting: what its scenario is; None for a ledger of claims.
    stated: what the result file (or the setting) states of itself, as a dictionary.
    """

    def __init__(self, result=None, setting=None):
        self.result = File(result) if result else None
        self.setting = File(setting) if setting else None
        self.kind = "scenario"
        if self.result:
            self.kind = next((kind for kind in KINDS if kind in self.result.tables), None)
            if self.kind is None:
                raise WrongInput(f"{result}: is not a result file of entente")
        self.stated = self.result.stated(self.kind) if self.result else self.setting.stated("setting")
        self.about = self.setting.stated("setting") if self.setting else {}
        self._titles = {}
        if self.setting:
            for kind, name, title, unit in self.setting.query("select kind, name, title, unit from names").itertuples(index=False):
                self._titles[kind, name] = (title, unit)
            for row in self.setting.query("select actor, title from actors").itertuples(index=False):
                self._titles["actor", row.actor] = (row.title, "")

    def title(self, kind, name):
        """What a thing is called in words: its title, else its name made readable."""
        title = self._titles.get((kind, name), ("", ""))[0]
        return title or with_capital(readable(name))

    def actor(self, name):
        title = self._titles.get(("actor", name), ("", ""))[0]
        return title or readable(name).title()

    def unit(self, kind, name):
        return self._titles.get((kind, name), ("", ""))[1] or ""

    def actors(self):
        """Names of all actors, in order."""
        return list(self.setting.query("select actor from actors order by position").actor)

    def parties(self):
        """Names of the actors that sign, in order."""
        return list(self.setting.query("select actor from actors where party = 1 order by position").actor)

    def outcomes(self):
        """Data frame of all outcomes in the scenario's order: outcome, title."""
        if self.result and "outcomes" in self.result.tables:
            frame = self.result.query("select outcome, title from outcomes order by position")
        else:
            frame = self.setting.query("select name as outcome, title from names where kind = 'outcome' order by position")
        frame["title"] = [t or with_capital(readable(o)) for o, t in zip(frame.outcome, frame.title)]
        return frame

    def replayed(self):
        """Which runs the setting holds, in words."""
        return "the first runs of the file, and the one told" if self.kind == "sweep" else "runs of the scenario with its own numbers"

    def scenario_title(self):
        return self.about.get("title") or readable(self.stated.get("scenario_name", ""))

    def provenance(self):
        """One sentence: scenario, seed, runs and program, for captions."""
        name = self.about.get("scenario_name") or self.stated.get("scenario_name") or self.stated.get("base", "")
        scenario = f"Scenario {name} (hash {self.about['scenario_hash']}), " if name and self.about else ""
        commit = self.stated.get("commit", "")
        if self.kind == "sweep":
            sessions = self.result.query("select version, commit_id from sessions order by session limit 1")
            version, commit = sessions.version[0], sessions.commit_id[0]
        else:
            version = self.stated.get("version", "")
        return f"{scenario}seed {self.stated.get('seed', self.about.get('seed', '1'))}; entente {version} ({commit})."
