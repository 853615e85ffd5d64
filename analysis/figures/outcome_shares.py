"""How often each outcome happens, with the interval of simulation error; of a comparison, for every scenario."""

import numpy as np
import pandas

import intervals
import units
from forest import Rows, forest
from labels import fitting, listed, percent_axis, scenario_labels, share_in_words
from results import Missing
from style import BLACK, BLUE, GREY, LIGHT, example, legend_on_top

TITLE = "Outcome shares"
KINDS = ("sweep", "comparison")
WIDTH = {"sweep": "column", "comparison": "page"}
RANGE = (5, 95)  # percentiles over worlds


def rows(results):
    """One row for each scenario and outcome: scenario (and how it is labelled), outcome, title, happened, runs,
    share, low, high, method, seen (0 where no run of any scenario ended in it); of a sweep world_low and
    world_high (5th and 95th percentile over worlds of several runs); of a comparison differs (1 where the paired
    95 % interval of the difference from the base leaves out 0)."""
    frame = _of_sweep(results) if results.kind == "sweep" else _of_comparison(results)
    titles = results.outcomes().set_index("outcome").title
    frame.insert(frame.columns.get_loc("outcome") + 1, "title", [titles[outcome] for outcome in frame.outcome])
    frame["seen"] = (frame.groupby("outcome").happened.transform("sum") > 0).astype(int)
    return frame[(frame.seen == 1) | (frame.outcome != "other")].reset_index(drop=True)


def _of_sweep(results):
    frame = results.result.query(
        "select e.outcome, happened, runs, share, low, high, method, world_low, world_high "
        "from estimates e join outcomes o on o.outcome = e.outcome order by o.position")
    if frame.empty:
        frame = _of_unfinished(results)
    if frame.empty or not frame.runs.max():
        raise Missing("no run of the sweep has come to its end")
    frame.insert(0, "scenario", results.stated["scenario_name"])
    frame.insert(1, "label", results.scenario_title())
    return frame


def _of_unfinished(results):
    """What the table `estimates` would hold of the runs that are there: it is written when a sweep is complete."""
    units.need_rows(results, "runs")
    unit = units.unit_of(results)
    by = unit if unit in ("world", "randomisation") else "0"
    counts = results.result.query(
        f"select {by} as unit, outcome, count(*) as runs from runs where status = 'done' group by 1, 2")
    outcomes = list(results.outcomes().outcome)
    table = counts.pivot(index="unit", columns="outcome", values="runs").reindex(columns=outcomes).fillna(0).to_numpy()
    if not len(table):
        return counts.iloc[:0]
    runs = table.sum(axis=1)
    frame = results.outcomes()[["outcome"]].assign(happened=table.sum(axis=0).astype(int), runs=int(runs.sum()))
    frame["share"], frame["low"], frame["high"] = units.shares(unit, table, runs)
    frame["method"] = {"run": "wilson", "world": "worlds", "randomisation": "randomisations", None: "none"}[unit]
    frame["world_low"] = frame["world_high"] = np.nan
    several = runs > 1
    if unit == "world" and several.sum() > 1:
        frame["world_low"], frame["world_high"] = np.percentile(table[several] / runs[several, None], RANGE, axis=0)
    return frame


def _of_comparison(results):
    frame = results.result.query(
        "select a.arm, a.name as scenario, o.outcome, ifnull(happened, 0) as happened, ifnull(runs, 0) as runs, "
        "(d.low > 0 or d.high < 0) as differs from arms a join outcomes o "
        "left join (select arm, outcome, count(*) as happened from paired_runs group by 1, 2) r "
        "on r.arm = a.arm and r.outcome = o.outcome "
        "left join (select arm, count(outcome) as runs from paired_runs group by 1) n on n.arm = a.arm "
        "left join differences d on d.arm = a.arm and d.quantity = 'outcome.' || o.outcome "
        "order by a.arm, o.position")
    if frame.empty or not frame.runs.min():
        raise Missing("a scenario of the comparison has no runs")
    frame.insert(1, "label", frame.arm.map(scenario_labels(results)))
    frame["share"] = frame.happened / frame.runs
    frame["low"], frame["high"] = intervals.wilson(frame.happened, frame.runs)
    frame["method"] = "wilson"
    return frame.drop(columns="arm")


def draw(data, page):
    return _draw_sweep(data, page) if "differs" not in data else _draw_comparison(data, page)


