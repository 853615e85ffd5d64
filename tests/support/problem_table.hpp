#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/solution/reading.hpp"

namespace entente {

/// A bargaining problem that owns its table: one row of utilities per package.
class ProblemTable {
 public:
  using Points = std::vector<std::vector<double>>;

  explicit ProblemTable(const Points& points, std::vector<double> disagreement = {0, 0})
      : rows_(disagreement.size()), allowed_(points.size(), 1), disagreement_(std::move(disagreement)) {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      for (const std::vector<double>& point : points) rows_[i].push_back(point[i]);
    }
  }

  BargainingProblem problem() const { return {{rows_.begin(), rows_.end()}, allowed_, disagreement_}; }
  Solutions solve(Reading reading = Reading::Textbook, const std::vector<double>& weights = {}) const {
    return solutions_of(problem(), reading, weights);
  }
  void forbid(std::size_t package) { allowed_[package] = 0; }

 private:
  std::vector<std::vector<double>> rows_;
  std::vector<std::uint8_t> allowed_;
  std::vector<double> disagreement_;
};

/// Utilities of the points that a solution picks, sorted.
inline ProblemTable::Points picked(const ParetoSet& frontier, const SolutionPoints& solution) {
  ProblemTable::Points points;
  for (const std::size_t point : solution.points) {
    const std::span<const double> u = frontier.utilities(point);
    points.emplace_back(u.begin(), u.end());
  }
  std::ranges::sort(points);
  return points;
}

}  // namespace entente
