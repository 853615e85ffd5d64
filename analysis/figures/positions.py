"""How the challenge protocols move positions, turn by turn: a panel for each dimension."""

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from forest import HIGHEST
from labels import fitting, number, spread, true_minus, wrapped
from results import Missing, readable, with_capital
from style import BLACK, COLOURS, GREY, LINES

TITLE = "Positions by turn"
KINDS = ("scenario",)
WIDTH = "column"
FORECASTS = {"median": "weighted median", "mean": "weighted mean"}
MOST_STRONG = 6  # actors with a colour and a line of their own; the others are thin and grey
MOST_NAMED = 12  # up to so many actors all have their names
LINE = 3.1  # mm of a line of text
UNBROKEN = "\N{NO-BREAK SPACE}"
SAME = 0.01  # of the dimension: ends that are nearer share a label


def rows(results):
    """One row for each dimension, line and turn: dimension, title, unit, low, high, line (actor, median or mean),
    name, weight ("forecast", "strong" or "thin"), labelled (0 or 1), turn, at (in the unit of the dimension)."""
    setting = results.setting
    if setting is None or not {"dimensions", "positions"} <= setting.tables:
        raise Missing("there is no setting with positions")
    moves = setting.query("select p.dimension, p.turn, p.actor as line, p.at from positions p join dimensions d "
                          "on d.dimension = p.dimension order by d.position, p.actor, p.turn")
    if moves.empty:
        raise Missing("the scenario has no positions: it is drawn of a challenge protocol (expected_utility or spatial)")
    moves["name"] = [results.actor(actor) for actor in moves.line]
    dimensions = setting.query("select dimension, title, unit, low, high from dimensions order by position")
    dimensions["title"] = [title or with_capital(readable(name)) for title, name in zip(dimensions.title, dimensions.dimension)]
    dimensions["unit"] = dimensions.unit.fillna("")
    parts = []
    for dimension in dimensions.itertuples():
        own = moves[moves.dimension == dimension.dimension]
        parts += [_forecasts(setting, dimension.dimension), _weighed(own)]
    frame = dimensions.merge(pd.concat(parts), on="dimension")
    return frame[["dimension", "title", "unit", "low", "high", "line", "name", "weight", "labelled", "turn", "at"]]


def _forecasts(setting, dimension):
    wide = setting.query("select turn, median, mean from forecasts where dimension = ? order by turn", (dimension,))
    long = wide.melt("turn", var_name="line", value_name="at").dropna(subset=["at"])
    return long.assign(dimension=dimension, name=long.line.map(FORECASTS), weight="forecast", labelled=1)


def _weighed(own):
    """Says which actors' lines are strong (all of few, else those that move most) and which are labelled."""
    wide = own.pivot(index="turn", columns="line", values="at")
    moved = wide.diff().abs().sum()
    last = wide.iloc[-1]
    order = sorted(wide.columns, key=lambda actor: (-moved[actor], -abs(last[actor] - last.median()), actor))
    strong = set(order if len(order) <= MOST_STRONG else [actor for actor in order[:MOST_STRONG] if moved[actor] > 0])
    extremes = {last.idxmin(), last.idxmax()}
    labelled = set(wide.columns) if len(wide.columns) <= MOST_NAMED else strong | extremes
    return own.assign(weight=["strong" if actor in strong else "thin" for actor in own.line],
                      labelled=[int(actor in labelled) for actor in own.line])


def draw(data, page):
    dimensions = list(dict.fromkeys(data.dimension))
    most = min(len(dimensions), 2 if page.wide else 1)
    labels = {dimension: _end_labels(data[data.dimension == dimension], page.characters(0.26 / most)) for dimension in dimensions}
    height = max(52, max(LINE * sum(_lines(text) for text, _, _ in of) + 4 for of in labels.values()))
    at_once = most * max(1, int(HIGHEST / (height + 12)))
    figures = []
    for first in range(0, len(dimensions), at_once):
        of = {dimension: labels[dimension] for dimension in dimensions[first:first + at_once]}
        suffix = f"-{first // at_once + 1}" if len(dimensions) > at_once else ""
        figures.append((suffix, _panels(data, of, min(most, len(of)), height, page)))
    return figures


