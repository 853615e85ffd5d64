"""How often each outcome happens, with the interval of simulation error; of a comparison, for every scenario."""

import numpy as np

import intervals
from labels import percent_axis, wrapped
from results import Missing
from style import COLOURS, GREY, MARKERS, legend_above

TITLE = "Outcome shares"
KINDS = ("sweep", "comparison")
WIDTH = "column"
MOST_SCENARIOS = len(MARKERS)


def rows(results):
    """One row for each scenario and outcome: scenario, outcome, title, happened, runs, share, low, high, method,
    and for worlds of several runs world_low and world_high (5th and 95th percentile over worlds)."""
    if results.kind == "sweep":
        frame = results.result.query(
            "select e.outcome, o.title, happened, runs, share, low, high, method, world_low, world_high "
            "from estimates e join outcomes o on o.outcome = e.outcome order by o.position")
        if frame.empty or not frame.runs.max():
            raise Missing("no run of the sweep has come to its end")
        frame.insert(0, "scenario", results.stated["scenario_name"])
    else:
        frame = _of_comparison(results)
    seen = frame.groupby("outcome").happened.transform("sum") > 0
    return frame[seen | (frame.outcome != "other")].reset_index(drop=True)


def _of_comparison(results):
    frame = results.result.query(
        "select a.name as scenario, o.outcome, o.title, "
        "count(r.run) as happened, (select count(*) from paired_runs p where p.arm = a.arm) as runs "
        "from arms a join outcomes o left join paired_runs r on r.arm = a.arm and r.outcome = o.outcome "
        "group by a.arm, o.position order by a.arm, o.position")
    if frame.empty or not frame.runs.min():
        raise Missing("a scenario of the comparison has no runs")
    frame["share"] = frame.happened / frame.runs
    frame["low"], frame["high"] = intervals.wilson(frame.happened, frame.runs)
    frame["method"] = "wilson"
    frame["world_low"] = frame["world_high"] = np.nan
    return frame


def draw(data, page):
    scenarios = list(dict.fromkeys(data.scenario))
    outcomes = list(dict.fromkeys(data.outcome))
    titles = data.drop_duplicates("outcome").set_index("outcome").title
    shown = scenarios[:MOST_SCENARIOS]
    step = 0.8 / len(shown)
    figure, axes = page.figure(18 + len(outcomes) * max(7.0, 3.2 * len(shown)))
    for s, scenario in enumerate(shown):
        own = data[data.scenario == scenario].set_index("outcome").loc[outcomes]
        y = np.arange(len(outcomes)) + (s - (len(shown) - 1) / 2) * step
        if own.world_low.notna().any():
            axes.hlines(y, own.world_low, own.world_high, color=GREY, linewidth=0.6, zorder=1,
                        label="parameter range, 5th to 95th percentile" if s == 0 else None)
        axes.errorbar(own.share, y, xerr=_arms(own), fmt=MARKERS[s], color=COLOURS[s], ecolor=COLOURS[s],
                      elinewidth=1.6, capsize=2.2, zorder=3, label=scenario if len(shown) > 1 else "simulation error (95 %)")
    axes.set_yticks(range(len(outcomes)), [wrapped(titles[o], page.characters(0.42)) for o in outcomes])
    axes.set_ylim(len(outcomes) - 0.5, -0.5)
    axes.set_xlim(-0.01, max(0.05, min(1.0, 1.08 * np.nanmax(data[["high", "world_high"]].to_numpy()))))
    percent_axis(axes.xaxis, "Share of runs")
    axes.grid(axis="x", color="#E5E5E5", linewidth=0.4, zorder=0)
    axes.set_axisbelow(True)
    legend_above(axes, page)
    return figure


def _arms(own):
    """Lengths of the error bars to the left and to the right; none where there is no interval."""
    return np.nan_to_num(np.vstack([own.share - own.low, own.high - own.share]), nan=0.0).clip(min=0)


METHODS = {
    "wilson": "Wilson's 95 % score interval over independent runs; where an outcome was never seen, the exact "
              "one-sided 95 % bound (rule of three)",
    "worlds": "Student's 95 % interval over worlds, the units that were drawn independently",
    "randomisations": "Student's 95 % interval over independent randomisations of the design",
    "none": "none: the design drew nothing at random but luck",
}


def caption(results, data):
    runs = "; ".join(f"{scenario}: {int(of.runs.max())} runs" for scenario, of in data.groupby("scenario", sort=False))
    methods = "; ".join(METHODS.get(m, m) for m in dict.fromkeys(data.method))
    text = f"Share of runs that end in each outcome ({runs}). Bars: simulation error, {methods}."
    if data.world_low.notna().any():
        text += " Thin lines: parameter range, 5th to 95th percentile of the shares in worlds with other plausible numbers."
    left = list(dict.fromkeys(data.scenario))[MOST_SCENARIOS:]
    if left:
        text += f" Drawn are the first {MOST_SCENARIOS} scenarios; not drawn, but in the data: {', '.join(left)}."
    return text
