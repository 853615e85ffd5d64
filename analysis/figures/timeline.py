"""One run by date: talks, offers and votes, what each actor does, agreements, and how the context moves.

Lanes from above: talks; each actor with its offers, its votes at home and one row for each act that it takes;
processes of the context. Agreements are lines over all lanes, told below by their numbers.
"""

import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from labels import date_axis, month_of, number, wrapped, year_of
from results import Missing, quoted, readable, with_capital
from style import BLACK, BLUE, GREY, LIGHT, VERMILION, need_width

TITLE = "The course of one run"
KINDS = ("sweep", "comparison", "tip", "account", "scenario")
WIDTH = "page"
LEAST_WIDTH = 80  # mm
IDLE = "nothing"  # the act of taking none, which every actor has
MOST_PROCESSES = 5
LANE = 4.1  # mm
CONTEXT = 2.5  # rows that a process takes
MOST_LINES = 14
BARS = {
    "held": {"facecolor": "#8C8C8C", "edgecolor": "none"},
    "suspended": {"facecolor": "white", "edgecolor": GREY, "hatch": "//////", "linewidth": 0.5},
    "broken down": {"facecolor": "white", "edgecolor": BLACK, "hatch": "xxxxxx", "linewidth": 0.5},
    "act": {"facecolor": "#7FB2D6", "edgecolor": BLUE, "linewidth": 0.4},
}
OFFER_MARKERS = {"offer": "o", "demand": "^", "text": "s"}


def rows(results):
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
    parts = [*_talks(rounds, dates), *_offers(results, run, dates), *_votes(results, run, dates), *_acts(results, rounds, dates),
             *_agreements(results, run, dates), *_context(results, rounds, dates)]
    data = pd.DataFrame(parts, columns=["lane", "row", "kind", "date", "until", "place", "value", "text"])
    if not data.kind.isin(("offer", "demand", "text", "act", "vote", "agreement")).any():
        raise Missing(f"nothing happens in run {run[0]}: no offer, no act, no agreement; name another with --run")
    if len(rounds) < 2 or _settled_at_once(data):
        raise Missing(f"run {run[0]} is settled in its first round; there is no course to tell (another run: --run)")
    order = {lane: k for k, lane in enumerate(["Talks", *map(results.actor, results.actors()), "Mediator", "Agreements", "Context"])}
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
    return [("Talks", "", state, dates.begin(first), dates.end(last), None, None, "") for state, first, last in _spells(states)]


def _offers(results, run, dates):
    offers = results.setting.query(
        "select round, kind, proposer, accepted, row_number() over (partition by round order by exchange, turn) as place, "
        "count(*) over (partition by round) as places, passed from offers where run = ? order by exchange, turn", run)
    return [(results.actor(o.proposer) if isinstance(o.proposer, str) else "Mediator", "offers", o.kind, dates.begin(o.round),
             dates.end(o.round), (o.place - 0.5) / o.places, o.accepted, "") for o in offers.itertuples() if not o.passed]


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
                   for key, option in after.items() if key.startswith("issue.") and option is not None and before.get(key) != option]
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


