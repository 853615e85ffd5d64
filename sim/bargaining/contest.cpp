#include "sim/bargaining/contest.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/error.hpp"
#include "sim/core/sums.hpp"

namespace entente {
namespace {

/// Halves of the votes that differ by less than this share of all are equal.
constexpr double kEvenVotes = 1e-12;

double total(std::span<const double> weights) { return sum_in_order(weights); }

std::vector<double> votes(const Contest& contest, std::size_t dimension) {
  const std::span<const double> saliences = contest.saliences_on(dimension);
  std::vector<double> result(contest.size());
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = contest.capability[i] * saliences[i];
  return result;
}

}  // namespace

Contest contest(const Scenario& scenario) {
  Contest result;
  for (const Actor& actor : scenario.actors) {
    require(actor.positions.size() == scenario.dimensions.size(),
            "every actor has a position on each dimension");
    result.actors.push_back(actor.name);
    result.capability.push_back(actor.power);
  }
  for (std::size_t d = 0; d < scenario.dimensions.size(); ++d) {
    result.low.push_back(scenario.dimensions[d].low);
    result.high.push_back(scenario.dimensions[d].high);
    for (const Actor& actor : scenario.actors) {
      result.positions.push_back(actor.positions[d].at);
      result.saliences.push_back(actor.positions[d].salience);
    }
  }
  return result;
}

void require_playable(const Contest& contest) {
  const std::size_t entries = contest.size() * contest.dimensions();
  require(contest.actors.size() == contest.size() && contest.high.size() == contest.dimensions() &&
              contest.positions.size() == entries && contest.saliences.size() == entries,
          "a contest has one name and capability for each actor and one position for each dimension");
  require(entries > 0, "a contest has an actor and a dimension");
  for (std::size_t i = 0; i < contest.size(); ++i) {
    const double capability = contest.capability[i];
    require(capability >= 0 && capability <= std::numeric_limits<double>::max(),
            contest.actors[i] + ": capability is a number, 0 or more");
  }
  for (std::size_t d = 0; d < contest.dimensions(); ++d) {
    require(contest.low[d] < contest.high[d] && std::isfinite(contest.high[d] - contest.low[d]),
            "dimension " + std::to_string(d) + ": low is below high");
    for (std::size_t i = 0; i < contest.size(); ++i) {
      const double at = contest.positions_on(d)[i];
      const double salience = contest.saliences_on(d)[i];
      require(contest.low[d] <= at && at <= contest.high[d],
              contest.actors[i] + ": position lies within the ends of dimension " + std::to_string(d));
      require(0 <= salience && salience <= 1, contest.actors[i] + ": salience is in [0, 1]");
    }
  }
}

std::vector<double> weighted_mean(const Contest& contest) {
  std::vector<double> result;
  for (std::size_t d = 0; d < contest.dimensions(); ++d) {
    result.push_back(weighted_mean(votes(contest, d), contest.positions_on(d)));
  }
  return result;
}

std::vector<double> weighted_median(const Contest& contest) {
  std::vector<double> result;
  for (std::size_t d = 0; d < contest.dimensions(); ++d) {
    result.push_back(weighted_median(votes(contest, d), contest.positions_on(d)));
  }
  return result;
}

double weighted_mean(std::span<const double> weights, std::span<const double> positions) {
  const bool cares = total(weights) > 0;
  NeumaierSum sum;
  NeumaierSum all;
  for (std::size_t i = 0; i < positions.size(); ++i) {
    const double weight = cares ? weights[i] : 1;
    sum.add(weight * positions[i]);
    all.add(weight);
  }
  return sum.value() / all.value();
}

double weighted_median(std::span<const double> weights, std::span<const double> positions) {
  const bool cares = total(weights) > 0;
  const double all = cares ? total(weights) : static_cast<double>(positions.size());
  // The highest position is always a candidate: nothing lies above it.
  double median = *std::max_element(positions.begin(), positions.end());
  for (const double candidate : positions) {
    if (candidate >= median) continue;
    NeumaierSum above;
    for (std::size_t k = 0; k < positions.size(); ++k) {
      if (positions[k] > candidate) above.add(cares ? weights[k] : 1);
    }
    if (above.value() <= (0.5 + kEvenVotes) * all) median = candidate;
  }
  return median;
}

}  // namespace entente
