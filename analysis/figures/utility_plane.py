"""What is at stake between the parties at the start: packages by what they are worth to each, and one run's offers.

Of two parties the plane of their utilities; of more, one axis for each party, side by side.
"""

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

import parallel_axes
from labels import possessive, true_minus, wrapped
from placement import label_points
from results import Missing, quoted, with_capital
from style import BLACK, BLUE, COLOURS, GREEN, GREY, LINES, MARKERS, VERMILION, need_width

TITLE = "Utilities at the start"
KINDS = ("sweep", "comparison", "tip", "account", "scenario")
WIDTH = "column"
LEAST_WIDTH = 80  # mm
MOST_CLASSES = 6
MANY = 2000  # packages from which on the cloud is an image within a vector file
ZONE = "#F1F1F1"
PARTY_COLOURS = (BLUE, VERMILION, GREEN)
BOXED = {"bbox": {"facecolor": ZONE, "edgecolor": "none", "pad": 0.4, "alpha": 0.6}, "linespacing": 1.0}
SOLUTIONS = {
    "nash": ("Nash", "*", 8),
    "egalitarian": ("egalitarian", "D", 4.5),
    "kalai_smorodinsky": ("Kalai–Smorodinsky", "^", 5.5),
    "utilitarian": ("utilitarian", "s", 4.5),
    "disagreement": ("no agreement", "X", 6),
}


def rows(results):
    """Rows of four kinds, with a column utility.PARTY for each party (per year). "axis": name (the party) and title
    (of its axis). "package": package, outcome, title (of the outcome), zone and frontier (1 or 0). "point": name (the
    concept) and package. "offer": name (who proposed; "mediator" where nobody did), title, round, date, turn (place in
    the run), package, accepted, of the run that is told. Offers of packages that are not among the allowed ones of the
    start are counted in rows of kind "elsewhere" (name, count)."""
    setting = results.setting
    if setting is None or "packages" not in setting.tables:
        raise Missing("a ledger of claims has no single scenario whose packages could be drawn")
    packages = setting.query("select * from packages order by package")
    if packages.empty:
        raise Missing("the scenario has no packages to bargain over (key issues), or none that crosses no red line")
    parties = results.parties()
    titles = results.outcomes().set_index("outcome").title
    utilities = [f"utility.{party}" for party in parties]
    packages["title"] = packages.outcome.map(titles)
    packages = packages[["package", "outcome", "title", "zone", "frontier", *utilities]].assign(kind="package")
    parts = [_axes(results, parties), packages, _points(setting, utilities), *_offers(results, utilities)]
    if len(parties) != 2:
        parts[1] = parts[1][parts[1].frontier == 1]
        parts[3:4] = [offers[offers.accepted == 1] for offers in parts[3:4]]
    order = ["kind", "name", "title", "package", "outcome", "zone", "frontier", "round", "date", "turn", "accepted", "count",
             *utilities]
    data = pd.concat(parts, ignore_index=True).reindex(columns=order)
    whole = ["package", "zone", "frontier", "round", "turn", "accepted", "count"]
    return data.astype({column: "Int64" for column in whole})


def _axes(results, parties):
    nothing = results.setting.query("select max(status_quo) as given from options").given[0] == 0
    unit = "per year" if nothing else "per year, relative to the status quo"
    titles = [f"{with_capital(possessive(results.actor(party)))} utility ({unit})" for party in parties]
    return pd.DataFrame({"kind": "axis", "name": parties, "title": titles})


def _points(setting, utilities):
    points = setting.query("select * from points where concept <> 'ideal' order by concept, tie")
    points = points.rename(columns={"concept": "name"})
    points["title"] = [SOLUTIONS[name][0] for name in points.name]
    return points[["name", "title", "package", *utilities]].assign(kind="point")


def _offers(results, utilities):
    """The offers of the run that is told, and how many of them are of no listed package."""
    if "offers" not in results.setting.tables:
        return []
    columns = ", ".join(f"p.{quoted(column)}" for column in utilities)
    offers = results.setting.query(
        f"select o.proposer, o.round, r.date, o.package, o.accepted, p.package as listed, {columns} from offers o "
        "join rounds r on r.run = o.run and r.round = o.round left join packages p on p.package = o.package "
        "where o.run = ? and o.passed = 0 order by o.exchange, o.turn", (int(results.about["run"]),))
    offers["name"] = offers.proposer.fillna("mediator")
    offers["title"] = [with_capital(results.actor(p)) if isinstance(p, str) else "Mediator" for p in offers.proposer]
    offers["turn"] = range(1, len(offers) + 1)
    here = offers[offers.listed.notna()].drop(columns=["proposer", "listed"]).assign(kind="offer")
    gone = offers[offers.listed.isna()].groupby(["name", "title"], sort=False).size().rename("count").reset_index()
    return [here, gone.assign(kind="elsewhere")]


