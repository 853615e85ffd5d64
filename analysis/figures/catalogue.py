"""All figures, in the order in which a paper would show them."""

import outcome_shares

FIGURES = (outcome_shares,)


def name_of(figure):
    """The name of a figure is that of its module."""
    return figure.__name__


def named(name):
    return next((figure for figure in FIGURES if name_of(figure) == name), None)
