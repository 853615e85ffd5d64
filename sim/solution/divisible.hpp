#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "sim/model/package.hpp"
#include "sim/solution/bargaining_problem.hpp"
#include "sim/solution/trade_curve.hpp"

namespace entente {

/// An agreement of two actors that may split divisible issues anywhere.
struct DividedPoint {
  TwoUtilities utilities{};
  /// A package with the options of all other issues; what it has of the divisible ones means nothing.
  PackageIndex cell = 0;
  /// Amount in [0, 1] of each divisible issue, in the order in which they were named.
  std::vector<double> amounts;
};

/// All ties, at most one for each cell; of the utilitarian solution the corners between which all is tied.
struct DividedSolution {
  double value = 0;
  std::vector<DividedPoint> points;
};

/// A straight part of the frontier, from the first actor's side to the second's; both ends are the same at an
/// isolated point. Where another cell takes over, an end may be the limit of the part and not belong to it.
struct DividedSegment {
  DividedPoint from;
  DividedPoint to;
};

/// The solutions over a continuum, to the rounding of doubles.
struct DividedSolutions {
  /// The individually rational frontier.
  std::vector<DividedSegment> frontier;
  /// The most that each gets on it.
  TwoUtilities ideal{};
  /// The least √Σ(1 − u_i/M_i)² on it, as Solutions has it (reading.hpp); NaN where it is empty.
  double opposition = 0;
  DividedSolution nash;
  DividedSolution egalitarian;
  DividedSolution kalai_smorodinsky;
  DividedSolution utilitarian;
};

/// Solves exactly a game of two actors with divisible issues `divisible` of `space`: utilities are linear
/// between slices, and every combination of the other issues' options is a cell, with a TradeCurve of its
/// own. On each edge of a curve Nash's product is quadratic (with `weights`, its logarithm concave), and the
/// other three are linear.
///
/// Supported, and else the reason why not is returned: two actors; in each cell the utilities are sums over
/// the divisible issues (whatever the other issues do); a cell is allowed as a whole or not at all; and each
/// divisible issue's own frontier is concave, as TradeCurve asks. The frontier as a whole need not be. A cell
/// in which nobody differs over a divisible issue is a point.
///
/// `weights`: as in nash_solution, each above 0. Utilities that agree within the problem's tolerance tie.
std::variant<DividedSolutions, std::string> divided_solutions(const BargainingProblem& problem,
                                                              const PackageSpace& space,
                                                              std::span<const std::size_t> divisible,
                                                              std::span<const double> weights = {});

}  // namespace entente
