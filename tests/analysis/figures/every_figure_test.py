"""What holds for every figure, of every result file and scenario that it is drawn of."""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import numpy as np
from support import COMMANDS, SCENARIOS, Place, main, results

NAMES = [*COMMANDS, "ends", *SCENARIOS]
SMALLEST = 7.0  # pt
WIDTHS = (84.0, 174.0)  # mm


def pairs(drawn):
    return drawn if isinstance(drawn, list) else [("", drawn)]


def drawn_figures(width=None, style="journal"):
    """All that can be drawn: figure, name of the result, data frame, pairs of a suffix and a matplotlib figure."""
    import catalogue
    import style as looks
    from results import Missing

    for name in NAMES:
        of = results(name)
        for figure in catalogue.FIGURES:
            if of.kind not in figure.KINDS and "scenario" not in figure.KINDS:
                continue
            try:
                data = figure.rows(of)
            except Missing:
                continue
            suits = figure.WIDTH if isinstance(figure.WIDTH, str) else figure.WIDTH[of.kind]
            made = pairs(figure.draw(data, looks.Page(width or looks.WIDTHS[suits], style)))
            yield figure, name, of, data, made
            for _, one in made:
                looks.close(one)


class EveryFigure(unittest.TestCase):
    def test_of_every_module_something_is_drawn(self):
        import catalogue

        seen = {catalogue.name_of(figure) for figure, *_ in drawn_figures()}
        self.assertEqual(seen, {catalogue.name_of(figure) for figure in catalogue.FIGURES})

    def test_texts_are_large_enough_and_stay_on_the_page(self):
        import catalogue

        for width in WIDTHS:
            for figure, name, _, _, made in drawn_figures(width):
                for suffix, one in made:
                    with self.subTest(figure=catalogue.name_of(figure) + suffix, result=name, width=width):
                        one.canvas.draw()
                        renderer = one.canvas.get_renderer()
                        page = one.bbox
                        self.assertAlmostEqual(one.get_figwidth() * 25.4, width, places=6)
                        for text in shown_texts(one):
                            self.assertGreaterEqual(text.get_fontsize(), SMALLEST - 1e-9, text.get_text())
                            box = text.get_window_extent(renderer)
                            inside = (box.x0 >= page.x0 - 1 and box.x1 <= page.x1 + 1 and box.y0 >= page.y0 - 1
                                      and box.y1 <= page.y1 + 1)
                            self.assertTrue(inside, f"{text.get_text()!r} at {box.extents} leaves {page.extents}")

    def test_names_of_axes_titles_and_ticks_do_not_overlap(self):
        import catalogue

        for width in WIDTHS:
            for figure, name, _, _, made in drawn_figures(width):
                for suffix, one in made:
                    with self.subTest(figure=catalogue.name_of(figure) + suffix, result=name, width=width):
                        one.canvas.draw()
                        self.assertEqual(overlaps(one), [])

    def test_height_fits_a_journal_page(self):
        import catalogue

        for width in WIDTHS:
            for figure, name, _, _, made in drawn_figures(width):
                for suffix, one in made:
                    with self.subTest(figure=catalogue.name_of(figure) + suffix, result=name, width=width):
                        self.assertLessEqual(one.get_figheight() * 25.4, 240)

    def test_axes_with_ticks_are_named(self):
        import catalogue

        for figure, name, _, _, made in drawn_figures():
            for suffix, one in made:
                with self.subTest(figure=catalogue.name_of(figure) + suffix, result=name):
                    named = [axes.get_xlabel() or axes.get_ylabel() for axes in one.axes] + [one._supxlabel, one._supylabel]
                    self.assertTrue(any(named), "no axis has a name")

    def test_caption_tells_seed_runs_and_kind_of_interval(self):
        import catalogue

        for figure, name, of, data, _ in drawn_figures():
            with self.subTest(figure=catalogue.name_of(figure), result=name):
                text = f"{figure.TITLE}. {figure.caption(of, data)} {of.provenance()}"
                self.assertRegex(text, r"seed \d+")
                self.assertRegex(text, r"[Ss]cenario")
                self.assertNotIn("nan", text.lower().split())
                self.assertTrue(text.endswith("."), text)
                if of.kind in ("sweep", "comparison", "tip", "account") and any(
                        column in data for column in ("low", "high")):
                    self.assertRegex(text, r"\d+ (runs|pairs)|runs")
                    self.assertRegex(text, r"interval|percentile|bound")

    def test_told_apart_in_grey(self):
        """Curves of one panel that have the same line and marker differ in luminance."""
        import catalogue
        from matplotlib.colors import to_rgb

        def grey(colour):
            return float(np.dot(to_rgb(colour), (0.2126, 0.7152, 0.0722)))

        for figure, name, _, _, made in drawn_figures():
            for suffix, one in made:
                for number, axes in enumerate(one.axes):
                    looks = {}
                    for line in axes.get_lines():
                        look = (line.get_linestyle(), str(line.get_dashes() if hasattr(line, "get_dashes") else line._dash_pattern),
                                str(line.get_marker()), str(line.get_markerfacecolor()) if str(line.get_marker()) != "None" else "",
                                round(line.get_linewidth(), 2))
                        looks.setdefault(look, set()).add(to_rgb(line.get_color()))
                    bars = {}
                    for patch in axes.patches:
                        bars.setdefault(patch.get_hatch() or "", set()).add(to_rgb(patch.get_facecolor()))
                    for colours in [*looks.values(), *bars.values()]:
                        levels = sorted(grey(colour) for colour in colours)
                        with self.subTest(figure=catalogue.name_of(figure) + suffix, result=name, axes=number):
                            self.assertTrue(all(b - a > 0.04 for a, b in zip(levels, levels[1:])), levels)

    def test_same_bytes_twice_and_fonts_are_embedded(self):
        import catalogue
        import style as looks

        folder = Path(tempfile.mkdtemp(dir=Place.folder))
        self.addCleanup(shutil.rmtree, folder)
        for round_ in ("a", "b"):
            (folder / round_).mkdir()
            done = set()
            for figure, name, _, _, made in drawn_figures():
                kind = (catalogue.name_of(figure), results(name).kind)
                if kind in done:
                    continue
                done.add(kind)
                for suffix, one in made:
                    for form in ("pdf", "svg", "png"):
                        looks.save(one, folder / round_ / f"{kind[0]}-{kind[1]}{suffix}.{form}")
        files = sorted(path.name for path in (folder / "a").iterdir())
        self.assertGreater(len(files), 3)
        for file in files:
            self.assertEqual((folder / "a" / file).read_bytes(), (folder / "b" / file).read_bytes(), file)
        if shutil.which("pdffonts"):
            for file in (folder / "a").glob("*.pdf"):
                fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True).stdout.splitlines()[2:]
                self.assertTrue(fonts, file.name)
                for line in fonts:
                    self.assertRegex(line, r"\s(yes)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$", f"{file.name}: {line}")

    def test_data_have_no_duplicate_rows_and_intervals_hold_their_values(self):
        import catalogue

        for figure, name, _, data, _ in drawn_figures():
            with self.subTest(figure=catalogue.name_of(figure), result=name):
                self.assertFalse(data.duplicated().any())
                if {"low", "high"} <= set(data.columns):
                    both = data[data.low.notna() & data.high.notna()]
                    self.assertTrue((both.low <= both.high).all())


def shown_texts(figure):
    """Texts that are seen: of visible axes, ticks within the axis only."""
    from matplotlib.text import Text

    hidden = set()
    for axes in figure.axes:
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
