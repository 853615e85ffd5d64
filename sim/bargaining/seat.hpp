#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/bargaining/ranking.hpp"
#include "sim/core/random.hpp"
#include "sim/model/actor.hpp"
#include "sim/model/package.hpp"

namespace entente {

/// When a party speaks. `time` is the share of its deadline that has passed, in [0, 1]; `turn` numbers the
/// turns of the run and only names random draws.
struct Moment {
  double time = 0;
  std::uint32_t turn = 0;
};

/// What every tactic by aspiration sees: its own rules, its own view of the packages, and its place at the
/// table. Parties are numbered from 0 to `parties` − 1; others are known by that number.
///
/// A tactic is a type with
///     restart(seat)                       forget all talks; the packages may have new values
///     revalue(seat)                       the packages have new values; what was said stands
///     hear(seat, proposer, package, time) another party made an offer
///     demand(seat, moment)                what the party would ask for now, in utility; plans, commits
///     nothing pick(seat, moment, demand)          the package with which it would ask for it offered(seat,
///     demand, package)      it did ask for it
/// `demand` and `pick` are asked for only while the ranking has a package.
struct Seat {
  Tactic tactic;
  const PackageSpace* space = nullptr;
  const Ranking* ranking = nullptr;
  std::size_t self = 0;
  std::size_t parties = 0;
  NameHash name = 0;
  RandomSource random{0, 0};
};

/// The lowest-utility package worth the demand, or the best where none is.
inline PackageIndex least_package(const Ranking& ranking, double demand) {
  return ranking.package(ranking.least(demand).value_or(0));
}

}  // namespace entente
