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

/// The points of a ParetoSet as sets of packages, sorted.
std::vector<std::vector<PackageIndex>> grouped(const ParetoSet& set) {
  std::vector<std::vector<PackageIndex>> groups;
  for (std::size_t point = 0; point < set.size(); ++point) {
    groups.emplace_back(set.packages(point).begin(), set.packages(point).end());
  }
  std::ranges::sort(groups);
  return groups;
}

TEST(ParetoSet, UnderRoundingNoiseEqualsTheExactFrontier) {
  std::size_t doubles_differ = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Dice dice(seed);
    const std::size_t size = 1 + dice.below(150);
    const std::size_t n = 1 + dice.below(4);
    std::vector<std::vector<double>> exact(n, std::vector<double>(size));
    const std::size_t steps = 1 + dice.below(8);
    for (std::vector<double>& table : exact) {
      for (double& value : table) value = dice.coarse(-1, 1, steps);
    }
    std::vector<std::vector<double>> noisy = exact;
    for (std::vector<double>& table : noisy) {
      for (double& value : table) value += dice.coarse(-1, 1, 8) * 1e-15;
    }
    const Rows rows(exact.begin(), exact.end());
    const Rows noisy_rows(noisy.begin(), noisy.end());
    std::vector<std::uint8_t> allowed(size);
    for (std::uint8_t& flag : allowed) flag = dice.chance(0.8) ? 1 : 0;
    const std::vector<double> tolerance(n, 1e-9);
    const ParetoSet found(noisy_rows, allowed, tolerance);
    EXPECT_EQ(grouped(found), grouped(ParetoSet(rows, allowed, std::vector<double>(n, 0)))) << seed;
    std::vector<PackageIndex> packages;
    for (const auto& group : grouped(found)) packages.insert(packages.end(), group.begin(), group.end());
    std::ranges::sort(packages);
    EXPECT_EQ(packages, pareto_frontier(rows, allowed)) << seed;
    doubles_differ += pareto_frontier(noisy_rows, allowed) != packages ? 1u : 0u;
  }
  // Without the tolerance it would have gone wrong.
  EXPECT_GT(doubles_differ, 100u);
}

TEST(ParetoSet, IsTheSameInAnyOrderOfPackagesAndActorsEvenWhereValuesFormChains) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Dice dice(seed);
    const std::size_t size = 2 + dice.below(60);
    const std::size_t n = 2 + dice.below(3);
    // Steps of 0.6 tolerances: neighbours are equal, those beyond are not.
    std::vector<std::vector<double>> tables(n, std::vector<double>(size));
    for (std::vector<double>& table : tables) {
      for (double& value : table) value = static_cast<double>(dice.below(7)) * 0.6;
    }
    const std::vector<std::uint8_t> all(size, 1);
    const std::vector<double> tolerance(n, 1.0);
    const ParetoSet straight(Rows(tables.begin(), tables.end()), all, tolerance);
    EXPECT_FALSE(straight.empty());
    std::vector<std::vector<double>> turned(tables.rbegin(), tables.rend());
    for (std::vector<double>& table : turned) std::ranges::reverse(table);
    auto mirrored = grouped(ParetoSet(Rows(turned.begin(), turned.end()), all, tolerance));
    for (auto& group : mirrored) {
      for (PackageIndex& x : group) x = static_cast<PackageIndex>(size - 1 - x);
      std::ranges::sort(group);
    }
    std::ranges::sort(mirrored);
    EXPECT_EQ(mirrored, grouped(straight)) << seed;
  }
}

TEST(ParetoSet, DominanceThatRunsInACircleLeavesThePackagesStanding) {
  // Within a tolerance of 1, (0, 9, 18)/10 would beat (9, 18, 0)/10, that (18, 0, 9)/10, and that the first.
  const std::vector<double> a{0, 0.9, 1.8};
  const std::vector<double> b{0.9, 1.8, 0};
  const std::vector<double> c{1.8, 0, 0.9};
  const ParetoSet set(Rows{a, b, c}, std::vector<std::uint8_t>(3, 1), std::vector<double>(3, 1.0));
  EXPECT_EQ(set.package_count(), 3u);
}

TEST(ParetoSet, ListsPointsFromTheFirstActorsBest) {
  const std::vector<double> a{1, 3, 2, 3, 0};
  const std::vector<double> b{2, 1, 1.5, 1, 1};
  const ParetoSet set(Rows{a, b}, std::vector<std::uint8_t>(5, 1), std::vector<double>(2, 1e-9));
  ASSERT_EQ(set.size(), 3u);
  EXPECT_EQ(set.utility(0, 0), 3);
  EXPECT_EQ(set.utility(2, 1), 2);
  EXPECT_EQ(std::vector<PackageIndex>(set.packages(0).begin(), set.packages(0).end()),
            (std::vector<PackageIndex>{1, 3}));
  EXPECT_EQ(set.package_count(), 4u);
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
