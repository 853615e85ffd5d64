#include "sim/bargaining/spatial_election.hpp"

#include <algorithm>
#include <cmath>

#include "sim/bargaining/spatial_voting.hpp"
#include "sim/bargaining/tally.hpp"

namespace entente {
namespace {

/// What every option has behind it, so that no comparison is between nothing and nothing.
constexpr double kLeastSupport = 1e-8;
constexpr double kLeastIncentive = 1e-10;
constexpr int kMostIterations = 1000;

void divide(std::span<double> numbers, double by) {
  for (double& x : numbers) x /= by;
}

double sum(std::span<const double> numbers) {
  double result = 0;
  for (const double x : numbers) result += x;
  return result;
}

}  // namespace

SpatialElection::SpatialElection(const SpatialRules& rules, std::span<const double> weights, std::size_t most)
    : victory_(rules.victory),
      voting_(rules.voting),
      election_(rules.election),
      weights_(weights.begin(), weights.end()),
      wins_(most * most),
      strength_(most * most),
      probability_(most),
      next_(most) {}

std::span<const double> SpatialElection::operator()(std::span<const double> utilities, std::size_t options) {
  options_ = options;
  const std::size_t actors = weights_.size();
  const double* const weights = weights_.data();
  with_voting(voting_, [&](const auto rule) {
    for (std::size_t a = 0; a < options; ++a) {
      const double* const of_a = &utilities[a * actors];
      for (std::size_t b = 0; b < a; ++b) {
        const double* const of_b = &utilities[b * actors];
        const Tally votes =
            tally(actors, [=](std::size_t k) { return weights[k] * rule(of_a[k] - of_b[k]); });
        const double for_a = kLeastSupport + votes.first;
        const double for_b = kLeastSupport + votes.second;
        const double win = victory(victory_, for_a, for_b);
        strength_[a * options + b] = for_a;
        strength_[b * options + a] = for_b;
        wins_[a * options + b] = win;
        wins_[b * options + a] = 1 - win;
      }
      strength_[a * options + a] = kLeastSupport;
      wins_[a * options + a] = 0.5;
    }
  });
  using Election = SpatialRules::Election;
  switch (election_) {
    case Election::Conditional:
      conditional();
      break;
    case Election::MarkovUniform:
      std::fill_n(strength_.begin(), options * options, 1 / static_cast<double>(options));
      markov(1e-6);
      break;
    case Election::MarkovIncentive:
      find_challenges();
      markov(1e-8);
      break;
  }
  return std::span(probability_).first(options);
}

void SpatialElection::conditional() {
  // Far below any product that matters, far above underflow: hundreds of options multiply small numbers.
  constexpr double kSmall = 0x1p-400;
  constexpr double kRaise = 0x1p400;
  const std::span<double> chances = std::span(probability_).first(options_);
  std::fill(chances.begin(), chances.end(), 1);
  for (std::size_t b = 0; b < options_; ++b) {
    double most = 0;
    for (std::size_t a = 0; a < options_; ++a) {
      chances[a] *= wins_[a * options_ + b];
      most = std::max(most, chances[a]);
    }
    if (most < kSmall) {
      for (double& x : chances) x *= kRaise;
    }
  }
  const double all = sum(chances);
  if (all > 0) {
    divide(chances, all);
  } else {
    std::fill(chances.begin(), chances.end(), 1 / static_cast<double>(options_));
  }
}

void SpatialElection::find_challenges() {
  for (std::size_t b = 0; b < options_; ++b) {
    double all = 0;
    for (std::size_t a = 0; a < options_; ++a) {
      double& incentive = strength_[a * options_ + b];
      incentive = incentive * wins_[a * options_ + b] + (a == b ? kLeastIncentive : 0);
      all += incentive;
    }
    for (std::size_t a = 0; a < options_; ++a) strength_[a * options_ + b] /= all;
  }
}

void SpatialElection::markov(double enough) {
  const std::span<double> q = std::span(probability_).first(options_);
  std::fill(q.begin(), q.end(), 1 / static_cast<double>(options_));
  double change = 1;
  for (int iteration = 0; change > enough && iteration < kMostIterations; ++iteration) {
    change = 0;
    for (std::size_t a = 0; a < options_; ++a) {
      double stays = 0;
      for (std::size_t b = 0; b < options_; ++b) {
        const double challenged = q[a] * strength_[b * options_ + a];
        const double challenges = q[b] * strength_[a * options_ + b];
        stays += wins_[a * options_ + b] * (challenged + challenges);
      }
      next_[a] = stays;
      change = std::max(change, std::fabs(stays - q[a]));
    }
    for (std::size_t a = 0; a < options_; ++a) q[a] = (q[a] + next_[a]) / 2;
  }
  divide(q, sum(q));
}

}  // namespace entente
