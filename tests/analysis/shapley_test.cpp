#include "analysis/statistics/shapley.hpp"

#include <cmath>
#include <functional>
#include <map>
#include <stdexcept>

#include "analysis/statistics/interval.hpp"
#include "tests/analysis/draws.hpp"

namespace entente::statistics {
namespace {

using Game = std::function<double(std::uint64_t)>;

std::vector<double> worths(std::size_t players, const Game& game) {
  std::vector<double> result;
  for (std::uint64_t coalition = 0; coalition < std::uint64_t{1} << players; ++coalition)
    result.push_back(game(coalition));
  return result;
}

void expect_values(const std::vector<double>& found, const std::vector<double>& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], 1e-12) << i;
}

TEST(Shapley, OfTheGloveGame) {
  // Two left gloves and one right: a pair is worth 1. The right glove gets 2/3, each left one 1/6.
  const Game gloves = [](std::uint64_t s) { return (s & 4U) != 0 && (s & 3U) != 0 ? 1.0 : 0.0; };
  expect_values(shapley(worths(3, gloves)), {1.0 / 6, 1.0 / 6, 2.0 / 3});
}

TEST(Shapley, OfTheAirportGame) {
  // S. C. Littlechild and G. Owen (1973): aeroplanes that need runways of cost 1, 2, 4 and 7 share each
  // stretch equally among those that use it.
  const std::vector<double> costs{1, 2, 4, 7};
  const Game airport = [&](std::uint64_t s) {
    double most = 0;
    for (std::size_t i = 0; i < costs.size(); ++i)
      if ((s >> i & 1U) != 0) most = std::max(most, costs[i]);
    return most;
  };
  const double first = 1.0 / 4, second = first + 1.0 / 3, third = second + 2.0 / 2, fourth = third + 3.0;
  expect_values(shapley(worths(4, airport)), {first, second, third, fourth});
}

TEST(Shapley, OfWeightedVoting) {
  // Shapley and Shubik (1954): quota 5 of weights 3, 2, 1, 1 gives 7/12, 1/4 and twice
  // 1/12: the first has a veto, and a small one is needed only behind it and the other.
  const std::vector<int> weights{3, 2, 1, 1};
  const Game votes = [&](std::uint64_t s) {
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += (s >> i & 1U) != 0 ? weights[i] : 0;
    return sum >= 5 ? 1.0 : 0.0;
  };
  expect_values(shapley(worths(4, votes)), {7.0 / 12, 1.0 / 4, 1.0 / 12, 1.0 / 12});
}

/// A game without any structure.
Game arbitrary(std::uint64_t seed) {
  return [seed](std::uint64_t s) { return SplitMix(seed ^ (s * 0x9e3779b97f4a7c15U)).uniform(); };
}

TEST(Shapley, SharesOutAllThatThereIs) {
  for (const std::size_t players : {1U, 2U, 7U, 12U}) {
    const std::vector<double> all = worths(players, arbitrary(players));
    double sum = 0;
    for (const double value : shapley(all)) sum += value;
    EXPECT_NEAR(sum, all.back() - all.front(), 1e-12) << players;
  }
}

TEST(Shapley, OfSampledOrdersIsRightAndKnowsItsError) {
  constexpr std::size_t kPlayers = 8;
  constexpr std::size_t kPairs = 4000;
  const Game game = arbitrary(3);
  const std::vector<double> exact = shapley(worths(kPlayers, game));
  std::vector<std::vector<double>> by_player(kPlayers);
  for (std::size_t pair = 0; pair < kPairs; ++pair) {
    std::vector<double> values(kPlayers, 0.0);
    for (const std::uint64_t draw : {2 * pair, 2 * pair + 1}) {
      const std::vector<std::size_t> order = entry_order(kPlayers, draw, 5);
      std::vector<double> along;
      for (const std::uint64_t coalition : entry_coalitions(order)) along.push_back(game(coalition));
      add_entries(order, along, 0.5, values);
    }
    double sum = 0;
    for (std::size_t i = 0; i < kPlayers; ++i) {
      by_player[i].push_back(values[i]);
      sum += values[i];
    }
    ASSERT_NEAR(sum, game(255) - game(0), 1e-12) << "every pair shares out all";
  }
  for (std::size_t i = 0; i < kPlayers; ++i) {
    const Interval interval = student(by_player[i], 0.9999);
    EXPECT_LE(interval.low, exact[i]) << i;
    EXPECT_GE(interval.high, exact[i]) << i;
    EXPECT_LT(interval.half_width(), 0.05) << "narrow enough to tell";
  }
}

TEST(EntryOrder, IsAnyOrderEquallyOftenAndComesWithItsReverse) {
  std::map<std::vector<std::size_t>, double> seen;
  constexpr std::size_t kDraws = 48000;
  for (std::uint64_t draw = 0; draw < kDraws; draw += 2) {
    std::vector<std::size_t> order = entry_order(4, draw, 9);
    ++seen[order];
    std::ranges::reverse(order);
    EXPECT_EQ(entry_order(4, draw + 1, 9), order);
  }
  ASSERT_EQ(seen.size(), 24U);
  std::vector<double> counts;
  for (const auto& [order, count] : seen) counts.push_back(count);
  EXPECT_LT(chi_square(counts, std::vector<double>(24, 1000.0)), chi_square_bound(23));
}

TEST(Shapley, RefusesWhatIsNoGame) {
  EXPECT_THROW(shapley(std::vector<double>(3)), std::invalid_argument);
  EXPECT_THROW(shapley(std::vector<double>(1)), std::invalid_argument);
  std::vector<double> values(2);
  EXPECT_THROW(add_entries(std::vector<std::size_t>{0, 1}, std::vector<double>(2), 1, values),
               std::invalid_argument);
}

}  // namespace
}  // namespace entente::statistics
