#pragma once

#include <cstddef>
#include <numeric>
#include <string>
#include <vector>

#include "sim/bargaining/contest.hpp"
#include "tests/support/dice.hpp"
#include "tests/support/emissions.hpp"

namespace entente {

/// Actors spread at random over dimensions of different ends; the saliences of an actor sum to below 1.
inline Contest random_contest(std::uint64_t seed, std::size_t actors, std::size_t dimensions) {
  Dice dice(seed);
  Contest contest;
  for (std::size_t i = 0; i < actors; ++i) {
    contest.actors.push_back("actor" + std::to_string(i));
    contest.capability.push_back(dice.uniform(0.1, 2));
  }
  for (std::size_t d = 0; d < dimensions; ++d) {
    contest.low.push_back(dice.uniform(-5, 5));
    contest.high.push_back(contest.low.back() + dice.uniform(1, 20));
    for (std::size_t i = 0; i < actors; ++i) {
      contest.positions.push_back(dice.uniform(contest.low.back(), contest.high.back()));
      contest.saliences.push_back(dice.uniform(0.1, 0.95) / static_cast<double>(dimensions));
    }
  }
  return contest;
}

/// The same contest with actor i in place order[i] of the original.
inline Contest reordered(const Contest& contest, const std::vector<std::size_t>& order) {
  Contest result = contest;
  const std::size_t n = contest.size();
  for (std::size_t i = 0; i < n; ++i) {
    result.actors[i] = contest.actors[order[i]];
    result.capability[i] = contest.capability[order[i]];
    for (std::size_t d = 0; d < contest.dimensions(); ++d) {
      result.positions[d * n + i] = contest.positions[d * n + order[i]];
      result.saliences[d * n + i] = contest.saliences[d * n + order[i]];
    }
  }
  return result;
}

inline std::vector<std::size_t> random_order(std::uint64_t seed, std::size_t count) {
  Dice dice(seed);
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[dice.below(i)]);
  return order;
}

}  // namespace entente
