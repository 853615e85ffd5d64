"""What of the runs of a file was drawn independently, and means over it, summed up in the file itself."""

import math

import numpy as np
import pandas as pd

import intervals
from results import Missing, quoted

COLUMNS_AT_ONCE = 200


def unit_of(results):
    """What was drawn independently: "run", "world" or "randomisation" of the design, or None where nothing but
    luck was drawn (a grid, given rows), as sim/experiment/estimates.cpp has it."""
    if results.kind == "comparison":
        return "run"
    design = results.stated["design"]
    if design == "mc":
        return "world" if int(results.stated["runs_per_world"]) > 1 else "run"
    return "randomisation" if design in ("lhs", "sobol") else None


def need_rows(results, table):
    """Raises Missing where a sweep kept totals only, so that it has no rows of the table."""
    if table not in results.result.tables:
        raise Missing(f"the file keeps totals only, and needs a row for each run (table {table}): "
                      "make it without --totals-only")


def of_interval(unit):
    """What a caption says of the interval of a mean, or of a share, over units."""
    if unit is None:
        return "no interval, as the design drew nothing at random but luck"
    over = {"run": "independent runs", "world": "worlds, the units that were drawn independently",
            "randomisation": "independent randomisations of the design"}[unit]
    return f"Student's 95 % interval of simulation error over {over}"


def means(results, table, columns):
    """Means of columns of a table with a row for each run (of a comparison: of the base's runs).

    One row for each column: column, mean, low, high, runs (that have a value) and units (over which the interval
    is). Worlds, or randomisations, have equal weight, whatever the number of their runs.
    """
    if results.kind == "sweep" and table not in results.result.tables:
        return _means_of_totals(results, table, columns)
    parts = [columns[k:k + COLUMNS_AT_ONCE] for k in range(0, len(columns), COLUMNS_AT_ONCE)]
    return pd.concat([_means_of_rows(results, table, part) for part in parts], ignore_index=True)


def _means_of_rows(results, table, columns):
    unit = unit_of(results)
    numbers = range(len(columns))
    if unit in (None, "run"):
        values = ", ".join(f"{quoted(c)} as m{k}, {quoted(c)} is not null as n{k}" for k, c in zip(numbers, columns))
        source = f"select {values} from {quoted(table)}" + (" where arm = 0" if results.kind == "comparison" else "")
    else:
        values = ", ".join(f"avg(t.{quoted(c)}) as m{k}, count(t.{quoted(c)}) as n{k}" for k, c in zip(numbers, columns))
        source = f"select {values} from {quoted(table)} t join runs r on r.run = t.run where r.status = 'done' group by r.{unit}"
    sums = ", ".join(f"avg(m{k}), count(m{k}), sum(n{k})" for k in numbers)
    found = results.result.query(f"select {sums} from ({source})").iloc[0].tolist()
    average, units, runs = (found[first::3] for first in range(3))
    average = [math.nan if one is None else one for one in average]
    # A second pass, about the means, so that nothing cancels.
    squares = ", ".join(f"sum((m{k} - {one!r}) * (m{k} - {one!r}))" if one == one else "null"
                        for k, one in enumerate(average))
    squares = results.result.query(f"select {squares} from ({source})").iloc[0].tolist()
    frame = pd.DataFrame({"column": columns, "mean": average, "runs": [int(n or 0) for n in runs],
                          "units": [int(n) for n in units]})
    deviations = [math.sqrt(q / (n - 1)) if n > 1 else math.nan for q, n in zip(squares, units)]
    return _with_interval(frame, deviations, unit is not None)


def _means_of_totals(results, table, columns):
    if "totals" not in results.result.tables:
        raise Missing(f"the file has no table {table}")
    stored = results.result.query("select column_name, count, mean, sd from totals where table_name = ?", [table])
    stored = stored.set_index("column_name").reindex(columns)
    counts = stored["count"].fillna(0).astype(int)
    frame = pd.DataFrame({"column": columns, "mean": stored["mean"].to_numpy(), "runs": counts.to_numpy(),
                          "units": counts.to_numpy()})
    return _with_interval(frame, stored.sd, unit_of(results) == "run")


def _with_interval(frame, deviations, drawn):
    halves = [intervals.student_half(sd, n) if drawn else math.nan for sd, n in zip(deviations, frame.units)]
    frame.insert(2, "low", frame["mean"] - halves)
    frame.insert(3, "high", frame["mean"] + halves)
    return frame


def shares(unit, happened, runs):
    """Shares of events over units, and their 95 % intervals: arrays of share, low and high, one entry an event.

    happened: runs by unit and event; runs: by unit (independent runs may come as one unit). Over independent runs
    Wilson's interval; over worlds of two runs or more (intervals.share_over_units) and over randomisations
    Student's; where nothing was drawn, none. The same as the table `estimates` of a finished sweep.
    """
    total, all_runs = happened.sum(axis=0), runs.sum()
    if unit == "run":
        return (total / all_runs, *intervals.wilson(total, all_runs))
    ends = np.full((2, len(total)), np.nan)
    if unit == "world":
        several = runs > 1
        by_unit = happened[several] / runs[several, None]
        ends = np.array([intervals.share_over_units(one) for one in by_unit.T]).reshape(-1, 2).T
    if unit == "randomisation":
        bounds = intervals.wilson(total, all_runs)
        for k, one in enumerate((happened / runs[:, None]).T):
            certain = total[k] in (0, all_runs)
            # Shares that do not differ say nothing of their error.
            ends[:, k] = (bounds[0][k], bounds[1][k]) if certain else intervals.share_over_units(one)
    return total / all_runs, ends[0], ends[1]
