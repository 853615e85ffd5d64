#include "sim/solution/reading.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

namespace {

/// The points at which `spread` of the utilities is least.
template <typename Spread>
SolutionPoints least_spread(const ParetoSet& frontier, double slack, Spread spread) {
  std::vector<double> scores(frontier.size());
  for (std::size_t point = 0; point < scores.size(); ++point)
    scores[point] = -spread(frontier.utilities(point));
  SolutionPoints result = best_points(scores, slack);
  result.value = -result.value;
  return result;
}

double distance_to_ones(std::span<const double> u) {
  double squares = 0;
  for (const double value : u) squares += (1 - value) * (1 - value);
  return std::sqrt(squares);
}

/// On the frontier, where the least distance lies as well: it falls with every u_i.
double relative_opposition(const ParetoSet& frontier, const ProblemFacts& facts) {
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t point = 0; point < frontier.size(); ++point) {
    double squares = 0;
    for (std::size_t i = 0; i < frontier.actors(); ++i) {
      if (facts.highest[i] <= facts.tolerance[i]) continue;
      const double missing = 1 - frontier.utility(point, i) / facts.highest[i];
      squares += missing * missing;
    }
    nearest = std::min(nearest, squares);
  }
  return frontier.empty() ? kNaN : std::sqrt(nearest);
}

double raw_opposition(const ParetoSet& frontier) {
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t point = 0; point < frontier.size(); ++point) {
    nearest = std::min(nearest, distance_to_ones(frontier.utilities(point)));
  }
  return frontier.empty() ? kNaN : nearest;
}

void read_as_negmas(Solutions& s) {
  bool narrow = false;
  for (std::size_t i = 0; i < s.disagreement.size(); ++i) {
    s.disagreement[i] = std::max(s.disagreement[i], s.facts.lowest[i]);
    narrow = narrow || s.facts.highest[i] - s.disagreement[i] <= 1e-12;
  }
  s.nash = nash_solution(s.frontier, s.disagreement, s.facts.tolerance);
  s.egalitarian = egalitarian_solution(s.frontier, s.disagreement, s.facts.tolerance);
  s.kalai_smorodinsky = least_spread(s.frontier, kTie, [&](std::span<const double> u) {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (std::size_t i = 0; i < u.size(); ++i) {
      const double share = (u[i] - s.disagreement[i]) / (s.facts.highest[i] - s.disagreement[i]);
      low = std::min(low, share);
      high = std::max(high, share);
    }
    return high - low;
  });
  if (!narrow) return;
  const std::vector<double> no_scores(s.frontier.size(), 0.0);
  s.nash = s.egalitarian = s.kalai_smorodinsky = best_points(no_scores, 0);
}

void read_as_genius(Solutions& s) {
  s.nash = nash_solution(s.frontier, s.disagreement, s.facts.tolerance);
  const double slack = s.frontier.empty() ? 0 : *std::ranges::max_element(s.facts.tolerance);
  s.egalitarian = least_spread(s.frontier, slack, [](std::span<const double> u) {
    double sum = 0;
    for (std::size_t i = 0; i < u.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) sum += std::abs(u[i] - u[j]);
    }
    return sum;
  });
  s.kalai_smorodinsky = s.egalitarian;
}

}  // namespace

Solutions solutions_of(const BargainingProblem& problem, Reading reading, std::span<const double> weights) {
  require(weights.empty() || reading == Reading::Textbook, "weights with the textbook reading only");
  Solutions s;
  s.reading = reading;
  s.facts = facts_of(problem);
  const bool rational = reading == Reading::Textbook || reading == Reading::Negmas;
  s.frontier =
      ParetoSet(problem.utilities, rational ? std::span<const std::uint8_t>(s.facts.zone) : problem.allowed,
                s.facts.tolerance);
  s.disagreement = problem.disagreement;
  if (reading == Reading::Negolog) s.disagreement.assign(s.disagreement.size(), 0.0);
  s.ideal = ideal_point(s.frontier);
  s.utilitarian = utilitarian_solution(s.frontier, s.facts.tolerance, weights);
  if (s.facts.packages > 0) {
    s.rational_fraction =
        static_cast<double>(s.facts.strictly_better) / static_cast<double>(s.facts.packages);
  }
  s.opposition = rational ? relative_opposition(s.frontier, s.facts) : raw_opposition(s.frontier);
  switch (reading) {
    case Reading::Textbook:
      s.nash = nash_solution(s.frontier, s.disagreement, s.facts.tolerance, weights);
      s.egalitarian = egalitarian_solution(s.frontier, s.disagreement, s.facts.tolerance);
      s.kalai_smorodinsky =
          kalai_smorodinsky_solution(s.frontier, s.disagreement, s.ideal, s.facts.tolerance);
      break;
    case Reading::Negmas:
      read_as_negmas(s);
      break;
    case Reading::Genius:
      read_as_genius(s);
      break;
    case Reading::Negolog:
      s.nash = nash_solution(s.frontier, s.disagreement, s.facts.tolerance);
      s.egalitarian = s.utilitarian;
      s.opposition =
          s.frontier.empty() ? kNaN : distance_to_ones(s.frontier.utilities(s.utilitarian.points.front()));
      break;
  }
  return s;
}

}  // namespace entente
