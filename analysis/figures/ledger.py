"""What the simulation says to each claim of the literature that it can contradict, and how the others are dealt with."""

import math

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from forest import HIGHEST
from labels import fitting, number, true_minus
from results import Missing
from style import BLACK, BLUE, GREY, LIGHT, ORANGE, VERMILION, legend_on_top

TITLE = "Claims against the simulation"
KINDS = ("claims",)
WIDTH = "page"
# As drawn, from the top: verdict -> colour, marker, whether it is filled.
VERDICTS = {"holds": (BLUE, "o", True), "cannot fail": (GREY, "D", True), "undecided": (ORANGE, "^", False),
            "fails": (VERMILION, "s", False), "untested": (GREY, "x", False)}
CLAIM_KINDS = {"emergent": BLUE, "encoded": "#D9D9D9", "calibrated": "#A6A6A6", "entailed": "#737373", "untested": "#404040",
               "not_modelled": "white"}
AROUND = 12.0  # mm of a panel for its axis and what stands under it
SCALES = {"level": "Mean over runs", "difference": "Difference of two means", "other": "Mean, in its own unit"}


def rows(results):
    """One row for each claim that is tested, in the order drawn (part "claim": claim, title, article, measure, verdict, scale,
    measured, low, high, above, below, counted, runs, severity, robustness, fragile, turns_round), then one for each article
    and kind (part "count": article, first, last, kind, claims). scale: level or difference, other where one leaves [-1, 1]."""
    claims = results.result.query("select * from ledger where kind = 'emergent' order by position")
    if claims.empty:
        raise Missing("the ledger has no emergent claim: only those are tested")
    numbers = ["measured", "low", "high", "above", "below", "severity", "robustness"]
    claims[numbers] = claims[numbers].astype(float)
    claims["verdict"] = claims.verdict.fillna("untested")
    largest = claims[["measured", "low", "high", "above", "below"]].abs().max(axis=1)
    claims["scale"] = np.where(largest > 1, "other", np.where(claims.difference == 1, "difference", "level"))
    claims["panel"] = claims.scale.map(list(SCALES).index)
    claims["order"] = claims.verdict.map(list(VERDICTS).index)
    claims = claims.sort_values(["panel", "order", "robustness", "position"], ascending=[True, True, False, True], kind="stable")
    claims.insert(0, "part", "claim")
    columns = ["part", "claim", "title", "article", "measure", "verdict", "scale", "measured", "low", "high", "above", "below", "counted",
               "runs", "severity", "robustness", "fragile", "turns_round"]
    frame = pd.concat([claims[columns], _counts(results)], ignore_index=True)
    return frame.astype(dict.fromkeys(("counted", "runs", "fragile", "turns_round", "claims"), "Int64"))


def _counts(results):
    """How many claims of each article are of each kind; articles in the order of their first claims."""
    claims = results.result.query("select claim, article, kind from ledger order by position")
    by_article = claims.groupby("article", sort=False)
    claims["first"], claims["last"] = by_article.claim.transform("first"), by_article.claim.transform("last")
    claims["place"] = claims.kind.map(list(CLAIM_KINDS).index)
    claims["from_"] = by_article.ngroup()
    keys = ["from_", "place", "article", "first", "last", "kind"]
    return claims.groupby(keys).size().reset_index(name="claims").drop(columns=["from_", "place"]).assign(part="count")


def draw(data, page):
    claims, counts = data[data.part == "claim"].copy(), data[data.part == "count"]
    claims["label"] = [fitting(f"{one.claim} {one.title}", (0.3 if page.wide else 0.4) * page.width) for one in claims.itertuples()]
    row = 3.1 * (claims.label.str.count("\n").max() + 1) + 0.9
    strip = (12 if page.wide else 24) + 4.4 * counts.article.nunique()
    most = int((HIGHEST - strip - AROUND * claims.scale.nunique() - 18) / row)
    parts = [claims[first:first + most] for first in range(0, len(claims), most)]
    return [("" if k == 0 else f"-{k + 1}", _sheet(part, counts if k + 1 == len(parts) else None, row, strip, page))
            for k, part in enumerate(parts)]


def _sheet(claims, counts, row, strip, page):
    """A page of claims, a panel for each scale, and under the last of them how many claims there are of each kind."""
    scales = list(dict.fromkeys(claims.scale))
    heights = [AROUND + row * (claims.scale == scale).sum() for scale in scales] + ([strip] if counts is not None else [])
    heights[0] += 6  # heads of columns
    figure, grid = page.figure(12 + sum(heights), len(heights), 1, squeeze=False, gridspec_kw={"height_ratios": heights})
    columns = _columns(claims, page)
    for k, scale in enumerate(scales):
        _dots(grid[k, 0], claims[claims.scale == scale], columns, k == 0)
        grid[k, 0].set_xlabel(SCALES[scale])
    if counts is not None:
        _strip(grid[-1, 0], counts, page)
    legend_on_top(figure, [(mark.get_label(), mark) for mark in _key(claims)])
    return figure


