"""What each variant of a comparison changes: differences of the shares of outcomes from the base."""

import numpy as np
from matplotlib import rcParams
from matplotlib.ticker import MaxNLocator

from forest import Rows, forest
from labels import points_axis, scenario_labels
from results import Missing
from style import BLACK, BLUE, GREY, example, legend_on_top

TITLE = "What the variants change"
KINDS = ("comparison",)
WIDTH = "page"


def rows(results):
    """One row for each variant and each outcome that changed in any variant: arm, scenario, label, outcome, title,
    base, variant, difference, low, high (paired 95 % interval), pairs, changed, and over plausible worlds
    world_difference, world_low, world_high, worlds_more, worlds_less, sign_share. Variants stand in the order of
    the difference in the first outcome where one is told from 0."""
    frame = results.result.query(
        "select d.arm, a.name as scenario, o.outcome, o.title, d.base, d.variant, d.difference, d.low, d.high, d.pairs, "
        "d.changed, d.world_difference, d.world_low, d.world_high, d.worlds_more, d.worlds_less, d.sign_share "
        "from differences d join arms a on a.arm = d.arm join outcomes o on d.quantity = 'outcome.' || o.outcome "
        "where d.pairs > 0 order by o.position, d.arm")
    frame = frame[frame.groupby("outcome").changed.transform("sum") > 0]
    if frame.empty:
        raise Missing("in no pair of runs does a variant end in another outcome than the base; "
                      "compare with more runs (--runs) or other variants")
    frame.insert(2, "label", frame.arm.map(scenario_labels(results)))
    apart = (frame.low > 0) | (frame.high < 0)
    first = frame.outcome[apart.idxmax()] if apart.any() else frame.outcome.iloc[0]
    order = frame[frame.outcome == first].sort_values("difference", ascending=False, kind="stable").arm
    place = {arm: k for k, arm in enumerate(order)}
    outcomes = {outcome: k for k, outcome in enumerate(dict.fromkeys(frame.outcome))}
    frame = frame.assign(row=frame.arm.map(place), panel=frame.outcome.map(outcomes))
    return frame.sort_values(["panel", "row"]).drop(columns=["panel", "row"]).reset_index(drop=True)


def draw(data, page):
    panels = [of for _, of in data.groupby("title", sort=False)]
    ranges = data[["low", "high", "world_low", "world_high"]].to_numpy(float)
    low, high = min(0.0, np.nanmin(ranges)), max(0.0, np.nanmax(ranges))
    margin = 0.05 * (high - low)
    ticks = MaxNLocator(4, steps=[1, 2, 5, 10]).tick_values(low, high)
    signs = data.sign_share.notna().any()

    def panel(axes, number, first, count):
        part = panels[number].iloc[first:first + count]
        axes.axvline(0, color=BLACK, linewidth=0.6, zorder=1)
        _differences(axes, part)
        axes.set_xlim(low - margin, high + margin + (0.36 * (high - low) if signs else 0))
        axes.set_xticks(ticks[(ticks >= low - margin) & (ticks <= high + margin)])
        points_axis(axes.xaxis, "Difference")
        if signs:
            _signs(axes, part)

    drawn = forest(page, Rows(list(panels[0].label)), [of.title.iloc[0] for of in panels], panel,
                   narrowest=32 if signs else 26, above=10)
    for _, figure in drawn:
        legend_on_top(figure, _legend(data))
    return drawn


def _differences(axes, part):
    y = np.arange(len(part))
    if part.world_low.notna().any():
        axes.hlines(y + 0.28, part.world_low, part.world_high, color=GREY, linewidth=0.8, zorder=2)
        axes.plot(part.world_difference, y + 0.28, "|", color=GREY, markersize=4, zorder=2)
    arms = np.vstack([part.difference - part.low, part.high - part.difference])
    axes.errorbar(part.difference, y, xerr=arms, fmt="none", ecolor=BLUE, elinewidth=1.2, capsize=1.8, zorder=3)
    apart = ((part.low > 0) | (part.high < 0)).to_numpy()
    for fill, which in (("white", ~apart), (BLUE, apart)):
        axes.plot(part.difference[which], y[which], "o", color=BLUE, markerfacecolor=fill, markersize=3.5, zorder=4)


def _signs(axes, part):
    """Worlds whose difference has the sign of the difference, of those in which there is one."""
    for y, row in enumerate(part.itertuples()):
        if row.sign_share == row.sign_share:
            differ = int(row.worlds_more + row.worlds_less)
            axes.text(0.99, y, f"{round(row.sign_share * differ)}/{differ}", transform=axes.get_yaxis_transform(),
                      color=BLACK if row.low > 0 or row.high < 0 else GREY, ha="right", va="center",
                      fontsize=rcParams["ytick.labelsize"], bbox={"facecolor": "white", "linewidth": 0, "pad": 0.6})


def _legend(data):
    marks = [("difference, paired 95 % interval", example("o", BLUE, linewidth=1.4)),
             ("interval contains 0", example("o", BLUE, markerfacecolor="white", linewidth=1.4))]
    if data.world_difference.notna().any():
        marks.append(("mean over plausible worlds, 95 % interval", example("|", GREY, linewidth=0.8)))
    if data.sign_share.notna().any():
        marks.append(("of m worlds that differ, n have its sign", example("$n/m$", markersize=12, markeredgewidth=0, linewidth=0)))
    return marks


def caption(results, data):
    pairs = f"{data.pairs.min()}" if data.pairs.min() == data.pairs.max() else f"{data.pairs.min()} to {data.pairs.max()}"
    text = (f"Share of runs that end in each outcome, variant less base, in percentage points, over {pairs} pairs of runs "
            "with the same luck; outcomes that no variant changed are left out. Bars: 95 % interval of simulation "
            "error of the paired difference (Newcombe), hollow where it contains 0.")
    if data.world_difference.notna().any():
        text += (" Thin lines: mean difference over plausible worlds, in which the uncertain numbers have other values, "
                 "with Student's 95 % interval over worlds.")
    if data.sign_share.notna().any():
        text += (" n/m: in n of the m plausible worlds where the two differ the difference has the sign of the one drawn.")
    return text + " Variants stand in the order of their difference in the first outcome in which one is told from 0."
