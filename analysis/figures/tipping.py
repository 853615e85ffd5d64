"""Where a number tips an outcome: its share against the number or, of two numbers, a map with the frontier."""

import numpy as np
from matplotlib import colormaps, patheffects
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.ticker import MaxNLocator

from labels import fitting, number, percent, percent_axis, true_minus
from results import Missing, readable, with_capital
from style import BLACK, BLUE, LIGHT, VERMILION

TITLE = "Tipping value"
KINDS = ("tip",)
WIDTH = "column"
FINE = 241  # values of the second number at which a row of the map is filled in
# Light to dark in even steps, in grey too (M. Harrower and C. A. Brewer, ColorBrewer.org, The Cartographic Journal 40(1),
# 2003), cut off where a black line would no longer be seen on it.
SHADES = colormaps["Blues"], 0.0, 0.75


def rows(results):
    """One row for each value that was tried: outcome, title, probability, first_name and second_name (axes), row,
    first (empty: one number), second, happened, runs, share, low, high (Wilson, 95 %), fit (monotone), and of its
    row of the search tipping, tipping_low, tipping_high (95 %; empty: not in the range), rising, monotone."""
    frame = results.result.query(
        "select s.row, s.first, s.second, happened, runs, share, s.low, s.high, fit, t.value as tipping, "
        "t.low as tipping_low, t.high as tipping_high, rising, monotone "
        "from surface s join tipping t on t.row = s.row order by s.row, s.second")
    if frame.empty:
        raise Missing("no value of the number has been tried")
    for column in ("first", "tipping", "tipping_low", "tipping_high"):
        frame[column] = frame[column].astype(float)
    outcome = results.stated["outcome"]
    titles = results.outcomes().set_index("outcome").title
    frame.insert(0, "outcome", outcome)
    frame.insert(1, "title", titles.get(outcome, with_capital(readable(outcome))))
    frame.insert(2, "probability", float(results.stated["probability"]))
    frame.insert(3, "first_name", _axis_name(results, "first"))
    frame.insert(4, "second_name", _axis_name(results, "second"))
    return frame


def _axis_name(results, which):
    """A number's path in words, with its unit where the setting knows it: "Russia: process value (utility per year)"."""
    if which not in results.stated:
        return ""
    path = results.stated[which].rsplit(" from ", 1)[0]
    steps = path.split(".")
    steps = [results.actor(steps[1]), *steps[2:]] if steps[0] == "actors" else steps
    name = with_capital(readable(steps[0])) + (": " + ", ".join(map(readable, steps[1:])) if steps[1:] else "")
    unit = results.unit("parameter", path)
    return f"{name} ({unit})" if unit else name


def draw(data, page):
    return _curve(data, page) if data["first"].isna().all() else _map(data, page)


def _curve(data, page):
    one = data.iloc[0]
    figure, axes = page.figure(min(62, 0.7 * page.width))
    left, right = data.second.min(), data.second.max()
    if _known(one):
        axes.axvspan(_or(one.tipping_low, left), _or(one.tipping_high, right), color=LIGHT, linewidth=0, zorder=0)
    if not np.isnan(one.tipping):
        axes.axvline(one.tipping, color=BLACK, linewidth=0.9, linestyle=(0, (5, 1.5)), zorder=2)
    axes.axhline(one.probability, color=VERMILION, linewidth=0.9, linestyle=(0, (1, 1)), zorder=2)
    axes.plot(data.second, data.fit, color=BLUE, zorder=3)
    axes.errorbar(data.second, data.share, yerr=[data.share - data.low, data.high - data.share], fmt="o", color=BLUE,
                  markersize=3.2, elinewidth=0.7, capsize=1.5, zorder=4)
    top = min(1.02, 1.12 * max(data.high.max(), one.probability))
    axes.set_xlim(left - 0.02 * (right - left), right + 0.02 * (right - left))
    axes.set_ylim(-0.02 * top, top)
    _name_level(axes, data)
    percent_axis(axes.yaxis, "Share of runs")
    true_minus(axes.xaxis)
    axes.set_xlabel(fitting(one.second_name, 0.75 * page.width, 7.5))
    axes.set_title(f"{fitting(one.title, 0.8 * page.width, 7.5)}\n{_statement(data)}", fontsize=axes.xaxis.label.get_size())
    return figure


def _name_level(axes, data):
    """Says which probability is wanted, at the end of its line that the curve is furthest from."""
    ends = data.fit.iloc[[0, -1]] - data.probability.iloc[0]
    at_left = abs(ends.iloc[0]) > abs(ends.iloc[1])
    far = ends.iloc[0 if at_left else 1]
    axes.annotate(f"wanted: {_exact_percent(data.probability.iloc[0])}",
                  (0.01 if at_left else 0.99, data.probability.iloc[0]), (0, 2 if far < 0 else -2),
                  xycoords=("axes fraction", "data"), textcoords="offset points", color=VERMILION, fontsize=7,
                  ha="left" if at_left else "right", va="bottom" if far < 0 else "top", zorder=5)


def _exact_percent(share):
    return percent(share, 0 if round(100 * share, 6) % 1 == 0 else 1)


def _known(row):
    """Whether anything is known about where the row crosses."""
    return not (np.isnan(row.tipping) and np.isnan(row.tipping_low) and np.isnan(row.tipping_high))


def _or(value, otherwise):
    return otherwise if np.isnan(value) else value


