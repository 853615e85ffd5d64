"""One number at a time: the share of an outcome with each at its low and at its high end, around the base."""

import pandas
from matplotlib import rcParams
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from forest import Rows, forest
from labels import number, percent_axis, readable_path
from results import Missing
from style import BLACK, HATCHES, ORANGE, SKY, legend_on_top

TITLE = "One number at a time"
KINDS = ("comparison",)
WIDTH = "page"
MOST_OUTCOMES = 3
MOST_NUMBERS = 25
LOOKS = {"low": {"facecolor": ORANGE, "hatch": HATCHES[1]}, "high": {"facecolor": SKY}}


def rows(results):
    """Two rows, low and high, for each outcome and each number that two variants set and nothing else: outcome,
    title, path, label, end, value, base, share, low, high (the base and the paired 95 % interval of the difference
    from it, cut to 0 and 1), span (of both ends and the base), pairs, drawn. Outcomes are the up to three of the largest
    span; numbers stand in the order of their span in the first of them."""
    ends = _ends(results)
    frame = results.result.query(
        "select d.arm, o.outcome, o.title, d.base, d.variant as share, max(0, d.base + d.low) as low, "
        "min(1, d.base + d.high) as high, d.pairs from differences d join outcomes o on d.quantity = 'outcome.' || o.outcome where d.pairs > 0 "
        "order by o.position").merge(ends, on="arm").drop(columns="arm")
    if frame.empty:
        raise Missing("the variants that set one number have no runs")
    by = frame.groupby(["outcome", "path"])
    frame["span"] = by[["share", "base"]].transform("max").max(axis=1) - by[["share", "base"]].transform("min").min(axis=1)
    largest = frame.groupby("outcome", sort=False).span.max().sort_values(ascending=False, kind="stable")
    outcomes = list(largest[largest > 0].index[:MOST_OUTCOMES])
    if not outcomes:
        raise Missing("no number, at either end, changes how often any outcome happens; compare with more runs (--runs)")
    first = frame[frame.outcome == outcomes[0]].drop_duplicates("path").sort_values("span", ascending=False, kind="stable")
    place = {path: k for k, path in enumerate(first.path)}
    frame = frame[frame.outcome.isin(outcomes)]
    frame = frame.assign(panel=frame.outcome.map(outcomes.index), row=frame.path.map(place))
    frame["drawn"] = (frame.row < MOST_NUMBERS).astype(int)
    frame = frame.sort_values(["panel", "row", "value"], kind="stable")
    columns = ["outcome", "title", "path", "label", "end", "value", "base", "share", "low", "high", "span", "pairs", "drawn"]
    return frame[columns].reset_index(drop=True)


def _ends(results):
    """The variants that set one number each, by number: the one with its smallest and the one with its largest value."""
    arms = results.result.query(
        "select arm, trim(held, char(10)) as held from arms "
        "where held like '%=%' and trim(held, char(10)) not like '%' || char(10) || '%' order by arm")
    split = [text.rsplit("=", 1) for text in arms.held]
    arms = arms.assign(path=[one[0] for one in split], value=[float(one[1]) for one in split]).drop(columns="held")
    arms = arms[arms.groupby("path").value.transform("nunique") > 1].sort_values("value", kind="stable")
    if arms.empty:
        raise Missing("no number has a variant at its low and one at its high end: make them with "
                      "entente compare BASE --ends PATH,... -o FILE")
    low, high = arms.drop_duplicates("path").assign(end="low"), arms.drop_duplicates("path", keep="last").assign(end="high")
    frame = pandas.concat([low, high], ignore_index=True)
    frame["label"] = frame.path.map(readable_path)
    return frame


def draw(data, page):
    panels = [of for _, of in data[data.drawn == 1].groupby("title", sort=False)]
    paths = list(dict.fromkeys(panels[0].path))
    labels = list(panels[0].drop_duplicates("path").label)
    ends = [(of[["low", "base"]].min().min(), of[["high", "base"]].max().max()) for of in panels]
    half = 0.75 * max(high - low for low, high in ends)

    def panel(axes, k, first, count):
        of = panels[k]
        middle = sum(ends[k]) / 2
        axes.axvline(of.base.iloc[0], color=BLACK, linewidth=0.7, zorder=4)
        axes.set_xlim(middle - half, middle + half)
        ticks = MaxNLocator(4, steps=[1, 2, 5, 10]).tick_values(middle - half, middle + half)
        axes.set_xticks(ticks[(ticks >= max(-1e-9, middle - half)) & (ticks <= min(1 + 1e-9, middle + half))])
        for row in of.itertuples():
            y = paths.index(row.path) - first
            if 0 <= y < count:
                _end(axes, row, y + (-0.19 if row.end == "low" else 0.19))
        percent_axis(axes.xaxis, "Share of runs")

    drawn = forest(page, Rows(labels), [of.title.iloc[0] for of in panels], panel, narrowest=34, share_of_labels=0.34,
                   above=6, pitch=7.0)
    for _, figure in drawn:
        legend_on_top(figure, [(f"number at its {end} end", Patch(edgecolor=BLACK, linewidth=0.4, **LOOKS[end])) for end in LOOKS])
    return drawn


def _end(axes, row, y):
    """The bar from the base to the share at one end, the interval of their difference, and the value of the number."""
    axes.barh(y, row.share - row.base, left=row.base, height=0.36, edgecolor=BLACK, linewidth=0.4, zorder=2, **LOOKS[row.end])
    axes.plot([row.low, row.high], [y, y], color=BLACK, linewidth=0.7, zorder=5)
    left = row.share < row.base or (row.share == row.base and row.end == "low")
    axes.annotate(number(row.value), (row.low if left else row.high, y), (-2 if left else 2, 0), textcoords="offset points",
                  ha="right" if left else "left", va="center", fontsize=rcParams["ytick.labelsize"], zorder=6)


def caption(results, data):
    pairs = f"{data.pairs.min()}" if data.pairs.min() == data.pairs.max() else f"{data.pairs.min()} to {data.pairs.max()}"
    text = (f"Share of runs that end in an outcome with one number of the scenario at its low and at its high end and all "
            f"others as they are ({pairs} pairs of runs with the base, with the same luck). Bars begin at the base; the "
            "value of the number stands at their ends. Thin lines: 95 % interval of simulation error of the paired "
            "difference from the base (Newcombe). All panels have the same scale. Numbers stand in the order of the span in the first panel.")
    left = data[data.drawn == 0].path.nunique()
    if left:
        text += f" Drawn are the {MOST_NUMBERS} of the largest span; the other {left} are in the data."
    return text
