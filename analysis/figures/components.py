"""Where each actor's utility comes from: means of its components, from 0 to the total."""

import numpy as np
import pandas
from matplotlib.ticker import MaxNLocator

import units
from labels import fitting, true_minus
from results import Missing, readable, with_capital
from style import BLACK, GREY, HATCHES, ORANGE, SKY

TITLE = "Where utility comes from"
KINDS = ("sweep", "comparison")
WIDTH = "page"
TITLES = {"alliance": "Alliance terms", "talks": "Talks", "acts": "Acts", "audience": "Audience costs",
           "offers": "Cost of offers", "total": "Total"}
ROW, AROUND, HIGHEST = 4.4, 13.0, 225.0  # mm


def rows(results):
    """One row for each actor and component, and its total: actor, actor_title, component, title, mean, low, high
    (95 %), from and to (ends of the bar), runs, units. Components that are 0 in every run are left out; means are
    over runs of a sweep, or of the base of a comparison."""
    columns = _columns(results)
    if not columns:
        raise Missing("the file has no utilities of actors")
    table = "utilities" if results.kind == "sweep" else "paired_runs"
    found = units.means(results, table, [column for _, _, column in columns])
    frame = pandas.DataFrame(columns, columns=["actor", "component", "column"]).drop(columns="column")
    frame = frame.join(found.drop(columns="column"))
    if not frame.runs.max():
        raise Missing("no run has come to its end")
    total = frame.component == "total"
    frame = frame[total | (frame["mean"].fillna(0) != 0) | (frame.low.fillna(0) != 0)]
    parts = []
    for actor, of in frame.groupby("actor", sort=False):
        of = of.assign(last=of.component == "total").sort_values(["last", "mean"], ascending=[True, False], kind="stable")
        ends = of["mean"].where(~of["last"], 0.0).cumsum()
        of["from"] = (ends - of["mean"]).where(~of["last"], 0.0)
        of["to"] = ends.where(~of["last"], of["mean"])
        of.insert(1, "actor_title", results.actor(actor))
        of.insert(3, "title", [TITLES.get(c) or with_capital(readable(c)) for c in of.component])
        parts.append(of.drop(columns="last"))
    return pandas.concat(parts, ignore_index=True)


def _columns(results):
    """Actor, component and column of each component and total of the file, in its order."""
    if results.kind == "comparison":
        names = results.result.query("select quantity from quantities where kind in ('utility', 'component') order by position")
        words = [(name, name.split(".", 2)) for name in names.quantity]
        return [(word[1], word[2] if word[0] == "component" else "total", name) for name, word in words]
    if "utilities" in results.result.tables:
        names = results.result.columns("utilities")
    elif "totals" in results.result.tables:
        names = list(results.result.query("select column_name from totals where table_name = 'utilities'").column_name)
    else:
        return []
    # ACTOR.component.NAME, ACTOR.total, and ACTOR.NAME of what comes besides components.
    return [(name.split(".")[0], name.split(".")[-1], name) for name in names if "." in name]


def draw(data, page):
    actors = [of for _, of in data.groupby("actor", sort=False)]
    across = 2 if page.wide and len(actors) > 1 else 1
    highest = HIGHEST / (2.0 if page.style == "slides" else 1.0)
    sheets = _sheets(actors, across, highest)
    return [("" if k == 0 else f"-{k + 1}", _draw_sheet(columns, page)) for k, columns in enumerate(sheets)]


def _height(of):
    return AROUND + ROW * len(of)


def _sheets(actors, across, highest):
    """For each figure its columns of panels: each actor goes to the shorter column while there is room."""
    sheets = [[[] for _ in range(across)]]
    for of in actors:
        shortest = min(sheets[-1], key=lambda column: sum(map(_height, column)))
        if shortest and sum(map(_height, shortest)) + _height(of) > highest:
            sheets.append([[] for _ in range(across)])
            shortest = sheets[-1][0]
        shortest.append(of)
    return [[column for column in columns if column] for columns in sheets]


def _draw_sheet(columns, page):
    height = max(sum(map(_height, column)) for column in columns)
    figure, places = page.figure(height, 1, len(columns), squeeze=False)
    for column, place in zip(columns, places[0]):
        heights = [_height(of) for of in column]
        rest = height - sum(heights)
        grid = place.get_subplotspec().subgridspec(len(heights) + (rest > 1), 1,
                                                    height_ratios=[ROW * len(of) for of in column] + [rest] * (rest > 1))
        place.remove()
        for k, of in enumerate(column):
            _waterfall(figure.add_subplot(grid[k]), of, 0.36 * page.width / len(columns))
    return figure


def _waterfall(axes, of, label_width):
    y = np.arange(len(of))
    total = (of.component == "total").to_numpy()
    gain = (of["to"] >= of["from"]).to_numpy()
    for which, looks in ((~total & gain, {"facecolor": SKY}), (~total & ~gain, {"facecolor": ORANGE, "hatch": HATCHES[1]}),
                         (total, {"facecolor": "#BDBDBD"})):
        axes.barh(y[which], (of["to"] - of["from"])[which], left=of["from"][which], height=0.62, edgecolor=BLACK,
                  linewidth=0.4, zorder=2, **looks)
    for k in range(len(of) - 1):
        axes.plot([of["to"].iloc[k]] * 2, [k, k + 1], color=GREY, linewidth=0.5, zorder=1)
    if of.low.notna().any():
        arms = np.vstack([of["mean"] - of.low, of.high - of["mean"]])
        axes.errorbar(of["to"], y, xerr=np.nan_to_num(arms), fmt="none", ecolor=BLACK, elinewidth=1.0, capsize=1.6, zorder=4)
    axes.axvline(0, color=BLACK, linewidth=0.6, zorder=3)
    axes.set_yticks(y, [fitting(title, label_width) for title in of.title])
    axes.get_yticklabels()[-1].set_fontweight("bold")
    axes.set_ylim(len(of) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.margins(x=0.06)
    axes.xaxis.set_major_locator(MaxNLocator(5))
    true_minus(axes.xaxis)
    axes.set_xlabel("Utility, discounted average")
    axes.set_title(of.actor_title.iloc[0])


def caption(results, data):
    runs = results.kind == "comparison" and "runs of the base" or "runs"
    return (f"Where each actor's utility comes from: means over {data.runs.max()} {runs} of what components brought, as "
            "discounted averages (with weights and losses as the actor counts them), largest gain first; bars begin "
            "where the one above ends, and the last is the total. Hatched: losses. Error bars, at the end of each bar: "
            f"{units.of_interval(units.unit_of(results))}, of the mean of that component. Scales differ between "
            "actors, whose utilities cannot be compared. Components that are 0 in every run are left out.")
