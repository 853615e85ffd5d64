#include "sim/bargaining/learner.hpp"

#include <algorithm>

#include "sim/bargaining/aspiration.hpp"

namespace entente {

void Learner::restart(const Seat& seat) {
  if (models_.size() != seat.parties) models_.assign(seat.parties, OpponentModel(*seat.space));
  for (OpponentModel& model : models_) model.restart();
  self_ = seat.self;
  appeal_.resize(seat.space->size());
  utilities_.resize(seat.space->size());
  stale_ = true;
}

void Learner::hear(std::size_t proposer, PackageIndex package) {
  models_[proposer].hear(package);
  stale_ = true;
}

std::span<const double> Learner::appeal() {
  if (!stale_) return appeal_;
  stale_ = false;
  std::ranges::fill(appeal_, 1.0);
  for (std::size_t p = 0; p < models_.size(); ++p) {
    if (p == self_) continue;
    models_[p].utilities(utilities_);
    for (std::size_t x = 0; x < appeal_.size(); ++x) appeal_[x] *= utilities_[x];
  }
  return appeal_;
}

PackageIndex Learner::kindest(const Ranking& ranking, double demand) {
  const std::span<const double> appeal = this->appeal();
  PackageIndex best = ranking.package(0);
  const std::size_t count = ranking.count(demand);
  for (std::size_t rank = 1; rank < count; ++rank) {
    const PackageIndex x = ranking.package(rank);
    if (appeal[x] > appeal[best]) best = x;
  }
  return best;
}

double BayesianTactic::demand(const Seat& seat, const Moment& moment) const {
  return aspiration(seat.tactic, *seat.ranking, moment.time);
}

void NiceTitForTat::restart(const Seat& seat) {
  learner_.restart(seat);
  partners_.assign(seat.parties, {});
  nash_stale_ = true;
}

void NiceTitForTat::hear(const Seat& seat, std::size_t proposer, PackageIndex package, double) {
  learner_.hear(proposer, package);
  nash_stale_ = true;
  Partner& partner = partners_[proposer];
  if (!partner.heard) partner = {package, package, true};
  if (seat.ranking->value(package) > seat.ranking->value(partner.best)) partner.best = package;
}

double NiceTitForTat::nash_utility(const Ranking& ranking) {
  if (!nash_stale_) return nash_;
  nash_stale_ = false;
  const std::span<const double> appeal = learner_.appeal();
  double largest = -1;
  for (std::size_t rank = 0; rank < ranking.size(); ++rank) {
    const double product =
        std::max(0.0, ranking.value_at(rank) - ranking.reservation()) * appeal[ranking.package(rank)];
    if (product <= largest) continue;
    largest = product;
    nash_ = ranking.value_at(rank);
  }
  return nash_;
}

double NiceTitForTat::demand(const Seat& seat, const Moment& moment) {
  const Ranking& ranking = *seat.ranking;
  const double nash = nash_utility(ranking);
  double conceded = 1;
  for (std::size_t p = 0; p < partners_.size(); ++p) {
    if (p == seat.self) continue;
    const Partner& partner = partners_[p];
    if (!partner.heard) {
      conceded = 0;
      continue;
    }
    const double first = ranking.value(partner.first);
    if (first < nash) {
      conceded = std::min(conceded, std::max(0.0, ranking.value(partner.best) - first) / (nash - first));
    }
  }
  const double top = ranking.at_share(seat.tactic.initial);
  const double matched = top - conceded * std::max(0.0, top - nash);
  const double hurry = std::clamp(20 * (moment.time - 0.91), 0.0, 1.0);
  const double wanted = matched - hurry * std::max(0.0, matched - nash);
  const double least = ranking.at_share(seat.tactic.final);
  return std::clamp(wanted, least, std::max(least, ranking.highest()));
}

}  // namespace entente