def _panels(data, labels, columns, height, page):
    """A figure of some dimensions, each with its labels."""
    lines = -(-len(labels) // columns)
    figure, grid = page.figure(lines * (height + 12), lines, columns, squeeze=False)
    for axes in grid.flat[len(labels):]:
        axes.set_visible(False)
    for axes, dimension in zip(grid.flat, labels):
        own = data[data.dimension == dimension]
        colours = _lines_of(axes, own)
        _scales(axes, own, height)
        _write_labels(axes, own, labels[dimension], colours, height)
    return figure


def _lines(text):
    return text.count("\n") + 1


def _lines_of(axes, own):
    """Draws all lines; the colour of each."""
    colours = {}
    strong = 0
    for (line, weight), of in sorted(own.groupby(["line", "weight"]), key=lambda group: group[0]):
        if weight == "forecast":
            look = {"color": BLACK, "linewidth": 2.4, "linestyle": "-" if line == "median" else (0, (1.5, 0.8)), "zorder": 5}
        elif weight == "strong":
            look = {"color": COLOURS[strong], "linewidth": 1.1, "linestyle": LINES[strong], "zorder": 4}
            strong += 1
        else:
            look = {"color": GREY, "linewidth": 0.5, "alpha": 0.8, "zorder": 3}
        axes.plot(of.turn, of["at"], gid=line, marker="o" if own.turn.max() == 0 else None, clip_on=False, **look)
        colours[line] = look["color"]
    return colours


def _scales(axes, own, height):
    one = own.iloc[0]
    axes.set_xlim(0, max(1, own.turn.max()))
    margin = 0.03 * (one.high - one.low)
    axes.set_ylim(one.low - margin, one.high + margin)
    inner = [tick for tick in MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]).tick_values(one.low, one.high)
             if one.low + 0.07 * (one.high - one.low) < tick < one.high - 0.07 * (one.high - one.low)]
    axes.set_yticks([one.low, *inner, one.high])
    true_minus(axes.yaxis)
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.set_xlabel("Turn")
    axes.set_ylabel(fitting(one.title + (f" ({one.unit})" if one.unit else ""), 0.9 * height, 7.5))


def _end_labels(own, characters):
    """Labels at the ends of lines, from the lowest: (text, place, lines of the plot). Lines that end together share one."""
    last = own[own.turn == own.turn.max()].sort_values(["at", "weight", "name"], kind="stable")
    near = SAME * (own.high.iloc[0] - own.low.iloc[0])
    groups = []
    for row in last[last.labelled == 1].itertuples():
        alone = row.weight == "forecast"
        if groups and not alone and not groups[-1][2] and row.at - groups[-1][1][0] < near:
            groups[-1][0].append(row.name)
            groups[-1][1].append(row.at)
            groups[-1][3].append(row.line)
        else:
            groups.append(([row.name], [row.at], alone, [row.line]))
    def text(names):
        return wrapped(", ".join(name.replace(" ", UNBROKEN) for name in names), max(12, characters))

    return [(text(names), float(np.mean(places)), lines) for names, places, _, lines in groups]


def _write_labels(axes, own, labels, colours, height):
    """Writes the labels beside the axes, spread so that none covers another, each with a thin line to its place."""
    low, high = axes.get_ylim()
    each = LINE * (high - low) / height
    places = spread([at for _, at, _ in labels], [each * _lines(text) for text, _, _ in labels], low - each, high + each)
    for (text, at, lines), place in zip(labels, places):
        forecast = lines[0] in FORECASTS and (own[own.line == lines[0]].weight == "forecast").all()
        axes.annotate(text, (axes.get_xlim()[1], at), (1.06, place), textcoords=("axes fraction", "data"), va="center", ha="left",
                      fontsize=7, annotation_clip=False, fontweight="bold" if forecast else "normal",
                      arrowprops={"arrowstyle": "-", "linewidth": 0.6, "color": colours[lines[0]] if len(lines) == 1 else GREY,
                                  "shrinkA": 1, "shrinkB": 0, "relpos": (0, 0.5)})


def caption(results, data):
    turns = int(data.turn.max())
    actors = data[data.weight != "forecast"]
    text = (f"Positions of {actors.line.nunique()} actors over {turns} turns, turn 0 being the start. ")
    if (data.weight == "forecast").any():
        ends = [f"{one.title}, {one['name']}: {number(one['at'])} {one.unit}".rstrip()
                for _, one in data[(data.weight == "forecast") & (data.turn == turns)].iterrows()]
        text += f"Black: the forecast, weighted with capability times salience. After the last turn: {'; '.join(ends)}. "
    if (actors.weight == "thin").any():
        text += (f"Coloured: the {MOST_STRONG} actors that move most, as far as they move at all; grey: the others"
                 + (", of which only the highest and the lowest at the end are named. " if (actors.labelled == 0).any() else ". "))
    return text + "There is no interval: the protocol is played once with the scenario's own numbers, and draws by the stated seed if at all."
