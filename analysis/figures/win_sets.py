"""Win-sets and the zone of agreement by outcome, at the start of talks.

After R. D. Putnam, Diplomacy and domestic politics: the logic of two-level games, International Organization 42(3), 1988: an
agreement must be better than none for those who sign it and be ratified at home, and lie in the win-sets of all.
"""

import math

import numpy as np
import pandas as pd
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from forest import HIGHEST
from labels import fitting, percent_axis, true_minus
from results import Missing, quoted
from style import BLACK, BLUE, GREY, SKY, legend_on_top

TITLE = "Win-sets and the zone of agreement"
KINDS = ("scenario",)
WIDTH = "page"
ALL = "all"
GRID = "#E5E5E5"
COUNTS = ["packages", "acceptable", "ratifiable", "both"]
PARTS = (("win-set: accepted and ratified", {"facecolor": BLUE}),
         ("accepted, but fails at home", {"facecolor": SKY, "alpha": 0.55}),
         ("ratified at home, but refused", {"facecolor": "white", "hatch": "/////"}))


def rows(results):
    """One row for each outcome that an allowed package makes and each party, and for all of them together (party
    "all"): outcome, title, party, party_title, packages, acceptable (no worse than no agreement), ratifiable (as
    likely as not to be ratified at home), both, all four scaled up where packages are thinned; gain_low and
    gain_high: utility of the worst and of the best package less that of no agreement (empty for all together)."""
    setting = results.setting
    if setting is None or "packages" not in setting.tables:
        raise Missing("there is no setting with packages")
    parties = results.parties()
    listed = int(setting.query("select count(*) as n from packages").n[0])
    if not listed:
        raise Missing("no package of the scenario is allowed")
    scale = float(results.about["packages_allowed"]) / listed
    frame = pd.concat([_counts(setting, parties, one) for one in [*parties, ALL]])
    frame[COUNTS] = (frame[COUNTS] * scale).round().astype(int)
    outcomes = results.outcomes()
    frame = frame.merge(outcomes.assign(place=range(len(outcomes))), on="outcome")
    frame["party_title"] = ["All together" if party == ALL else results.actor(party) for party in frame.party]
    frame = frame.sort_values("place", kind="stable").reset_index(drop=True)
    return frame[["outcome", "title", "party", "party_title", *COUNTS, "gain_low", "gain_high"]]


def _counts(setting, parties, one):
    """Of each outcome, how many listed packages one party, or all together, would accept, and what they gain."""
    these = parties if one == ALL else [one]
    without = {party: f"(select {quoted('utility.' + party)} from points where concept = 'disagreement')" for party in these}
    accepts = " and ".join(f"{quoted('utility.' + party)} >= {without[party]}" for party in these)
    ratifies = " and ".join(f"{quoted('ratifiable.' + party)} = 1" for party in these)
    gain = "null" if one == ALL else f"{quoted('utility.' + one)} - {without[one]}"
    return setting.query(
        f"select outcome, ? as party, count(*) as packages, sum({accepts}) as acceptable, sum({ratifies}) as ratifiable, "
        f"sum({accepts} and {ratifies}) as both, min({gain}) as gain_low, max({gain}) as gain_high from packages group by outcome",
        (one,))


def draw(data, page):
    return [*_sheets("", _sets, data, page, 5 if page.wide else 3, 4 if page.wide else 12),
            *_sheets("-worth", _worth, data[data.party != ALL], page, 4 if page.wide else 2, 0)]


def _sheets(suffix, drawn, data, page, most, above):
    """Pairs of a suffix and a figure with as many parties as a page holds, `most` of them side by side; `above`: mm of a legend."""
    parties = list(dict.fromkeys(data.party))
    names = _outcome_names(data, page)
    band = 10 + len(names) * max(4.5, 3.2 * max(name.count("\n") + 1 for name in names) + 0.8)
    at_once = most * max(1, int((HIGHEST - above) / band))
    sheets = []
    for first in range(0, len(parties), at_once):
        of = parties[first:first + at_once]
        columns = min(len(of), most)
        lines = math.ceil(len(of) / columns)
        figure, grid = page.figure(above + 14 + lines * band, lines, columns, sharex=True, sharey=True, squeeze=False)
        drawn(figure, _panels(grid, data, of, names, page))
        sheets.append((suffix + (f"-{first // at_once + 1}" if len(parties) > at_once else ""), figure))
    return sheets


