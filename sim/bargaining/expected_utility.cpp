#include "sim/bargaining/expected_utility.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/bargaining/tally.hpp"
#include "sim/core/error.hpp"
#include "sim/core/math.hpp"

namespace entente {
namespace {

/// Levels of security within this of each other are equal: they are sums of utilities of order 1.
constexpr double kSameSecurity = 1e-12;

/// A share of the range, bent by an exponent of risk.
double bent(double share, double risk) { return risk == 1 ? share : portable_pow(share, risk); }

/// A share of the range lost or won, as utility.
double utility(double share, double risk) { return 2 - 4 * bent(share, risk); }

using Kind = ExpectedUtilityMove::Kind;

/// The more binding offers come first.
int rank(Kind kind) {
  switch (kind) {
    case Kind::Confrontation:
      return 0;
    case Kind::Compromise:
      return 1;
    case Kind::Capitulation:
      return 2;
    case Kind::Stay:
      break;
  }
  return 3;
}

Kind offer(double own, double others) {
  if (!(others > 0)) return Kind::Stay;
  if (own > 0) return others > own ? Kind::Confrontation : Kind::Stay;
  if (own == 0 || others == -own) return Kind::Stay;
  return others > -own ? Kind::Compromise : Kind::Capitulation;
}

}  // namespace

/// Basic utilities of a challenge.
struct ExpectedUtilityModel::Basic {
  double success = 0;
  double failure = 0;
  /// Q U_q + (1 − Q)(T U_b + (1 − T) U_w).
  double unchallenged = 0;
};

ExpectedUtilityModel::ExpectedUtilityModel(const Contest& contest, std::size_t dimension,
                                           const ExpectedUtilityRules& rules)
    : n_(contest.size()),
      published_(rules.reading == ExpectedUtilityRules::Reading::Published),
      unchallenged_(rules.unchallenged) {
  require_playable(contest);
  require(dimension < contest.dimensions(), "the contest has the dimension");
  require(0 <= unchallenged_ && unchallenged_ <= 1, "unchallenged is a probability");
  const std::span<const double> at = contest.positions_on(dimension);
  const std::span<const double> saliences = contest.saliences_on(dimension);
  positions_.assign(at.begin(), at.end());
  saliences_.assign(saliences.begin(), saliences.end());
  for (std::size_t i = 0; i < n_; ++i) weights_.push_back(contest.capability[i] * saliences[i]);
  next_ = positions_;
  risk_.assign(n_, 1);
  security_.assign(n_, 0);
  losses_.assign(n_ * n_, 0);
  success_.assign(n_ * n_, 0);
  own_.assign(n_ * n_, 0);
  others_.assign(n_ * n_, 0);
  moves_.resize(n_);
  for (std::size_t i = 0; i < n_; ++i) moves_[i].target = i;
}

double ExpectedUtilityModel::median() const { return weighted_median(weights_, positions_); }
double ExpectedUtilityModel::mean() const { return weighted_mean(weights_, positions_); }

void ExpectedUtilityModel::find_success(bool with_risk) {
  for (std::size_t j = 0; j < n_; ++j) {
    for (std::size_t k = 0; k < n_; ++k) {
      const double share = std::fabs(positions_[k] - positions_[j]) / range_;
      losses_[j * n_ + k] = weights_[k] * bent(share, with_risk ? risk_[k] : 1);
    }
  }
  double all = 0;
  for (std::size_t i = 0; i < n_; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const double* const at_i = &losses_[i * n_];
      const double* const at_j = &losses_[j * n_];
      const Tally votes = tally(n_, [=](std::size_t k) { return at_j[k] - at_i[k]; });
      const double both = votes.first + votes.second;
      const double share = published_ && both > 0 ? 1 / both : 1;
      const bool apart = positions_[i] != positions_[j];
      success_[i * n_ + j] = apart ? votes.first * share : 0;
      success_[j * n_ + i] = apart ? votes.second * share : 0;
      all += 2 * both;
    }
  }
  if (published_ || !(all > 0)) return;
  for (double& probability : success_) probability /= all;
}

ExpectedUtilityModel::Basic ExpectedUtilityModel::basic(std::size_t a, std::size_t b, double risk,
                                                        double as_it_is) const {
  const double distance = std::fabs(positions_[a] - positions_[b]) / range_;
  return {utility(0.5 - 0.5 * distance, risk), utility(0.5 + 0.5 * distance, risk),
          unchallenged(a, b, risk, as_it_is)};
}

