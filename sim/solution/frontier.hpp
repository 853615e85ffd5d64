#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/model/package.hpp"

namespace entente {

/// One row of utilities per actor: `[i][x]` is what actor i gets from package x.
using UtilityRows = std::span<const std::span<const double>>;

/// The Pareto frontier without tolerance: every package of `allowed` (one flag a package) for which no other
/// allowed package is at least as good for all and better for one. In the order of packages; packages with
/// equal utilities all belong.
std::vector<PackageIndex> pareto_frontier(UtilityRows utilities, std::span<const std::uint8_t> allowed);

/// Euclidean distance, in the utilities, from package x to the nearest package of `frontier`; 0 if x is one
/// of them.
double distance_to(std::span<const PackageIndex> frontier, UtilityRows utilities, PackageIndex x);

/// A Pareto frontier as a list of points in the space of utilities, each with all packages that are worth the
/// same to all.
///
/// Doubles that should be equal differ in the last place, so equality and dominance have a tolerance (one for
/// each actor; facts_of() in bargaining_problem.hpp). "Within the tolerance" is not transitive, and dominance
/// that rests on it can run in a circle. Hence two steps, neither of which depends on the order of packages
/// or of actors:
///
/// 1. x falls to y where y is at least as good for all, compared exactly, and better by more than the
///    tolerance for one. This is a strict partial order.
/// 2. Among those that stand, the values of each actor are sorted and cut wherever two neighbours lie more
///    than the tolerance apart. Values of one class count as equal, and dominance is that of the classes.
///
/// Utilities that are equal or differ by more than twice the tolerance and rounding, as in all tables that
/// people write, are told apart as in exact arithmetic.
class ParetoSet {
 public:
  ParetoSet() = default;
  /// `tolerance[i]` ≥ 0.
  ParetoSet(UtilityRows utilities, std::span<const std::uint8_t> allowed, std::span<const double> tolerance);

  std::size_t size() const { return first_.empty() ? 0 : first_.size() - 1; }
  std::size_t actors() const { return actors_; }
  bool empty() const { return size() == 0; }
  /// Points are in falling order of the first actor's utility, then of the second's, and so on.
  double utility(std::size_t point, std::size_t actor) const { return utilities_[point * actors_ + actor]; }
  std::span<const double> utilities(std::size_t point) const {
    return std::span(utilities_).subspan(point * actors_, actors_);
  }
  /// In rising order; the utilities of the point are those of the first.
  std::span<const PackageIndex> packages(std::size_t point) const {
    return std::span(packages_).subspan(first_[point], first_[point + 1] - first_[point]);
  }
  /// Packages over all points.
  std::size_t package_count() const { return packages_.size(); }

 private:
  std::size_t actors_ = 0;
  std::vector<double> utilities_;
  std::vector<PackageIndex> packages_;
  std::vector<std::size_t> first_;
};

}  // namespace entente
