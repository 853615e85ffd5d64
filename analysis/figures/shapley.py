"""What each mechanism contributes to the shares of outcomes and to what each party lacks: Shapley's values."""

import math

import numpy as np
from matplotlib.lines import Line2D

from forest import HIGHEST
from labels import fitting, number, percent, true_minus
from results import Missing, readable, with_capital
from style import BLACK, COLOURS, GREY, MARKERS, legend_on_top

TITLE = "Contributions of mechanisms"
KINDS = ("account",)
WIDTH = "page"
MEASURES = {"share": "Contribution to the share of runs (percentage points)", "lack": "Contribution to what is lacking"}
MOST_PARTIES = len(MARKERS)
LABELS = 26.0  # mm that the names of mechanisms take
GRID = "#E5E5E5"


def rows(results):
    """One row for each quantity that some mechanism moves and each mechanism, in the order drawn: measure (share or
    lack), quantity, panel, party, party_title, unit, mechanism, shapley, low, high, alone, alone_low, alone_high,
    all_on, all_off. Shares are in percentage points."""
    frame = results.result.query(
        "select q.position, q.quantity, q.kind, q.unit, c.mechanism, shapley, low, high, alone, alone_low, alone_high, "
        "all_on, all_off from contributions c join quantities q on q.quantity = c.quantity join mechanisms m "
        "on m.mechanism = c.mechanism order by q.position, m.position")
    if frame.empty:
        raise Missing("no mechanism of the account has a contribution")
    moved = frame.groupby("quantity")[["shapley", "alone"]].transform(lambda of: np.abs(of).max()).max(axis=1) > 0
    if not moved.any():
        raise Missing("no mechanism moves any quantity: more --runs, or other --mechanisms")
    frame = frame[moved].copy()
    titles = results.outcomes().set_index("outcome").title
    named = [_names(results, titles, row.kind, row.quantity) for row in frame.itertuples()]
    frame.insert(0, "measure", np.where(frame.kind == "gap", "lack", "share"))
    frame.insert(3, "panel", [panel for panel, _ in named])
    frame.insert(4, "party", [party for _, party in named])
    frame.insert(5, "party_title", [results.actor(party) if party else "" for _, party in named])
    shares = frame.measure == "share"
    numbers = ["shapley", "low", "high", "alone", "alone_low", "alone_high", "all_on", "all_off"]
    frame.loc[shares, numbers] *= 100
    frame.loc[shares, "unit"] = "percentage points"
    return _in_order(frame).drop(columns=["position", "kind"])


def _names(results, titles, kind, quantity):
    """The panel that a quantity belongs to, and the party that it is about."""
    if kind == "gap":
        outcome, party = quantity[len("gap."):].rsplit(".start.", 1)
        return titles.get(outcome, with_capital(readable(outcome))), party
    if kind == "outcome":
        outcome = quantity[len("outcome."):]
        return titles.get(outcome, with_capital(readable(outcome))), ""
    return "Any agreement" if kind == "agreement" else with_capital(readable(quantity)), ""


def _in_order(frame):
    """Shares before lacks, quantities in the scenario's order, mechanisms by their largest contribution to a measure."""
    frame["size"] = frame.groupby(["measure", "mechanism"]).shapley.transform(lambda of: np.abs(of).max())
    frame["measure_order"] = (frame.measure == "lack").astype(int)
    frame = frame.sort_values(["measure_order", "position", "size", "mechanism"], ascending=[True, True, False, True], kind="stable")
    return frame.drop(columns=["size", "measure_order"]).reset_index(drop=True)


def draw(data, page):
    figures = []
    for measure in dict.fromkeys(data.measure):
        of = data[data.measure == measure]
        panels = list(dict.fromkeys(of.panel))
        columns = min(len(panels), 3 if page.wide else 2)
        height = _panel_height(of)
        most = columns * max(1, int((HIGHEST - 20) / height))
        for first in range(0, len(panels), most):
            part = panels[first:first + most]
            suffix = f"-{measure}" + (f"-{first // most + 1}" if len(panels) > most else "")
            figures.append((suffix, _panels(of, part, min(columns, len(part)), height, page)))
    return figures


def _parties(of):
    return list(dict.fromkeys(of.party))[:MOST_PARTIES]


def _panel_height(of):
    """Mm: room for each mechanism's marks, and for the title and the ticks of the panel."""
    return 13 + of.mechanism.nunique() * max(4.2, 3.2 * len(_parties(of)))


