#include "sim/bargaining/hope.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "sim/valuation/package_tree.hpp"
#include "sim/valuation/support.hpp"
#include "tests/support/dice.hpp"
#include "tests/support/small_scenario.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

constexpr double kNothing = -std::numeric_limits<double>::infinity();

/// 60 packages of land and money; whether A's public ratifies depends on the land.
Scenario ratified_by_land() {
  Scenario scenario = small_scenario();
  const auto options = [](std::size_t count) {
    std::vector<std::string> names;
    for (std::size_t o = 0; o < count; ++o) names.push_back(std::to_string(o));
    return names;
  };
  scenario.issues = {issue("land", options(6), std::vector<std::vector<double>>(6, {0, 0})),
                     issue("money", options(10), std::vector<std::vector<double>>(10, {0, 0}))};
  scenario.settles = with_options(kLand, {false, true, false, true, true, true});
  Ratification home;
  home.threshold = 0.45;
  home.constituencies.emplace_back().values = values(kLand, {0, 0.1, -0.01, -0.02, -0.03, -0.2});
  scenario.actors[0].ratification = home;
  return scenario;
}

struct Points {
  explicit Points(std::size_t others, std::uint64_t seed) {
    Dice dice(seed);
    const std::size_t size = layout.space().size();
    // Of nine values each: objectives and constraints are often equal.
    const auto side = [&] {
      std::vector<double> result(size);
      for (double& value : result) value = dice.coarse(-1, 1, 8);
      return result;
    };
    objective = side();
    for (std::size_t l = 0; l < others; ++l) constraints.push_back(side());
    for (std::size_t l = 0; l <= others; ++l) talks.push_back(dice.coarse(0, 0.5, 2));
    admissible.resize(size);
    for (std::uint8_t& flag : admissible) flag = dice.chance(0.8) ? 1 : 0;
    odds.refresh(world);
    build(talks);
  }

  /// The hope knows only the admissible packages, by slot. `lost` by all where it settles.
  void build(std::span<const double> lost) {
    tree.emplace(layout, admissible);
    rows.clear();
    maxima.clear();
    const auto side = [&](std::span<const double> values, double process_value) {
      std::vector<double>& row = rows.emplace_back();
      for (const PackageIndex x : tree->packages()) row.push_back(values[x]);
      find_maxima(row, maxima.emplace_back(blocks_of(row.size())).data());
      return Hope::Side{{row, maxima.back()}, process_value};
    };
    const Hope::Side own = side(objective, lost[0]);
    std::vector<Hope::Side> sides;
    for (std::size_t l = 0; l < constraints.size(); ++l) sides.push_back(side(constraints[l], lost[l + 1]));
    RatificationOdds asked(odds);
    const RatificationOdds::Likely likely = asked.likely(*tree);
    for (std::uint32_t slot = 0; slot < tree->size(); ++slot) {
      const bool expected = odds(tree->packages()[slot]) >= 0.5;
      EXPECT_EQ(likely(slot), expected);
      EXPECT_EQ(likely(slot), expected);
      EXPECT_EQ(likely.barred()[slot], expected ? 0 : kNothing);
    }
    // Where nothing is known beforehand, it is found out on the way.
    unasked.emplace(odds);
    hope.set(own, sides, *unasked, *tree);
  }

  double brute_force(std::span<const double> thresholds) {
    double best = kNothing;
    for (PackageIndex y = 0; y < objective.size(); ++y) {
      if (admissible[y] == 0 || support.probability(0, y, 0, world.ratification[0]) < 0.5) continue;
      const double lost = layout.settles()[y] != 0 ? 1 : 0;
      bool reaches = true;
      for (std::size_t l = 0; l < constraints.size(); ++l) {
        reaches = reaches && constraints[l][y] - lost * talks[l + 1] >= thresholds[l] - kTie;
      }
      if (reaches) best = std::max(best, objective[y] - lost * talks[0]);
    }
    return best;
  }

  Scenario scenario = ratified_by_land();
  Layout layout{scenario};
  World world = small_world(scenario);
  Support support{scenario, layout};
  RatificationOdds odds{scenario, layout, support};
  std::vector<double> objective;
  std::vector<std::vector<double>> constraints;
  std::vector<double> talks;
  std::vector<std::uint8_t> admissible;
  // What the hope looks at.
  std::optional<PackageTree> tree;
  std::optional<RatificationOdds> unasked;
  std::deque<std::vector<double>> rows;
  std::deque<std::vector<double>> maxima;
  Hope hope;
};

void expect_brute_force(std::size_t others) {
  int reached = 0;
  int not_reached = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Points points(others, seed);
    Dice dice(seed + 1000);
    for (int question = 0; question < 40; ++question) {
      std::vector<double> thresholds(others);
      for (double& threshold : thresholds) {
        threshold = dice.coarse(-1.25, 1.25, 10) + 0.9 * kTie * dice.uniform(-1, 1);
      }
      const double expected = points.brute_force(thresholds);
      EXPECT_EQ(points.hope.best(thresholds), expected) << "seed " << seed;
      ++(expected == kNothing ? not_reached : reached);
    }
  }
  EXPECT_GT(reached, 1000);
  EXPECT_GT(not_reached, 300);
}

TEST(Hope, OfTwoPartiesEqualsBruteForce) { expect_brute_force(1); }
TEST(Hope, OfThreePartiesEqualsBruteForce) { expect_brute_force(2); }

TEST(Hope, OnlyCountsWhatIsAsLikelyAsNotToBeRatified) {
  Points points(1, 1);
  std::ranges::fill(points.objective, 0.0);
  std::ranges::fill(points.constraints[0], 0.0);
  std::ranges::fill(points.admissible, std::uint8_t{1});
  points.objective[5] = 1;    // land 5: support Λ(−2) = 0.12 against 0.45
  points.objective[2] = 0.5;  // land 2: Λ(−0.1) = 0.475, likely
  const std::vector<double> nothing_lost{0, 0};
  points.build(nothing_lost);
  EXPECT_EQ(points.hope.best(std::vector<double>{-1}), 0.5);
  std::ranges::fill(points.admissible, std::uint8_t{0});
  points.build(nothing_lost);
  EXPECT_EQ(points.hope.best(std::vector<double>{-1}), kNothing);
}

}  // namespace
}  // namespace entente
