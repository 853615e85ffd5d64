#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/bargaining/bidder.hpp"

namespace entente {

/// What one party did at its turn.
struct StackedMove {
  std::size_t party = 0;
  /// What it asked for, in utility.
  double demand = 0;
  /// Its answer to the offer that stood, where one of another stood.
  std::optional<Reply> reply;
  /// Its own offer, unless it accepted or had none to make.
  std::optional<PackageIndex> offer;
};

/// The stacked alternating offers protocol (R. Aydoğan, D. Festen, K. V. Hindriks and C. M. Jonker,
/// Alternating offers protocols for multilateral negotiation, Studies in Computational Intelligence 674,
/// 2017). The parties speak in a fixed cyclic order. At its turn a party accepts the offer that stands or
/// puts its own in its place, which it is taken to accept. Agreement when all the others have accepted in
/// sequence. A party with nothing to offer refuses, and nothing stands. A step is a turn of every party.
class StackedOffers {
 public:
  /// `bidders[i]` is party i, bidders[i].self() == i; `order` names each of them once. Both must outlive the
  /// talks. Throws Error otherwise.
  StackedOffers(std::span<Bidder> bidders, std::span<const std::size_t> order);

  /// New talks: nothing stands and the first in the order is next. Restarts the bidders. Turns are numbered
  /// from `first_turn`: the numbers name random draws.
  void restart(const RandomSource& random, std::uint32_t first_turn = 0);

  /// The turn of the next party, `years` after the start; nobody speaks after an agreement. Allocates nothing
  /// beyond what the bidders do.
  StackedMove turn(double years);

  std::optional<PackageIndex> agreement() const { return agreement_; }
  std::optional<PackageIndex> standing() const { return standing_; }
  /// Whose turn is next.
  std::size_t next() const { return order_[spoken_ % order_.size()]; }
  std::size_t parties() const { return order_.size(); }
  std::uint32_t turns() const { return spoken_; }
  std::uint32_t steps() const { return spoken_ / static_cast<std::uint32_t>(order_.size()); }

 private:
  std::span<Bidder> bidders_;
  std::span<const std::size_t> order_;
  std::optional<PackageIndex> standing_;
  /// How many accept what stands, its proposer among them.
  std::size_t in_favour_ = 0;
  std::optional<PackageIndex> agreement_;
  std::uint32_t first_turn_ = 0;
  std::uint32_t spoken_ = 0;
};

/// How whole talks ended.
struct StackedOutcome {
  std::optional<PackageIndex> agreement;
  /// Whole steps before the one in which they ended, and all turns.
  std::uint32_t steps = 0;
  std::uint32_t turns = 0;
};

/// Talks of at most `steps` steps, from a restart to the end. Step s, from 0, takes place at (s + 1)·years
/// after the start: with years = 1 and a deadline of steps + 1 the relative time is (s + 1)/(steps + 1), as
/// in NegMAS.
StackedOutcome negotiate(StackedOffers& talks, const RandomSource& random, std::uint32_t steps,
                         double years = 1);

}  // namespace entente
