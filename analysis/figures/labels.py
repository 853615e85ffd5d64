"""Words and numbers at axes."""

import functools
import textwrap

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

MINUS = "\N{MINUS SIGN}"


def wrapped(text, characters):
    """The text in lines of at most so many characters."""
    return "\n".join(textwrap.wrap(text, max(8, characters), break_long_words=False)) or text


def number(value, digits=3):
    """A number in at most so many significant digits, with a true minus sign."""
    text = f"{value:.{digits}g}"
    if "e" in text and 1e-4 <= abs(value) < 1e7:
        text = f"{value:f}".rstrip("0").rstrip(".")
    return text.replace("-", MINUS)


def percent(share, digits=1):
    return f"{100 * share:.{digits}f}".replace("-", MINUS) + " %"


def percent_axis(axis, name):
    """Ticks of an axis of shares as whole per cents, and its name with the unit."""
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:g}".replace("-", MINUS)))
    axis.set_label_text(f"{name} (%)")


def true_minus(axis):
    """Tick labels with a true minus sign and no offset."""
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}".replace("-", MINUS)))


def without_common_end(titles):
    """Titles without what all of them end in after a comma, so that they tell what differs."""
    titles = list(titles)
    while len(titles) > 1 and all(", " in title for title in titles) and len({t.rsplit(", ", 1)[1] for t in titles}) == 1:
        titles = [title.rsplit(", ", 1)[0] for title in titles]
    return titles


def share_in_words(share):
    """A share as a per cent with two digits that count: 0.0582 is "5.8 %"."""
    return f"{100 * share:.2g}" + " %"


def listed(words):
    """Words as a list in a sentence: a, b and c."""
    words = list(words)
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def scenario_labels(results):
    """What the scenarios of a comparison are called, by arm: their titles without what all variants' end in;
    where those are not told apart, the names."""
    arms = results.result.query("select arm, name, title from arms order by arm")
    titles = [arms.title[0], *without_common_end(arms.title[1:])]
    if len(set(titles)) < len(titles) or not all(titles):
        titles = [readable_path(name) for name in arms.name]
    return dict(zip(arms.arm, ["Base: " + titles[0], *titles[1:]]))


def readable_path(name):
    """A name, or PATH=VALUE, in words: "actors.japan.power=0.2" is "japan: power = 0.2"."""
    path, equals, value = name.partition("=")
    path = path[len("actors."):] if path.startswith("actors.") else path
    words = path.replace("_", " ").replace(".", ": ")
    return words[:1].upper() + words[1:] + (f" = {value}".replace("-", MINUS) if equals else "")


MILLIMETRES_PER_POINT = 25.4 / 72


@functools.lru_cache(maxsize=None)


def width_in_millimetres(line, points=7.0):
    """How wide a line of text is at this size."""
    return text_to_path.get_text_width_height_descent(line, FontProperties(size=points), False)[0] * MILLIMETRES_PER_POINT
    width, _, _ = text_to_path.get_text_width_height_descent(line, FontProperties(size=points), ismath=False)
    return width * MILLIMETRES_PER_POINT


def fitting(text, millimetres, points=7.0):
    """The text in as few lines as are no wider than this; a single word may be."""
    for characters in range(len(text), 7, -1):
        lines = wrapped(text, characters).split("\n")
        if max(width_in_millimetres(line, points) for line in lines) <= millimetres:
            break
    return "\n".join(lines) if len(text) > 7 else text


def points_axis(axis, name):
    """Ticks of an axis of differences of shares, in percentage points."""
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:.4g}".replace("-", MINUS)))
    axis.set_label_text(f"{name} (% points)")


def possessive(title):
    """Whose: "Japan's", "the United States'"."""
    return title + ("'" if title.endswith("s") else "'s")


def year_of(date):
    """A month, "2016-05", as years: its first day, 2016.333."""
    year, month = date.split("-")[:2]
    return int(year) + (int(month) - 1) / 12


def month_of(year):
    """The month, "2016-05", in which a time in years lies."""
    months = round(12 * year)
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def date_axis(axis, low, high, most=6):
    """Ticks of an axis of times in years: whole years or, where there are few, months."""
    axis.axes.set_xlim(low, high)
    if high - low > 2.5:
        axis.set_major_locator(MaxNLocator(nbins=most, integer=True, steps=[1, 2, 5, 10]))
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
        return
    step = next(s for s in (1, 2, 3, 6, 12) if 12 * (high - low) / s <= max(2, most - 1) or s == 12)
    first, last = -int(-12 * low // 1), int(12 * high)
    axis.set_major_locator(FixedLocator([m / 12 for m in range(first, last + 1) if m % step == 0]))
    axis.set_major_formatter(FuncFormatter(lambda value, _: month_of(value)))


def spread(places, sizes, low, high):
    """Places of labels on a line, in the order given: as near to `places` as those allow whose sizes are `sizes`.

    The least squares of the moves under the order, by pooling adjacent labels that would overlap; then all are
    moved as far as it takes to lie between low and high.
    """
    pools = []  # [sum of where their labels would start, how many]
    offset = 0.0
    offsets = []
    for place, size in zip(places, sizes):
        offsets.append(offset + size / 2)
        pools.append([place - offsets[-1], 1])
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            total, count = pools.pop()
            pools[-1][0] += total
            pools[-1][1] += count
        offset += size
    starts = [total / count for total, count in pools for _ in range(count)]
    starts = [min(max(start, low), high - offset) for start in starts]
    return [start + own for start, own in zip(starts, offsets)]
