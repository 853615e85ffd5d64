#pragma once

#include <cstddef>
#include <numeric>
#include <string>
#include <vector>

#include "sim/bargaining/contest.hpp"
#include "tests/support/dice.hpp"

namespace entente {

/// The European emission standards of 1992: years of delay before they bind medium-sized cars. Table 1 of
/// Scholz, Calbert and Smith (ICAART 2011), after Bueno de Mesquita (1994).
inline Contest emission_contest() {
  Contest contest;
  contest.actors = {"Netherlands", "Belgium", "Luxembourg", "Germany", "France",
                    "Italy",       "UK",      "Ireland",    "Denmark", "Greece"};
  contest.capability = {0.08, 0.08, 0.03, 0.16, 0.16, 0.16, 0.16, 0.05, 0.05, 0.08};
  contest.low = {4};
  contest.high = {10};
  contest.positions = {4, 7, 4, 4, 10, 10, 10, 7, 4, 7};
  contest.saliences = {0.8, 0.4, 0.2, 0.8, 0.6, 0.6, 0.9, 0.1, 1, 0.7};
  return contest;
}

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
