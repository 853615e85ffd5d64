"""All figures, in the order in which a paper would show them."""

import components
import differences
import gaps
import outcome_shares
import time_to_agreement
import tornado

FIGURES = (outcome_shares, differences, tornado, time_to_agreement, gaps, components)
import ties
import timeline
import trajectories
import utility_plane

FIGURES = (outcome_shares, utility_plane, trajectories, timeline, ties)


def name_of(figure):
    """The name of a figure is that of its module."""
    return figure.__name__


def named(name):
    return next((figure for figure in FIGURES if name_of(figure) == name), None)
