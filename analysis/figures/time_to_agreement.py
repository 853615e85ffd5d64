"""How long it takes to the first agreement: the share of runs still without one, against years."""

import numpy as np
import pandas
from matplotlib import rcParams
from matplotlib.ticker import FuncFormatter, MaxNLocator

import units
from labels import number, scenario_labels, true_minus
from results import Missing
from style import BLACK, COLOURS, LIGHT, LINES

TITLE = "Time to the first agreement"
KINDS = ("sweep", "comparison")
WIDTH = {"sweep": "column", "comparison": "page"}
MOST_TOLD = 5  # variants drawn in a colour of their own
RISK_TIMES = 7


def rows(results):
    """One row for each curve and time at which an agreement was reached, from 0 to the horizon: scenario, label,
    years, without (runs that have no agreement after it), runs, share, low, high (pointwise 95 %; neither limit rises, as the
    share cannot), distance (of a
    comparison: the largest distance of the curve from the base's), told (1 where it has a colour of its own).

    All runs are watched to the horizon, so the estimate of Kaplan and Meier (Journal of the American Statistical
    Association 53, 1958) is the plain share of runs.
    """
    frame = _of_sweep(results) if results.kind == "sweep" else _of_comparison(results)
    if not frame.runs.max():
        raise Missing("no run has come to its end")
    if (frame.groupby("scenario").share.min() == 1).all():
        raise Missing("no run comes to any agreement")
    return frame


def _of_sweep(results):
    units.need_rows(results, "runs")
    if not results.setting:
        raise Missing("the horizon stands in the setting of the scenario, which is not there")
    horizon = float(results.about["rounds"]) * float(results.about["round_years"])
    unit = units.unit_of(results)
    by = unit if unit in ("world", "randomisation") else "0"
    counts = results.result.query(f"select {by} as unit, first_agreement as years, count(*) as runs from runs "
                                  "where status = 'done' group by 1, 2")
    if counts.empty:
        raise Missing("no run of the sweep has come to its end")
    frame = _curve(counts, unit, horizon)
    frame.insert(0, "scenario", results.stated["scenario_name"])
    frame.insert(1, "label", results.scenario_title())
    return frame.assign(distance=0.0, told=1)


def _of_comparison(results):
    horizon = float(results.stated["horizon"])
    counts = results.result.query(
        'select arm, 0 as unit, "time.first_agreement" as years, count(*) as runs from paired_runs '
        "where outcome is not null group by 1, 3")
    # No agreement up to the horizon stands as the horizon.
    counts.loc[counts.years >= horizon, "years"] = np.nan
    arms = results.result.query("select arm, name from arms order by arm")
    labels = scenario_labels(results)
    curves = []
    for arm, name in arms.itertuples(index=False):
        own = counts[counts.arm == arm]
        if len(own):
            curve = _curve(own, "run", horizon)
            curve.insert(0, "scenario", name)
            curve.insert(1, "label", labels[arm])
            curves.append(curve)
    if not curves:
        raise Missing("the comparison has no runs")
    times = np.unique(counts.years.dropna())
    base = _shares_after(curves[0], times)
    for curve in curves:
        curve["distance"] = np.abs(_shares_after(curve, times) - base).max() if len(times) else 0.0
    furthest = sorted(range(1, len(curves)), key=lambda k: -curves[k].distance[0])[:MOST_TOLD]
    for k, curve in enumerate(curves):
        curve["told"] = int(k == 0 or (k in furthest and curve.distance[0] > 0))
    return pandas.concat(curves, ignore_index=True)


def _curve(counts, unit, horizon):
    """The share without agreement after each time, from counts of runs by unit and time (none: no agreement)."""
    times = np.unique(np.concatenate([[0.0], counts.years.dropna(), [horizon]]))
    table = counts.assign(years=counts.years.fillna(np.inf)).pivot_table(
        index="unit", columns="years", values="runs", aggfunc="sum", fill_value=0)
    runs = table.sum(axis=1).to_numpy(float)
    reached = np.column_stack([table.loc[:, table.columns <= time].sum(axis=1) for time in times])
    without = runs[:, None] - reached
    share, low, high = units.shares(unit, without, runs)
    # A limit of the share holds for what can only be smaller later, or was larger before.
    low, high = np.maximum.accumulate(low[::-1])[::-1], np.minimum.accumulate(high)
    return pandas.DataFrame({"years": times, "without": without.sum(axis=0).astype(int), "runs": int(runs.sum()),
                             "share": share, "low": low, "high": high})


def _shares_after(curve, times):
    return curve.share.to_numpy()[_after(curve, times)]


def draw(data, page):
    curves = [of for _, of in data.groupby("scenario", sort=False)]
    told = [of for of in curves if of.told.iloc[0]]
    told[1:] = sorted(told[1:], key=_mean_wait, reverse=True)
    lines = 2 * len(told) if len(curves) > 1 else 1
    height = 0.33 * page.width if page.wide else 42.0
    table = 3.3 * lines + 4
    figure, (axes, risk) = page.figure(height + table + 10, 2, 1, sharex=True, gridspec_kw={"height_ratios": [height, table]})
    for of in curves:
        if not of.told.iloc[0]:
            axes.plot(*_steps(of), color="#BDBDBD", drawstyle="steps-post", linewidth=0.5, zorder=1)
    _frame(axes, data)
    apart = _apart(told)
    for k, of in enumerate(told):
        _draw_curve(axes, of, k, k * apart)
    _draw_table(axes, risk, told, len(curves) > 1)
    return figure


