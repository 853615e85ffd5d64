"""The network of ties at the start and at the end of runs that were played again."""

import math

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.transforms import Bbox

import intervals
from labels import number, wrapped
from results import Missing, quoted, with_capital
from style import BLACK, BLUE, GREEN, GREY, LIGHT, PURPLE, VERMILION, need_width

TITLE = "Ties before and after"
KINDS = ("sweep", "comparison", "tip", "account", "scenario")
WIDTH = "page"
LEAST_WIDTH = 80  # mm
MOST_LABELS = 12
LEAST = 18.0  # mm: the circle's radius
CROWD = 8  # actors up to which both panels stand side by side on a page
HEAD = 9  # points of a curve, of 201, that the head of an arrow takes
LAYERS = {
    "trade": (GREEN, (0, (5, 1.2))),
    "alliance": (BLUE, "-"),
    "alignment": (PURPLE, (0, (3, 1, 1, 1))),
    "sanctions": (VERMILION, (0, (1.2, 1))),
    "rivalry": (BLACK, (0, (4, 1, 1, 1, 1, 1))),
}


def rows(results):
    """Rows of nodes and of ties. kind "actor": name, title, party, x, y (place in the drawing, on a circle of radius
    1). kind "tie": name, layer, from, to, mutual, maximum, unit, before (weight at the start), after (mean weight at
    the end over runs), low and high (Student's 95 % interval of that mean, over worlds where each has several runs),
    low90 and high90 (5th and 95th percentile over runs), runs."""
    setting = results.setting
    if setting is None or "ties" not in setting.tables:
        raise Missing("a ledger of claims has no single scenario whose ties could be drawn")
    ties = setting.query('select tie as name, layer, "from", "to", mutual, weight as before, maximum from ties '
                         'order by rowid')
    if ties.empty:
        raise Missing("the scenario has no ties (key ties)")
    if "endings" not in setting.tables:
        raise Missing("the scenario is played in no rounds, so that no tie moves")
    names = ", ".join(quoted(f"tie.{tie}") for tie in ties.name)
    ends = setting.query(f"select r.world, {names} from endings e join runs r on r.run = e.run")
    if ends.empty:
        raise Missing("no run has come to its end")
    ties["unit"] = ["USD bn per year" if layer == "trade" else "" for layer in ties.layer]
    ties["after"] = [ends[f"tie.{tie}"].mean() for tie in ties.name]
    means = [intervals.student(intervals.units(ends[f"tie.{tie}"], ends.world)) for tie in ties.name]
    _, ties["low"], ties["high"] = (list(column) for column in zip(*means))
    ties["low90"] = [ends[f"tie.{tie}"].quantile(0.05) for tie in ties.name]
    ties["high90"] = [ends[f"tie.{tie}"].quantile(0.95) for tie in ties.name]
    ties.insert(0, "kind", "tie")
    ties["runs"] = len(ends)
    return pd.concat([_nodes(results, ties), ties], ignore_index=True)


def _nodes(results, ties):
    """The actors that have ties, and all parties, on a circle in the scenario's order, the first at the top left."""
    tied = set(ties["from"]) | set(ties["to"])
    parties = set(results.parties())
    actors = [actor for actor in results.actors() if actor in tied | parties]
    angles = [math.pi * (0.5 + 1 / len(actors)) - 2 * math.pi * k / len(actors) for k in range(len(actors))]
    return pd.DataFrame({"kind": "actor", "name": actors, "title": [results.actor(a) for a in actors],
                         "party": [int(a in parties) for a in actors],
                         "x": [round(math.cos(a), 6) for a in angles], "y": [round(math.sin(a), 6) for a in angles]})


