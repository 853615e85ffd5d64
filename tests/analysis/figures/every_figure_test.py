"""What holds for every figure, of every result file and scenario that it is drawn of."""

import functools
import re
import shutil
import subprocess
import tempfile
import unittest
import warnings
from pathlib import Path

import numpy as np
from support import COMMANDS, SCENARIOS, Place, main, results

NAMES = [*COMMANDS, "claims", *SCENARIOS]
SMALLEST = 7.0  # pt
WIDTHS = (84.0, 174.0)  # mm: first the column
HIGHEST = 240.0  # mm
MILLIMETRES = 25.4  # in an inch


def drawn_now(width=None, names=NAMES):
    """All that can be drawn: figure, name of the result, results, data frame, pairs of a suffix and a figure.

    What needs only a scenario is drawn of scenarios and sweeps, and not again of every other result of theirs.
    """
    import catalogue
    import style
    from results import Missing

    for name in names:
        of = results(name)
        for figure in catalogue.FIGURES:
            of_setting = "scenario" in figure.KINDS and of.kind not in ("scenario", "sweep")
            if of.kind not in figure.KINDS or of_setting:
                continue
            try:
                data = figure.rows(of)
            except Missing:
                continue
            suits = figure.WIDTH if isinstance(figure.WIDTH, str) else figure.WIDTH.get(of.kind, "column")
            made = figure.draw(data, style.Page(width or style.WIDTHS[suits]))
            yield figure, name, of, data, made if isinstance(made, list) else [("", made)]


@functools.lru_cache(maxsize=None)
def drawn(width):
    """The same at a width, drawn once and laid out."""
    from matplotlib import rcParams

    everything = []
    for one in drawn_now(width):
        rcParams["figure.max_open_warning"] = 0
        everything.append(one)
    for *_, made in everything:
        for _, one in made:
            with warnings.catch_warnings():
                warnings.simplefilter("error", UserWarning)
                one.canvas.draw()
    return everything


class EveryFigure(unittest.TestCase):
    def each(self, check, widths):
        """Every figure in turn, as a test of its own."""
        import catalogue

        for width in widths:
            for figure, name, _, _, made in drawn(width):
                for suffix, one in made:
                    with self.subTest(figure=catalogue.name_of(figure) + suffix, result=name, width=width):
                        check(one, width)

    def test_of_every_module_something_is_drawn(self):
        import catalogue

        seen = {catalogue.name_of(figure) for figure, *_ in drawn(WIDTHS[0])}
        kinds = {results(name).kind for name in NAMES}
        self.assertEqual(seen, {catalogue.name_of(figure) for figure in catalogue.FIGURES if kinds & set(figure.KINDS)})

    def test_size_is_as_asked_for_and_fits_a_page(self):
        def check(one, width):
            self.assertAlmostEqual(one.get_figwidth() * MILLIMETRES, width, places=6)
            self.assertLessEqual(one.get_figheight() * MILLIMETRES, HIGHEST)

        self.each(check, WIDTHS)

    def test_texts_are_large_enough_and_stay_on_the_page(self):
        def check(one, _):
            renderer, page = one.canvas.get_renderer(), one.bbox
            for text in shown_texts(one):
                self.assertGreaterEqual(text.get_fontsize(), SMALLEST - 1e-9, text.get_text())
                box = text.get_window_extent(renderer)
                inside = (box.x0 >= page.x0 - 1 and box.x1 <= page.x1 + 1 and box.y0 >= page.y0 - 1 and box.y1 <= page.y1 + 1)
                self.assertTrue(inside, f"{text.get_text()!r} at {box.extents} leaves {page.extents}")

        self.each(check, WIDTHS)

    def test_names_titles_ticks_and_legends_do_not_overlap(self):
        self.each(lambda one, _: self.assertEqual(overlaps(one), []), WIDTHS)

    def test_axes_of_numbers_are_named(self):
        def check(one, _):
            numbers = [axes for axes in one.axes if axes.get_visible() and axes.axison and numbers_at(axes)]
            names = [axes.get_xlabel() or axes.get_ylabel() for axes in numbers] + [one._supxlabel, one._supylabel]
            self.assertTrue(any(names) or not numbers, "no axis has a name")

        self.each(check, WIDTHS[:1])

    def test_what_a_legend_tells_apart_differs_in_grey(self):
        """By line style, marker, fill, width or hatch, or else by luminance."""
        def check(one, _):
            for legend in [*one.legends, *(axes.get_legend() for axes in one.axes if axes.get_legend())]:
                looks = {}
                for handle in legend.legendHandles:
                    look, colour = look_and_luminance(handle)
                    looks.setdefault(look, []).append(colour)
                for look, levels in looks.items():
                    levels.sort()
                    self.assertTrue(all(b - a > 0.04 for a, b in zip(levels, levels[1:])), (look, levels))

        self.each(check, WIDTHS[:1])

    def test_caption_tells_seed_runs_and_kind_of_interval(self):
        import catalogue

        for figure, name, of, data, _ in drawn(WIDTHS[0]):
            with self.subTest(figure=catalogue.name_of(figure), result=name):
                text = f"{figure.TITLE}. {figure.caption(of, data)} {of.provenance()}"
                self.assertRegex(text, r"seed \d+")
                self.assertTrue(text.endswith("."), text)
                self.assertNotRegex(text, r"\bnan\b|\bNone\b(?! of)|  ")
                if of.kind != "scenario" and {"low", "high"} <= set(data.columns):
                    self.assertRegex(text, r"runs|pairs")
                    self.assertRegex(text, r"interval|percentile|bound")

    def test_intervals_hold_no_nonsense(self):
        import catalogue

        for figure, name, _, data, _ in drawn(WIDTHS[0]):
            with self.subTest(figure=catalogue.name_of(figure), result=name):
                self.assertFalse(data.duplicated().any())
                if {"low", "high"} <= set(data.columns):
                    both = data[data.low.notna() & data.high.notna()]
                    self.assertTrue((both.low <= both.high).all())

    def test_same_bytes_twice_and_fonts_are_embedded(self):
        import catalogue
        import style

        folder = Path(tempfile.mkdtemp(dir=Place.folder))
        self.addCleanup(shutil.rmtree, folder)
        for half in ("a", "b"):
            (folder / half).mkdir()
            done = set()
            for figure, name, of, _, made in drawn_now():
                # One of each kind of result, and of several pages the first.
                for suffix, one in made[:1] if (figure, of.kind) not in done else []:
                    done.add((figure, of.kind))
                    for form in ("pdf", "svg", "png"):
                        style.save(one, folder / half / f"{catalogue.name_of(figure)}-{name}{suffix}.{form}")
                for _, one in made:
                    style.close(one)
        files = sorted(path.name for path in (folder / "a").iterdir())
        self.assertEqual(files, sorted(path.name for path in (folder / "b").iterdir()))
        for file in files:
            self.assertEqual((folder / "a" / file).read_bytes(), (folder / "b" / file).read_bytes(), file)
        if shutil.which("pdffonts"):
            for file in (folder / "a").glob("*.pdf"):
                fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True).stdout.splitlines()[2:]
                self.assertTrue(fonts, file.name)
                for line in fonts:
                    # The columns emb, sub and uni, and the object's number.
                    self.assertRegex(line, r"\syes\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$", f"{file.name}: {line}")


