"""Intervals of simulation error, as sim/experiment/estimates.hpp has them."""

import functools
import math
from statistics import NormalDist

import numpy as np

CONFIDENCE = 0.95
Z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)


def wilson(happened, runs):
    """Score interval of a share of independent runs (E. B. Wilson, JASA 22, 1927).

    Where the event was never or always seen, the exact one-sided 95 % bound 1 - 0.05^(1/n), whose size is about
    3/n (the rule of three). Works on numbers and on arrays.
    """
    happened, runs = np.asarray(happened, float), np.asarray(runs, float)
    share = happened / runs
    centre = (share + Z * Z / (2 * runs)) / (1 + Z * Z / runs)
    half = Z / (1 + Z * Z / runs) * np.sqrt(share * (1 - share) / runs + Z * Z / (4 * runs * runs))
    bound = 1 - (1 - CONFIDENCE) ** (1 / runs)
    low = np.where(happened == 0, 0.0, np.where(happened == runs, 1 - bound, centre - half))
    high = np.where(happened == runs, 1.0, np.where(happened == 0, bound, centre + half))
    return low, high


@functools.lru_cache(maxsize=None)


def student_quantile(freedom):
    """The 97.5 % quantile of Student's t.

    By bisection of its distribution function, the regularised incomplete beta function by its continued fraction
    (W. Press and others, Numerical Recipes, section 6.4), so that nothing beyond numpy is needed.
    """
    target, low, high = 0.5 + CONFIDENCE / 2, 0.0, 1000.0
    for _ in range(200):
        middle = (low + high) / 2
        if _student_cdf(middle, freedom) < target:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _student_cdf(t, freedom):
    x = freedom / (freedom + t * t)
    return 1 - 0.5 * _incomplete_beta(freedom / 2, 0.5, x)


def _incomplete_beta(a, b, x):
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x > (a + 1) / (a + b + 2):
        return 1 - front * _fraction(b, a, 1 - x) / b
    return front * _fraction(a, b, x) / a


def _fraction(a, b, x):
    tiny = 1e-300
    c, d = 1.0, 1 / max(abs(1 - (a + b) * x / (a + 1)), tiny)
    result = d
    for m in range(1, 500):
        for numerator in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                          -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1 / (1 + numerator * d or tiny)
            c = 1 + numerator / c or tiny
            result *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return result


def student(values):
    """Mean and Student's 95 % interval of independent values: (mean, low, high). A single value has no interval."""
    values = np.asarray(values, float)
    mean = values.mean()
    if len(values) < 2:
        return mean, math.nan, math.nan
    half = student_quantile(len(values) - 1) * values.std(ddof=1) / math.sqrt(len(values))
    return mean, mean - half, mean + half


def student_half(deviation, count):
    """Half the width of Student's 95 % interval of a mean of so many values with this standard deviation."""
    if count < 2:
        return math.nan
    return student_quantile(int(count) - 1) * deviation / math.sqrt(count)


def share_over_units(values):
    """Student's 95 % interval of a share over units, cut to 0 and 1: (low, high).

    Where no unit, or every unit, shows the event always, the exact bound over units (see wilson), as
    analysis/statistics/nested.hpp has it.
    """
    values = np.asarray(values, float)
    if len(values) < 2:
        return math.nan, math.nan
    bound = 1 - (1 - CONFIDENCE) ** (1 / len(values))
    if (values == 0).all():
        return 0.0, bound
    if (values == 1).all():
        return 1 - bound, 1.0
    _, low, high = student(values)
    return max(0.0, low), min(1.0, high)


def units(values, worlds):
    """What was drawn independently: the values where each run has a world of its own, or all have the same; else the
    mean of each world."""
    worlds = np.asarray(worlds)
    of_world = [np.mean(np.asarray(values, float)[worlds == world]) for world in np.unique(worlds)]
    return np.asarray(values, float) if len(of_world) in (1, len(worlds)) else np.array(of_world)
