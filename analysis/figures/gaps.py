"""What a deal lacks: of each outcome, what its nearest package would still have to bring each party."""

import numpy as np
import pandas

import units
from forest import Rows, forest
from labels import true_minus
from results import Missing
from style import BLACK, BLUE, example, legend_on_top

TITLE = "What a deal lacks"
KINDS = ("sweep", "comparison")
WIDTH = "page"
ORIGINS = {"start": "From where talks began", "end": "From where they ended"}


def rows(results):
    """One row for each outcome, party and origin (start, end): outcome, title, party, party_title, origin, mean, low,
    high (95 %; utility per year, above 0 where the party lacks), runs (that have such a package), of_runs, units.
    Of a comparison: of the base's runs."""
    columns = _columns(results)
    if not columns:
        raise Missing("the file has no gaps, or the scenario no outcome to lack: make it without --no-gaps")
    table = "gaps" if results.kind == "sweep" else "paired_runs"
    found = units.means(results, table, [column for *_, column in columns])
    frame = pandas.DataFrame(columns, columns=["outcome", "origin", "party", "column"]).join(found.drop(columns="column"))
    frame = frame.drop(columns="column")
    frame = frame[frame.runs > 0]
    if frame.empty:
        raise Missing("no run has a package of any outcome other than the one in force")
    titles = results.outcomes().set_index("outcome").title
    frame.insert(1, "title", frame.outcome.map(titles))
    frame.insert(3, "party_title", [results.actor(party) for party in frame.party])
    frame["of_runs"] = _runs(results)
    outcomes, parties, origins = list(titles.index), list(dict.fromkeys(frame.party)), list(ORIGINS)
    order = [(outcomes.index(o), parties.index(p), origins.index(g)) for o, p, g in zip(frame.outcome, frame.party, frame.origin)]
    return frame.iloc[sorted(range(len(frame)), key=order.__getitem__)].reset_index(drop=True)


def _columns(results):
    """Outcome, origin, party and column of each lack in the file."""
    if results.kind == "comparison":
        names = results.result.query("select quantity from quantities where kind = 'gap' order by position").quantity
        return [(*name.split(".")[1:], name) for name in names]
    if "gaps" in results.result.tables:
        names = results.result.columns("gaps")
    elif "totals" in results.result.tables:
        names = results.result.query("select column_name from totals where table_name = 'gaps'").column_name
    else:
        return []
    return [(*name.split(".")[:3], name) for name in names if name.endswith(".lack")]


def _runs(results):
    if results.kind == "comparison":
        return int(results.result.query("select count(outcome) as n from paired_runs where arm = 0").n[0])
    return int(results.result.query("select max(runs) as n from outcome_shares").n[0])


def draw(data, page):
    origins = [origin for origin in ORIGINS if (data.origin == origin).any()]
    labels, headings, place = [], set(), {}
    for (outcome, title), of in data.groupby(["outcome", "title"], sort=False):
        headings.add(len(labels))
        labels.append(title)
        for party, party_title in dict(zip(of.party, of.party_title)).items():
            place[outcome, party] = len(labels)
            labels.append(party_title)
    reach = data[["mean", "low", "high"]].to_numpy(float)
    low, high = min(0.0, np.nanmin(reach)), max(0.0, np.nanmax(reach))
    margin = 0.06 * (high - low or 1.0)

    def panel(axes, number_, first, count):
        of = data[data.origin == origins[number_]]
        heights = np.array([place[key] - first for key in zip(of.outcome, of.party)])
        inside = (heights >= 0) & (heights < count)
        _lacks(axes, of[inside], heights[inside])
        axes.axvline(0, color=BLACK, linewidth=0.6, zorder=1)
        axes.set_xlim(low - margin, high + margin)
        true_minus(axes.xaxis)
        axes.set_xlabel("Lack (utility per year)")

    drawn = forest(page, Rows(labels, frozenset(headings)), [ORIGINS[origin] for origin in origins], panel,
                   narrowest=34, share_of_labels=0.3, above=8)
    for _, figure in drawn:
        legend_on_top(figure, [("mean, 95 % interval; above 0 the party lacks, below it has to spare", example("o", BLUE, linewidth=1.2)),
                               ("interval contains 0", example("o", BLUE, markerfacecolor="white", linewidth=1.2))])
    return drawn


def _lacks(axes, of, heights):
    arms = np.nan_to_num(np.vstack([of["mean"] - of.low, of.high - of["mean"]]))
    axes.errorbar(of["mean"], heights, xerr=arms, fmt="none", ecolor=BLUE, elinewidth=1.2, capsize=1.8, zorder=3)
    apart = ~((of.low <= 0) & (of.high >= 0)).to_numpy()
    for fill, which in (("white", ~apart), (BLUE, apart)):
        axes.plot(of["mean"][which], heights[which], "o", color=BLUE, markerfacecolor=fill, zorder=4)


def caption(results, data):
    whole = data.of_runs.iloc[0]
    of_base = " of the base" if results.kind == "comparison" else ""
    text = (f"What the nearest package of each outcome lacks for each party to be better off signing than not, as mean over "
            f"{whole} runs{of_base}, in utility per year; below 0 it has to spare. Bars: "
            f"{units.of_interval(units.unit_of(results))}; hollow where it contains 0.")
    few = data[data.runs < data.of_runs]
    if len(few):
        told = "; ".join(f"{title}, {ORIGINS[origin].lower()}: {runs}" for (title, origin), runs
                         in few.groupby(["title", "origin"], sort=False).runs.max().items())
        text += f" Some runs have no such package, and do not count there (runs that have): {told}."
    return text
