#include "sim/solution/frontier.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/support/dice.hpp"

namespace entente {
namespace {

using Rows = std::vector<std::span<const double>>;

bool dominates(const Rows& utilities, PackageIndex x, PackageIndex y) {
  bool better = false;
  for (const std::span<const double> utility : utilities) {
    if (utility[x] < utility[y]) return false;
    better = better || utility[x] > utility[y];
  }
  return better;
}

TEST(ParetoFrontier, EqualsBruteForceWithDuplicates) {
  std::size_t duplicates = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Dice dice(seed);
    const std::size_t size = 1 + dice.below(120);
    std::vector<std::vector<double>> tables(1 + dice.below(4), std::vector<double>(size));
    // Of few values each: many packages are worth the same to all.
    const std::size_t steps = 1 + dice.below(8);
    for (std::vector<double>& table : tables) {
      for (double& value : table) value = dice.coarse(-1, 1, steps);
    }
    const Rows utilities(tables.begin(), tables.end());
    std::vector<std::uint8_t> allowed(size);
    for (std::uint8_t& flag : allowed) flag = dice.chance(0.8) ? 1 : 0;
    std::vector<PackageIndex> expected;
    for (PackageIndex x = 0; x < size; ++x) {
      bool on = allowed[x] != 0;
      for (PackageIndex y = 0; y < size; ++y) on = on && (allowed[y] == 0 || !dominates(utilities, y, x));
      if (!on) continue;
      for (const PackageIndex y : expected) {
        duplicates += !dominates(utilities, x, y) && utilities[0][x] == utilities[0][y] ? 1u : 0u;
      }
      expected.push_back(x);
    }
    EXPECT_EQ(pareto_frontier(utilities, allowed), expected) << "seed " << seed;
  }
  EXPECT_GT(duplicates, 100u);
}

TEST(ParetoFrontier, OfALineIsAllOfItAndOfADiagonalItsEnd) {
  std::vector<double> rising(50);
  std::vector<double> falling(50);
  for (std::size_t x = 0; x < 50; ++x) {
    rising[x] = static_cast<double>(x);
    falling[x] = -static_cast<double>(x);
  }
  const std::vector<std::uint8_t> all(50, 1);
  EXPECT_EQ(pareto_frontier(Rows{rising, falling}, all).size(), 50u);
  EXPECT_EQ(pareto_frontier(Rows{rising, rising}, all), std::vector<PackageIndex>{49});
  EXPECT_TRUE(pareto_frontier(Rows{rising, falling}, std::vector<std::uint8_t>(50, 0)).empty());
}

TEST(DistanceTo, IsEuclideanToTheNearest) {
  const std::vector<double> a{0, 3, 1, 0};
  const std::vector<double> b{0, 0, 4, 1};
  const Rows utilities{a, b};
  const std::vector<PackageIndex> frontier{1, 2};
  EXPECT_EQ(distance_to(frontier, utilities, 0), 3);
  EXPECT_EQ(distance_to(frontier, utilities, 2), 0);
  // From (0, 1): √(9 + 1) to both.
  EXPECT_EQ(distance_to(frontier, utilities, 3), std::sqrt(10.0));
  EXPECT_EQ(distance_to({}, utilities, 0), std::numeric_limits<double>::infinity());
}

TEST(DistanceTo, IsZeroOnTheFrontierAndPositiveBelowIt) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Dice dice(seed);
    std::vector<std::vector<double>> tables(3, std::vector<double>(60));
    for (std::vector<double>& table : tables) {
      for (double& value : table) value = dice.coarse(0, 1, 4);
    }
    const Rows utilities(tables.begin(), tables.end());
    const std::vector<PackageIndex> frontier = pareto_frontier(utilities, std::vector<std::uint8_t>(60, 1));
    for (PackageIndex x = 0; x < 60; ++x) {
      const bool on = std::ranges::find(frontier, x) != frontier.end();
      EXPECT_EQ(distance_to(frontier, utilities, x) == 0, on);
    }
  }
}

}  // namespace
}  // namespace entente
