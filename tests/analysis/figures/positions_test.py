"""positions against the setting, and what is drawn against its rows."""

import unittest

from support import altered, main, page, results, select, setting


def many(actors, turns):
    """Results of a scenario of many actors, made of another: actor k moves by k % 5 a turn."""
    from results import Results

    statements = ["delete from actors", "delete from positions"]
    for k in range(actors):
        statements.append(f"insert into actors values ({k}, 'a{k:02d}', 'Republic {k:02d}', 1)")
        at = 4 + 0.1 * k
        statements += [f"insert into positions values ('delay', {t}, 'a{k:02d}', {at + 0.1 * t * (k % 5)})" for t in range(turns)]
    return Results(None, altered(setting("emissions"), f"many{actors}", *statements))


class Positions(unittest.TestCase):
    def setUp(self):
        import positions

        self.module = positions
        self.data = positions.rows(results("emissions"))

    def test_rows_are_the_courses_of_the_setting(self):
        stored = dict(((line, turn), at) for line, turn, at in select(setting("emissions"), "select actor, turn, at from positions"))
        for forecast in ("median", "mean"):
            stored.update({(forecast, turn): at for turn, at in select(setting("emissions"), f"select turn, {forecast} from forecasts")})
        self.assertEqual({(row.line, row.turn): row.at for row in self.data.itertuples()}, stored)

    def test_lines_are_drawn(self):
        axes = self.module.draw(self.data, page())[0][1].axes[0]
        drawn = {line.get_gid(): (list(line.get_xdata()), list(line.get_ydata())) for line in axes.lines}
        for name, of in self.data.groupby("line"):
            self.assertEqual(drawn[name], (list(of.turn), list(of["at"])))

    def test_forecast_is_the_strongest_line(self):
        axes = self.module.draw(self.data, page())[0][1].axes[0]
        widths = {line.get_gid(): line.get_linewidth() for line in axes.lines}
        strongest = max(width for name, width in widths.items() if name not in ("median", "mean"))
        self.assertGreater(min(widths["median"], widths["mean"]), 1.5 * strongest)

    def test_axes_have_title_unit_and_ends_of_the_dimension(self):
        axes = self.module.draw(self.data, page())[0][1].axes[0]
        title, unit, low, high = select(setting("emissions"), "select title, unit, low, high from dimensions")[0]
        self.assertEqual(axes.get_ylabel().replace("\n", " "), f"{title} ({unit})")
        self.assertEqual(axes.get_xlabel(), "Turn")
        self.assertEqual((axes.get_yticks()[0], axes.get_yticks()[-1]), (low, high))
        self.assertLess(axes.get_ylim()[0], low)
        self.assertGreater(axes.get_ylim()[1], high)

    def test_few_actors_are_all_named(self):
        axes = self.module.draw(self.data, page())[0][1].axes[0]
        written = " ".join(text.get_text().replace("\N{NO-BREAK SPACE}", " ").replace("\n", " ") for text in axes.texts)
        for title, in select(setting("emissions"), "select title from actors"):
            self.assertIn(title, written)

    def test_of_many_those_that_move_most_and_the_ends_are_named(self):
        data = self.module.rows(many(34, 5))
        actors = data[data.weight != "forecast"].drop_duplicates("line")
        strong = actors[actors.weight == "strong"]
        self.assertEqual(len(strong), self.module.MOST_STRONG)
        self.assertTrue(all(int(line[1:]) % 5 == 4 for line in strong.line))
        last = data[(data.turn == 4) & (data.weight != "forecast")].set_index("line")["at"]
        labelled = set(actors[actors.labelled == 1].line)
        self.assertEqual(labelled, set(strong.line) | {last.idxmin(), last.idxmax()})

    def test_labels_do_not_cover_each_other(self):
        from matplotlib.text import Text

        for of in (results("emissions"), many(34, 5), many(12, 2), results("positions")):
            for width in (84.0, 174.0):
                (_, figure), = self.module.draw(self.module.rows(of), page(width))
                figure.canvas.draw()
                # Of the text alone: an annotation's own extent has its line in it.
                boxes = [Text.get_window_extent(text) for axes in figure.axes for text in axes.texts]
                boxes.sort(key=lambda box: box.y0)
                for lower, upper in zip(boxes, boxes[1:]):
                    self.assertLess(lower.y1, upper.y0 + 1)  # pixels of 100 to the inch
                for box in boxes:
                    self.assertLess(box.x1, figure.bbox.x1 + 1)

    def test_many_dimensions_go_on_in_further_figures_within_the_height_of_a_page(self):
        import pandas as pd

        figures = self.module.draw(pd.concat([self.data.assign(dimension=f"d{k}") for k in range(8)], ignore_index=True), page())
        self.assertEqual([suffix for suffix, _ in figures], ["-1", "-2", "-3"])
        self.assertEqual(sum(axes.get_visible() for _, figure in figures for axes in figure.axes), 8)
        for _, figure in figures:
            self.assertLess(figure.get_figheight() * 25.4, 240)

    def test_spread_moves_labels_least(self):
        from labels import spread

        self.assertEqual(spread([1, 5], [1, 1], 0, 10), [1, 5])
        # Two that want the same place share it: half a label each to either side.
        self.assertEqual(spread([4, 4], [1, 1], 0, 10), [3.5, 4.5])
        self.assertEqual(spread([0, 0, 0], [1, 1, 1], 0, 10), [0.5, 1.5, 2.5])
        self.assertEqual(spread([10, 10], [1, 1], 0, 10), [8.5, 9.5])

    def test_protocol_without_a_forecast_has_none(self):
        data = self.module.rows(results("positions"))
        self.assertNotIn("forecast", set(data.weight))
        self.assertNotIn("forecast", self.module.caption(results("positions"), data))

    def test_caption_says_turns_forecast_and_that_there_is_no_interval(self):
        text = self.module.caption(results("emissions"), self.data)
        for part in ("10 actors over 8 turns", "weighted median: 9.67 years", "no interval"):
            self.assertIn(part, text)

    def test_a_scenario_of_packages_is_missing(self):
        from results import Missing

        with self.assertRaisesRegex(Missing, "no positions"):
            self.module.rows(results("marginal"))


if __name__ == "__main__":
    main()