def numbers_at(axes):
    """Labels of ticks that are numbers, and not years."""
    labels = [label.get_text() for label in axes.get_xticklabels() + axes.get_yticklabels() if label.get_visible()]
    return [text for text in labels if re.fullmatch(r"[\N{MINUS SIGN}\d.]+", text) and not re.fullmatch(r"(19|20)\d\d", text)]


def look_and_luminance(handle):
    """What stays of a legend's example in grey: its shape, and how light it is."""
    from matplotlib.colors import to_rgba

    def luminance(colour):
        """On white paper."""
        *colour, opacity = to_rgba(colour)
        return 1 - opacity * (1 - float(np.dot(colour, (0.2126, 0.7152, 0.0722))))

    if hasattr(handle, "get_linestyle") and hasattr(handle, "get_marker"):
        fill = round(luminance(handle.get_markerfacecolor()), 1) if handle.get_marker() not in ("None", None, "") else ""
        return ("line", str(handle._unscaled_dash_pattern), str(handle.get_marker()), fill,
                round(handle.get_linewidth(), 1)), luminance(handle.get_color())
    if hasattr(handle, "get_hatch"):
        colours = np.atleast_2d(handle.get_facecolor())
        colour = colours[0] if len(colours) and colours.size else handle.get_edgecolor()[0]
        paths = [len(path.vertices) for path in handle.get_paths()] if hasattr(handle, "get_paths") else []
        return (type(handle).__name__, handle.get_hatch() or "", tuple(paths)), luminance(colour)
    return (type(handle).__name__,), 0.0


def shown_texts(figure):
    """Texts that are seen: of visible axes, ticks within the axis only."""
    from matplotlib.text import Text

    hidden = set()
    for axes in figure.axes:
        if not axes.axison:
            hidden.update(axes.xaxis.findobj(Text) + axes.yaxis.findobj(Text))
        if not axes.get_visible():
            hidden.update(axes.findobj(Text))
            continue
        for axis, (low, high) in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
            low, high = min(low, high), max(low, high)
            slack = 1e-9 * (high - low)
            for tick in axis.get_major_ticks() + axis.get_minor_ticks():
                if not low - slack <= tick.get_loc() <= high + slack:
                    hidden.update(tick.findobj(Text))
    return [text for text in figure.findobj(Text)
            if text not in hidden and text.get_visible() and text.get_text().strip() and text.get_alpha() != 0]


def overlaps(figure):
    """Pairs of texts outside the plots (names, titles, ticks, legends) that overlap by more than a point."""
    renderer = figure.canvas.get_renderer()
    outside = []
    inside = {text for axes in figure.axes for text in axes.texts}
    for text in shown_texts(figure):
        if text not in inside:
            outside.append((text.get_text(), text.get_window_extent(renderer)))
    point = figure.dpi / 72
    found = []
    for k, (one, box) in enumerate(outside):
        for other, second in outside[k + 1:]:
            across = min(box.x1, second.x1) - max(box.x0, second.x0)
            down = min(box.y1, second.y1) - max(box.y0, second.y0)
            if across > point and down > point:
                found.append((one, other))
    return found


if __name__ == "__main__":
    main()
