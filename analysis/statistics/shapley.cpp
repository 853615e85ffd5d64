#include "analysis/statistics/shapley.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <stdexcept>

#include "analysis/statistics/scramble.hpp"

namespace entente::statistics {

std::vector<double> shapley(std::span<const double> worths) {
  const auto players = static_cast<std::size_t>(std::countr_zero(worths.size()));
  if (!std::has_single_bit(worths.size()) || players < 1 || players > kMostPlayers) {
    throw std::invalid_argument(fmt::format("{} worths are not those of all coalitions", worths.size()));
  }
  // weights[s] = s! (n − s − 1)! / n!, from one to the next.
  std::vector<double> weights(players);
  weights[0] = 1.0 / static_cast<double>(players);
  for (std::size_t s = 1; s < players; ++s)
    weights[s] = weights[s - 1] * static_cast<double>(s) / static_cast<double>(players - s);
  std::vector<double> values(players, 0.0);
  for (std::uint64_t coalition = 0; coalition < worths.size(); ++coalition) {
    const auto size = static_cast<std::size_t>(std::popcount(coalition));
    for (std::size_t i = 0; i < players; ++i) {
      const std::uint64_t player = std::uint64_t{1} << i;
      if ((coalition & player) != 0) continue;
      values[i] += weights[size] * (worths[coalition | player] - worths[coalition]);
    }
  }
  return values;
}

std::vector<std::size_t> entry_order(std::size_t players, std::uint64_t draw, std::uint64_t key) {
  // The permutation of a key is one of so many that short ones are not all equally likely (scramble.hpp): the
  // players' ranks are compared instead, in a range that is large.
  constexpr std::uint64_t kRange = std::uint64_t{1} << 62;
  const std::uint64_t pair = draw / 2;
  std::vector<std::pair<std::uint64_t, std::size_t>> ranks;
  for (std::size_t i = 0; i < players; ++i) ranks.emplace_back(permuted(pair * players + i, kRange, key), i);
  std::ranges::sort(ranks);
  std::vector<std::size_t> order;
  for (const auto& [rank, player] : ranks) order.push_back(player);
  if (draw % 2 == 1) std::ranges::reverse(order);
  return order;
}

std::vector<std::uint64_t> entry_coalitions(std::span<const std::size_t> order) {
  std::vector<std::uint64_t> coalitions{0};
  for (const std::size_t player : order) coalitions.push_back(coalitions.back() | std::uint64_t{1} << player);
  return coalitions;
}

void add_entries(std::span<const std::size_t> order, std::span<const double> worths, double weight,
                 std::span<double> values) {
  if (worths.size() != order.size() + 1 || values.size() != order.size()) {
    throw std::invalid_argument(
        fmt::format("{} players, {} worths and {} values", order.size(), worths.size(), values.size()));
  }
  for (std::size_t k = 0; k < order.size(); ++k) values[order[k]] += weight * (worths[k + 1] - worths[k]);
}

}  // namespace entente::statistics
