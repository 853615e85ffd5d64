#include "analysis/statistics/nested.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <tuple>
#include <utility>
#include <vector>

#include "tests/analysis/draws.hpp"

// Simulated numbers are compared within four standard errors, estimated or exact: a correct program fails
// such a comparison for one seed in 16,000. The seeds are fixed.

namespace entente::statistics {
namespace {

/// Runs of worlds.
struct Random : SplitMix {
  using SplitMix::SplitMix;

  /// A world of true share p.
  World world(double p, std::uint64_t runs) {
    World world{0, runs};
    for (std::uint64_t i = 0; i < runs; ++i) world.successes += uniform() < p ? 1U : 0U;
    return world;
  }
};

/// Mean of replicated numbers and its standard error.
struct Replicated {
  std::vector<double> values;

  double mean() const { return moments(values).mean; }
  double error() const { return std::sqrt(moments(values).variance / static_cast<double>(values.size())); }
};

TEST(NestedShare, ClosedForm) {
  const NestedShare nested = nested_share(std::vector<World>{{2, 10}, {8, 10}, {5, 10}});
  EXPECT_DOUBLE_EQ(nested.mean, 0.5);
  // var(p_w) = 0.09; v_w = 0.16/9, 0.16/9, 0.25/9 with mean 0.19/9.
  EXPECT_NEAR(nested.within_sd, std::sqrt(0.19 / 9.0), 1e-15);
  EXPECT_NEAR(nested.between_sd, std::sqrt(0.09 - 0.19 / 9.0), 1e-15);
  // t of 2 degrees of freedom at 0.975 is 4.302652729911: wider than [0, 1], so cut.
  EXPECT_EQ(nested.interval, (Interval{0.0, 1.0}));
  const Interval narrow = nested_share(std::vector<World>{{2, 10}, {8, 10}, {5, 10}}, 0.5).interval;
  // At 0.75 it is sqrt(2/3).
  EXPECT_NEAR(narrow.half_width(), std::sqrt(2.0 / 3.0) * 0.3 / std::sqrt(3.0), 1e-14);
  // Type 7 at rank 2 p: 0.2 + 0.1 * 0.3 and 0.5 + 0.9 * 0.3.
  EXPECT_NEAR(nested.low, 0.23, 1e-15);
  EXPECT_NEAR(nested.high, 0.77, 1e-15);
}

TEST(NestedShare, PercentilesAreOfType7) {
  std::vector<World> worlds;
  for (std::uint64_t i = 0; i <= 20; ++i) worlds.push_back({20 - i, 20});
  EXPECT_DOUBLE_EQ(nested_share(worlds).low, 0.05);
  EXPECT_DOUBLE_EQ(nested_share(worlds).high, 0.95);
}

TEST(NestedShare, SameWorldsHaveNothingBetweenThem) {
  // Without spread of the shares the difference is negative, and cut.
  const NestedShare nested = nested_share(std::vector<World>(50, World{30, 100}));
  EXPECT_EQ(nested.between_sd, 0.0);
  EXPECT_NEAR(nested.within_sd, std::sqrt(0.21 / 99.0), 1e-15);
  EXPECT_EQ(nested.interval, (Interval{nested.mean, nested.mean}));
}

TEST(NestedShare, NeverAndAlwaysAreNotCertain) {
  EXPECT_EQ(nested_share(std::vector<World>(40, World{0, 100})).interval, (Interval{0.0, unseen_bound(40)}));
  EXPECT_EQ(nested_share(std::vector<World>(40, World{100, 100})).interval,
            (Interval{1.0 - unseen_bound(40), 1.0}));
}

TEST(NestedShare, OrderOfTheWorldsDoesNotShow) {
  Random random{1};
  std::vector<World> worlds;
  worlds.reserve(300);
  for (int i = 0; i < 300; ++i) worlds.push_back(random.world(random.uniform(), 2 + random.word() % 90));
  const NestedShare first = nested_share(worlds);
  for (int shuffle = 0; shuffle < 10; ++shuffle) {
    for (std::size_t i = worlds.size(); i-- > 1;) std::swap(worlds[i], worlds[random.word() % (i + 1)]);
    const NestedShare again = nested_share(worlds);
    EXPECT_EQ(again.mean, first.mean);
    EXPECT_EQ(again.interval, first.interval);
    EXPECT_EQ(again.between_sd, first.between_sd);
    EXPECT_EQ(again.within_sd, first.within_sd);
    EXPECT_EQ(again.low, first.low);
    EXPECT_EQ(again.high, first.high);
  }
}

TEST(NestedShare, FindsTheSpreadBetweenWorlds) {
  // pi_w uniform on (0.3, 0.7): variance 0.16/12. The simulation error is as large as that: E pi (1 - pi) =
  // 0.25 - 0.16/12, over R = 8 to 30 runs. The difference is far enough from 0 never to be cut here, so its
  // square is unbiased.
  Random random{2};
  Replicated squares;
  Replicated within;
  double expected_within = 0.0;
  for (std::uint64_t runs = 8; runs <= 30; ++runs)
    expected_within += (0.25 - 0.04 / 3.0) / 23.0 / double(runs);
  for (int i = 0; i < 1000; ++i) {
    std::vector<World> worlds;
    worlds.reserve(230);
    for (std::uint64_t w = 0; w < 230; ++w) {
      worlds.push_back(random.world(0.3 + 0.4 * random.uniform(), 8 + w % 23));
    }
    const NestedShare nested = nested_share(worlds);
    ASSERT_GT(nested.between_sd, 0.0);
    squares.values.push_back(nested.between_sd * nested.between_sd);
    within.values.push_back(nested.within_sd * nested.within_sd);
  }
  EXPECT_NEAR(squares.mean(), 0.04 / 3.0, 4.0 * squares.error());
  EXPECT_NEAR(within.mean(), expected_within, 4.0 * within.error());
  // So the error alone would have been taken for spread: the raw variance is twice the true one.
  EXPECT_GT(within.mean(), 0.9 * squares.mean());
}

TEST(NestedShare, ZeroBetweenIsFoundHalfOfTheTime) {
  // All worlds alike. The unbiased difference is then negative, and cut, about as often as not: for a scaled
  // chi-squared law with 99 degrees of freedom with probability 0.519, for which 0.02 is allowed.
  Random random{3};
  constexpr int kReplications = 2000;
  int zeros = 0;
  for (int i = 0; i < kReplications; ++i) {
    std::vector<World> worlds;
    worlds.reserve(100);
    for (int w = 0; w < 100; ++w) worlds.push_back(random.world(0.3, 40));
    const NestedShare nested = nested_share(worlds);
    zeros += nested.between_sd == 0.0 ? 1 : 0;
    // var(p_w) has a relative standard deviation of sqrt(2/99) = 14 %, and the root of five of them is 84 %.
    EXPECT_LT(nested.between_sd, 0.84 * nested.within_sd);
  }
  EXPECT_NEAR(zeros / double{kReplications}, 0.519, 0.02 + 4.0 * std::sqrt(0.25 / kReplications));
}

TEST(NestedShare, IntervalCoversTheMeanOverWorlds) {
  // 15 worlds of 10 runs. The shares are nearly normal; half a per cent is allowed for what they are not.
  Random random{4};
  constexpr int kReplications = 10000;
  int covered = 0;
  for (int i = 0; i < kReplications; ++i) {
    std::vector<World> worlds;
    worlds.reserve(15);
    for (int w = 0; w < 15; ++w) worlds.push_back(random.world(0.2 + 0.5 * random.uniform(), 10));
    const Interval interval = nested_share(worlds).interval;
    covered += interval.low <= 0.45 && 0.45 <= interval.high ? 1 : 0;
  }
  EXPECT_NEAR(covered / double{kReplications}, 0.95, 0.005 + 4.0 * std::sqrt(0.0475 / kReplications));
}

TEST(NestedShare, RefusesWhatMakesNoSense) {
  EXPECT_THROW(nested_share({}), std::invalid_argument);
  EXPECT_THROW(nested_share(std::vector<World>{{1, 2}}), std::invalid_argument);
  EXPECT_THROW(nested_share(std::vector<World>{{1, 2}, {0, 1}}), std::invalid_argument);
  EXPECT_THROW(nested_share(std::vector<World>{{1, 2}, {3, 2}}), std::invalid_argument);
  EXPECT_THROW(nested_share(std::vector<World>{{1, 2}, {0, 2}}, 1.0), std::invalid_argument);
}

}  // namespace
}  // namespace entente::statistics
