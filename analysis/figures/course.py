"""What happens in one run, as rows of a table: talks, offers, votes, acts, agreements and the context."""

import pandas as pd

from labels import month_of, year_of
from results import Missing, readable

IDLE = "nothing"  # the act of taking none, which every actor has
MOST_PROCESSES = 5
OFFERS = ("offer", "demand", "text")


def told(results):
    """One row for each thing that happens in the run that is told: lane and row (where it is drawn), kind, date and
    until (months; `until` is the first that it holds no more), value, text.

    kind: "held", "suspended" and "broken down" (talks), "offer", "demand" and "text" (value 1 where accepted; `place`
    is where in the round it is drawn, 0 to 1), "vote" (value 1 where ratified), "act", "agreement" (text: its number and
    what it changes), "broken" (value: number of the agreement), "context" (value at each round)."""
    setting = results.setting
    if setting is None or "rounds" not in setting.tables:
        raise Missing("the scenario is played in no rounds; it needs a protocol in which offers are made")
    run = (int(results.about["run"]),)
    rounds = setting.query("select * from rounds where run = ? order by round", run)
    if rounds.empty:
        raise Missing(f"run {run[0]} has no rounds: it was not played to its end")
    dates = _Dates(rounds, float(results.about["round_years"]))
    parts = [*_talks(rounds, dates), *_offers(results, run, dates), *_votes(results, run, dates),
             *_acts(results, rounds, dates), *_agreements(results, run, dates), *_context(results, rounds, dates)]
    data = pd.DataFrame(parts, columns=["lane", "row", "kind", "date", "until", "place", "value", "text"])
    if not data.kind.isin((*OFFERS, "act", "vote", "agreement")).any():
        raise Missing(f"nothing happens in run {run[0]}: no offer, no act, no agreement; name another with --run")
    if len(rounds) < 2 or _settled_at_once(data):
        raise Missing(f"run {run[0]} is settled in its first round; there is no course to tell (another run: --run)")
    lanes = ["Talks", *map(results.actor, results.actors()), "Mediator", "Agreements", "Context"]
    order = {lane: k for k, lane in enumerate(lanes)}
    return data.sort_values("lane", key=lambda lanes: lanes.map(order), kind="stable").reset_index(drop=True)


def _settled_at_once(data):
    """Whether all that happens, besides talks that go on, is in the first round."""
    happens = data[~data.kind.isin(("held", "context"))]
    return happens.date.nunique() == 1 and happens.date.iloc[0] == data.date.min() and not (data.kind == "act").any()


class _Dates:
    """Months in which rounds begin and end."""

    def __init__(self, rounds, years):
        self._begin = dict(zip(rounds["round"], rounds.date))
        last = rounds.date.iloc[-1]
        self._end = month_of(year_of(last) + years)

    def begin(self, number):
        return self._begin[number]

    def end(self, number):
        return self._begin.get(number + 1, self._end)


def _spells(values):
    """Spells of equal values that are something: (value, first, last)."""
    spells = []
    for k, value in enumerate(values):
        if value is None or value == "":
            continue
        if spells and spells[-1][0] == value and spells[-1][2] == k - 1:
            spells[-1][2] = k
        else:
            spells.append([value, k, k])
    return spells


def _talks(rounds, dates):
    states = ["broken down" if row.broken_down else "suspended" if row.suspended else "held" if row.talks else None
              for row in rounds.itertuples()]
    return [("Talks", "", state, dates.begin(first), dates.end(last), None, None, "")
            for state, first, last in _spells(states)]


def _offers(results, run, dates):
    offers = results.setting.query(
        "select round, kind, proposer, accepted, row_number() over (partition by round order by exchange, turn) as place, "
        "count(*) over (partition by round) as places, passed from offers where run = ? order by exchange, turn", run)
    return [(results.actor(o.proposer) if isinstance(o.proposer, str) else "Mediator", "offers", o.kind,
             dates.begin(o.round), dates.end(o.round), (o.place - 0.5) / o.places, o.accepted, "")
            for o in offers.itertuples() if not o.passed]


def _votes(results, run, dates):
    votes = results.setting.query("select round, actor, ratified from votes where run = ? order by round, actor", run)
    return [(results.actor(v.actor), "votes at home", "vote", dates.begin(v.round), dates.end(v.round), None, v.ratified, "")
            for v in votes.itertuples()]


def _acts(results, rounds, dates):
    parts = []
    for actor in results.actors():
        acts = [None if act == IDLE else act for act in rounds[f"act.{actor}"]]
        spells = _spells(acts)
        for act in dict.fromkeys(spell[0] for spell in spells):  # in the order in which they are first taken
            parts += [(results.actor(actor), readable(act), "act", dates.begin(first), dates.end(last), None, None, "")
                      for name, first, last in spells if name == act]
    return parts


def _agreements(results, run, dates):
    setting = results.setting
    agreements = setting.query("select * from agreements where run = ? order by agreement", run)
    packages = {row["arrangement"]: row for row in setting.query("select * from arrangements").to_dict("records")}
    titles = {(o.issue, o.option): o.title or readable(o.option)
              for o in setting.query("select issue, option, title from options").itertuples()}
    parts = []
    for agreement in agreements.to_dict("records"):
        before, after = packages.get(agreement["from"], {}), packages.get(agreement["to"], {})
        changed = [f"{results.title('issue', key[len('issue.'):])}: {titles.get((key[len('issue.'):], option), option)}"
                   for key, option in after.items()
                   if key.startswith("issue.") and option is not None and before.get(key) != option]
        parts.append(("Agreements", "", "agreement", dates.begin(agreement["round"]), dates.end(agreement["round"]), None,
                      agreement["agreement"], "; ".join(changed) or "terms between two options"))
        if pd.notna(agreement["broken"]):
            parts.append(("Agreements", "", "broken", dates.begin(agreement["broken"]), dates.end(agreement["broken"]), None,
                          agreement["agreement"], ""))
    return parts


def _context(results, rounds, dates):
    """The processes that move most often, at most MOST_PROCESSES."""
    names = [name[len("context."):] for name in rounds.columns if name.startswith("context.")]
    moves = {name: int((rounds[f"context.{name}"].diff().abs() > 0).sum()) for name in names}
    shown = sorted((name for name in names if moves[name]), key=lambda name: -moves[name])[:MOST_PROCESSES]
    return [("Context", results.title("context", name), "context", dates.begin(round_), dates.end(round_), None, value,
             results.unit("context", name))
            for name in names if name in shown for round_, value in zip(rounds["round"], rounds[f"context.{name}"])]
