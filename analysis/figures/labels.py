"""Words and numbers at axes."""

import textwrap

from matplotlib.ticker import FuncFormatter

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
