"""All figures, in the order in which a paper would show them."""

import components
import differences
import gaps
import ledger
import outcome_shares
import positions
import shapley
import ties
import time_to_agreement
import timeline
import tipping
import tornado
import trajectories
import utility_plane
import win_sets

FIGURES = (outcome_shares, differences, tornado, tipping, shapley, time_to_agreement, gaps, components, win_sets,
           utility_plane, trajectories, timeline, ties, positions, ledger)


def name_of(figure):
    """The name of a figure is that of its module."""
    return figure.__name__


def named(name):
    return next((figure for figure in FIGURES if name_of(figure) == name), None)
