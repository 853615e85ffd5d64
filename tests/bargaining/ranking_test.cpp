#include "sim/bargaining/ranking.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "sim/core/error.hpp"
#include "sim/valuation/world.hpp"
#include "tests/support/dice.hpp"

namespace entente {
namespace {

const std::vector<double> kValues = {0.4, 0.9, 0.1, 0.9, 0.6, 0.4};
const std::vector<std::uint8_t> kAll(6, 1);

TEST(Ranking, SortsByWorthAndThenByIndex) {
  const Ranking ranking(kValues, kAll, 0.2);
  ASSERT_EQ(ranking.size(), 5U);
  const std::vector<PackageIndex> expected = {1, 3, 4, 0, 5};
  for (std::size_t rank = 0; rank < 5; ++rank) {
    EXPECT_EQ(ranking.package(rank), expected[rank]);
    EXPECT_EQ(ranking.value_at(rank), kValues[expected[rank]]);
  }
  EXPECT_EQ(ranking.highest(), 0.9);
  EXPECT_EQ(ranking.lowest(), 0.1);
  EXPECT_EQ(ranking.floor(), 0.2);
}

TEST(Ranking, FindsTheLeastPackageThatIsWorthATarget) {
  const Ranking ranking(kValues, kAll, 0.2);
  const auto found = [&](double target) { return ranking.package(*ranking.least(target)); };
  EXPECT_EQ(found(0.95 - 0.05), 1U);  // of 1 and 3 the lower
  EXPECT_EQ(found(0.61), 1U);
  EXPECT_EQ(found(0.6), 4U);
  EXPECT_EQ(found(0.5), 4U);
  EXPECT_EQ(found(0.3), 0U);  // of 0 and 5 the lower
  // The reservation bounds what can be found.
  EXPECT_EQ(found(-1), 0U);
  EXPECT_FALSE(ranking.least(0.91));
}

TEST(Ranking, ATargetIsReachedWithinTheTie) {
  const Ranking ranking(kValues, kAll, 0.2);
  EXPECT_EQ(ranking.package(*ranking.least(0.6 + kTie / 2)), 4U);
  EXPECT_EQ(ranking.package(*ranking.least(0.6 + kTie * 2)), 1U);
}

TEST(Ranking, AMovedReservationGivesWhatANewRankingWould) {
  Ranking moved(kValues, kAll, 0.2);
  moved.set_reservation(0.5);
  EXPECT_EQ(moved.size(), 3U);
  EXPECT_EQ(moved.floor(), 0.5);
  moved.set_reservation(-1);
  EXPECT_EQ(moved.size(), 6U);
  EXPECT_EQ(moved.floor(), 0.1);
  moved.set_reservation(2);
  EXPECT_TRUE(moved.empty());
  EXPECT_FALSE(moved.least(0));
}

TEST(Ranking, LeavesOutWhatMayNotBeProposed) {
  const Ranking ranking(kValues, std::vector<std::uint8_t>{1, 0, 0, 0, 1, 1}, 0);
  EXPECT_EQ(ranking.size(), 3U);
  EXPECT_EQ(ranking.highest(), 0.6);
  EXPECT_EQ(ranking.lowest(), 0.4);
  EXPECT_FALSE(ranking.allowed(1));
  EXPECT_EQ(ranking.value(1), 0.9);
}

TEST(Ranking, NothingAllowedIsNoRanking) {
  const Ranking ranking(kValues, std::vector<std::uint8_t>(6, 0), 0.3);
  EXPECT_TRUE(ranking.empty());
  EXPECT_EQ(ranking.at_share(0.5), 0.3);
}

TEST(Ranking, RefusesLengthsThatDiffer) {
  Ranking ranking;
  EXPECT_THROW(ranking.build(kValues, std::vector<std::uint8_t>(5, 1), 0), Error);
}

RC_GTEST_PROP(Ranking, BisectionFindsWhatASearchFinds, (std::uint64_t seed)) {
  Dice dice(seed);
  const std::size_t count = 1 + dice.below(60);
  std::vector<double> values;
  std::vector<std::uint8_t> allowed;
  for (std::size_t x = 0; x < count; ++x) {
    values.push_back(dice.coarse(-1, 1, 12));
    allowed.push_back(dice.chance(0.8) ? 1 : 0);
  }
  const double reservation = dice.coarse(-1, 1, 7);
  const double target = dice.coarse(-1.1, 1.1, 22);
  const Ranking ranking(values, allowed, reservation);
  std::optional<PackageIndex> expected;
  for (PackageIndex x = 0; x < count; ++x) {
    if (allowed[x] == 0 || values[x] < reservation - kTie || values[x] < target - kTie) continue;
    if (!expected || values[x] < values[*expected]) expected = x;
  }
  const std::optional<std::size_t> rank = ranking.least(target);
  RC_ASSERT(rank.has_value() == expected.has_value());
  if (rank) RC_ASSERT(ranking.package(*rank) == *expected);
}

}  // namespace
}  // namespace entente
