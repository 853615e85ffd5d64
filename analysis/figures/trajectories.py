"""How the world moves: small panels over time, with the spread of runs that were played again round by round.

Talks, agreements and acts (pressure among them) are shares of runs, with the interval of simulation error; all else is shown by quantiles of
the runs at each date, which say how far runs differ and not how sure anything is.
"""

import itertools

import numpy as np
import pandas as pd

import intervals
from labels import date_axis, percent_axis, possessive, true_minus, wrapped, year_of
from results import Missing, quoted, readable, with_capital
from style import BLACK, BLUE, COLOURS, GREY, LIGHT, LINES, VERMILION, need_width

TITLE = "How the world moves"
KINDS = ("sweep", "comparison", "tip", "account", "scenario")
WIDTH = "page"
LEAST_WIDTH = 80  # mm
MOST_PANELS = 12
QUANTILES = {"low90": 0.05, "low50": 0.25, "median": 0.5, "high50": 0.75, "high90": 0.95}
STILL = 1e-12
TALKS = [("talks", "talks", "Talks held", "share of runs", "talks"),
         ("talks", "agreement", "Agreement in force", "share of runs", "agreement")]


def rows(results):
    """One row for each panel and date: group, panel, title, unit, moves (mean over runs of the range over time),
    drawn (1 where its panel is among the 12 of its group that move most), date, runs (that have this round). Where
    runs are summed up by quantiles: median, low50 and high50, low90 and high90; where by a share of runs (talks, acts
    and processes that are 0 or 1): share, low and high, its 95 % interval of simulation error. told: the run that is
    told."""
    if "rounds" not in (results.setting.tables if results.setting else ()):
        raise Missing("the scenario is played in no rounds; it needs a protocol in which offers are made")
    if results.setting.query("select count(distinct round) as rounds from rounds").rounds[0] < 2:
        raise Missing("no run lasts longer than one round; there is nothing to follow over time")
    panels = _panels(results)
    names = "".join(f", {_source(group, column)} as {quoted(column)}" for group, *_, column in panels)
    rounds = results.setting.query(
        "select o.run, r.world, o.round, o.date, o.talks, exists (select 1 from agreements a where a.run = o.run and "
        f"a.round <= o.round and (a.broken is null or a.broken > o.round)) as agreement{names} "
        "from rounds o join runs r on r.run = o.run order by o.run, o.round")
    told = rounds[rounds.run == int(results.about["run"])].set_index("date")
    return _with_drawn(pd.concat([_panel(rounds, told, *panel) for panel in TALKS + panels], ignore_index=True))


def _panels(results):
    """What is followed besides talks: (group, panel, title, unit, column)."""
    titles = {actor: results.actor(actor) for actor in results.actors()}
    panels = []
    for i, j in itertools.permutations(results.parties(), 2):
        title = f"{with_capital(possessive(titles[i]))} trust in {titles[j]}"
        panels.append(("trust", f"{i}.{j}", title, "trust (0 to 1)", f"trust.{i}.{j}"))
    for tie in results.setting.query("select * from ties order by rowid").to_dict("records"):
        ends = f"{titles[tie['from']]}{'–' if tie['mutual'] else ' → '}{titles[tie['to']]}"
        unit = "USD bn per year" if tie["layer"] == "trade" else "weight"
        panels.append(("ties", tie["tie"], f"{with_capital(tie['layer'])}: {ends}", unit, f"tie.{tie['tie']}"))
    for column in results.setting.columns("acts")[1:]:
        actor, _, act = column.partition(".")
        if act != "nothing":
            panels.append(("acts", column, f"{with_capital(titles[actor])}: {readable(act)}", "share of runs", f"act.{column}"))
    for party in results.parties():
        panels.append(("utility", party, with_capital(titles[party]), "utility (per year)", f"utility.{party}"))
    for process in results.setting.query("select name, unit from names where kind = 'context'").itertuples(index=False):
        panels.append(("context", process.name, results.title("context", process.name), process.unit or "value",
                       f"context.{process.name}"))
    return panels