def _draw_sweep(data, page):
    """Outcomes that were seen, and one line for all that were not: their bound is the same."""
    unseen = data[data.seen == 0]
    shown = data[data.seen == 1]
    names = list(shown.title)
    if len(unseen):
        shown = pandas.concat([shown, unseen.iloc[:1]])
        names.append(unseen.title.iloc[0] if len(unseen) == 1 else f"Each of {len(unseen)} other outcomes")
    names = [fitting(name, 0.4 * page.width) for name in names]
    lines = max(name.count("\n") + 1 for name in names)
    figure, axes = page.figure(18 + len(names) * max(5.0, 3.1 * lines + 0.8))
    y = np.arange(len(shown))
    marks = []
    ranged = shown.world_low.notna().any()
    if ranged:
        axes.hlines(y, shown.world_low, shown.world_high, color=GREY, linewidth=0.7, zorder=1)
        marks.append(("parameter range, 5th to 95th percentile", example(None, GREY, linewidth=0.7)))
    _points(axes, shown, y, shown.happened > 0)
    marks.insert(0, ("share, 95 % interval of simulation error" if shown.low.notna().any() else "share",
                     example("o", BLUE, linewidth=1.6 if shown.low.notna().any() else 0)))
    axes.set_yticks(y, names)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_xlim(*_limits(shown[["share", "high", "world_high"] if ranged else ["share", "high"]]))
    percent_axis(axes.xaxis, "Share of runs")
    axes.grid(axis="x", color="#E5E5E5", linewidth=0.4)
    axes.set_axisbelow(True)
    legend_on_top(figure, marks)
    return figure


def _draw_comparison(data, page):
    """A panel for each outcome that was seen; the base as a line with its interval as a band."""
    seen = data[data.seen == 1]
    scenarios = list(dict.fromkeys(data.scenario))
    panels = {title: of.set_index("scenario").loc[scenarios] for title, of in seen.groupby("title", sort=False)}
    labels = list(data.drop_duplicates("scenario").label)
    limits = _limits(seen[["share", "high"]])

    def panel(axes, number, first, count):
        of = list(panels.values())[number]
        base = of.iloc[0]
        axes.axvspan(base.low, base.high, color=LIGHT, linewidth=0, zorder=0.4)
        axes.axvline(base.share, color=BLACK, linewidth=0.7, linestyle=(0, (4, 2)), zorder=1)
        part = of.iloc[first:first + count]
        _points(axes, part, np.arange(count), (part.differs == 1) | (part.index == scenarios[0]))
        axes.set_xlim(*limits)
        percent_axis(axes.xaxis, "Share of runs")

    drawn = forest(page, Rows(labels), list(panels), panel, narrowest=22.5, above=10)
    for _, figure in drawn:
        legend_on_top(figure, [("differs from the base", example("o", BLUE, linewidth=1.2)),
                               ("does not: paired interval of the difference contains 0", example("o", BLUE, markerfacecolor="white", linewidth=1.2)),
                               ("base, 95 % interval", _base_mark())])
    return drawn


def _base_mark():
    return (example(None, LIGHT, linewidth=7), example(None, BLACK, linewidth=0.7, linestyle=(0, (4, 2))))


def _points(axes, shown, y, filled):
    """Shares with their intervals; hollow where `filled` is not."""
    arms = np.nan_to_num(np.vstack([shown.share - shown.low, shown.high - shown.share]), nan=0.0).clip(min=0)
    axes.errorbar(shown.share, y, xerr=arms, fmt="none", ecolor=BLUE, elinewidth=1.2, capsize=1.8, zorder=3)
    filled = np.asarray(filled, bool)
    for fill, which in (("white", ~filled), (BLUE, filled)):
        # A line of no points that is not clipped would count as one at the figure's corner.
        if which.any():
            axes.plot(shown.share[which], np.asarray(y)[which], "o", color=BLUE, markerfacecolor=fill, markersize=4,
                      clip_on=False, zorder=4)


def _limits(frame):
    highest = float(np.nanmax(frame.to_numpy(float)))
    return -0.02 * highest, max(0.05, min(1.02, 1.06 * highest))


METHODS = {
    "wilson": "Wilson's 95 % score interval over independent runs; of an outcome never seen, the exact one-sided "
              "95 % bound (rule of three)",
    "worlds": "Student's 95 % interval over worlds, the units that were drawn independently; of an outcome never "
              "seen, the exact one-sided 95 % bound over worlds",
    "randomisations": "Student's 95 % interval over independent randomisations of the design",
    "none": "none, as the design drew nothing at random but luck",
}


def caption(results, data):
    method = METHODS[data.method.iloc[0]]
    if results.kind == "sweep":
        text = (f"Share of {data.runs.iloc[0]} runs that end in each outcome, in the scenario's order. Bars: simulation "
                f"error, {method}.")
        if results.result.query("select count(*) as n from estimates").n[0] == 0:
            text += " The sweep is unfinished: these are the runs that it has so far."
        if data.world_low.notna().any():
            text += " Thin lines: parameter range, 5th to 95th percentile of the shares in worlds with other plausible numbers."
    else:
        counts = data.drop_duplicates("scenario").runs
        runs = f"{counts.min()}" if counts.min() == counts.max() else f"{counts.min()} to {counts.max()}"
        text = (f"Share of runs that end in each outcome, {runs} runs of each scenario with the same luck. Bars: "
                f"simulation error, {method}. Dashed line and band: the base. Filled: the "
                "paired 95 % interval of the difference from the base leaves out 0 (Newcombe).")
    unseen = data[data.seen == 0].drop_duplicates("outcome")
    if len(unseen):
        bound = data[data.seen == 0].high.max()
        limit = f" (95 % bound {share_in_words(bound)})" if bound == bound else ""
        text += f" Never seen{limit}: {listed(unseen.title)}."
    return text