def _mean_wait(of):
    """Mean years without agreement up to the horizon: the area below the curve."""
    return float(np.sum(of.share.to_numpy()[:-1] * np.diff(of.years)))


def _looks(k):
    """Colour, line style and width of the k-th curve; the first, of the base or the only one, is black."""
    return ((BLACK, "-", 1.4), *((COLOURS[c % 6], LINES[1 + c % 6], 1.2) for c in range(MOST_TOLD)))[k]


def _steps(of):
    """Times and shares of a curve that begins at the start, where no run has an agreement."""
    return np.concatenate([[0.0], of.years]), np.concatenate([[1.0], of.share])


def _after(of, times):
    """Places of the rows that hold after these times."""
    return np.searchsorted(of.years.to_numpy(), times, side="right") - 1


def _apart(told):
    """Years between the bars of curves at one time: within the step that follows it, where steps are not tiny."""
    horizon = told[0].years.iloc[-1]
    step = np.diff(np.unique(np.concatenate([of.years for of in told]))).min()
    return np.clip(0.9 * step / len(told), 0.004 * horizon, 0.011 * horizon)


def _draw_curve(axes, of, k, shift):
    """The first with its interval as a band, the others as bars at the times of the table, side by side."""
    colour, line, width = _looks(k)
    axes.plot(*_steps(of), drawstyle="steps-post", color=colour, linestyle=line, linewidth=width, zorder=3 - 0.1 * k)
    if of.low.isna().all():
        return
    if k == 0:
        axes.fill_between(of.years, of.low, of.high, step="post", color=LIGHT, linewidth=0, zorder=0.5)
        return
    times = np.array(risk_times(axes)[:-1])
    at = of.iloc[_after(of, times)]
    arms = np.vstack([at.share - at.low, at.high - at.share])
    axes.errorbar(times + shift, at.share, yerr=arms.clip(min=0), fmt="none", ecolor=colour,
                  elinewidth=0.9, capsize=1.2, zorder=2.5)


def _frame(axes, data):
    highest = np.nanmax(data[["share", "high"]].to_numpy(float))
    axes.set_ylim(0, min(1.02, 1.1 * highest))
    axes.set_xlim(0, data.years.max())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:g}"))
    axes.set_ylabel("Runs without\nagreement (%)")
    axes.xaxis.set_major_locator(MaxNLocator(RISK_TIMES, steps=[1, 2, 5, 10]))
    true_minus(axes.xaxis)
    axes.tick_params(labelbottom=True)
    axes.set_xlabel("Years since the start")
    axes.grid(axis="y", color="#E5E5E5", linewidth=0.4)
    axes.set_axisbelow(True)


def risk_times(axes):
    """The times of the table: where the axis has ticks."""
    low, high = axes.get_xlim()
    return [tick for tick in axes.get_xticks() if low <= tick <= high]


def _draw_table(axes, risk, told, named):
    """Runs without agreement after each of some times; names above the numbers, with a piece of the line."""
    size = rcParams["xtick.labelsize"]
    for k, of in enumerate(told):
        colour, line, width = _looks(k)
        if named:
            risk.plot([0, 0.055], [2 * k, 2 * k], transform=risk.get_yaxis_transform(), color=colour, linestyle=line,
                      linewidth=width)
            risk.text(0.07, 2 * k, of.label.iloc[0], transform=risk.get_yaxis_transform(), va="center", fontsize=size)
        times = risk_times(axes)
        for time, count in zip(times, of.without.iloc[_after(of, times)]):
            risk.text(time, 2 * k + named, str(count), ha="center", va="center", fontsize=size)
    risk.set_ylim((2 if named else 1) * len(told) - 0.5, -0.5)
    risk.tick_params(length=0, labelbottom=False, labelleft=False)
    for spine in risk.spines.values():
        spine.set_visible(False)
    risk.set_title(f"Number of runs without agreement, of {_range(of.runs.iloc[0] for of in told)}", fontsize=size)


def _range(counts):
    counts = list(counts)
    return f"{min(counts)}" if min(counts) == max(counts) else f"{min(counts)} to {max(counts)}"


def caption(results, data):
    unit = units.unit_of(results)
    band = "Wilson's 95 % interval of simulation error" if unit == "run" else units.of_interval(unit)
    text = (f"Share of {_range(data.runs)} runs{' of each scenario' if results.kind == 'comparison' else ''} in which no "
            "agreement has come into force yet, against the years since the start; curves begin at 100 %. All runs are "
            f"watched to the same end, {number(data.years.max())} years, so the Kaplan-Meier estimate is this share. "
            f"{'Band and bars' if results.kind == 'comparison' else 'Band'}: pointwise, {band}, whose limits do not rise as the share "
            "cannot. "
            "Whether an agreement lasts or settles the dispute is not told here.")
    if results.kind == "comparison":
        rest = data[data.told == 0].scenario.nunique()
        text += " In colour: the variants whose curves lie furthest from the base's at any time"
        text += f"; in grey: the other {rest}." if rest else "."
    return text