def _source(group, column):
    """What a panel follows, as SQL on the rounds: a column, or whether an actor takes an act (act.ACTOR.ACT)."""
    if group != "acts":
        return "o." + quoted(column)
    actor, _, act = column.rpartition(".")
    return f"(o.{quoted(actor)} is '{act}')"


def _panel(rounds, told, group, name, title, unit, column):
    """The rows of one panel."""
    dates = rounds.groupby("date", sort=True)
    by_share = group in ("talks", "acts") or (group == "context" and rounds[column].isin((0, 1)).all())
    if by_share:
        if group == "context":
            title, unit = title if unit == "value" else f"{title}: {unit}", "share of runs at 1"
        part = dates.apply(lambda of: pd.Series(_share(of.world, of[column])))
    else:
        part = pd.DataFrame({key: dates[column].quantile(q) for key, q in QUANTILES.items()})
    of_run = rounds.groupby("run")[column]
    part = part.assign(group=group, panel=name, title=title, unit=unit, moves=(of_run.max() - of_run.min()).mean(),
                       runs=dates[column].count(), told=told[column])
    return part.reset_index()


def _share(worlds, happened):
    """Share and interval: Wilson's over independent runs, Student's over worlds of which each has several runs."""
    units = intervals.units(happened, worlds)
    independent = len(units) == len(happened)
    low, high = intervals.wilson(happened.sum(), len(happened)) if independent else intervals.share_over_units(units)
    return {"share": happened.mean(), "low": float(low), "high": float(high)}


def _with_drawn(data):
    """Adds which panels are drawn: those that move in any run and, of these, the ones that move most for their size."""
    size = data.reindex(columns=[*QUANTILES, "share"]).abs().max(axis=1).groupby([data.group, data.panel]).transform("max")
    data["drawn"] = 0
    relative = (data.moves / size.where(size > 0, 1)).where(data.moves > STILL * size, 0)
    for _, of in relative[relative > 0].groupby(data.group):
        panels = of.groupby(data.panel, sort=False).first().sort_values(ascending=False, kind="stable").index[:MOST_PANELS]
        data.loc[(data.group == data.group[of.index[0]]) & data.panel.isin(panels), "drawn"] = 1
    data.loc[data.group == "talks", "drawn"] = 1
    order = ["group", "panel", "title", "unit", "moves", "drawn", "date", "runs", *QUANTILES, "share", "low", "high", "told"]
    return data.reindex(columns=order)


def draw(data, page):
    """One figure for each group that moves."""
    need_width(page, LEAST_WIDTH)
    figures = []
    for group, of in data[data.drawn == 1].groupby("group", sort=False):
        figures.append((f"-{group}", _talks(of, page) if group == "talks" else _fans(of, page)))
    return figures


def _times(data):
    return np.array([year_of(date) for date in data.date])


def _talks(data, page):
    figure, axes = page.figure(46)
    for k, (_, of) in enumerate(data.groupby("panel", sort=False)):
        times = _times(of)
        axes.fill_between(times, of.low, of.high, color=COLOURS[k], alpha=0.25, linewidth=0)
        axes.plot(times, of.share, color=COLOURS[k], linestyle=LINES[k], label=of.title.iloc[0])
    date_axis(axes.xaxis, times[0], times[-1], 8 if page.wide else 5)
    axes.set_ylim(0, 1)
    percent_axis(axes.yaxis, "Share of runs")
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncol=2, borderaxespad=0.2, handlelength=2.6)
    return figure


