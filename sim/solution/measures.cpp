#include "sim/solution/measures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"

namespace entente {

namespace {

/// √Σ(M_i − m_i)².
double diameter_of(const ProblemFacts& facts) {
  double squares = 0;
  for (std::size_t i = 0; i < facts.highest.size(); ++i) {
    const double range = facts.highest[i] - facts.lowest[i];
    squares += range * range;
  }
  return std::sqrt(squares);
}

AgreementMeasures::To at_distance(double distance, double diameter) {
  return {distance, diameter > 0 ? std::max(0.0, 1 - distance / diameter) : 1};
}

/// The measures that follow from the others.
void complete(AgreementMeasures& measures, double welfare, double greatest) {
  measures.welfare_optimality = greatest > 0 ? welfare / greatest : kNaN;
  measures.fairness = std::fmax(std::fmax(measures.nash.optimality, measures.egalitarian.optimality),
                                measures.kalai_smorodinsky.optimality);
}

double distance(const TwoUtilities& a, const TwoUtilities& b) {
  return std::sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]));
}

double distance_to_segment(const TwoUtilities& from, const TwoUtilities& to, const TwoUtilities& point) {
  const TwoUtilities along{to[0] - from[0], to[1] - from[1]};
  const double length = along[0] * along[0] + along[1] * along[1];
  if (length <= 0) return distance(from, point);
  const double share =
      std::clamp(((point[0] - from[0]) * along[0] + (point[1] - from[1]) * along[1]) / length, 0.0, 1.0);
  return distance({from[0] + share * along[0], from[1] + share * along[1]}, point);
}

}  // namespace

AgreementMeasures measures_of(const Solutions& solutions, std::span<const double> utilities) {
  const ParetoSet& frontier = solutions.frontier;
  require(utilities.size() == solutions.disagreement.size(), "one utility an actor");
  const double diameter = diameter_of(solutions.facts);
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
    return at_distance(least, diameter);
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
  complete(result, std::accumulate(utilities.begin(), utilities.end(), 0.0), greatest);
  return result;
}

AgreementMeasures measures_of(const DividedSolutions& solutions, const ProblemFacts& facts,
                              const TwoUtilities& utilities) {
  const double diameter = diameter_of(facts);
  const auto nearest = [&](const DividedSolution& solution) {
    if (solution.points.empty()) return AgreementMeasures::To{kNaN, kNaN};
    double least = std::numeric_limits<double>::infinity();
    for (const DividedPoint& point : solution.points)
      least = std::min(least, distance(point.utilities, utilities));
    return at_distance(least, diameter);
  };
  AgreementMeasures result;
  result.frontier = {kNaN, kNaN};
  double least = std::numeric_limits<double>::infinity();
  double greatest = -std::numeric_limits<double>::infinity();
  for (const DividedSegment& segment : solutions.frontier) {
    const TwoUtilities& from = segment.from.utilities;
    const TwoUtilities& to = segment.to.utilities;
    least = std::min(least, distance_to_segment(from, to, utilities));
    greatest = std::max({greatest, from[0] + from[1], to[0] + to[1]});
  }
  if (!solutions.frontier.empty()) result.frontier = at_distance(least, diameter);
  result.nash = nearest(solutions.nash);
  result.egalitarian = nearest(solutions.egalitarian);
  result.kalai_smorodinsky = nearest(solutions.kalai_smorodinsky);
  result.utilitarian = nearest(solutions.utilitarian);
  complete(result, utilities[0] + utilities[1], greatest);
  return result;
}

}  // namespace entente
