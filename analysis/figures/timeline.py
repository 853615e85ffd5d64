"""One run by date: talks, offers and votes, what each actor does, agreements, and how the context moves.

Lanes from above: talks; each actor with its offers, its votes at home and one row for each act that it takes;
processes of the context. Agreements are lines over all lanes, told below by their numbers.
"""

from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

import course
from labels import date_axis, number, wrapped, year_of
from results import with_capital
from style import BLACK, BLUE, GREY, LIGHT, VERMILION, need_width

TITLE = "The course of one run"
KINDS = ("sweep", "comparison", "tip", "account", "scenario")
WIDTH = "page"
LEAST_WIDTH = 80  # mm
LANE = 4.1  # mm
CONTEXT = 2.5  # rows that a process takes
MOST_LINES = 14
BARS = {
    "held": {"facecolor": "#8C8C8C", "edgecolor": "none"},
    "suspended": {"facecolor": "white", "edgecolor": GREY, "hatch": "//////", "linewidth": 0.5},
    "broken down": {"facecolor": "white", "edgecolor": BLACK, "hatch": "xxxxxx", "linewidth": 0.5},
    "act": {"facecolor": "#7FB2D6", "edgecolor": BLUE, "linewidth": 0.4},
}
LINE = {
    "agreement": {"color": BLACK, "linestyle": "-", "linewidth": 0.9},
    "broken": {"color": VERMILION, "linestyle": (0, (3, 1.5)), "linewidth": 0.9},
}
OFFER_MARKERS = {"offer": "o", "demand": "^", "text": "s"}


def rows(results):
    """The rows of course.told."""
    return course.told(results)


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
    figure.legend(handles=_handles(data), loc="upper left", ncol=_legend_columns(data, page), borderaxespad=0.1,
                  handlelength=1.6, columnspacing=1.2)
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
            unit = of.text.iloc[0]
            name = f"{row} ({number(of.value.min())} to {number(of.value.max())})" + (f": {unit}" if unit else "")
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
    one = offers.iloc[0]
    rounds = (year_of(data.until.max()) - year_of(data.date.min())) / (year_of(one.until) - year_of(one.date))
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
            place = begin + one.place * (end - begin)
            axes.plot(place, middle, zorder=5, linestyle="none", **_offer(one.kind, one.value, size))
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
    lines = data[data.kind.isin(("agreement", "broken"))].sort_values(["date", "value"], kind="stable")
    for one in lines.itertuples(index=False):
        x = (year_of(one.date) + year_of(one.until)) / 2
        axes.axvline(x, zorder=1, **LINE[one.kind])
        last.setdefault(x, []).append(f"{int(one.value)}{'×' if one.kind == 'broken' else ''}")
    unit = axes.bbox.width / axes.figure.dpi * 25.4 / (axes.get_xlim()[1] - axes.get_xlim()[0])  # mm to a year
    free, level = -1.0, 0
    for x, words in sorted(last.items()):
        text = " ".join(words)
        level = 0 if x * unit > free else (level + 1) % 3
        axes.annotate(text, (x, 1), xycoords=axes.get_xaxis_transform(), xytext=(0, 1.5 + 8 * level),
                      textcoords="offset points", ha="center", va="bottom", fontweight="bold")
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
    for kind in BARS:
        if (data.kind == kind).any():
            handles.append(Patch(label=kind if kind == "act" else f"talks {kind}", **BARS[kind]))
    for kind, value in data[["kind", "value"]].drop_duplicates().itertuples(index=False):
        if kind in OFFER_MARKERS:
            name = f"{kind} {'accepted' if value else 'not accepted'}"
            handles.append(Line2D([], [], linestyle="none", label=name, **_offer(kind, value, 3.5)))
        elif kind == "vote":
            name = "ratified" if value else "not ratified"
            handles.append(Line2D([], [], linestyle="none", label=name, **_vote(value, 4)))
    for kind, name in (("agreement", "agreement comes into force"), ("broken", "agreement broken (×)")):
        if (data.kind == kind).any():
            handles.append(Line2D([], [], label=name, **LINE[kind]))
    return handles


def _legend_columns(data, page):
    return min(len(_handles(data)), 5) if page.wide else 2


def caption(results, data):
    run = results.about["run"]
    text = f"Run {run} by date; a round is as wide as the time that it takes. "
    text += "Marks: offers, filled where accepted. "
    acts = (data.kind == "act").any()
    text += "Bars: acts, none where an actor takes none. " if acts else "No actor takes an act. "
    if (data.kind == "agreement").any():
        text += ("Lines over all lanes: agreements that come into force, told below by what they change. "
                 "The text names fewer changes where there are many; the data name all. ")
    if (data.lane == "Context").any():
        text += ("Context: processes that move most often, at most five, each between the least and the most of its values "
                 "in this run. ")
    return text + "It is one run, so that there is no interval; how often things happen is told by the other figures."