def _statement(data):
    """The tipping value of one number in words, with its interval."""
    one = data.iloc[0]
    if np.isnan(one.tipping):
        reached = data.fit.max() if data.fit.max() < one.probability else data.fit.min()
        return f"not in this range: the share gets to {percent(reached)}"
    low = number(one.tipping_low) if not np.isnan(one.tipping_low) else "below the range"
    high = number(one.tipping_high) if not np.isnan(one.tipping_high) else "above the range"
    return f"tipping value {number(one.tipping)} (95 %: {low} to {high})"


def _map(data, page):
    one = data.iloc[0]
    figure, axes = page.figure(min(84, 0.83 * page.width))
    firsts, seconds, shares = interpolated(data)
    levels = np.array(MaxNLocator(8, steps=[1, 2, 2.5, 5, 10]).tick_values(0, max(data.fit.max(), 0.01)))
    cmap, first, last = SHADES
    shades = ListedColormap(cmap(np.linspace(first, last, len(levels) - 1)))
    filled = axes.contourf(firsts, seconds, shares, levels, cmap=shades, norm=BoundaryNorm(levels, shades.N))
    for band in filled.collections:
        band.set_edgecolor("face")  # else viewers show hairlines between the bands
        band.set_linewidth(0.3)
    axes.plot(data["first"], data.second, ".", color=BLACK, markersize=1.5, alpha=1, zorder=3, clip_on=False)
    _frontier(axes, data)
    bar = figure.colorbar(filled, ax=axes, pad=0.02, aspect=28)
    bar.outline.set_linewidth(0.6)
    axes.spines[["top", "right"]].set_visible(True)
    percent_axis(bar.ax.yaxis, "Share of runs")
    axes.set_xlabel(fitting(one.first_name, 0.65 * page.width, 7.5))
    axes.set_ylabel(fitting(one.second_name, 0.52 * page.width, 7.5))
    for axis, values in ((axes.xaxis, data["first"]), (axes.yaxis, data.second)):
        margin = 0.03 * (values.max() - values.min())
        axis.axes.set(**{f"{axis.axis_name}lim": (values.min() - margin, values.max() + margin)})
        true_minus(axis)
    statement = f"line: {_exact_percent(one.probability)}, with 95 % intervals"
    if data.tipping.isna().all():
        statement = f"{_exact_percent(one.probability)} is not reached in this range"
    axes.set_title(f"{fitting(one.title, 0.75 * page.width, 7.5)}\n{statement}", fontsize=axes.xaxis.label.get_size())
    return figure


def interpolated(data):
    """The map on a grid: firsts, seconds, shares[second][first]; linear between the tried values of a row."""
    firsts = np.sort(data["first"].unique())
    seconds = np.linspace(data.second.min(), data.second.max(), FINE)
    columns = [np.interp(seconds, own.second, own.fit) for _, own in data.groupby("first")]
    return firsts, seconds, np.column_stack(columns)


def _frontier(axes, data):
    """The tipping value of each row with its interval; triangles at the end of the range where they lie beyond."""
    found = data.drop_duplicates("row")
    bottom, top = data.second.min(), data.second.max()
    halo = [patheffects.withStroke(linewidth=2.6, foreground="white")]
    known = found[found.apply(_known, axis=1)]
    axes.vlines(known["first"], known.tipping_low.fillna(bottom), known.tipping_high.fillna(top), color=BLACK, linewidth=1, zorder=5,
                path_effects=halo)
    for ends, at, marker in ((known.tipping_low, bottom, "v"), (known.tipping_high, top, "^")):
        open_ended = known["first"][ends.isna()]
        axes.plot(open_ended, [at] * len(open_ended), marker, color=BLACK, markersize=3, zorder=6, clip_on=False)
    axes.plot(found["first"], found.tipping, "o-", color=BLACK, markerfacecolor="white", markersize=4, linewidth=1.6, zorder=6,
              path_effects=halo)
    for row in found[found.tipping.isna()].itertuples():
        below = _lies_below(data[data.row == row.row])
        axes.plot([row.first], [bottom if below else top], "v" if below else "^", color=BLACK, markerfacecolor="white",
                  markersize=5, zorder=7, clip_on=False)


def _lies_below(own):
    """Whether a row that does not reach the probability would do so below its range, going by its direction."""
    too_likely = own.fit.min() >= own.probability.iloc[0]
    return bool(own.rising.iloc[0]) == too_likely


def caption(results, data):
    one = data.iloc[0]
    runs = int(data.runs.max())
    moved = f"{one.second_name}" if not one.first_name else f"{one.first_name} and {one.second_name}"
    text = (f"Share of runs that end in “{one.title}” against {moved}; {runs} runs at each value, the same draws at all. ")
    interval = ("a percentile bootstrap over runs (1000 replicates), moved outwards to the next values that were tried")
    if not one.first_name:
        text += ("Points: shares with Wilson's 95 % score intervals. Line: monotone fit (pool adjacent violators). Dotted: the wanted "
                 f"probability, {_exact_percent(one.probability)}. ")
        if np.isnan(one.tipping):
            text += f"The fit does not cross it in this range ({_statement(data)})."
        else:
            text += f"Dashed: where the fit crosses it; shaded: its 95 % interval, {interval}. {with_capital(_statement(data))}."
    else:
        text += ("Shades: monotone fit (pool adjacent violators) for each value of the first number, linear between the values that "
                 f"were tried (dots). Line: where it crosses {_exact_percent(one.probability)}; bars: 95 % interval, {interval}. "
                 "Triangles at the ends of the range: the interval (black) or the crossing (white) lies beyond.")
    against = data[data.monotone == 0].drop_duplicates("row")
    if len(against):
        at = "" if not one.first_name else " at " + ", ".join(number(value) for value in against["first"]) + " of the first"
        text += f" Not monotone{at}: the share moves against its direction by more than chance, so that there may be more crossings."
    return text
