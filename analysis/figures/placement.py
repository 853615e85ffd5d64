"""Where labels go: beside what they name, over nothing else. The same places for the same data."""

import math

from matplotlib.transforms import Bbox

DIRECTIONS = tuple(math.radians(angle) for angle in (30, 150, -30, -150, 0, 180, 90, -90))
DISTANCES = (6, 10, 16, 24, 34, 46)  # points


def _aligned(angle):
    """How a text stands to its anchor in this direction: (horizontal, vertical) alignment."""
    x, y = math.cos(angle), math.sin(angle)
    return ("left" if x > 0.1 else "right" if x < -0.1 else "center", "bottom" if y > 0.6 else "top" if y < -0.6 else "center")


def _cost(box, frame, taken, marks):
    """How bad a place is: what stands out of the frame and what it covers, in square pixels."""
    inside = Bbox.intersection(box, frame)
    out = box.width * box.height - (inside.width * inside.height if inside else 0)
    over = 0.0
    for other in taken:
        common = Bbox.intersection(box, other)
        over += common.width * common.height if common else 0
    covered = sum(box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 for x, y in marks)
    return 20 * out + 10 * over + 12 * covered


def label_points(axes, points, texts, marks=(), **options):
    """Writes each text near its point, clear of the others, of texts that are there already, of `marks` (other points
    in data coordinates) and of the frame, with a thin line to its point where it had to go far. Returns the
    annotations.

    The layout must be final: the axes are drawn first, and the texts do not take part in it. Deterministic: places
    are tried in a fixed order, and the first of the least cost is taken.
    """
    figure = axes.figure
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    scale = figure.dpi / 72
    anchors = [tuple(axes.transData.transform(point)) for point in points]
    marked = anchors + [tuple(axes.transData.transform(mark)) for mark in marks]
    taken = [Bbox.from_extents(x - 3 * scale, y - 3 * scale, x + 3 * scale, y + 3 * scale) for x, y in anchors]
    taken += [text.get_window_extent(renderer) for text in axes.texts]
    placed = []
    for point, text in zip(points, texts):
        note = axes.annotate(text, point, (0, 0), textcoords="offset points", annotation_clip=False, zorder=9, **options)
        note.set_in_layout(False)
        best = None
        for distance in DISTANCES:
            for angle in DIRECTIONS:
                note.set_position((distance * math.cos(angle), distance * math.sin(angle)))
                note.set_horizontalalignment(_aligned(angle)[0])
                note.set_verticalalignment(_aligned(angle)[1])
                box = note.get_window_extent(renderer)
                cost = _cost(box, axes.bbox, taken, marked) + 0.3 * distance
                if best is None or cost < best[0] - 1e-6:
                    best = (cost, distance, angle, box)
        _, distance, angle, box = best
        note.set_position((distance * math.cos(angle), distance * math.sin(angle)))
        note.set_horizontalalignment(_aligned(angle)[0])
        note.set_verticalalignment(_aligned(angle)[1])
        if distance > 12:
            x, y = note.get_position()
            axes.annotate("", point, (0.85 * x, 0.85 * y), textcoords="offset points", zorder=8,
                          arrowprops={"arrowstyle": "-", "linewidth": 0.5, "shrinkA": 0, "shrinkB": 2}).set_in_layout(False)
        taken.append(box)
        placed.append(note)
    return placed