def draw(data, page):
    need_width(page, LEAST_WIDTH)
    nodes, ties = data[data.kind == "actor"], data[data.kind == "tie"]
    beside = page.wide and len(nodes) <= CROWD
    lines, columns = (1, 2) if beside else (2, 1)
    names, radius, frame = _frame(nodes, page.width / columns - 2)
    key = _key(nodes, names, page)
    legend = 2 + 4 * -(-(ties.layer.nunique() + 2) // _legend_columns(ties, page))  # mm
    below = legend + (1 + 3.5 * (1 + key.count("\n")) if key else 0)
    height = lines * (radius * (frame["ylim"][1] - frame["ylim"][0]) + 5) + below
    figure, panels = page.figure(height, lines, columns)
    figure.get_layout_engine().set(rect=(0, below / height, 1, 1 - below / height))
    titles = ("At the start", f"At the end (mean of {int(ties.runs.iloc[0])} runs)")
    for axes, moment, title in zip(panels, ("before", "after"), titles):
        axes.set(aspect="equal", title=title, xticks=[], yticks=[], **frame)
        axes.set_axis_off()
        _draw_nodes(axes, nodes, names, radius)
        _draw_ties(axes, nodes, ties, moment, radius)
    figure.text(2 / page.width, legend / height, key, va="bottom", linespacing=1.1)
    _draw_legend(figure, nodes, ties, page)
    return figure


def _frame(nodes, across):
    """Names in lines (numbers where there is no room for them), the radius of the circle (mm), and limits of axes so
    many mm wide that hold both."""
    crowded = len(nodes) > CROWD
    titles, numbers = [with_capital(title) for title in nodes.title], [str(k + 1) for k in range(len(nodes))]
    for width in (34, 24, 16) if crowded else (13, 9):
        names = [wrapped(title, width) for title in titles]
        if _room(nodes, names, across) > LEAST:
            break
    else:
        names = numbers if crowded else names
    height = 80 if crowded else 56
    radius = max(LEAST, min(34.0, _room(nodes, names, across), height / (nodes.y.max() - nodes.y.min() + 0.3)))
    margin = (3 + 3.4 * max(1 + name.count("\n") for name in names)) / radius
    return names, radius, {"xlim": (-across / 2 / radius, across / 2 / radius),
                           "ylim": (nodes.y.min() - margin, nodes.y.max() + margin)}


def _room(nodes, names, across):
    """The largest radius (mm) at which the names beside the circle are within the width."""
    longest = max(len(line) for name, x in zip(names, nodes.x) if abs(x) > 0.3 for line in name.split("\n"))
    return (across / 2 - 5 - 1.55 * longest) / nodes.x.abs().max()


def _key(nodes, names, page):
    """Which number is which actor, where names are numbers."""
    titles = [with_capital(title) for title in nodes.title]
    if names != [str(k + 1) for k in range(len(names))]:
        return ""
    return wrapped("; ".join(f"{name} {title}" for name, title in zip(names, titles)), int(page.characters(0.95)))


def _draw_nodes(axes, nodes, names, radius):
    out = 1 + 3.2 / radius
    for node, name in zip(nodes.itertuples(index=False), names):
        axes.plot(node.x, node.y, zorder=5, **_node_style(node.party))
        aside = abs(node.x) > 0.3
        axes.text(out * node.x, out * node.y, name, ha=("left" if node.x > 0 else "right") if aside else "center",
                  va="center" if aside else "bottom" if node.y > 0 else "top")


def _node_style(party):
    return {"marker": "s" if party else "o", "markersize": 8, "linestyle": "none", "markeredgecolor": BLACK,
            "markerfacecolor": BLACK if party else "white"}


def _bends(ties):
    """How far each tie is bent aside, as a share of its length, so that those of one pair do not coincide."""
    pairs = [tuple(sorted(pair)) for pair in zip(ties["from"], ties["to"])]
    bends = []
    for k, (pair, start) in enumerate(zip(pairs, ties["from"])):
        of_pair = pairs.count(pair)
        place = pairs[:k].count(pair) - (of_pair - 1) / 2
        bends.append(0.72 * place * (1 if start == pair[0] else -1))
    return bends


def curve(start, end, bend, clear):
    """Points of a quadratic Bezier curve between two places, bent to its right, that keep clear of both by this much."""
    start, end = np.asarray(start, float), np.asarray(end, float)
    along = end - start
    control = (start + end) / 2 + bend * np.array([along[1], -along[0]])
    t = np.linspace(0, 1, 201)[:, None]
    points = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t ** 2 * end
    keep = np.minimum(np.hypot(*(points - start).T), np.hypot(*(points - end).T)) >= clear
    return points[keep]


def _draw_ties(axes, nodes, ties, moment, radius):
    places = {node.name: (node.x, node.y) for node in nodes.itertuples(index=False)}
    labelled = _labelled(ties)
    curves = []
    for tie, bend in zip(ties.to_dict("records"), _bends(ties)):
        points = curve(places[tie["from"]], places[tie["to"]], bend, 3.0 / radius)
        colour, line = LAYERS[tie["layer"]]
        colour = colour if tie[moment] > 0 else LIGHT
        width = _line_width(tie, tie[moment])
        shaft = points if tie["mutual"] else points[:-HEAD]
        axes.plot(*shaft.T, color=colour, linestyle=line, linewidth=width, zorder=2, dash_capstyle="butt",
                  solid_capstyle="butt")
        if not tie["mutual"]:
            axes.annotate("", points[-1], points[-2 * HEAD], zorder=3, arrowprops={
                "arrowstyle": "-|>,head_length=0.5,head_width=0.3", "mutation_scale": 9 + 2 * width, "shrinkA": 0,
                "shrinkB": 0, "color": colour, "linewidth": 0})
        if tie["name"] in labelled:
            curves.append((points, *_label(tie, moment)))
    _label_curves(axes, curves, places.values())


def _line_width(tie, weight):
    return 0.7 + 2.8 * weight / tie["maximum"] if tie["maximum"] > 0 else 0.7


def _labelled(ties):
    """The ties whose weights are written at them: those that change most, relative to what they can be at most."""
    change = (ties.after - ties.before).abs() / ties.maximum.where(ties.maximum > 0, 1)
    return set(ties.name[change.sort_values(ascending=False, kind="stable").index[:MOST_LABELS]])


def _label(tie, moment):
    """What is written at a tie, and its colour: grey where the interval of the mean holds no change."""
    if moment == "before":
        return number(tie["before"]), BLACK
    change = tie["after"] - tie["before"]
    if abs(change) <= 1e-9 * tie["maximum"]:
        return number(tie["after"]), GREY
    certain = not tie["low"] <= tie["before"] <= tie["high"]
    return f"{number(tie['after'])}\n({'+' if change > 0 else ''}{number(change, 2)})", BLACK if certain else GREY


def _label_curves(axes, curves, places):
    """Writes each text on its curve, as near to the middle as it covers no other curve; none where it would cover a
    node or another text anywhere."""
    axes.figure.canvas.draw()
    renderer = axes.figure.canvas.get_renderer()
    reach = 4 / 72 * axes.figure.dpi  # half a node, in pixels
    taken = [Bbox.from_extents(x - reach, y - reach, x + reach, y + reach) for x, y in map(axes.transData.transform, places)]
    taken += [text.get_window_extent(renderer) for text in axes.texts if text.get_text()]
    drawn = [axes.transData.transform(points) for points, *_ in curves]
    for k, (points, text, colour) in sorted(enumerate(curves), key=lambda one: -len(one[1][1])):
        note = axes.text(*points[len(points) // 2], text, color=colour, ha="center", va="center", zorder=6, linespacing=1.0,
                         bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6})
        best = None
        for share in (0.5, 0.38, 0.62, 0.28, 0.72, 0.2, 0.8, 0.44, 0.56, 0.33, 0.67, 0.24, 0.76):
            note.set_position(points[round(share * (len(points) - 1))])
            box = note.get_window_extent(renderer).expanded(1.12, 1.1)
            if any(box.overlaps(other) for other in taken):
                continue
            cost = sum(box.count_contains(other) > 0 for c, other in enumerate(drawn) if c != k)
            if best is None or cost < best[0]:
                best = (cost, note.get_position(), box)
        if best is None:
            note.remove()
            continue
        note.set_position(best[1])
        taken.append(best[2])


def _legend_columns(ties, page):
    return min(ties.layer.nunique() + 2, 6) if page.wide else 2


def _draw_legend(figure, nodes, ties, page):
    handles = []
    for layer in dict.fromkeys(ties.layer):
        unit = ties[ties.layer == layer].unit.iloc[0]
        colour, line = LAYERS[layer]
        name = f"{layer} ({unit})" if unit else layer
        handles.append(Line2D([], [], color=colour, linestyle=line, linewidth=2, label=name))
    handles.append(Line2D([], [], label="party", **_node_style(1)))
    if not nodes.party.all():
        handles.append(Line2D([], [], label="other actor", **_node_style(0)))
    figure.legend(handles=handles, loc="lower center", ncol=_legend_columns(ties, page), borderaxespad=0.1, handlelength=3.2)


def caption(results, data):
    ties = data[data.kind == "tie"]
    text = (f"Ties between actors at the start, as the scenario states them, and their mean at the end of "
            f"{int(ties.runs.iloc[0])} runs ({results.replayed()}). Width: weight relative to the most that the tie can be; "
            "arrows: ties of one actor to another, the rest hold both ways. Numbers: weights and, in brackets, the change of "
            "the mean; in grey where there is none, or where its Student's 95 % interval of simulation error (over runs or, "
            "where worlds have several, over worlds) holds 0. The data give the 5th and 95th percentile over runs.")
    if (ties[["before", "after"]] == 0).any(axis=None):
        text += " Light grey: a tie of weight 0."
    if len(ties) > MOST_LABELS:
        text += f" Numbers stand at the {MOST_LABELS} ties that change most, where they have room."
    return text
