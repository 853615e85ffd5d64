#include "sim/bargaining/stacked_offers.hpp"

#include <algorithm>

#include "sim/core/error.hpp"

namespace entente {

StackedOffers::StackedOffers(std::span<Bidder> bidders, std::span<const std::size_t> order)
    : bidders_(bidders), order_(order) {
  require(bidders.size() >= 2 && order.size() == bidders.size(),
          "stacked offers need an order of all parties");
  for (std::size_t i = 0; i < bidders.size(); ++i) {
    require(bidders[i].self() == i, "the bidders stand in the order of their numbers");
    require(std::ranges::count(order, i) == 1, "the order names every party once");
  }
}

void StackedOffers::restart(const RandomSource& random, std::uint32_t first_turn) {
  for (Bidder& bidder : bidders_) bidder.restart(random);
  standing_.reset();
  in_favour_ = 0;
  agreement_.reset();
  first_turn_ = first_turn;
  spoken_ = 0;
}

StackedMove StackedOffers::turn(double years) {
  require(!agreement_, "nobody speaks after an agreement");
  StackedMove move;
  move.party = next();
  Bidder& speaker = bidders_[move.party];
  const Moment moment{relative_time(speaker.tactic(), years), first_turn_ + spoken_};
  ++spoken_;
  move.demand = speaker.demand(moment);
  if (standing_) {
    move.reply = speaker.reply(*standing_, moment);
    if (move.reply->accepted) {
      if (++in_favour_ == bidders_.size()) agreement_ = standing_;
      return move;
    }
  }
  move.offer = speaker.propose(moment);
  standing_ = move.offer;
  in_favour_ = 1;
  if (!standing_) return move;
  for (Bidder& other : bidders_) {
    if (other.self() != move.party) {
      other.hear(move.party, *standing_, relative_time(other.tactic(), years));
    }
  }
  return move;
}

StackedOutcome negotiate(StackedOffers& talks, const RandomSource& random, std::uint32_t steps,
                         double years) {
  talks.restart(random);
  for (std::uint32_t step = 0; step < steps; ++step) {
    const double elapsed = (step + 1.0) * years;
    for (std::size_t party = 0; party < talks.parties(); ++party) {
      talks.turn(elapsed);
      if (talks.agreement()) return {talks.agreement(), step, talks.turns()};
    }
  }
  return {std::nullopt, steps, talks.turns()};
}

}  // namespace entente