double ExpectedUtilityModel::unchallenged(std::size_t a, std::size_t b, double risk, double as_it_is) const {
  if (unchallenged_ == 1) return as_it_is;
  const double distance = std::fabs(positions_[a] - positions_[b]) / range_;
  const double to_median = std::fabs(positions_[a] - median_) / range_;
  const double change = 0.25 * (to_median + distance);
  const bool better = !published_ || to_median < distance;
  const double moved = utility(better ? 0.5 - change : 0.5 + change, risk);
  return unchallenged_ * as_it_is + (1 - unchallenged_) * moved;
}

double ExpectedUtilityModel::expected(std::size_t challenger, std::size_t target,
                                      const Basic& utilities) const {
  const double probability = success_[challenger * n_ + target];
  const double resisted = probability * utilities.success + (1 - probability) * utilities.failure;
  const double salience = saliences_[target];
  return salience * resisted + (1 - salience) * utilities.success - utilities.unchallenged;
}

void ExpectedUtilityModel::find_risk() {
  for (std::size_t i = 0; i < n_; ++i) {
    security_[i] = 0;
    for (std::size_t j = 0; j < n_; ++j) {
      if (j != i) security_[i] += expected(j, i, basic(j, i, 1, utility(0.5, 1)));
    }
  }
  const auto [least, most] = std::minmax_element(security_.begin(), security_.end());
  const double spread = *most - *least;
  for (std::size_t i = 0; i < n_; ++i) {
    const double attitude = spread > kSameSecurity ? (2 * security_[i] - *most - *least) / spread : 0;
    risk_[i] = (1 - attitude / 3) / (1 + attitude / 3);
  }
}

void ExpectedUtilityModel::find_expectations() {
  for (std::size_t i = 0; i < n_; ++i) {
    const double as_it_is = utility(0.5, risk_[i]);
    for (std::size_t j = 0; j < n_; ++j) {
      Basic utilities = basic(i, j, risk_[i], as_it_is);
      own_[i * n_ + j] = expected(i, j, utilities);
      if (published_) continue;
      // What success and failure are worth depends on the distance alone, whoever challenges.
      utilities.unchallenged = unchallenged(j, i, risk_[i], as_it_is);
      others_[i * n_ + j] = expected(j, i, utilities);
    }
  }
  if (!published_) return;
  for (std::size_t i = 0; i < n_; ++i) {
    for (std::size_t j = 0; j < n_; ++j) others_[i * n_ + j] = own_[j * n_ + i];
  }
}

ExpectedUtilityMove ExpectedUtilityModel::choose(std::size_t i, double& position) const {
  ExpectedUtilityMove best{Kind::Stay, i, 0, 0};
  double cost = std::numeric_limits<double>::infinity();
  const double here = positions_[i];
  position = here;
  for (std::size_t j = 0; j < n_; ++j) {
    const double there = positions_[j];
    const double own = own_[i * n_ + j];
    const double others = others_[i * n_ + j];
    const Kind kind = there == here ? Kind::Stay : offer(own, others);
    if (kind == Kind::Stay || rank(kind) > rank(best.kind)) continue;
    const bool compromise = kind == Kind::Compromise;
    const double to = compromise ? here + (there - here) * std::fabs(own / others) : there;
    const double price = compromise && !published_
                             ? (std::fabs(own) * here + others * there) / (std::fabs(own) + others)
                             : std::fabs(to - here);
    if (rank(kind) == rank(best.kind) && !(price < cost)) continue;
    best = {kind, j, own, others};
    cost = price;
    position = to;
  }
  return best;
}

void ExpectedUtilityModel::step() {
  const auto [lowest, highest] = std::minmax_element(positions_.begin(), positions_.end());
  range_ = *highest - *lowest;
  if (!(range_ > 0)) {
    // All agree: nobody gains from anything.
    std::fill(risk_.begin(), risk_.end(), 1);
    for (auto* matrix : {&success_, &own_, &others_}) std::fill(matrix->begin(), matrix->end(), 0);
    for (std::size_t i = 0; i < n_; ++i) moves_[i] = {Kind::Stay, i, 0, 0};
    return;
  }
  median_ = median();
  find_success(false);
  find_risk();
  if (!published_) find_success(true);
  find_expectations();
  for (std::size_t i = 0; i < n_; ++i) moves_[i] = choose(i, next_[i]);
  positions_.swap(next_);
}

std::vector<ExpectedUtilityRound> expected_utility(const Contest& contest, std::size_t dimension,
                                                   const ExpectedUtilityRules& rules) {
  ExpectedUtilityModel model(contest, dimension, rules);
  std::vector<ExpectedUtilityRound> rounds;
  for (int round = 0; round < rules.rounds; ++round) {
    model.step();
    rounds.push_back({model.median(),
                      model.mean(),
                      {model.positions().begin(), model.positions().end()},
                      {model.risk().begin(), model.risk().end()},
                      {model.moves().begin(), model.moves().end()}});
  }
  return rounds;
}

}  // namespace entente