def _utilities(data):
    return [column for column in data.columns if column.startswith("utility.")]


def draw(data, page):
    need_width(page, LEAST_WIDTH)
    return _plane(data, page) if len(_utilities(data)) == 2 else parallel_axes.draw(data, page)


def _plane(data, page):
    offers = data[data.kind == "offer"]
    panels = 2 if len(offers) else 1
    lines, columns = (1, panels) if page.wide else (panels, 1)
    figure, grid = page.figure(lines * 74 + 4, lines, columns, squeeze=False)
    limits = _limits(data)
    for axes in grid.flat:
        _background(axes, data, limits)
    _solutions(grid.flat[0], data, page)
    if len(offers):
        _course(grid.flat[1], data, offers)
    return figure


def _limits(data):
    """Of both axes: they hold the zone, the solutions and the offers, and a margin."""
    shown = data[(data.kind.isin(("point", "offer"))) | (data.zone == 1)]
    if not (data.zone == 1).any():
        shown = data[data.kind.isin(("point", "offer", "package"))]
    limits = []
    for column in _utilities(data):
        low, high = shown[column].min(), shown[column].max()
        margin = 0.08 * (high - low) or 0.1
        limits.append((low - margin, high + margin))
    return limits


def _background(axes, data, limits):
    """The zone, packages outside it, the frontier, and the names of the axes."""
    x, y = _utilities(data)
    packages = data[data.kind == "package"]
    point = data[(data.kind == "point") & (data["name"] == "disagreement")].iloc[0]
    axes.add_patch(Rectangle((point[x], point[y]), limits[0][1] - point[x], limits[1][1] - point[y], color=ZONE,
                             linewidth=0, zorder=0))
    outside = packages[packages.zone == 0]
    axes.plot(outside[x], outside[y], zorder=1, **_faint(packages))
    frontier = packages[packages.frontier == 1].sort_values([x, y])
    axes.plot(frontier[x], frontier[y], color=BLACK, linewidth=0.8, zorder=3)
    axes.set(xlim=limits[0], ylim=limits[1])
    titles = data[data.kind == "axis"].title
    for name, title in ((axes.set_xlabel, titles.iloc[0]), (axes.set_ylabel, titles.iloc[1])):
        name("\n".join(wrapped(line, 42) for line in title.replace(" (", "\n(").split("\n")))
    true_minus(axes.xaxis)
    true_minus(axes.yaxis)


def _faint(packages):
    """Marks of packages in the background: small where they are many, and an image where they are very many."""
    return {"linestyle": "none", "marker": ".", "color": "#B8B8B8", "markersize": 1.6 if len(packages) > 200 else 4,
            "rasterized": len(packages) > MANY}


def _classes(data):
    """The outcomes that have packages in the zone, those with most packages first."""
    inside = data[data.zone == 1]
    return list(inside.groupby("outcome", sort=False).size().sort_values(ascending=False, kind="stable").index)


def _solutions(axes, data, page):
    """Packages of the zone by outcome, and the solutions with their names."""
    x, y = _utilities(data)
    inside = data[data.zone == 1]
    classes = _classes(data)
    for k, outcome in enumerate(classes):
        of = inside[inside.outcome == outcome]
        rest = k >= MOST_CLASSES
        label = None if k > MOST_CLASSES else "other outcomes" if rest else wrapped(of.title.iloc[0], 34)
        axes.plot(of[x], of[y], linestyle="none", marker="." if rest else MARKERS[k], color=GREY if rest else COLOURS[k],
                  markersize=2.8, markeredgewidth=0, zorder=2, label=label, rasterized=len(data) > MANY)
    places, names = [], []
    for _, of in data[data.kind == "point"].groupby([data[x].round(9), data[y].round(9)], sort=False):
        place = (of[x].iloc[0], of[y].iloc[0])
        _, marker, size = SOLUTIONS[of["name"].iloc[0]]
        axes.plot(*place, marker=marker, markersize=size, color=BLACK, markeredgecolor="white", markeredgewidth=0.6,
                  zorder=6, clip_on=False)
        places.append(place)
        names.append(wrapped(", ".join(dict.fromkeys(of.title)), 24))
    frontier = inside[inside.frontier == 1].sort_values([x, y])[[x, y]].to_numpy(float)
    if len(frontier) > 1:
        lengths = np.hypot(*(np.diff(frontier, axis=0) / np.ptp(frontier, axis=0)).T)
        places.append(tuple(frontier[np.argmax(lengths):][:2].mean(axis=0)))
        names.append("Pareto frontier")
    if classes:
        axes.text(0.99, 0.99, "zone of agreement", transform=axes.transAxes, ha="right", va="top", color=GREY)
        _legend(axes, page.width / (2 if page.wide else 1))
    label_points(axes, places, names, marks=[*zip(inside[x], inside[y]), *_along(frontier)], **BOXED)