def _dots(axes, own, columns, heads):
    """A row for each claim: where it says that the measured value lies (shaded), where it does with its interval, and columns."""
    ends = own[["measured", "low", "high", "above", "below"]].to_numpy()
    left, right = min(0.0, np.nanmin(ends)), max(0.0, np.nanmax(ends))
    left, right = left - 0.04 * (right - left), right + 0.04 * (right - left)
    axes.axvline(0, color=BLACK, linewidth=0.5, zorder=2)
    for y, one in enumerate(own.itertuples()):
        colour, marker, filled = VERDICTS[one.verdict]
        low, high = (left if math.isnan(one.above) else one.above), (right if math.isnan(one.below) else one.below)
        axes.barh(y, high - low, left=low, height=0.86, color=LIGHT, linewidth=0, zorder=1)
        if math.isnan(one.measured):
            continue
        axes.hlines(y, one.low, one.high, color=colour, linewidth=1.3, zorder=3)
        axes.plot(one.measured, y, marker, color=colour, markerfacecolor=colour if filled else "white", zorder=4)
    axes.set_xlim(left, right)
    axes.set_ylim(len(own) - 0.5, -0.5)
    axes.set_yticks(range(len(own)), own.label)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    true_minus(axes.xaxis)
    for head, texts, right in columns:
        for y, text in [*([(-0.7, head)] if heads else []), *enumerate(texts[own.index])]:
            axes.annotate(text, (1, y), (right * 72 / 25.4, 0), xycoords=("axes fraction", "data"), textcoords="offset points", ha="right",
                          va="bottom" if text is head else "center", fontsize=7, annotation_clip=False)


def _columns(claims, page):
    """Columns of text at the right of all panels: head, text of each claim, and mm of their right edge from the axes."""
    of = {"severity\n(%)": [_per_cent(one.severity) for one in claims.itertuples()],
          "robust\n(%)": [_per_cent(share) + "*" * fragile for share, fragile in zip(claims.robustness, claims.fragile.fillna(0))]}
    if page.wide:
        of = {"claimed": [_claimed(one) for one in claims.itertuples()],
              "measured": [_plain(one.measured) for one in claims.itertuples()], **of}
    columns, right = [], 0.0
    for head, texts in of.items():
        right += 1.35 * max(len(text) for text in [*head.split("\n"), *texts]) + 3
        columns.append((head, pd.Series(texts, claims.index), right))
    return columns


def _per_cent(share):
    return "" if share is None or math.isnan(share) else f"{100 * share:.0f}"


def _plain(value):
    return "" if math.isnan(value) else number(value, 2)


def _claimed(one):
    """The open interval of the claim: "> 0.02", "-0.05 to 0.05"."""
    if math.isnan(one.below):
        return f"> {number(one.above)}"
    if math.isnan(one.above):
        return f"< {number(one.below)}"
    return f"{number(one.above)} to {number(one.below)}"


def _strip(axes, counts, page):
    """Claims of each article by kind, as bars of their numbers."""
    articles = list(dict.fromkeys(counts.article))
    left = np.zeros(len(articles))
    for kind, colour in CLAIM_KINDS.items():
        own = counts[counts.kind == kind].set_index("article").claims.reindex(articles).fillna(0).to_numpy(float)
        if own.any():
            axes.barh(range(len(articles)), own, left=left, height=0.68, facecolor=colour, edgecolor=BLACK, linewidth=0.4,
                      hatch="//////" if kind == "not_modelled" else None, label=kind.replace("_", " "))
        left += own
    ends = counts.drop_duplicates("article").set_index("article")
    axes.set_yticks(range(len(articles)),
                    [f"Article {k + 1}, " + " to ".join(dict.fromkeys((ends["first"][name], ends["last"][name])))
                     for k, name in enumerate(articles)])
    axes.set_ylim(len(articles) - 0.5, -0.5)
    axes.set_xlim(0, left.max())
    axes.set_xlabel("Claims of all kinds (number)")
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.tick_params(axis="y", length=0)
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1), borderaxespad=0.3) if page.wide else axes.legend(
        loc="lower right", bbox_to_anchor=(1, 1), ncol=2, borderaxespad=0.2, columnspacing=1)


def _key(claims):
    seen = [verdict for verdict in VERDICTS if verdict in set(claims.verdict) and verdict != "untested"]
    marks = [Line2D([], [], color=VERDICTS[v][0], marker=VERDICTS[v][1], markerfacecolor=VERDICTS[v][0] if VERDICTS[v][2] else "white",
                    linewidth=1.3, label=v) for v in seen]
    return [*marks, Patch(facecolor=LIGHT, label="where the claim says that it lies")]


def caption(results, data):
    claims = data[data.part == "claim"]
    stated = results.stated
    counts = claims.verdict.value_counts()
    verdicts = ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS if verdict in counts)
    runs = claims.runs.dropna()
    text = (f"The {len(claims)} claims of the ledger that the simulation can contradict ({verdicts}), "
            + (f"with {_span(runs)} runs of each case. " if len(runs) else "none of them tested. "))
    text += (f"Marks: measured mean, or mean difference between two cases with the same draws; bars: simulation error, "
             f"{100 * float(stated['confidence']):.4g} % intervals, so that the chance of any wrong verdict is at most "
             f"{100 * float(stated['error']):g} %. A claim holds where the whole interval lies where it says (shaded), and fails where none of "
             "it does; it cannot fail where it would hold in nearly any scenario. ")
    text += ("Severity: share of random scenarios in which the claim fails" + _of(stated, "random_worlds")
             + "; robust: share of plausible worlds (parameter range) in which it holds" + _of(stated, "plausible_worlds")
             + "; *: at fewer than half of them it does what it does at the numbers as written. Below: all claims by article and by how the model deals with them. ")
    articles = list(dict.fromkeys(data[data.part == "count"].article))
    text += "Articles: " + "; ".join(f"{k + 1}, {name}" for k, name in enumerate(articles)) + "."
    return text


def _span(runs):
    return f"{int(runs.min())}" if runs.nunique() == 1 else f"{int(runs.min())} to {int(runs.max())}"


def _of(stated, name):
    return f" (of {stated[name]})" if name in stated else ""
