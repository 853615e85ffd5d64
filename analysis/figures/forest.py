"""Panels side by side that share a list of rows at their left, over as many bands and figures as they need.

A band is a row of panels with its list; where bands are higher than a page they go on in further figures.
"""

from dataclasses import dataclass

import matplotlib
import numpy as np

from labels import fitting
from style import LIGHT

LINE = 3.1  # mm of a line of the smallest text
PITCH = 4.3  # mm of a row whose label is one line
AROUND = 13.0  # mm of a band for titles above and an axis below
HIGHEST = 225.0  # mm of a figure


@dataclass
class Rows:
    """labels: what stands at each row, top to bottom; headings: rows (by number) that only name what follows."""

    labels: list
    headings: frozenset = frozenset()


def forest(page, rows, titles, draw, narrowest=23.0, share_of_labels=0.34, above=0.0, pitch=PITCH):
    """Pairs of a suffix and a figure of all rows and panels.

    draw(axes, panel, first, count) draws the rows [first, first + count) of a panel at heights 0 to count - 1.
    narrowest: mm that a panel needs; share_of_labels: of the width; above: mm that a legend takes;
    pitch: mm that a row needs.
    """
    page_scale = 2.0 if page.style == "slides" else 1.0
    labels = [fitting(label, share_of_labels * page.width - 3, _size("ytick.labelsize") / page_scale) for label in rows.labels]
    pitch = max(pitch, _pitch(labels))
    across = int(np.clip((1 - share_of_labels) * page.width // narrowest, 1, len(titles)))
    panels = -(-len(titles) // across)
    across = -(-len(titles) // panels)
    width = (1 - share_of_labels) * page.width / across
    names = [fitting(title, width - 3, _size("axes.titlesize") / page_scale) for title in titles]
    around = AROUND + LINE * max(name.count("\n") + 1 for name in names) + (LINE if width < 30 else 0)
    most = max(4, int((HIGHEST / page_scale - above - around) / pitch))
    bands = [(first, min(most, len(labels) - first), start) for first in range(0, len(labels), most)
             for start in range(0, len(titles), across)]
    drawn = []
    for group in _figures(bands, pitch, around, HIGHEST / page_scale - above):
        heights = [count * pitch + around for _, count, _ in group]
        figure, grid = page.figure(sum(heights) + above, len(group), across, squeeze=False,
                                   gridspec_kw={"height_ratios": [count for _, count, _ in group]})
        for line, (first, count, start) in zip(grid, group):
            for k, axes in enumerate(line):
                if start + k >= len(titles):
                    axes.set_visible(False)
                    continue
                _frame(axes, count, rows, labels[first:first + count], first, k == 0)
                axes.set_title(names[start + k], loc="left")
                draw(axes, start + k, first, count)
                axes.set_xlabel(fitting(axes.get_xlabel(), width - 3, _size("axes.labelsize") / page_scale))
        drawn.append(figure)
    return [("" if k == 0 else f"-{k + 1}", figure) for k, figure in enumerate(drawn)]


def _size(parameter):
    return matplotlib.rcParams[parameter]


def _pitch(labels):
    """mm from row to row, so that neighbours do not touch."""
    lines = [label.count("\n") + 1 for label in labels]
    return max([PITCH] + [LINE * (one + other) / 2 + 0.4 for one, other in zip(lines, lines[1:])])


def _figures(bands, pitch, around, highest):
    """Bands in groups that fit a page."""
    groups, height = [[]], 0.0
    for band in bands:
        needed = band[1] * pitch + around
        if groups[-1] and height + needed > highest:
            groups.append([])
            height = 0.0
        groups[-1].append(band)
        height += needed
    return groups


def _frame(axes, count, rows, labels, first, named):
    axes.set_ylim(count - 0.5, -0.5)
    axes.set_yticks(range(count), labels if named else [""] * count)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", color="#E5E5E5", linewidth=0.4)
    for y in range(count):
        if first + y not in rows.headings:
            axes.axhline(y, color=LIGHT, linewidth=0.4, zorder=0.5)
        elif named:
            axes.get_yticklabels()[y].set_fontweight("bold")
    axes.set_axisbelow(True)