def _legend(axes, width):
    """The outcomes above the axes, in as many columns as have room."""
    handles, names = axes.get_legend_handles_labels()
    longest = max(len(line) for name in names for line in name.split("\n"))
    columns = max(1, min(len(names), int((width - 14) / (5 + 1.5 * longest))))
    axes.legend(handles, names, loc="lower left", bbox_to_anchor=(0, 1), ncol=columns, borderaxespad=0.3, handletextpad=0.3,
                markerscale=1.6, columnspacing=0.8)


def _along(line):
    """Points along a line, for labels to keep clear of."""
    if len(line) < 2:
        return []
    steps = np.linspace(0, 1, 12)[:, None]
    return [tuple(point) for a, b in zip(line, line[1:]) for point in a + steps * (b - a)]


def _course(axes, data, offers):
    """Each party's offers in the order in which they were made; the first, the last and accepted ones by date."""
    x, y = _utilities(data)
    inside = data[data.zone == 1]
    axes.plot(inside[x], inside[y], zorder=1, **_faint(data))
    for k, (_, of) in enumerate(offers.groupby("name", sort=False)):
        axes.plot(of[x], of[y], color=PARTY_COLOURS[k % 3], linestyle=LINES[k], linewidth=0.7, marker=MARKERS[k],
                  markersize=4, markerfacecolor="white", markeredgewidth=0.8, zorder=4 + k, label=of.title.iloc[0])
        taken = of[of.accepted == 1]
        axes.plot(taken[x], taken[y], linestyle="none", marker=MARKERS[k], markersize=6, color=PARTY_COLOURS[k % 3],
                  markeredgecolor=BLACK, zorder=7)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncol=3, borderaxespad=0.3, handlelength=3)
    places, names = _dates(offers, x, y)
    marks = [mark for _, of in offers.groupby("name", sort=False) for mark in _along(of[[x, y]].to_numpy(float))]
    label_points(axes, places, names, marks=marks, **BOXED)


def _dates(offers, x, y):
    """Where dates stand, and which: of each party's first and last offer, and of accepted ones; those of one package
    together."""
    told = {}
    for _, of in offers.groupby("name", sort=False):
        for offer in of[(of.turn.isin((of.turn.min(), of.turn.max()))) | (of.accepted == 1)].itertuples():
            row = offers.loc[offer.Index]
            word = f"{row.date} accepted" if row.accepted == 1 else row.date
            told.setdefault((row[x], row[y]), []).append(word)
    return list(told), ["\n".join(dict.fromkeys(words)) for words in told.values()]


def caption(results, data):
    about = results.about
    parties = len(_utilities(data))
    text = (f"What packages are worth to each party at the start, with the scenario's own numbers: "
            f"{about['packages_allowed']} packages are feasible and cross no red line, {about['packages_in_zone']} of them "
            f"leave no party worse off than no agreement ({'shaded' if parties == 2 else 'the zone of agreement'}). ")
    if parties == 2:
        text += "Line: Pareto frontier of the zone; black marks: no agreement and the solutions of bargaining theory. "
        text += f"{_left_out(data, about)}"
    else:
        text += ("Thin lines: packages on the Pareto frontier of the zone; strong lines: no agreement, the solutions of "
                 "bargaining theory and, named by their dates, accepted offers. ")
    if (data.kind == "offer").any():
        text += (f"Offers are those of run {about['run']}, at what their packages are worth at the start"
                 f"{'; filled where accepted, dates at the first, last and accepted ones' if parties == 2 else ''}. ")
    gone = data[data.kind == "elsewhere"]["count"].sum()
    if gone:
        text += (f"{int(gone)} of the offers of run {about['run']} {'is of a package that is' if gone == 1 else 'are of packages that are'} "
                 "not among these, and left out. ")
    return text + "Nothing here is estimated, so that there is no interval."


def _left_out(data, about):
    listed = data[data.kind == "package"]
    words = ""
    if len(listed) < int(about["packages_allowed"]):
        words += f"{len(listed)} of the packages are drawn, evenly by number and all of the frontier. "
    limits = _limits(data)
    beyond = sum(not all(low <= value <= high for value, (low, high) in zip(values, limits))
                 for values in listed[_utilities(data)].to_numpy(float))
    if beyond:
        words += f"{beyond} packages outside the zone lie beyond the axes. "
    return words
