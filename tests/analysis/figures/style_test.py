"""How figures are written."""

import unittest

from support import Place, main, page


class Saving(unittest.TestCase):
    def test_panels_are_settled_where_all_processes_put_them(self):
        """The layout's solver differs in its last digits from process to process; what is saved must not."""
        import style

        figure, grid = page().figure(60, 2, 2)
        grid[0, 0].set_ylabel("A name")
        figure.canvas.draw()
        laid_out = [axes.get_position().bounds for axes in figure.axes]
        style.save(figure, Place.folder / "settled.svg")
        for axes, before in zip(figure.axes, laid_out):
            for now, then in zip(axes.get_position().bounds, before):
                self.assertAlmostEqual(now, round(now, 5), 12)  # a side is the difference of two ends
                self.assertAlmostEqual(now, then, 4)  # of the figure: a hundredth of a millimetre
        style.close(figure)


if __name__ == "__main__":
    main()
