#include "sim/solution/measures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "sim/core/error.hpp"

namespace entente {

AgreementMeasures measures_of(const Solutions& solutions, std::span<const double> utilities) {
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  const ParetoSet& frontier = solutions.frontier;
  require(utilities.size() == solutions.disagreement.size(), "one utility an actor");
  double squared_range = 0;
  for (std::size_t i = 0; i < utilities.size(); ++i) {
    const double range = solutions.facts.highest[i] - solutions.facts.lowest[i];
    squared_range += range * range;
  }
  const double diameter = std::sqrt(squared_range);
  const auto distance_from = [&](std::size_t point) {
    double squares = 0;
    for (std::size_t i = 0; i < utilities.size(); ++i) {
      const double gap = frontier.utility(point, i) - utilities[i];
      squares += gap * gap;
    }
    return std::sqrt(squares);
  };
  const auto nearest = [&](std::span<const std::size_t> points) {
    if (points.empty()) return AgreementMeasures::To{kNaN, kNaN};
    double least = std::numeric_limits<double>::infinity();
    for (const std::size_t point : points) least = std::min(least, distance_from(point));
    return AgreementMeasures::To{least, diameter > 0 ? std::max(0.0, 1 - least / diameter) : 1};
  };
  std::vector<std::size_t> all(frontier.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  AgreementMeasures result;
  result.frontier = nearest(all);
  result.nash = nearest(solutions.nash.points);
  result.egalitarian = nearest(solutions.egalitarian.points);
  result.kalai_smorodinsky = nearest(solutions.kalai_smorodinsky.points);
  result.utilitarian = nearest(solutions.utilitarian.points);
  double greatest = -std::numeric_limits<double>::infinity();
  for (std::size_t point = 0; point < frontier.size(); ++point) {
    const std::span<const double> u = frontier.utilities(point);
    greatest = std::max(greatest, std::accumulate(u.begin(), u.end(), 0.0));
  }
  const double welfare = std::accumulate(utilities.begin(), utilities.end(), 0.0);
  result.welfare_optimality = greatest > 0 ? welfare / greatest : kNaN;
  result.fairness = std::fmax(std::fmax(result.nash.optimality, result.egalitarian.optimality),
                              result.kalai_smorodinsky.optimality);
  return result;
}

}  // namespace entente
