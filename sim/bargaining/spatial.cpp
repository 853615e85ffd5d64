#include "sim/bargaining/spatial.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/error.hpp"
#include "sim/core/sums.hpp"

namespace entente {
namespace {

constexpr double kLeastGain = 1e-5;
/// Gains, and odds of positions, within this of each other are equal: roundings of numbers about 1. Votes by
/// cubes make real differences of 1e-13.
constexpr double kEqual = 1e-14;
constexpr double kQuiet = 0.02;
constexpr double kLeastMove = 1e-4;
/// Saliences as percentages add up to 100 with a rounding.
constexpr double kWhole = 1 + 1e-9;

double seen_share(SpatialRules::RiskEstimate estimate) {
  using Estimate = SpatialRules::RiskEstimate;
  switch (estimate) {
    case Estimate::OneThird:
      return 1.0 / 3;
    case Estimate::Half:
      return 0.5;
    case Estimate::TwoThirds:
      return 2.0 / 3;
    case Estimate::Full:
      return 1;
    case Estimate::None:
      break;
  }
  return 0;
}

double attitude(SpatialRules::Risk risk, double q, double least, double most) {
  const double spread = most - least;
  if (spread <= kEqual) return 0;
  switch (risk) {
    case SpatialRules::Risk::Minimum:
      return (q - least) / spread;
    case SpatialRules::Risk::Maximum:
      return (2 * q - (most + least)) / spread;
    case SpatialRules::Risk::Middle:
      break;
  }
  return (3 * q - (most + 2 * least)) / (2 * spread);
}

/// Times the power of two that brings their mean to between 8 and 16: no digit is lost, and the least
/// strengths of coalitions mean about the same whatever the unit.
std::vector<double> scaled_capability(const Contest& contest) {
  std::vector<double> result = contest.capability;
  const double mean = sum_in_order(result) / static_cast<double>(result.size());
  int exponent = 0;
  std::frexp(mean, &exponent);
  for (double& c : result) c = std::ldexp(c, 4 - exponent);
  return result;
}

std::vector<double> total_salience(const Contest& contest) {
  std::vector<double> result(contest.size());
  for (std::size_t d = 0; d < contest.dimensions(); ++d) {
    for (std::size_t i = 0; i < contest.size(); ++i) result[i] += contest.saliences_on(d)[i];
  }
  return result;
}

std::vector<double> products(std::span<const double> first, std::span<const double> second) {
  std::vector<double> result(first.begin(), first.end());
  for (std::size_t i = 0; i < result.size(); ++i) result[i] *= second[i];
  return result;
}

const Contest& playable(const Contest& contest) {
  require_playable(contest);
  const std::vector<double> totals = total_salience(contest);
  for (std::size_t i = 0; i < contest.size(); ++i) {
    require(totals[i] <= kWhole, contest.actors[i] + ": saliences sum to at most 1 over all dimensions");
  }
  return contest;
}

/// Bargains that one actor can be party to, and things as they are.
std::size_t longest_queue(const Contest& contest, const SpatialRules& rules) {
  const bool twice = rules.interim == SpatialRules::Interim::InitiatorAndReceiver;
  return 1 + contest.size() * (twice ? 2 : 1);
}

}  // namespace

SpatialModel::SpatialModel(const Contest& contest, const SpatialRules& rules)
    : n_(playable(contest).size()),
      dimensions_(contest.dimensions()),
      rules_(rules),
      low_(contest.low),
      capability_(scaled_capability(contest)),
      weights_(products(capability_, total_salience(contest))),
      total_salience_(total_salience(contest)),
      squared_salience_(n_),
      positions_(contest.positions),
      election_(rules, capability_, longest_queue(contest, rules)),
      challenges_(rules, weights_, total_salience_),
      support_(n_),
      risk_(n_),
      moves_(n_),
      distances_(n_ * n_),
      utilities_(n_ * n_),
      others_view_(n_ * n_) {
  for (const std::string& name : contest.actors) names_.push_back(hash_name(name));
  for (std::size_t d = 0; d < dimensions_; ++d) width_.push_back(contest.high[d] - contest.low[d]);
  for (std::size_t i = 0; i < n_; ++i) {
    for (std::size_t d = 0; d < dimensions_; ++d) {
      const double s = contest.saliences_on(d)[i];
      saliences_.push_back(s);
      squared_salience_[i] += s * s;
      at_.push_back((contest.positions_on(d)[i] - low_[d]) / width_[d]);
    }
    moves_[i].initiator = moves_[i].receiver = i;
  }
  next_ = at_;
  const std::size_t options = longest_queue(contest, rules);
  bargains_.reserve(options);
  sides_.resize(2 * options * dimensions_);
  worth_.resize(options * n_);
  queue_worth_.resize(options * n_);
  queue_.reserve(options);
}

double SpatialModel::distance(std::size_t i, const double* to) const {
  if (!(squared_salience_[i] > 0)) return 0;
  double sum = 0;
  for (std::size_t d = 0; d < dimensions_; ++d) {
    const double felt = (at_[i * dimensions_ + d] - to[d]) * saliences_[i * dimensions_ + d];
    sum += felt * felt;
  }
  return std::sqrt(sum / squared_salience_[i]);
}

void SpatialModel::assess() {
  for (std::size_t j = 0; j < n_; ++j) {
    for (std::size_t i = 0; i < n_; ++i) {
      const double d = distance(i, &at_[j * dimensions_]);
      distances_[j * n_ + i] = d;
      utilities_[j * n_ + i] = spatial_utility(d, 0);
    }
  }
  const std::span<const double> q = election_(utilities_, n_);
  std::copy(q.begin(), q.end(), support_.begin());
  const auto [least, most] = std::minmax_element(support_.begin(), support_.end());
  for (std::size_t i = 0; i < n_; ++i) risk_[i] = attitude(rules_.risk, support_[i], *least, *most);
}

void SpatialModel::estimate(std::size_t observer, std::vector<double>& utilities) const {
  const double share = seen_share(rules_.risk_estimate);
  const double own = (1 - share) * risk_[observer];
  for (std::size_t j = 0; j < n_; ++j) {
    for (std::size_t i = 0; i < n_; ++i) {
      utilities[j * n_ + i] = spatial_utility(distances_[j * n_ + i], own + share * risk_[i]);
    }
  }
}

void SpatialModel::find_target(std::size_t i) {
  SpatialMove& move = moves_[i];
  move = {SpatialMove::kNobody, {}, i, i};
  estimate(i, utilities_);
  double most = kLeastGain;
  for (std::size_t j = 0; j < n_; ++j) {
    if (j == i) continue;
    const SpatialView view = challenges_(utilities_, i, j);
    if (!(view.gain > most)) continue;
    move.target = j;
    move.view = view;
    most = view.gain + kEqual;
  }
}

std::span<double> SpatialModel::side(std::size_t bargain, bool receiver) {
  return std::span(sides_).subspan((2 * bargain + (receiver ? 1 : 0)) * dimensions_, dimensions_);
}

SpatialSide SpatialModel::side_of(std::size_t i) const {
  return {std::span(at_).subspan(i * dimensions_, dimensions_),
          std::span(saliences_).subspan(i * dimensions_, dimensions_)};
}

void SpatialModel::write_bargains(std::size_t i) {
  using Interim = SpatialRules::Interim;
  const std::size_t j = moves_[i].target;
  if (j == SpatialMove::kNobody) return;
  const auto write = [&](double probability) {
    const std::size_t bargain = bargains_.size();
    interim_bargain(rules_.blend, probability, side_of(i), side_of(j), side(bargain, false),
                    side(bargain, true));
    bargains_.push_back({i, j});
  };
  write(moves_[i].view.probability);
  if (rules_.interim == Interim::InitiatorOnly) return;
  estimate(j, others_view_);
  write(challenges_(others_view_, i, j).probability);
  if (rules_.interim == Interim::InitiatorAndReceiver) return;
  const double both = weights_[i] + weights_[j];
  const double share = both > 0 ? weights_[i] / both : 0.5;
  const std::size_t joint = bargains_.size() - 2;
  for (const bool receiver : {false, true}) {
    const std::span<double> first = side(joint, receiver);
    const std::span<double> second = side(joint + 1, receiver);
    for (std::size_t d = 0; d < dimensions_; ++d) first[d] = share * first[d] + (1 - share) * second[d];
  }
  bargains_.pop_back();
}

void SpatialModel::value_bargains() {
  // Everybody sees its own utility as it is.
  for (std::size_t j = 0; j < n_; ++j) {
    for (std::size_t a = 0; a < n_; ++a) {
      utilities_[j * n_ + a] = spatial_utility(distances_[j * n_ + a], risk_[a]);
    }
  }
  const double share = 1 / static_cast<double>(n_);
  for (std::size_t b = 0; b <= bargains_.size(); ++b) {
    double* const worth = &worth_[b * n_];
    std::fill_n(worth, n_, 0);
    const bool moves = b < bargains_.size();
    for (const bool receiver : {false, true}) {
      if (!moves) continue;
      const double* const to = side(b, receiver).data();
      for (std::size_t a = 0; a < n_; ++a) worth[a] += spatial_utility(distance(a, to), risk_[a]);
    }
    for (std::size_t k = 0; k < n_; ++k) {
      if (moves && (k == bargains_[b].initiator || k == bargains_[b].receiver)) continue;
      const double* const of_k = &utilities_[k * n_];
      for (std::size_t a = 0; a < n_; ++a) worth[a] += of_k[a];
    }
    for (std::size_t a = 0; a < n_; ++a) worth[a] *= share;
  }
}

void SpatialModel::choose(std::size_t k, const RandomSource& random) {
  queue_.assign(1, bargains_.size());
  for (std::size_t b = 0; b < bargains_.size(); ++b) {
    if (bargains_[b].initiator == k || bargains_[b].receiver == k) queue_.push_back(b);
  }
  for (std::size_t option = 0; option < queue_.size(); ++option) {
    std::copy_n(&worth_[queue_[option] * n_], n_, &queue_worth_[option * n_]);
  }
  const std::span<const double> odds = election_(queue_worth_, queue_.size());
  std::size_t chosen = 0;
  if (rules_.stochastic) {
    double left = random.uniform({names_[k], Purpose::Answer, static_cast<std::uint32_t>(turn_), 0});
    while (chosen + 1 < odds.size() && left >= odds[chosen]) left -= odds[chosen++];
  } else {
    for (std::size_t option = 1; option < odds.size(); ++option) {
      if (odds[option] > odds[chosen]) chosen = option;
    }
  }
  std::span<double> to = std::span(next_).subspan(k * dimensions_, dimensions_);
  if (chosen == 0) {
    std::copy_n(&at_[k * dimensions_], dimensions_, to.begin());
    return;
  }
  const Bargain& bargain = bargains_[queue_[chosen]];
  moves_[k].initiator = bargain.initiator;
  moves_[k].receiver = bargain.receiver;
  const std::span<const double> mine = side(queue_[chosen], bargain.receiver == k);
  std::copy(mine.begin(), mine.end(), to.begin());
}

void SpatialModel::end_turn() {
  moved_ = 0;
  for (std::size_t i = 0; i < n_; ++i) {
    double sum = 0;
    for (std::size_t d = 0; d < dimensions_; ++d) {
      const double step = next_[i * dimensions_ + d] - at_[i * dimensions_ + d];
      sum += step * step;
      if (step != 0) {
        positions_[d * n_ + i] =
            std::clamp(low_[d] + width_[d] * next_[i * dimensions_ + d], low_[d], low_[d] + width_[d]);
      }
    }
    moved_ += std::sqrt(sum);
  }
  at_.swap(next_);
  if (turn_ == 0) first_moved_ = moved_;
  ++turn_;
}

void SpatialModel::step(const RandomSource& random) {
  assess();
  bargains_.clear();
  for (std::size_t i = 0; i < n_; ++i) {
    find_target(i);
    write_bargains(i);
  }
  value_bargains();
  for (std::size_t k = 0; k < n_; ++k) choose(k, random);
  end_turn();
}

bool SpatialModel::settled() const {
  return turn_ >= rules_.turns || (turn_ >= 2 && moved_ / (first_moved_ + kLeastMove) < kQuiet);
}

std::vector<SpatialTurn> spatial(const Contest& contest, const SpatialRules& rules,
                                 const RandomSource& random) {
  SpatialModel model(contest, rules);
  std::vector<SpatialTurn> turns;
  while (!model.settled()) {
    model.step(random);
    turns.push_back({{model.positions().begin(), model.positions().end()},
                     {model.support().begin(), model.support().end()},
                     {model.risk().begin(), model.risk().end()},
                     {model.moves().begin(), model.moves().end()}});
  }
  return turns;
}

}  // namespace entente