def _fans(data, page):
    panels = list(dict.fromkeys(data.panel))
    columns = min(len(panels), (2 if len(panels) == 4 else 3) if page.wide else 2)
    lines = -(-len(panels) // columns)
    figure, grid = page.figure(10 + 37 * lines, lines, columns, squeeze=False)
    used, spare = list(grid.flat)[:len(panels)], list(grid.flat)[len(panels):]
    for axes, panel in zip(used, panels):
        _fan(axes, data[data.panel == panel], int((page.width / columns - 16) / 1.65), 4 if page.wide else 3)
    for axes in spare:
        axes.set_axis_off()
    handles = {name: handle for axes in used for handle, name in zip(*axes.get_legend_handles_labels())}
    _legend(figure, page, list(handles.values()), list(handles))
    return figure


def _legend(figure, page, handles, names):
    """One legend for all panels, above them."""
    columns = min(len(names), 4 if len(names) == 4 else 3) if page.wide else 2
    height = (1 + 3.9 * -(-len(names) // columns)) * (1.0 if page.style == "journal" else 1.9)  # mm
    figure.get_layout_engine().set(rect=(0, 0, 1, 1 - height / (25.4 * figure.get_size_inches()[1])), wspace=0.03)
    figure.legend(handles, names, loc="upper left", bbox_to_anchor=(0, 1), ncol=columns, borderaxespad=0.1,
                  handlelength=2.2, columnspacing=1.4)


def _fan(axes, data, width, ticks):
    times = _times(data)
    if data.share.notna().any():
        axes.fill_between(times, data.low, data.high, color=LIGHT, linewidth=0, label="95 % interval of the share")
        axes.plot(times, data.share, color=BLACK, linewidth=1.4, label="share of runs")
    else:
        axes.fill_between(times, data.low90, data.high90, color="#E6F0F7", linewidth=0, label="5 to 95 % of runs")
        axes.fill_between(times, data.low50, data.high50, color="#8FBBD9", linewidth=0, label="25 to 75 % of runs")
        axes.plot(times, data["median"], color=BLUE, linewidth=1.4, label="median")
    axes.plot(times, data.told, color=VERMILION, linewidth=0.8, linestyle=(0, (4, 1.2)), label="one run")
    group = data.group.iloc[0]
    low, high = axes.get_ylim()
    if group == "utility" and low < 0 < high:
        axes.axhline(0, color=GREY, linewidth=0.6, zorder=0)
    if group in ("trust", "acts"):
        axes.set_ylim(0, 1)
    axes.set_title(wrapped(data.title.iloc[0], width))
    axes.set_ylabel(wrapped(with_capital(data.unit.iloc[0]), 18))
    date_axis(axes.xaxis, times[0], times[-1], ticks)
    true_minus(axes.yaxis)


def caption(results, data):
    told = results.about["run"]
    runs = int(data.runs.max())
    worlds = results.setting.query("select count(distinct world) as worlds from runs").worlds[0]
    luck = f"luck and the numbers of {worlds} worlds" if worlds > 1 else "luck"
    text = (f"Small panels by date, of {runs} runs played again round by round ({results.replayed()}). Bands: middle 50 % "
            f"and 90 % of the runs at each date, which is how far runs differ by {luck}, and not simulation error; line: "
            f"median; dashed: run {told}. Shares of runs (talks held, an agreement in force, an act taken, a process that is 0 or 1): bands "
            f"are simulation error, {_method(results)}.")
    if data.runs.min() < runs:
        text += f" Runs end at different dates; at the last one there are {int(data.runs.min())}."
    still = data.drop_duplicates(["group", "panel"]).query("drawn == 0")
    if len(still):
        text += (f" Not drawn, but in the data, as no run moves them or as they move less than the {MOST_PANELS} of their "
                 f"group that are drawn: "
                 f"{', '.join(f'{g} {readable(p)}' for g, p in zip(still.group, still.panel))}.")
    return text


def _method(results):
    counts = results.setting.query("select count(*) as runs, count(distinct world) as worlds from runs")
    if counts.worlds[0] in (1, counts.runs[0]):
        return "Wilson's 95 % score interval over independent runs"
    return "Student's 95 % interval over worlds; where a share is 0 or 1, the exact one-sided 95 % bound over worlds"
