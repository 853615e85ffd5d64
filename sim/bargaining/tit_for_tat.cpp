#include "sim/bargaining/tit_for_tat.hpp"

#include <algorithm>
#include <limits>

#include "sim/core/error.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

void TitForTat::restart(const Seat& seat) {
  require(seat.tactic.lag >= 1, "tit-for-tat needs a lag of at least 1");
  partners_.resize(seat.parties);
  for (Partner& partner : partners_) {
    partner.offers.resize(static_cast<std::size_t>(seat.tactic.lag) + 1);
    partner.heard = 0;
    partner.fresh = false;
  }
  started_ = false;
}

void TitForTat::hear(const Seat&, std::size_t proposer, PackageIndex package, double) {
  Partner& partner = partners_[proposer];
  partner.offers[partner.heard++ % partner.offers.size()] = package;
  partner.fresh = true;
}

double TitForTat::answer_to(const Partner& partner, const Seat& seat, const Moment& moment) const {
  const std::size_t window = partner.offers.size();
  if (!partner.fresh || partner.heard < window) return last_;
  const double worst = seat.ranking->lowest();
  // The oldest of the lag + 1 offers kept lies at the place that the next one will take.
  const auto worth = [&](std::size_t age_rank) {
    return seat.ranking->value(partner.offers[(partner.heard + age_rank) % window]) - worst;
  };
  const double before = worth(0);
  const double after = seat.tactic.kind == Tactic::Kind::AveragedTitForTat ? worth(window - 1) : worth(1);
  if (seat.tactic.kind == Tactic::Kind::RandomTitForTat) {
    const double more =
        seat.tactic.step * seat.random.uniform({seat.name, Purpose::Concession, moment.turn, 0});
    return last_ + before - after - more;
  }
  if (before <= kTie || after <= kTie) return last_;
  return worst + (last_ - worst) * before / after;
}

double TitForTat::demand(const Seat& seat, const Moment& moment) const {
  if (!started_) return seat.ranking->at_share(seat.tactic.initial);
  double most = -std::numeric_limits<double>::infinity();
  for (std::size_t p = 0; p < partners_.size(); ++p) {
    if (p != seat.self) most = std::max(most, answer_to(partners_[p], seat, moment));
  }
  const double least = seat.ranking->at_share(seat.tactic.final);
  return std::clamp(most, least, std::max(least, seat.ranking->highest()));
}

void TitForTat::offered(const Seat&, double demand, PackageIndex) {
  last_ = demand;
  started_ = true;
  for (Partner& partner : partners_) partner.fresh = false;
}

}  // namespace entente