def _outcome_names(data, page):
    counted = data.drop_duplicates("outcome")
    return [fitting(f"{one.title} ({one.packages:,})", 0.31 * page.width) for one in counted.itertuples()]


def _panels(grid, data, parties, names, page):
    """Axes and rows of each party, outcomes from the top down."""
    columns = grid.shape[1]
    for k, axes in enumerate(grid.flat):
        if k >= len(parties):
            axes.set_visible(False)
            continue
        own = data[data.party == parties[k]]
        axes.set_title(fitting(own.party_title.iloc[0], 0.55 * page.width / columns, 8), fontsize=7.5,
                       fontweight="bold" if parties[k] == ALL else "normal")
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(len(names) - 0.5, -0.5)
        axes.tick_params(axis="y", length=0)
        axes.tick_params(labelleft=k % columns == 0, labelbottom=k + columns >= len(parties))
        axes.grid(axis="x", color=GRID, linewidth=0.4)
        axes.set_axisbelow(True)
        yield axes, own


def _sets(figure, panels):
    for axes, own in panels:
        left = np.zeros(len(own))
        for part, style in zip(_parts(own), PARTS):
            share = (part / own.packages).to_numpy()
            axes.barh(range(len(own)), share, left=left, height=0.62, edgecolor=BLACK, linewidth=0.4, **style[1])
            left = left + share
        for y, count in enumerate(own.both):
            axes.annotate(f"{count:,}", (1, y), (3, 0), xycoords=("axes fraction", "data"), textcoords="offset points", va="center",
                          ha="left", fontsize=7, color=BLACK if count else GREY)
        axes.set_xlim(0, 1)
        axes.set_xticks([0, 0.5, 1])
        percent_axis(axes.xaxis, "")
        axes.set_xlabel("")
    figure.supxlabel("Share of the outcome's packages (%)", fontsize=7.5)
    legend_on_top(figure, [(name, Patch(edgecolor=BLACK, linewidth=0.4, **style)) for name, style in PARTS])


def _parts(own):
    """Packages in the win-set; those better than nothing that fail at home; those ratified at home but refused."""
    refused = own.ratifiable - own.both
    if (own.ratifiable == own.packages).all():
        refused = 0 * refused  # nothing fails at home, so that ratification tells nothing
    return own.both, own.acceptable - own.both, refused


def _worth(figure, panels):
    for axes, own in panels:
        y = np.arange(len(own))
        axes.axvline(0, color=BLACK, linewidth=0.6, zorder=1)
        axes.hlines(y, own.gain_low, own.gain_high, color=BLUE, linewidth=2.4, zorder=2)
        for end in (own.gain_low, own.gain_high):
            axes.plot(end, y, "|", color=BLUE, markersize=5, markeredgewidth=1.6, zorder=3)
        axes.xaxis.set_major_locator(MaxNLocator(4))
        true_minus(axes.xaxis)
    figure.supxlabel("Utility above no agreement (utility per year)", fontsize=7.5)


def caption(results, data):
    allowed, listed = int(results.about["packages_allowed"]), int(results.about["packages_listed"])
    text = (f"Packages that make each outcome, of {allowed:,} that are feasible and cross no red line, with the scenario's own numbers "
            "at the start of talks (no runs, and no interval: nothing is drawn at random). In brackets: packages of the outcome. Dark: a "
            "party's win-set, packages that it accepts (no worse for it than no agreement) and that are as likely as not to be ratified "
            "at home, with their number at the right; light: accepted, but more likely than not to fail at home; hatched: ratified, "
            "but worse than no agreement. All together: the same of all parties at once; dark is the zone of agreement. Bars of worth: "
            "utility of the worst to the best package of the outcome less that of no agreement.")
    free = [title for title, of in data.groupby("party_title", sort=False) if (of.ratifiable == of.packages).all()]
    if free:
        text += f" Nothing fails at home for: {', '.join(free)}."
    if listed < allowed:
        text += f" Counts are estimates, scaled up from {listed:,} packages, every k-th of all and those of the Pareto frontier."
    return text
