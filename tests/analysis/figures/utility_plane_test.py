"""utility_plane against the setting and against what the solutions are defined by."""

import shutil
import sqlite3
import unittest

import numpy as np

from support import Place, main, page, results, select, setting, texts

UTILITIES = ["utility.japan", "utility.russia"]


class UtilityPlane(unittest.TestCase):
    def tearDown(self):
        import style

        style.pyplot.close("all")

    def rows(self, name="sweep"):
        import utility_plane

        return utility_plane.rows(results(name))

    def figure(self, name="sweep", width=174.0):
        import utility_plane

        return utility_plane.draw(self.rows(name), page(width))

    def test_rows_are_the_packages_of_the_setting(self):
        data = self.rows()
        stored = select(setting("sweep"), 'select package, outcome, zone, frontier, "utility.japan", "utility.russia" from packages')
        own = data[data.kind == "package"]
        columns = ["package", "outcome", "zone", "frontier", *UTILITIES]
        self.assertEqual([tuple(row) for row in own[columns].itertuples(index=False)], stored)

    def points(self, data, name):
        return data[(data.kind == "point") & (data["name"] == name)][UTILITIES].to_numpy(float)

    def test_solutions_are_what_they_are_defined_by(self):
        data = self.rows()
        disagreement = self.points(data, "disagreement")[0]
        inside = data[data.zone == 1][UTILITIES].to_numpy(float)
        gains = inside - disagreement
        self.assertTrue((gains >= -1e-9).all())
        for name, measure in (("nash", gains.prod(axis=1)), ("egalitarian", gains.min(axis=1)), ("utilitarian", gains.sum(axis=1)),
                              ("kalai_smorodinsky", (gains / gains.max(axis=0)).min(axis=1))):
            point, = self.points(data, name)
            np.testing.assert_allclose(point, inside[measure.argmax()], atol=1e-9, err_msg=name)

    def test_no_package_of_the_zone_is_better_for_both_than_one_of_the_frontier(self):
        data = self.rows()
        inside = data[data.zone == 1][UTILITIES].to_numpy(float)
        frontier = (data[data.zone == 1].frontier == 1).to_numpy(bool)
        for package, on_it in zip(inside, frontier):
            better = ((inside >= package).all(axis=1) & (inside > package + 1e-9).any(axis=1)).any()
            self.assertEqual(better, not on_it)

    def test_offers_are_those_of_the_run_that_is_told(self):
        data = self.rows()
        stored = select(setting("sweep"), "select proposer, round, package, accepted from offers where run = 0 and passed = 0 "
                                          "order by exchange, turn")
        own = data[data.kind == "offer"]
        self.assertEqual([tuple(row) for row in own[["name", "round", "package", "accepted"]].itertuples(index=False)], stored)
        worth = {package: values for package, *values in select(setting("sweep"), 'select package, "utility.japan", "utility.russia" from packages')}
        for row in own.itertuples():
            self.assertEqual([row[-2], row[-1]], worth[row.package])

    def test_offers_of_other_packages_are_left_out_and_counted(self):
        import utility_plane

        own = results("rubinstein")
        data = utility_plane.rows(own)
        (offers,), = select(setting("rubinstein"), "select count(*) from offers where run = 0 and passed = 0 "
                                                   "and package not in (select package from packages)")
        self.assertGreater(offers, 0)
        self.assertFalse((data.kind == "offer").any())
        self.assertEqual(data[data.kind == "elsewhere"]["count"].sum(), offers)
        self.assertIn(f"{offers} of the offers", utility_plane.caption(own, data))

    def test_axes_hold_the_zone_the_solutions_and_the_offers(self):
        data = self.rows()
        shown = data[data.kind.isin(("point", "offer")) | (data.zone == 1)]
        for axes in self.figure().axes:
            for limits, column in zip((axes.get_xlim(), axes.get_ylim()), UTILITIES):
                self.assertLess(limits[0], shown[column].min())
                self.assertGreater(limits[1], shown[column].max())
            self.assertEqual(axes.get_xlabel(), "Japan's utility\n(per year, relative to the status quo)")
            self.assertEqual(axes.get_ylabel(), "Russia's utility\n(per year, relative to the status quo)")
            self.assertTrue(any("\N{MINUS SIGN}" in text for text in texts(axes)[0]))

    def test_zone_begins_where_there_is_no_agreement(self):
        disagreement = self.points(self.rows(), "disagreement")[0]
        for axes in self.figure().axes:
            np.testing.assert_allclose(axes.patches[0].get_xy(), disagreement)

    def test_solutions_are_marked_and_those_that_coincide_share_a_label(self):
        data = self.rows()
        axes = self.figure().axes[0]
        marks = [tuple(line.get_xydata()[0]) for line in axes.lines if len(line.get_xdata()) == 1 and line.get_color() == "#000000"]
        places = data[data.kind == "point"].groupby(UTILITIES, sort=False).title.apply(lambda of: ", ".join(dict.fromkeys(of)))
        self.assertEqual(set(marks), {place for place in places.index})
        names = [text.get_text().replace("\n", " ") for text in axes.texts]
        for name in places:
            self.assertIn(name, names)

    def test_each_party_has_a_marker_and_a_line_and_accepted_offers_are_filled(self):
        data = self.rows()
        axes = self.figure().axes[1]
        paths = {line.get_label(): line for line in axes.lines if line.get_label() in ("Japan", "Russia")}
        for party, title in (("japan", "Japan"), ("russia", "Russia")):
            own = data[(data.kind == "offer") & (data["name"] == party)]
            np.testing.assert_array_equal(paths[title].get_xydata(), own[UTILITIES].to_numpy(float))
            self.assertEqual(paths[title].get_markerfacecolor(), "white")
        self.assertNotEqual(paths["Japan"].get_marker(), paths["Russia"].get_marker())
        self.assertNotEqual(paths["Japan"].get_linestyle(), paths["Russia"].get_linestyle())
        taken = data[(data.kind == "offer") & (data.accepted == 1)]
        self.assertFalse(taken.empty)
        filled = np.vstack([line.get_xydata() for line in axes.lines if line.get_markersize() == 6])
        np.testing.assert_array_equal(filled, taken[UTILITIES].to_numpy(float))

    def test_labels_overlap_no_other(self):
        for name in ("sweep", "rubinstein"):
            for width in (84.0, 174.0):
                figure = self.figure(name, width)
                figure.canvas.draw()
                for axes in figure.axes:
                    boxes = [text.get_window_extent() for text in axes.texts if text.get_text()]
                    for k, box in enumerate(boxes):
                        self.assertFalse(any(box.overlaps(other) for other in boxes[k + 1:]), f"{name}, {width} mm")

    def test_more_than_two_parties_have_an_axis_each(self):
        data = self.rows("river")
        utilities = [column for column in data.columns if column.startswith("utility.")]
        self.assertEqual(len(utilities), 3)
        axes = self.figure("river").axes[0]
        drawn = [tuple(line.get_ydata()) for line in axes.lines if len(line.get_xdata()) == 3]
        frontier = select(setting("river"), "select count(*) from packages where frontier = 1")[0][0]
        own = data[data.kind == "package"]
        self.assertEqual(len(own), frontier)
        strong = data[data.kind.isin(("point", "offer"))].drop_duplicates(utilities)
        self.assertEqual(set(drawn), {tuple(row) for row in np.vstack([own[utilities], strong[utilities]]).astype(float)})
        self.assertEqual(texts(axes)[0], ["Delta", "Highland", "Midland"])

    def test_a_scenario_without_packages_says_so(self):
        import utility_plane
        from results import Missing, Results

        empty = Place.folder / "no-packages.db"
        shutil.copy(setting("rubinstein"), empty)
        with sqlite3.connect(empty) as connection:
            connection.execute("delete from packages")
        with self.assertRaisesRegex(Missing, "no packages"):
            utility_plane.rows(Results(None, empty))


if __name__ == "__main__":
    main()
