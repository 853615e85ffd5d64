"""ties against the setting."""

import math
import unittest

import numpy as np

from support import main, page, results, select, setting


class Ties(unittest.TestCase):
    def tearDown(self):
        import style

        style.pyplot.close("all")

    def rows(self, name="sweep"):
        import ties

        return ties.rows(results(name))

    def figure(self, name="sweep", width=174.0):
        import ties

        return ties.draw(self.rows(name), page(width))

    def test_weights_are_those_at_the_start_and_their_mean_at_the_end(self):
        data = self.rows()
        own = data[data.kind == "tie"].set_index("name")
        stored = select(setting("sweep"), 'select tie, layer, "from", "to", mutual, weight, maximum from ties')
        self.assertEqual(len(own), len(stored))
        for tie, layer, start, end, mutual, weight, maximum in stored:
            row = own.loc[tie]
            self.assertEqual((row.layer, row["from"], row["to"], row.mutual, row.before, row.maximum),
                             (layer, start, end, mutual, weight, maximum))
            values = np.array([value for (value,) in select(setting("sweep"), f'select "tie.{tie}" from endings')])
            self.assertEqual(row.runs, len(values))
            self.assertAlmostEqual(row.after, values.mean(), places=12)

    def test_interval_is_students_over_runs_or_over_worlds_of_several_runs(self):
        # 97.5 % quantiles of Student's t for 149 and 29 degrees of freedom, to five digits (R's qt)
        for name, units, quantile, by in (("independent", 150, 1.97601, "run"), ("sweep", 30, 2.04523, "world")):
            row = self.rows(name).set_index("name").loc["japan_russia_trade"]
            values = np.array([value for (value,) in select(
                setting(name), f'select avg("tie.japan_russia_trade") from endings e join runs r on r.run = e.run group by r.{by}')])
            self.assertEqual(len(values), units)
            half = quantile * values.std(ddof=1) / math.sqrt(units)
            self.assertAlmostEqual(row.high - values.mean(), half, delta=1e-5 * half)
            self.assertAlmostEqual(values.mean() - row.low, half, delta=1e-5 * half)

    def test_actors_stand_on_a_circle_and_parties_are_filled_squares(self):
        data = self.rows()
        nodes = data[data.kind == "actor"]
        np.testing.assert_allclose(np.hypot(nodes.x.astype(float), nodes.y.astype(float)), 1, atol=1e-5)
        axes = self.figure().axes[0]
        marks = {(float(line.get_xdata()[0]), float(line.get_ydata()[0])): line for line in axes.lines if line.get_marker() in "so"
                 and len(line.get_xdata()) == 1}
        for node in nodes.itertuples():
            line = marks[(node.x, node.y)]
            self.assertEqual((line.get_marker(), line.get_markerfacecolor()), ("s", "#000000") if node.party else ("o", "white"))
            self.assertIn(node.title, [text.get_text().replace("\n", " ") for text in axes.texts])

    def edges(self, axes):
        return [line for line in axes.lines if len(line.get_xdata()) > 50]

    def test_widths_say_how_much_of_the_most_a_tie_is(self):
        data = self.rows()
        own = data[data.kind == "tie"]
        for axes, moment in zip(self.figure().axes, ("before", "after")):
            lines = self.edges(axes)
            self.assertEqual(len(lines), len(own))
            share = own[moment] / own.maximum
            widths = np.array([line.get_linewidth() for line in lines])
            slopes = (widths - 0.7) / share.to_numpy(float)
            np.testing.assert_allclose(slopes, slopes[0], rtol=1e-9)

    def test_one_way_ties_have_heads_and_layers_have_line_styles(self):
        data = self.rows()
        own = data[data.kind == "tie"]
        axes = self.figure().axes[0]
        heads = [text for text in axes.texts if getattr(text, "arrow_patch", None) is not None]
        self.assertEqual(len(heads), int((own.mutual == 0).sum()))
        styles = {layer: set() for layer in own.layer}
        for layer, line in zip(own.layer, self.edges(axes)):
            styles[layer].add((line.get_color(), str(line._unscaled_dash_pattern)))
        self.assertTrue(all(len(style) == 1 for style in styles.values()))
        self.assertEqual(len(set.union(*styles.values())), len(styles))

    def test_ties_of_one_pair_do_not_coincide(self):
        data = self.rows()
        own = data[data.kind == "tie"].reset_index(drop=True)
        lines = self.edges(self.figure().axes[0])
        pairs = [frozenset(pair) for pair in zip(own["from"], own["to"])]
        several = [k for k, pair in enumerate(pairs) if pairs.count(pair) > 1]
        self.assertGreaterEqual(len(several), 2)
        middles = [lines[k].get_xydata()[len(lines[k].get_xdata()) // 2] for k in several]
        self.assertGreater(np.hypot(*(middles[0] - middles[1])), 0.2)  # a fifth of the circle's radius

    def test_changes_are_written_at_the_ties_grey_where_they_may_be_none(self):
        from labels import number

        data = self.rows()
        texts = {text.get_text(): text.get_color() for text in self.figure().axes[1].texts}
        for tie in data[data.kind == "tie"].itertuples():
            change = tie.after - tie.before
            if abs(change) < 1e-9:
                self.assertEqual(texts[number(tie.after)], "#767676")
                continue
            text = f"{number(tie.after)}\n({'+' if change > 0 else ''}{number(change, 2)})"
            self.assertEqual(texts[text], "#767676" if tie.low <= tie.before <= tie.high else "#000000")

    def test_labels_of_ties_do_not_overlap(self):
        for width in (84.0, 174.0):
            figure = self.figure(width=width)
            figure.canvas.draw()
            for axes in figure.axes:
                boxes = [text.get_window_extent() for text in axes.texts if text.get_text()]
                for k, box in enumerate(boxes):
                    self.assertFalse(any(box.overlaps(other) for other in boxes[k + 1:]))

    def test_titles_say_how_many_runs(self):
        self.assertEqual([axes.get_title(loc="left") for axes in self.figure().axes], ["At the start", "At the end (mean of 180 runs)"])

    def test_scenarios_without_ties_or_rounds_say_so(self):
        from results import Missing

        with self.assertRaisesRegex(Missing, "no ties"):
            self.rows("rubinstein")
        with self.assertRaisesRegex(Missing, "no rounds"):
            self.rows("positions")


if __name__ == "__main__":
    main()
