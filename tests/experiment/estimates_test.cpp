#include "sim/experiment/estimates.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/experiment/sweeps.hpp"

namespace entente {
namespace {

/// A result file whose runs are written by hand: outcomes by run number.
template <class OutcomeOf>
std::vector<OutcomeEstimate> estimated(SweepPlan plan, OutcomeOf outcome_of) {
  const Folder folder;
  const auto sweep = small_sweep(0, plan);
  Store store = Store::create(folder.file("a.db"), *sweep, identity(*sweep, {}, kBehaviour));
  Transaction transaction(store.database());
  for (std::uint64_t run = 0; run < plan.runs(); ++run) {
    const std::string outcome = outcome_of(run);
    const std::uint64_t world = plan.world(run);
    Statement(store.database(),
              "insert into runs(run, world, randomisation, status, outcome) values(?, ?, ?, ?, ?)")
        .run({static_cast<std::int64_t>(run), static_cast<std::int64_t>(world),
              static_cast<std::int64_t>(plan.randomisation(world)), outcome.empty() ? "invalid" : "done",
              outcome.empty() ? Cell() : Cell(outcome)});
  }
  transaction.commit();
  return estimates(store.database(), plan);
}

TEST(Estimates, IndependentRunsHaveWilsonsIntervalOfTheRunsWithAnOutcome) {
  SweepPlan plan;
  plan.worlds = 300;
  const auto all = estimated(plan, [](std::uint64_t run) -> std::string {
    if (run % 12 == 0) return "";
    return run % 3 == 1 ? "shared" : "other";
  });
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].outcome, "shared");
  EXPECT_EQ(all[0].happened, 100U);
  EXPECT_EQ(all[0].runs, 275U);
  EXPECT_EQ(all[0].simulation, statistics::wilson(100, 275));
  EXPECT_EQ(all[1].outcome, "watched");
  EXPECT_EQ(all[1].simulation, (statistics::Interval{0, statistics::unseen_bound(275)}));
  EXPECT_FALSE(all[0].worlds);
}

TEST(Estimates, RandomisedDesignsAreJudgedByTheirRandomisations) {
  SweepPlan plan;
  plan.design = Design::LatinHypercube;
  plan.worlds = 40;
  plan.randomisations = 4;
  // Shares 0.1, 0.2, 0.3, 0.4 in the four randomisations.
  const auto all = estimated(plan, [](std::uint64_t run) { return run / 4 <= run % 4 ? "shared" : "other"; });
  const std::vector<double> shares{0.1, 0.2, 0.3, 0.4};
  EXPECT_EQ(all[0].method, ErrorMethod::Randomisations);
  EXPECT_DOUBLE_EQ(all[0].share, 0.25);
  const statistics::Interval by_hand = statistics::student(shares);
  EXPECT_DOUBLE_EQ(all[0].simulation->low, by_hand.low);
  EXPECT_DOUBLE_EQ(all[0].simulation->high, by_hand.high);
}

TEST(Estimates, NestedWorldsKeepErrorAndRangeApart) {
  SweepPlan plan;
  plan.worlds = 20;
  plan.runs_per_world = 50;
  // Half the worlds always share, half never: all variance is between worlds and none within.
  const auto all = estimated(plan, [](std::uint64_t run) { return run % 20 < 10 ? "shared" : "other"; });
  EXPECT_EQ(all[0].method, ErrorMethod::Worlds);
  ASSERT_TRUE(all[0].worlds);
  EXPECT_NEAR(all[0].worlds->between_sd, std::sqrt(20.0 / 19) / 2, 1e-12);
  EXPECT_EQ(all[0].worlds->low, 0);
  EXPECT_EQ(all[0].worlds->high, 1);
  std::vector<double> shares(10, 0.0);
  shares.resize(20, 1.0);
  EXPECT_NEAR(all[0].simulation->low, statistics::student(shares).low, 1e-12)
      << "worlds are the units, not 1,000 runs";
}

TEST(Estimates, AGridHasNoSimulationError) {
  SweepPlan plan;
  plan.design = Design::Rows;
  plan.worlds = 2;
  plan.given = {{"actors.west.private_sd"}, {{0.1}, {0.2}}};
  const Folder folder;
  const auto sweep = small_sweep(0, plan, {}, {Vary::Kind::Given, plan.given.paths});
  play_into(folder.file("a.db"), *sweep);
  for (const OutcomeEstimate& one : estimates(Database(folder.file("a.db"), Database::Mode::Read), plan)) {
    EXPECT_EQ(one.method, ErrorMethod::None);
    EXPECT_FALSE(one.simulation);
  }
}

}  // namespace
}  // namespace entente
