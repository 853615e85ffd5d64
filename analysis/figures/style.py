"""How all figures look, and how they are written: the same bytes for the same data."""

import logging
import os
import warnings

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402  (the backend comes first)
from matplotlib.lines import Line2D  # noqa: E402

from labels import fitting  # noqa: E402

from results import Missing  # noqa: E402

MILLIMETRES_PER_INCH = 25.4
WIDTHS = {"column": 84.0, "page": 174.0}  # mm: the columns of two-column journals, and both together

# M. Okabe and K. Ito, Color Universal Design (2008): told apart by all kinds of colour vision. The order is one
# in which neighbours also differ in grey.
BLACK, ORANGE, SKY, GREEN, YELLOW, BLUE, VERMILION, PURPLE = (
    "#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7")
COLOURS = (BLUE, ORANGE, GREEN, VERMILION, SKY, PURPLE, BLACK)
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
HATCHES = ("", "////", "....", "xxxx", "\\\\\\\\", "++++", "oooo")
LINES = ("-", (0, (5, 1.5)), (0, (1, 1)), (0, (5, 1, 1, 1)), (0, (3, 1, 1, 1, 1, 1)), (0, (8, 2)), (0, (1, 2.5)))
GREY = "#767676"
LIGHT = "#D9D9D9"

_JOURNAL = {
    "font.family": "DejaVu Sans",
    "font.size": 7.5,
    "axes.titlesize": 8,
    "axes.labelsize": 7.5,
    "xtick.labelsize": 7,
    "ytick.labelsize": 7,
    "legend.fontsize": 7,
    "figure.titlesize": 8,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.prop_cycle": matplotlib.cycler(color=COLOURS),
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "xtick.major.size": 2.5,
    "ytick.major.size": 2.5,
    "lines.linewidth": 1.2,
    "lines.markersize": 4,
    "patch.linewidth": 0.6,
    "hatch.linewidth": 0.5,
    "legend.frameon": False,
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.02,
    "figure.constrained_layout.w_pad": 0.02,
    "savefig.dpi": 300,
    "figure.dpi": 100,
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    "svg.hashsalt": "entente",
    "path.simplify": False,
    "pgf.texsystem": "pdflatex",
    "pgf.rcfonts": False,
}
_SLIDES = {key: 1.7 * value for key, value in _JOURNAL.items() if key.endswith("size") and not isinstance(value, str)}


class Page:
    """What a figure is drawn for.

    width: mm at final size. style: "journal", or "slides", where everything is larger and the page 13.3 by 7.5
    inches.
    """

    def __init__(self, width, style="journal"):
        self.width = float(width)
        self.style = style
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_JOURNAL)
        if style == "slides":
            matplotlib.rcParams.update(_SLIDES)

    @property
    def wide(self):
        """Whether there is room for panels side by side."""
        return self.width >= 140

    def figure(self, height, rows=1, columns=1, **options):
        """A figure `height` mm high at the page's width, and its axes."""
        scale = 2.0 if self.style == "slides" else 1.0
        size = (scale * self.width / MILLIMETRES_PER_INCH, scale * height / MILLIMETRES_PER_INCH)
        return pyplot.subplots(rows, columns, figsize=size, **options)

    def characters(self, share=1.0):
        """About how many characters of the smallest text fit in this share of the width."""
        return int(share * self.width / 1.45)


def width_of(text):
    """Millimetres of "column", "page" or a number from 40 to 400. Raises ValueError."""
    if text in WIDTHS:
        return WIDTHS[text]
    millimetres = float(text)
    if not 40 <= millimetres <= 400:
        raise ValueError(text)
    return millimetres


def settle(figure):
    """Lays the figure out for good, its panels at hundred-thousandths of its size.

    The solver of the layout rounds its last digits differently from process to process, and the names of clip paths in
    SVG hang on every digit.
    """
    if figure.get_layout_engine() is None:
        return
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for axes in figure.axes:
        axes.set_position([round(side, 5) for side in axes.get_position(original=True).bounds])


def save(figure, path):
    """Writes a figure by its suffix (.pdf, .svg, .png, .pgf) without dates or names of machines."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    metadata = {
        ".pdf": {"CreationDate": None, "ModDate": None, "Creator": "entente", "Producer": "entente"},
        ".svg": {"Date": None, "Creator": "entente"},
        ".png": {"Software": "entente"},
        ".pgf": {},
    }[path.suffix]
    with warnings.catch_warnings():
        # A glyph or a layout that does not fit is a fault of the figure, and is not to pass unseen.
        warnings.simplefilter("error", UserWarning)
        settle(figure)
        if path.suffix == ".pgf":
            # The fonts of the document hold, and that ours are not among LaTeX's is no news.
            logging.getLogger("matplotlib.backends.backend_pgf").setLevel(logging.ERROR)
            figure.savefig(path, backend="pgf")
        else:
            figure.savefig(path, metadata=metadata)


def close(figure):
    pyplot.close(figure)


def legend_on_top(figure, marks):
    """A legend in a strip of its own above everything, from the left edge, in as many columns as fit.

    marks: pairs of a name and what stands for it (an artist).
    """
    names, handles = zip(*marks)
    scale = matplotlib.rcParams["legend.fontsize"] / 7.0
    widest = figure.get_figwidth() * MILLIMETRES_PER_INCH / scale - 10
    names = [fitting(name, widest) for name in names]
    engine = figure.get_layout_engine()
    renderer = figure.canvas.get_renderer()
    for columns in range(len(names), 0, -1):
        legend = figure.legend(handles, names, loc="upper left", bbox_to_anchor=(0, 1), ncol=columns,
                               borderaxespad=0.2, columnspacing=1.2, handletextpad=0.5)
        box = legend.get_window_extent(renderer)
        if box.width <= figure.bbox.width or columns == 1:
            break
        legend.remove()
    engine.set(rect=(0, 0, 1, 1 - (box.height + 0.3 * MILLIMETRES_PER_INCH) / figure.bbox.height))
    return legend


def example(marker, colour=BLACK, **looks):
    """A mark that stands for others in a legend."""
    return Line2D([], [], marker=marker, color=colour, **looks)


def need_width(page, millimetres):
    """Raises Missing where a page is narrower than a figure needs for its texts."""
    if page.width < millimetres:
        raise Missing(f"has no room in {page.width:g} mm; name a width of at least {millimetres} mm (--width)")
