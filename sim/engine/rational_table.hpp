#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "sim/bargaining/rational.hpp"
#include "sim/model/scenario.hpp"
#include "sim/valuation/admissible.hpp"
#include "sim/valuation/board.hpp"
#include "sim/valuation/layout.hpp"
#include "sim/valuation/utilities.hpp"

namespace entente {

/// Whether the parties are rational: all of them, or none (the reader sees to it).
bool rational(const Scenario& scenario);

/// The bargaining game that rational parties see at the start of `scenario`, as it then stands: an agreement
/// ends it, so only packages that settle count. Throws Error where linkages and divisible issues meet.
RationalGame rational_game(const Scenario& scenario, const Layout& layout, const Admissible& admissible,
                           const Utilities& utilities, const Board& board);

/// What rational parties offer and accept, in terms of packages.
struct RationalTable {
  struct Turn {
    /// Offers and their probabilities, which sum to 1; none where the proposer passes.
    std::vector<std::pair<PackageIndex, double>> offers;
    /// Whether a party leaves for its outside option in this turn, which ends the talks. What the option pays
    /// is not booked: the run has no arrangement for it.
    bool ends_talks = false;
    /// θ by actor.
    std::vector<double> thresholds;
  };
  /// By exchange (one for all where talks may go on for ever), then by place in the order or, under random
  /// recognition, by party; one where only one may propose.
  std::vector<std::vector<Turn>> exchanges;
  bool for_ever = false;

  /// The turn of this exchange, `place` being the proposer's place; nothing once talks are over.
  const Turn* turn(std::uint64_t exchange, std::size_t place) const;
};

/// A scenario of rational parties with their play. Every amount of a divisible issue that is offered on the
/// way of play is one of the options there, beside the slices, and options are named after their
/// amounts; so the exact offers are packages.
struct RationalStart {
  Scenario scenario;
  RationalTable table;
};
RationalStart rational_start(const Scenario& scenario, const RationalGame& game);

}  // namespace entente
