// Talks that failed must not succeed by repetition; a scenario whose answers are drawn anew for each offer
// must be caught at it. And a shorter round is only a finer clock.

#include <gtest/gtest.h>

#include <cmath>

#include "sim/engine/deep_check.hpp"
#include "tests/whole/shares.hpp"

namespace entente {
namespace {

constexpr int kRuns = 100;

TEST(NoiseCheck, PassesOnTheBaseCaseAtEightTimesItsRounds) {
  const DeepCheck check = deep_check(shipped("kuril/base.yaml"), kRuns, 1, 8);
  for (const DeepCheck::Row& row : check.rows) {
    EXPECT_LE(row.at_longer, row.at_horizon + DeepCheck::kTolerance) << row.outcome;
  }
  EXPECT_FALSE(check.suspect);
}

TEST(NoiseCheck, PassesOnTheMarginalCaseAtEightTimesItsRounds) {
  const DeepCheck check = deep_check(shipped("kuril/marginal.yaml"), kRuns, 1, 8);
  EXPECT_FALSE(check.suspect);
}

TEST(NoiseCheck, FailsWhereAnswersAreDrawnAnewForEachOffer) {
  const Scenario noisy =
      shipped("kuril/marginal.yaml",
              {"actors.japan.tactic.answer_noise=0.1", "actors.russia.tactic.answer_noise=0.1",
               "mechanisms.refusal_memory=off", "mechanisms.learning=off", "mechanisms.implementation=off"});
  EXPECT_TRUE(deep_check(noisy, kRuns, 1, 4).suspect);
}

// A signatory's gain must be worth the price of an offer for a package to count (RunResult::left_unsigned).
TEST(Offers, StopAndLeaveLittleUnsigned) {
  for (const char* name : {"kuril/base.yaml", "kuril/marginal.yaml"}) {
    const std::vector<RunResult> runs = results(shipped(name), 4 * kRuns);
    EXPECT_LT(share(runs, [](const RunResult& run) { return run.left_unsigned; }), 0.05) << name;
    const double offers = mean(runs, [](const RunResult& run) { return run.offers; });
    const double passes = mean(runs, [](const RunResult& run) { return run.passes; });
    const double repeats = mean(runs, [](const RunResult& run) { return run.repeated_offers; });
    EXPECT_GT(passes, 0) << name;
    EXPECT_LT(repeats, 0.34 * offers) << name << ": more than one offer in three is a repeat";
  }
}

}  // namespace
}  // namespace entente
