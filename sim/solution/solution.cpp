#include "sim/solution/solution.hpp"

#include <algorithm>
#include <numeric>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

namespace {

template <typename Score>
std::vector<double> score_each(const ParetoSet& frontier, Score score) {
  std::vector<double> scores(frontier.size());
  for (std::size_t point = 0; point < scores.size(); ++point)
    scores[point] = score(frontier.utilities(point));
  return scores;
}

void require_weights(const ParetoSet& frontier, std::span<const double> weights) {
  require(weights.empty() || frontier.empty() || weights.size() == frontier.actors(), "one weight an actor");
  require(std::ranges::all_of(weights, [](double weight) { return weight >= 0; }), "weights of at least 0");
}

}  // namespace

SolutionPoints best_points(std::span<const double> scores, double slack) {
  if (scores.empty()) return {};
  SolutionPoints result;
  result.value = *std::ranges::max_element(scores);
  for (std::size_t point = 0; point < scores.size(); ++point) {
    if (scores[point] >= result.value - slack) result.points.push_back(point);
  }
  return result;
}

SolutionPoints nash_solution(const ParetoSet& frontier, std::span<const double> disagreement,
                             std::span<const double> tolerance, std::span<const double> weights) {
  require_weights(frontier, weights);
  const std::vector<double> products = score_each(frontier, [&](std::span<const double> u) {
    double product = 1;
    for (std::size_t i = 0; i < u.size(); ++i) {
      const double gain = u[i] - disagreement[i] > tolerance[i] ? u[i] - disagreement[i] : 0;
      product *= weights.empty() ? gain : portable_pow(gain, weights[i]);
    }
    return product;
  });
  const double greatest = products.empty() ? 0 : *std::ranges::max_element(products);
  return best_points(products, kTie * greatest);
}

SolutionPoints egalitarian_solution(const ParetoSet& frontier, std::span<const double> disagreement,
                                    std::span<const double> tolerance) {
  const std::vector<double> least = score_each(frontier, [&](std::span<const double> u) {
    double result = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < u.size(); ++i) {
      const double gain = u[i] - disagreement[i];
      result = std::min(result, gain > tolerance[i] ? gain : 0);
    }
    return result;
  });
  return best_points(least, frontier.empty() ? 0 : *std::ranges::max_element(tolerance));
}

SolutionPoints kalai_smorodinsky_solution(const ParetoSet& frontier, std::span<const double> disagreement,
                                          std::span<const double> ideal, std::span<const double> tolerance) {
  const std::vector<double> least = score_each(frontier, [&](std::span<const double> u) {
    double result = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < u.size(); ++i) {
      const double most = ideal[i] - disagreement[i];
      if (most > tolerance[i]) result = std::min(result, std::max(0.0, u[i] - disagreement[i]) / most);
    }
    return result < std::numeric_limits<double>::infinity() ? result : 0;
  });
  return best_points(least, kTie);
}

SolutionPoints utilitarian_solution(const ParetoSet& frontier, std::span<const double> tolerance,
                                    std::span<const double> weights) {
  require_weights(frontier, weights);
  const auto weighted_sum = [&](std::span<const double> values) {
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
      sum += weights.empty() ? values[i] : weights[i] * values[i];
    return sum;
  };
  return best_points(score_each(frontier, weighted_sum), frontier.empty() ? 0 : weighted_sum(tolerance));
}

std::vector<double> ideal_point(const ParetoSet& frontier) {
  std::vector<double> ideal(frontier.actors(), 0.0);
  for (std::size_t point = 0; point < frontier.size(); ++point) {
    for (std::size_t i = 0; i < ideal.size(); ++i) {
      ideal[i] = point == 0 ? frontier.utility(point, i) : std::max(ideal[i], frontier.utility(point, i));
    }
  }
  return ideal;
}

}  // namespace entente
