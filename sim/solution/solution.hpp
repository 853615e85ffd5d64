#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "sim/solution/frontier.hpp"

namespace entente {

/// The points of a frontier that a solution concept picks: all ties. `value` is what it maximises (or, in
/// some readings, minimises), at the best point; NaN, and no points, where there is nothing to pick from or
/// the concept does not exist.
struct SolutionPoints {
  double value = std::numeric_limits<double>::quiet_NaN();
  /// Indices of points of the ParetoSet, rising.
  std::vector<std::size_t> points;

  bool operator==(const SolutionPoints&) const = default;
};

/// The concepts below choose among the points of a frontier of individually rational packages, d_i ≤ u_i. A
/// gain g_i = u_i − d_i of at most `tolerance[i]` counts as 0. On a finite set there may be ties; all of
/// them are given, within a slack that is stated with each concept.

/// argmax Π g_i^w_i (J. F. Nash, Econometrica 18, 1950; with weights E. Kalai, Int. J. Game Theory 6, 1977).
/// No weights: all 1. Weights are ≥ 0. Products that agree to one part in 10⁹ are tied: that is free of the
/// units of utility, as the solution itself is, and rounding of the gains stays below it as long as they are
/// above 10⁻⁷ of the utilities. Where nobody can gain together (every product is 0) all points are tied.
SolutionPoints nash_solution(const ParetoSet& frontier, std::span<const double> disagreement,
                             std::span<const double> tolerance, std::span<const double> weights = {});

/// argmax min_i g_i (E. Kalai, Econometrica 45, 1977). Slack: the largest tolerance, for gains are compared
/// between actors in one unit.
SolutionPoints egalitarian_solution(const ParetoSet& frontier, std::span<const double> disagreement,
                                    std::span<const double> tolerance);

/// argmax min_i g_i/(ideal_i − d_i) (E. Kalai and M. Smorodinsky, Econometrica 43, 1975), ideal_i the most
/// that i can get. Actors whose ideal gain is 0 are left out. Slack 10⁻⁹, for the ratios have no unit.
SolutionPoints kalai_smorodinsky_solution(const ParetoSet& frontier, std::span<const double> disagreement,
                                          std::span<const double> ideal, std::span<const double> tolerance);

/// argmax Σ w_i·u_i. No weights: all 1. Slack: the sum of w_i times the tolerances.
SolutionPoints utilitarian_solution(const ParetoSet& frontier, std::span<const double> tolerance,
                                    std::span<const double> weights = {});

/// The most that each actor gets at any point of the frontier; 0 where it is empty.
std::vector<double> ideal_point(const ParetoSet& frontier);

/// All points whose score is at least the greatest minus `slack`.
SolutionPoints best_points(std::span<const double> scores, double slack);

}  // namespace entente
