#include "sim/experiment/tipping.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/experiment/sweeps.hpp"

namespace entente {
namespace {

using testing::HasSubstr;

const std::atomic<bool> kGoOnTipping = false;
const std::string kThreshold = "actors.west.ratification.threshold";

/// Both want to share the catch and know it; whether they do is settled by one vote. Voters have no opinion,
/// so their support is 1/2 (MODEL.md), and the vote is lost where a normal disturbance with standard
/// deviation 0.1 takes it below the threshold q: the catch is shared with probability Φ((1/2 − q)/0.1).
LoadedScenario one_vote() {
  return load_scenario(
      ENTENTE_SOURCE_DIR "/scenarios/guide/1-two-coasts.yaml",
      std::vector<std::string>{
          "time.rounds=1", "mechanisms.hope=off", "mechanisms.private_valuations=off",
          "actors.west.ratification={threshold: {value: 0.4, range: [0.2, 0.49]}, uncertainty: 0.1, "
          "constituencies: {voters: {influence: 1, scale: 0.2, values: {quota: {half_each: 0}}}}}"});
}

TippingPlan plan_for(double probability, std::uint64_t runs = 300) {
  TippingPlan plan;
  plan.outcome = "shared";
  plan.probability = probability;
  plan.numbers = {moved_number(one_vote(), kThreshold)};
  plan.runs = runs;
  return plan;
}

TippingResult found(const Tipping& tipping, unsigned threads = 2) {
  return find_tipping(tipping, threads, kGoOnTipping, [](std::uint64_t) {});
}

TEST(Tipping, FindsACrossingThatIsKnown) {
  // Φ⁻¹(0.8) = 0.8416: q = 0.5 − 0.08416.
  const Tipping tipping(one_vote(), plan_for(0.8));
  EXPECT_EQ(tipping.plan.numbers.front().from, 0.2);
  EXPECT_EQ(tipping.plan.numbers.front().to, 0.49);
  const TippingResult result = found(tipping);
  ASSERT_EQ(result.rows.size(), 1U);
  const statistics::Crossing& crossing = result.rows.front().crossing;
  ASSERT_TRUE(crossing.value && crossing.low && crossing.high);
  EXPECT_LE(*crossing.low, 0.41584);
  EXPECT_GE(*crossing.high, 0.41584);
  // 300 runs know a share of 0.8 to 0.023, and the curve falls by 2.8 per unit there: 0.008.
  EXPECT_NEAR(*crossing.value, 0.41584, 4 * 0.008);
  EXPECT_FALSE(crossing.rising);
  EXPECT_FALSE(crossing.against);
  EXPECT_GT(result.rows.front().curve.xs.size(), 9U) << "a finer grid about the crossing";
}

TEST(Tipping, CoversItOverSeeds) {
  int covered = 0;
  constexpr int kSeeds = 25;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    TippingPlan plan = plan_for(0.8, 100);
    plan.seed = seed;
    const Tipping tipping(one_vote(), plan);
    const statistics::Crossing crossing = found(tipping).rows.front().crossing;
    covered += crossing.low.value_or(0) <= 0.41584 && crossing.high.value_or(1) >= 0.41584 ? 1 : 0;
  }
  // 24 on average if exactly 95 %; three standard errors of 1.1 below.
  EXPECT_GE(covered, 20);
}

TEST(Tipping, SaysThatThereIsNone) {
  // At most Φ(3) of the votes are won at 0.2, and at least Φ(0.1) at 0.49.
  const Tipping low(one_vote(), plan_for(0.3));
  const statistics::Crossing below = found(low).rows.front().crossing;
  EXPECT_FALSE(below.value);
  EXPECT_EQ(below.low, 0.49) << "above the range";
  EXPECT_FALSE(below.high);
}

TEST(Tipping, IsTheSameForAnyNumberOfThreads) {
  const Tipping tipping(one_vote(), plan_for(0.7, 100));
  const TippingResult one = found(tipping, 1);
  const TippingResult three = found(tipping, 3);
  EXPECT_EQ(one.rows.front().curve.xs, three.rows.front().curve.xs);
  EXPECT_EQ(one.rows.front().curve.responses, three.rows.front().curve.responses);
  EXPECT_EQ(one.rows.front().crossing.low, three.rows.front().crossing.low);
}

TEST(Tipping, OfTwoNumbersIsAFrontier) {
  // With standard deviation sd the crossing of 0.8 is at 0.5 − 0.8416 sd.
  TippingPlan plan = plan_for(0.8, 200);
  plan.numbers.insert(plan.numbers.begin(), {"actors.west.ratification.uncertainty", 0.05, 0.2});
  plan.rows = 3;
  const Tipping tipping(one_vote(), plan);
  const TippingResult result = found(tipping);
  ASSERT_EQ(result.rows.size(), 3U);
  const std::vector<double> sds{0.05, 0.125, 0.2};
  for (std::size_t r = 0; r < 3; ++r) {
    EXPECT_DOUBLE_EQ(*result.rows[r].first, sds[r]);
    const double expected = 0.5 - 0.84162 * sds[r];
    EXPECT_LE(result.rows[r].crossing.low.value_or(0), expected);
    EXPECT_GE(result.rows[r].crossing.high.value_or(1), expected);
  }
  const Folder folder;
  write_tipping(folder.file("t.db"), tipping, result, kBehaviour, "a test");
  const Database database(folder.file("t.db"), Database::Mode::Read);
  EXPECT_EQ(count_of(database.value("select count(*) from tipping where monotone = 1")), 3U);
  EXPECT_EQ(count_of(database.value("select count(*) from surface where runs = 200")),
            result.rows[0].curve.xs.size() + result.rows[1].curve.xs.size() + result.rows[2].curve.xs.size());
}

TEST(Tipping, RefusesRangesThatAreNone) {
  const auto refused = [](std::vector<MovedNumber> numbers) -> std::string {
    try {
      TippingPlan plan = plan_for(0.5, 10);
      plan.numbers = std::move(numbers);
      const Tipping tipping(one_vote(), plan);
    } catch (const InputError& error) {
      return error.what();
    }
    return "accepted";
  };
  EXPECT_THAT(refused({{kThreshold, 0.4, 0.3}}), HasSubstr("no range"));
  EXPECT_THAT(refused({{kThreshold, 0.2, 0.6}}), HasSubstr("[0, 0.5)"));
  EXPECT_THAT(refused({{kThreshold, 0.2, 0.3}, {kThreshold, 0.2, 0.3}}), HasSubstr("twice"));
  EXPECT_THAT(refused({{"actors.west.ratification.treshold", 0.2, 0.3}}), HasSubstr("did you mean"));
  EXPECT_THROW(moved_number(one_vote(), "actors.west.patience"), InputError) << "no range of its own";
}

}  // namespace
}  // namespace entente
