"""What packages are worth to three or more parties: one axis for each party, side by side. Part of utility_plane."""

import numpy as np
from matplotlib import rcParams

from labels import true_minus, wrapped
from style import BLACK, BLUE, GREEN, GREY, LIGHT, LINES, MARKERS, ORANGE, PURPLE, VERMILION

LINE_COLOURS = (BLUE, GREEN, BLACK, PURPLE, ORANGE)


def draw(data, page):
    """One axis for each party: frontier packages as thin lines, solutions and accepted offers as strong ones."""
    utilities = [column for column in data.columns if column.startswith("utility.")]
    figure, axes = page.figure(84 if page.wide else 78)
    places = np.arange(len(utilities))
    for place in places:
        axes.axvline(place, color=LIGHT, linewidth=0.6, zorder=0)
    for row in data.loc[data.kind == "package", utilities].to_numpy(float):
        axes.plot(places, row, color="#9A9A9A", linewidth=0.5, zorder=1)
    ends = []
    strong = data[(data.kind == "point") | (data.kind == "offer")]
    for k, (_, of) in enumerate(strong.groupby([strong[u].round(9) for u in utilities], sort=False)):
        first = of.iloc[0]
        agreed = (of.kind == "offer").any()
        none = first["name"] == "disagreement"
        colour = VERMILION if agreed else GREY if none else LINE_COLOURS[k % len(LINE_COLOURS)]
        axes.plot(places, first[utilities].to_numpy(float), color=colour, linestyle=LINES[k % len(LINES)],
                  marker=MARKERS[k % len(MARKERS)], linewidth=2 if agreed else 1.3, zorder=4 if agreed else 3)
        words = [f"agreed {row.date}" if row.kind == "offer" else row.title for row in of.itertuples()]
        ends.append((float(first[utilities[-1]]), wrapped(", ".join(dict.fromkeys(words)), 22), colour))
    axes.set_xlim(-0.1, places[-1] * (1.3 if page.wide else 1.62) + 0.05)
    titles = data[data.kind == "axis"]
    axes.set_xticks(places, [wrapped(_owner(title), page.characters(0.7 / len(places))) for title in titles.title])
    axes.set_ylabel("Utility\n" + titles.title.iloc[0][titles.title.iloc[0].rindex("("):])
    true_minus(axes.yaxis)
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(axis="x", length=0)
    _end_labels(axes, places[-1], ends)
    return figure


def _owner(title):
    """Whose utility the title of an axis names: "Japan" of "Japan's utility (...)"."""
    owner = title[:title.rindex(" utility (")]
    return owner[:-2] if owner.endswith("'s") else owner[:-1]


def _end_labels(axes, x, ends):
    """Names at the right ends of lines, spread so that none covers another."""
    axes.figure.canvas.draw()
    ends = sorted(ends, key=lambda end: -end[0])
    size = 1.25 * rcParams["font.size"] / 72 * axes.figure.dpi  # of a line, in pixels
    low, high = axes.get_ylim()
    for _ in range(4):  # room above and below makes lines of text larger in units of the axis
        line = size / axes.bbox.height * (high - low)
        heights = [line * (1.1 + text.count("\n")) for _, text, _ in ends]
        centres = _spread([end[0] for end in ends], heights)
        low, high = min(low, centres[-1] - heights[-1] / 2), max(high, centres[0] + heights[0] / 2)
    axes.set_ylim(low, high)
    aside = 0.06 * (axes.get_xlim()[1] - axes.get_xlim()[0])
    for (y, text, colour), centre in zip(ends, centres):
        axes.plot([x + aside / 6, x + 0.85 * aside], [y, centre], color=colour, linewidth=0.5, clip_on=False)
        axes.text(x + aside, centre, text, va="center", linespacing=1.0)


def _spread(centres, heights):
    """Places, from above, as near to these as they may be without overlapping."""
    centres = list(centres)
    for _ in range(300):
        for k in range(len(centres) - 1):
            lack = (heights[k] + heights[k + 1]) / 2 - (centres[k] - centres[k + 1])
            if lack > 0:
                centres[k] += lack / 2
                centres[k + 1] -= lack / 2
    return centres