def draw(data, page):
    need_width(page, LEAST_WIDTH)
    rows_of = _rows(data)
    names = _names(data, rows_of, page)
    heights = [max(CONTEXT if lane == "Context" and row else 1.0, 0.3 + 0.7 * (1 + name.count("\n")))
               for (lane, row), name in zip(rows_of, names)]
    tops = [sum(heights[:k]) + 0.35 * sum(not row for _, row in rows_of[1:k + 1]) for k in range(len(rows_of))]
    deep = tops[-1] + heights[-1]
    key = _key(data, page)
    below = 1 + 3.4 * len(key)  # mm
    above = 5 + 4 * -(-len(_handles(data)) // _legend_columns(data, page))
    height = LANE * deep + above + below + 11
    figure, axes = page.figure(height)
    figure.get_layout_engine().set(rect=(0, below / height, 1, 1 - (above - 4 + below) / height))
    figure.legend(handles=_handles(data), loc="upper left", ncol=_legend_columns(data, page), borderaxespad=0.1, handlelength=1.6,
                  columnspacing=1.2)
    first, last = (year_of(data[column].agg(pick)) for column, pick in (("date", "min"), ("until", "max")))
    axes.set_ylim(deep + 0.1, -0.1)
    date_axis(axes.xaxis, first, last, 10 if page.wide else 5)
    _name_rows(axes, rows_of, names, tops, heights)
    for place, top, high in zip(rows_of, tops, heights):
        _draw_row(axes, data[(data.lane == place[0]) & (data["row"] == place[1])], top, high, _spacing(data, page))
    figure.canvas.draw()
    _draw_across(axes, data)
    figure.text(1.2 / page.width, 0.8 / height, "\n".join(key), va="bottom", linespacing=1.15)
    return figure


def _rows(data):
    """All rows from above, (lane, row); the first of a lane is its head and has no name, only that of talks is drawn in."""
    found = []
    for lane, of in data[data.lane != "Agreements"].groupby("lane", sort=False):
        found.append((lane, ""))
        found += [(lane, row) for row in dict.fromkeys(of["row"]) if row]
    return found


def _names(data, rows_of, page):
    """Names of lanes and rows in lines; of processes also their range and unit, in at most three."""
    width = 34 if page.wide else 20
    names = []
    for lane, row in rows_of:
        name = row or with_capital(lane)
        if lane == "Context" and row:
            of = data[(data.lane == lane) & (data["row"] == row)]
            name = f"{row} ({number(of.value.min())} to {number(of.value.max())})" + (f": {of.text.iloc[0]}" if of.text.iloc[0] else "")
        lines = wrapped(name, width).split("\n")
        names.append("\n".join(lines[:3]) + ("…" if len(lines) > 3 else ""))
    return names


def _name_rows(axes, rows_of, names, tops, heights):
    """Names at the left, those of lanes in bold, with a thin line above each lane."""
    axes.set_yticks([top + high / 2 for top, high in zip(tops, heights)], names, linespacing=1.0)
    for label, (_, row) in zip(axes.get_yticklabels(), rows_of):
        label.set_fontweight("normal" if row else "bold")
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    for top, (_, row) in zip(tops[1:], rows_of[1:]):
        if not row:
            axes.axhline(top - 0.18, color=LIGHT, linewidth=0.6, zorder=0)


def _spacing(data, page):
    """Millimetres between two offers."""
    offers = data[data.kind.isin(OFFER_MARKERS)]
    if offers.empty:
        return 5.0
    rounds = (year_of(data.until.max()) - year_of(data.date.min())) / (year_of(offers.until.iloc[0]) - year_of(offers.date.iloc[0]))
    return (page.width - (50 if page.wide else 34)) / rounds / (0.5 / offers.place.min())


def _draw_row(axes, of, top, high, spacing):
    size = max(2.0, min(4.5, 2.0 * spacing))
    for one in of[~of.kind.isin(("agreement", "broken", "context"))].itertuples(index=False):
        begin, end, middle = year_of(one.date), year_of(one.until), top + high / 2
        if one.kind in BARS:
            axes.add_patch(Rectangle((begin, top + 0.2 * high), end - begin, 0.6 * high, zorder=2, **BARS[one.kind]))
        elif one.kind == "vote":
            axes.plot((begin + end) / 2, middle, zorder=5, linestyle="none", **_vote(one.value, size))
        else:
            axes.plot(begin + one.place * (end - begin), middle, zorder=5, linestyle="none", **_offer(one.kind, one.value, size))
    values = of[of.kind == "context"]
    if len(values):
        low, span = values.value.min(), values.value.max() - values.value.min()
        heights = top + 0.9 * high - 0.8 * high * (values.value - low) / span
        axes.step([*map(year_of, values.date), year_of(values.until.iloc[-1])], [*heights, heights.iloc[-1]], where="post",
                  color=BLUE, linewidth=0.9, zorder=3)


def _offer(kind, accepted, size):
    return {"marker": OFFER_MARKERS[kind], "markersize": 1.5 * size if accepted else size, "markeredgecolor": BLACK,
            "markeredgewidth": 0.6, "markerfacecolor": BLACK if accepted else "white"}


def _vote(ratified, size):
    return {"marker": "^" if ratified else "x", "markersize": max(3.6, 1.3 * size), "color": BLUE if ratified else VERMILION,
            "markeredgewidth": 0 if ratified else 1.2}


def _draw_across(axes, data):
    """What concerns all lanes: talks that cannot be held as shades, agreements and breaches as lines with their number."""
    for one in data[data.kind.isin(("suspended", "broken down"))].itertuples(index=False):
        axes.axvspan(year_of(one.date), year_of(one.until), color="#EFEFEF", linewidth=0, zorder=0)
    last = {}
    for one in data[data.kind.isin(("agreement", "broken"))].sort_values(["date", "value"], kind="stable").itertuples(index=False):
        x = (year_of(one.date) + year_of(one.until)) / 2
        broken = one.kind == "broken"
        axes.axvline(x, color=VERMILION if broken else BLACK, linestyle=(0, (3, 1.5)) if broken else "-", linewidth=0.9, zorder=1)
        last.setdefault(x, []).append(f"{int(one.value)}{'×' if broken else ''}")
    unit = axes.bbox.width / axes.figure.dpi * 25.4 / (axes.get_xlim()[1] - axes.get_xlim()[0])  # mm to a year
    free, level = -1.0, 0
    for x, words in sorted(last.items()):
        text = " ".join(words)
        level = 0 if x * unit > free else (level + 1) % 3
        axes.annotate(text, (x, 1), xycoords=axes.get_xaxis_transform(), xytext=(0, 1.5 + 8 * level), textcoords="offset points",
                      ha="center", va="bottom", fontweight="bold")
        free = x * unit + 2.2 * len(text)


def _key(data, page):
    """What agreements change, in lines of text; fewer changes of each where there would be too many lines."""
    agreements = data[data.kind == "agreement"]
    broken = dict(data[data.kind == "broken"][["value", "date"]].itertuples(index=False))
    lines = []
    for most in (99, 6, 4, 3, 2, 1):
        lines = []
        for one in agreements.itertuples(index=False):
            changes = one.text.split("; ")
            words = "; ".join(changes[:most]) + (f"; and {len(changes) - most} more" if len(changes) > most else "")
            end = f" (broken {broken[one.value]})" if one.value in broken else ""
            lines += wrapped(f"{int(one.value)}  {one.date}{end}: {words}", int(page.characters(0.97))).split("\n")
        if len(lines) <= MOST_LINES:
            break
    return lines


def _handles(data):
    """What the marks mean, of those that are there."""
    handles = []
    for kind, name in (("held", "talks held"), ("suspended", "talks suspended"), ("broken down", "talks broken down"), ("act", "act")):
        if (data.kind == kind).any():
            handles.append(Patch(label=name, **BARS[kind]))
    for kind, accepted, vote in data[["kind", "value"]].drop_duplicates().assign(vote=lambda d: d.kind == "vote").itertuples(index=False):
        if kind in OFFER_MARKERS:
            handles.append(Line2D([], [], linestyle="none", label=f"{kind} {'accepted' if accepted else 'not accepted'}",
                                  **_offer(kind, accepted, 3.5)))
        elif vote:
            handles.append(Line2D([], [], linestyle="none", label="ratified" if accepted else "not ratified", **_vote(accepted, 4)))
    if (data.kind == "agreement").any():
        handles.append(Line2D([], [], color=BLACK, linewidth=0.9, label="agreement comes into force"))
    if (data.kind == "broken").any():
        handles.append(Line2D([], [], color=VERMILION, linestyle=(0, (3, 1.5)), linewidth=0.9, label="agreement broken (×)"))
    return handles


def _legend_columns(data, page):
    return min(len(_handles(data)), 5) if page.wide else 2


def caption(results, data):
    run = results.about["run"]
    text = f"Run {run} by date; a round is as wide as the time that it takes. "
    text += ("Circles: offers, filled where accepted. Bars: acts, none where an actor takes none. " if (data.kind == "act").any()
             else "Circles: offers, filled where accepted. No actor takes an act. ")
    if (data.kind == "agreement").any():
        text += ("Lines over all lanes: agreements that come into force, told below by what they change. "
                 "The text names fewer changes where there are many; the data name all. ")
    if (data.lane == "Context").any():
        text += ("Context: processes that move most often, at most five, each between the least and the most of its values in this run. ")
    return text + "It is one run, so that there is no interval; how often things happen is told by the other figures."