def _panels(of, panels, columns, height, page):
    lines = math.ceil(len(panels) / columns)
    figure, grid = page.figure(16 + lines * height, lines, columns, sharex=True, sharey=True, squeeze=False)
    shown = grid.flat[:len(panels)]
    for axes in grid.flat[len(panels):]:
        axes.set_visible(False)
    for axes, panel in zip(shown, panels):
        _panel(axes, of[of.panel == panel], _parties(of))
        axes.set_title(fitting(panel, 0.78 * (page.width - LABELS) / columns, 8))
    below = len(panels) - columns
    for k, axes in enumerate(shown):
        axes.tick_params(labelbottom=k >= below, labelleft=k % columns == 0)
    one = of.iloc[0]
    unit = f" ({one.unit})" if one.measure == "lack" and one.unit else ""
    figure.supxlabel(MEASURES[one.measure] + unit, fontsize=7.5)
    legend_on_top(figure, [(mark.get_label(), mark) for mark in _key(of)])
    return figure


def _panel(axes, own, parties):
    mechanisms = list(dict.fromkeys(own.mechanism))
    axes.axvline(0, color=BLACK, linewidth=0.6, zorder=1)
    axes.grid(axis="x", color=GRID, linewidth=0.4, zorder=0)
    if len(parties) > 1:
        for between in range(1, len(mechanisms)):
            axes.axhline(between - 0.5, color=GRID, linewidth=0.6, zorder=0)
    step = 0.8 / len(parties)
    for p, party in enumerate(parties):
        of = own[own.party == party].set_index("mechanism").reindex(mechanisms)
        y = np.arange(len(mechanisms)) + (p - (len(parties) - 1) / 2) * step
        colour = COLOURS[p]
        axes.hlines(y + 0.26 * step, of.alone_low, of.alone_high, color=GREY, linewidth=0.5, zorder=2)
        axes.plot(of.alone, y + 0.26 * step, "|", color=GREY, markersize=4, zorder=2)
        axes.hlines(y, of.low, of.high, color=colour, linewidth=1.2, zorder=3)
        sure = (of.low > 0) | (of.high < 0)
        for which, fill in ((sure, colour), (~sure, "white")):
            axes.plot(of.shapley[which], y[which.to_numpy()], MARKERS[p], color=colour, markerfacecolor=fill, zorder=4)
    axes.set_yticks(range(len(mechanisms)), [with_capital(readable(name)) for name in mechanisms])
    axes.set_ylim(len(mechanisms) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    true_minus(axes.xaxis)


def _key(of):
    """What the marks mean: one entry for each party, or one for all where no party is meant."""
    titles = of.drop_duplicates("party").set_index("party").party_title
    parties = _parties(of)
    marks = [Line2D([], [], color=COLOURS[p], marker=MARKERS[p], linewidth=1.2, label=titles[party] or "Shapley's value, 95 % interval")
             for p, party in enumerate(parties)]
    hollow = Line2D([], [], color=COLOURS[0], marker=MARKERS[0], markerfacecolor="white", linewidth=1.2, label="interval includes 0")
    alone = Line2D([], [], color=GREY, marker="|", linewidth=0.5, label="switched off alone")
    return [*marks, hollow, alone]


def caption(results, data):
    runs = results.stated.get("runs", "?")
    method = results.stated.get("method", "")
    text = ("Shapley's value of each mechanism: its contribution to a quantity averaged over all orders in which the mechanisms can be "
            f"switched on ({method}, {runs} runs each, the same draws in all). Above 0: the mechanism makes the quantity larger. "
            "Bars: simulation error, Student's 95 % interval (of a share to which a mechanism contributed in no run, the bound of what "
            "was never seen); hollow marks: it includes 0. Thin grey marks: the scenario less the same with that mechanism alone "
            "switched off, with the paired 95 % interval. The values of a quantity sum to the difference between all mechanisms on "
            "and all off: ")
    text += "; ".join(_sum(one) for one in data.drop_duplicates("quantity").itertuples()) + "."
    lacks = data[data.measure == "lack"]
    if len(lacks):
        text += (" What a party lacks is the utility by which the nearest package of an outcome falls short of what it would take "
                 "instead, from the status quo; below 0 it has utility to spare.")
        left = list(dict.fromkeys(lacks.party_title))[MOST_PARTIES:]
        if left:
            text += f" Not drawn, but in the data: {', '.join(left)}."
    return text


def _sum(one):
    """A quantity with all mechanisms on and with none."""
    if one.measure == "share":
        return f"{one.panel}, {percent(one.all_on / 100)} and {percent(one.all_off / 100)}"
    return f"{one.panel}, lack of {one.party_title}, {number(one.all_on)} and {number(one.all_off)} {one.unit}".rstrip()
