"""A result file of `entente claims`, made of claims of every kind and verdict: playing a ledger takes minutes."""

import sqlite3

COLUMNS = ("position integer primary key, claim text, title text, article text, authority text, kind text, verdict text, measured real, "
           "low real, high real, above real, below real, difference integer, runs integer, counted integer, severity real, "
           "random_worlds integer, robustness real, plausible_worlds integer, fragile integer, turns_round integer, measure text, "
           "effect text, quote text, reason text, needs text")
# claim, article, kind, verdict, measured, low, high, above, below, difference, severity, robustness, fragile
CLAIMS = [
    ("C1", "first.txt", "encoded", *[None] * 10),
    ("C2", "first.txt", "emergent", "fails", 0.1, 0.05, 0.2, 0.5, None, 0, 0.9, 0.1, 0),
    ("C3", "first.txt", "emergent", "holds", 0.8, 0.7, 0.9, 0.5, None, 0, 0.6, 0.5, 0),
    ("C4", "second.txt", "emergent", "holds", 0.6, 0.55, 0.7, 0.5, 0.9, 0, 0.6, 0.75, 0),
    ("C5", "second.txt", "emergent", "undecided", -0.05, -0.1, 0.01, None, -0.02, 1, 0.5, 0.5, 1),
    ("C6", "second.txt", "emergent", "cannot fail", 12.0, 8.0, 16.0, 2.0, None, 1, 0.01, 1.0, 0),
    ("C7", "second.txt", "emergent", "untested", None, None, None, 0.2, None, 0, None, None, None),
    ("C8", "second.txt", "not_modelled", *[None] * 10),
]
STATED = {"seed": 1, "confidence": 0.99, "error": 0.05, "runs_played": 1000, "random_worlds": 100, "plausible_worlds": 50,
          "version": "0.1.0", "commit": "abc", "ledger": "claims.yaml"}


def write(path):
    """Writes a result file of the claims above."""
    with sqlite3.connect(path) as connection:
        connection.execute("create table claims (name text primary key, value text) without rowid")
        connection.executemany("insert into claims values (?, ?)", STATED.items())
        connection.execute(f"create table ledger ({COLUMNS})")
        names = "claim, article, kind, verdict, measured, low, high, above, below, difference, severity, robustness, fragile"
        for position, claim in enumerate(CLAIMS):
            runs = 500 if claim[2] == "emergent" else None
            connection.execute(f"insert into ledger (position, title, runs, counted, {names}) values ({','.join('?' * 17)})",
                               (position, f"Title of {claim[0]}", runs, runs, *claim))
