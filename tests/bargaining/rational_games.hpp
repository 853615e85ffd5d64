#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/bargaining/rational.hpp"

namespace entente {

/// A pie of 1 for two, the amount being the share of party 0, in two options or more equal slices.
inline RationalGame pie(double discount0, double discount1, std::uint32_t options = 2) {
  RationalGame game;
  game.space = PackageSpace({options});
  game.divisible = {1};
  game.order = {0, 1};
  game.parties.resize(2);
  game.parties[0].discount = discount0;
  game.parties[1].discount = discount1;
  game.parties[0].tables.resize(1);
  game.parties[1].tables.resize(1);
  for (std::uint32_t o = 0; o < options; ++o) {
    const double share = static_cast<double>(o) / (options - 1);
    game.parties[0].tables[0].push_back(share);
    game.parties[1].tables[0].push_back(1 - share);
  }
  return game;
}

/// A pie of 1 for n: n shares that together are at most 1; proposers in the order of their indices.
inline RationalGame pie(const std::vector<double>& discounts) {
  const std::size_t n = discounts.size();
  RationalGame game;
  game.space = PackageSpace(std::vector<std::uint32_t>(n, 2));
  game.divisible.assign(n, 1);
  for (std::size_t i = 0; i < n; ++i) {
    game.order.push_back(i);
    RationalParty& party = game.parties.emplace_back();
    party.discount = discounts[i];
    party.tables.assign(n, {0, 0});
    party.tables[i] = {0, 1};
  }
  game.limits.push_back({OptionTable(n, {0, 1})});
  game.limits.back().upper = 1;
  return game;
}

/// What `party` is worth when it proposes in `exchange`.
inline double keeps(const RationalPlay& play, std::size_t party, std::size_t exchange = 0) {
  for (const RationalTurn& turn : play.exchanges[exchange]) {
    if (turn.proposer == party) return turn.values[party];
  }
  return -1;
}

}  // namespace entente
