#include "sim/experiment/comparison.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/experiment/sweeps.hpp"

namespace entente {
namespace {

using testing::HasSubstr;

const std::atomic<bool> kGoOn = false;

ComparedScenario arm(const std::string& name, const std::vector<std::string>& sets = {}) {
  return {name, small_dispute(sets), {}};
}

ComparisonPlan small_plan(std::uint64_t runs, std::uint64_t worlds = 0, std::uint64_t runs_per_world = 0) {
  ComparisonPlan plan;
  plan.runs = runs;
  plan.worlds = worlds;
  plan.runs_per_world = runs_per_world;
  return plan;
}

/// Everything that a comparison says, to the last digit.
std::string told(const Comparison& comparison, unsigned threads) {
  std::string text;
  ComparisonWatch watch;
  watch.on_run = [&](const ArmRun& run) {
    text += fmt::format("{} {}:", run.arm, run.run);
    for (const double value : run.values) text += fmt::format(" {}", value);
    text += '\n';
  };
  watch.on_world = [&](std::size_t variant, std::uint64_t world, std::span<const double> differences) {
    text += fmt::format("world {} {}:", variant, world);
    for (const double value : differences) text += fmt::format(" {}", value);
    text += '\n';
  };
  const ComparisonResult result = compare(comparison, threads, kGoOn, watch);
  for (const auto& of_variant : result.differences) {
    for (const Difference& one : of_variant) {
      text += fmt::format("{} {} {} [{}, {}] {} {} {} {}\n", one.base, one.variant, one.difference,
                          one.interval.low, one.interval.high, one.effect, one.pairs, one.changed,
                          one.unseen.value_or(-1));
      if (!one.worlds) continue;
      text +=
          fmt::format("  {} {} {} {} {} {}\n", one.worlds->more, one.worlds->same, one.worlds->less,
                      one.worlds->difference, one.worlds->interval.low, one.worlds->sign_share.value_or(-1));
    }
  }
  return text;
}

TEST(Comparison, OfAScenarioWithItselfFindsExactlyNothing) {
  const Comparison comparison({arm("base"), arm("same")}, small_plan(100, 10, 3));
  const ComparisonResult result = compare(comparison, 2, kGoOn);
  ASSERT_EQ(result.differences.size(), 1U);
  ASSERT_EQ(result.differences[0].size(), comparison.quantities.all().size());
  for (std::size_t q = 0; q < comparison.quantities.all().size(); ++q) {
    SCOPED_TRACE(comparison.quantities.all()[q].name);
    const Difference& one = result.differences[0][q];
    if (one.pairs == 0) continue;
    EXPECT_EQ(one.difference, 0.0);
    EXPECT_EQ(one.changed, 0U);
    EXPECT_EQ(one.effect, 0.0);
    EXPECT_LE(one.interval.low, 0.0);
    EXPECT_GE(one.interval.high, 0.0);
    ASSERT_TRUE(one.worlds.has_value());
    EXPECT_EQ(one.worlds->same, one.worlds->worlds);
    EXPECT_EQ(one.worlds->difference, 0.0);
    EXPECT_FALSE(one.worlds->sign_share.has_value()) << "no sign to agree with";
  }
}

TEST(Comparison, SaysTheSameForAnyNumberOfThreads) {
  // Three turns of blocks in the first part, worlds of more than one block in the second.
  const Comparison comparison(
      {arm("base"), arm("patient", {"actors.west.patience=0.99"}), arm("deaf", {"mechanisms.learning=off"})},
      small_plan(1100, 5, 19));
  const std::string one = told(comparison, 1);
  EXPECT_EQ(one, told(comparison, 2));
  EXPECT_EQ(one, told(comparison, 5));
  EXPECT_THAT(one, HasSubstr("world 1 4:"));
}

TEST(Comparison, PlaysTheRunsOfASweep) {
  // The first part is `entente run --seed --run`, the second a sweep with these worlds.
  const ComparisonPlan plan = small_plan(20, 6, 3);
  Comparison comparison({arm("base"), arm("impatient", {"actors.west.patience=0.5"})}, plan);
  Simulator simulator(small_dispute().scenario);
  std::uint64_t runs = 0;
  std::map<std::uint64_t, double> means;
  const std::size_t utility = comparison.quantities.index("utility.west");
  ComparisonWatch watch;
  watch.on_run = [&](const ArmRun& run) {
    if (run.arm != 0) return;
    const RunRecord record = simulator.run(plan.seed, run.run, {});
    double expected = 0;
    for (const Actor& actor : simulator.scenario().actors) {
      if (actor.name != "west") continue;
      const auto i = static_cast<std::size_t>(&actor - simulator.scenario().actors.data());
      for (const double part : record.result.utilities[i]) expected += part;
    }
    EXPECT_NEAR(run.values[utility], expected, 1e-12);
    ++runs;
  };
  watch.on_world = [&](std::size_t, std::uint64_t world, std::span<const double> differences) {
    means[world] = differences[utility];
  };
  const ComparisonResult result = compare(comparison, 2, kGoOn, watch);
  EXPECT_EQ(runs, 20U);
  ASSERT_EQ(means.size(), 6U);

  SweepPlan sweep_plan;
  sweep_plan.worlds = 6;
  sweep_plan.runs_per_world = 3;
  const Folder folder;
  play_into(folder.file("base.db"), *small_sweep(18, sweep_plan));
  play_into(folder.file("variant.db"), *small_sweep(18, sweep_plan, {"actors.west.patience=0.5"}));
  const auto mean_of = [&](const std::string& file, std::uint64_t world) {
    const Database database(folder.file(file), Database::Mode::Read);
    return std::get<double>(database.value(
        "select avg(\"west.total\") from utilities join runs using (run) where world = ?", {cell(world)}));
  };
  for (const auto& [world, difference] : means) {
    EXPECT_NEAR(difference, mean_of("variant.db", world) - mean_of("base.db", world), 1e-12) << world;
  }
  const WorldDifference& over = *result.differences[0][utility].worlds;
  EXPECT_EQ(over.more + over.same + over.less, 6U);
}

TEST(Comparison, FindsADifferenceAndItsReason) {
  // Where nobody hopes for better, hope makes nobody refuse.
  const Comparison comparison({arm("base"), arm("no hope", {"mechanisms.hope=off"})}, small_plan(200, 8, 4));
  const ComparisonResult result = compare(comparison, 2, kGoOn);
  const auto found = [&](const std::string& name) {
    return result.differences[0][comparison.quantities.index(name)];
  };
  const Difference hope = found("reason.east.hope");
  ASSERT_GT(hope.base, 0.0) << "or the test shows nothing";
  EXPECT_EQ(hope.variant, 0.0);
  EXPECT_TRUE(hope.told_apart());
  EXPECT_LT(hope.difference, 0.0);
  EXPECT_EQ(hope.worlds->more, 0U);
  EXPECT_EQ(hope.worlds->worlds, 8U);
  ASSERT_GT(hope.worlds->less, 0U);
  EXPECT_EQ(*hope.worlds->sign_share, 1.0) << "where they differ at all, the base has more";
  double refusals = 0;
  double difference = 0;
  for (std::size_t q = 0; q < comparison.quantities.all().size(); ++q) {
    if (comparison.quantities.all()[q].group != MeasuredQuantity::Group::Reason) continue;
    refusals += result.differences[0][q].base;
    difference += result.differences[0][q].difference;
  }
  EXPECT_NEAR(refusals, found("talks.refusals").base, 1e-12) << "every refusal has one reason";
  EXPECT_NEAR(difference, found("talks.refusals").difference, 1e-12);
}

TEST(Comparison, CountsVotesAtHome) {
  // Of what is accepted a vote of each party is won, or one is lost and the agreement with it.
  const Comparison comparison(
      {arm("base"), arm("hard to please", {"actors.west.ratification.threshold=0.49",
                                           "actors.west.ratification.uncertainty=0.3"})},
      small_plan(200));
  const ComparisonResult result = compare(comparison, 2, kGoOn);
  double lost_base = 0, lost_variant = 0;
  for (const char* party : {"east", "west"}) {
    const Difference& one =
        result.differences[0][comparison.quantities.index(fmt::format("vote.{}.failed", party))];
    lost_base += one.base;
    lost_variant += one.variant;
  }
  const Difference& failures =
      result.differences[0][comparison.quantities.index("setback.ratification_failures")];
  ASSERT_GT(failures.variant, 0.0) << "or the test shows nothing";
  EXPECT_GE(lost_base, failures.base);
  EXPECT_GE(lost_variant, failures.variant);
  EXPECT_GT(failures.difference, 0.0);
}

TEST(Comparison, SharesOfOutcomesSumToOne) {
  const Comparison comparison({arm("base"), arm("impatient", {"actors.west.patience=0.5"})}, small_plan(150));
  const ComparisonResult result = compare(comparison, 2, kGoOn);
  double base = 0, difference = 0;
  for (std::size_t q = 0; q < comparison.quantities.all().size(); ++q) {
    if (comparison.quantities.all()[q].group != MeasuredQuantity::Group::Outcome) continue;
    const Difference& one = result.differences[0][q];
    base += one.base;
    difference += one.difference;
    EXPECT_FALSE(one.worlds.has_value());
    EXPECT_EQ(one.unseen.has_value(), one.base == 0 && one.variant == 0);
  }
  EXPECT_NEAR(base, 1.0, 1e-12);
  EXPECT_NEAR(difference, 0.0, 1e-12);
}

TEST(Comparison, HoldsWhatSomebodySet) {
  // Drawn over its range the number would differ from world to world; set by hand it is the same in all.
  const std::string path = "actors.west.private_sd";
  ComparedScenario variant = arm("certain", {path + "=0.06"});
  variant.held = {{path, 0.06}};
  ComparisonPlan plan = small_plan(5, 4, 2);
  plan.vary = {Vary::Kind::Paths, {path}};
  const Comparison held({arm("same", {path + "=0.06"}), variant}, plan);
  const ComparisonResult differs = compare(held, 1, kGoOn);
  const Difference& utility = differs.differences[0][held.quantities.index("utility.west")];
  EXPECT_EQ(utility.difference, 0.0) << "the same scenario as it stands";
  EXPECT_LT(utility.worlds->same, utility.worlds->worlds)
      << "the base's number varies, the variant's does not";
  ComparedScenario both = arm("same", {path + "=0.06"});
  both.held = variant.held;
  const Comparison none({both, variant}, plan);
  const ComparisonResult same = compare(none, 1, kGoOn);
  const Difference& again = same.differences[0][none.quantities.index("utility.west")];
  EXPECT_EQ(again.worlds->same, again.worlds->worlds);
}

TEST(Comparison, TakesWhatAVariantLacksAsNothing) {
  const LoadedScenario base = load_scenario(ENTENTE_SOURCE_DIR "/scenarios/kuril/base.yaml",
                                            std::vector<std::string>{"time.rounds=3"});
  const LoadedScenario absent = load_scenario(ENTENTE_SOURCE_DIR "/scenarios/kuril/what-if/us_absent.yaml",
                                              std::vector<std::string>{"time.rounds=3"});
  const Comparison comparison({{"base", base, {}}, {"absent", absent, {}}}, small_plan(16));
  const ComparisonResult result = compare(comparison, 2, kGoOn);
  const Difference& press = result.differences[0][comparison.quantities.index("act.united_states.press")];
  EXPECT_GT(press.base, 0.0);
  EXPECT_EQ(press.variant, 0.0);
}

TEST(Comparison, RefusesScenariosThatDoNotBelongTogether) {
  const LoadedScenario other = load_scenario(ENTENTE_SOURCE_DIR "/scenarios/guide/1-two-coasts.yaml");
  try {
    const Comparison comparison({arm("base"), {"two coasts", other, {}}}, small_plan(5));
    FAIL() << "accepted";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("two coasts: actors:"));
    EXPECT_THAT(error.what(), HasSubstr("is only in base"));
  }
  ComparisonPlan nothing = small_plan(5, 4, 2);
  nothing.vary = {Vary::Kind::Nothing, {}};
  EXPECT_THROW(Comparison({arm("base"), arm("same")}, nothing), InputError);
}

TEST(Comparison, StopsWhenItIsTold) {
  std::atomic<bool> stop = false;
  ComparisonWatch watch;
  watch.on_progress = [&](std::uint64_t done) { stop = done >= 16; };
  const Comparison comparison({arm("base"), arm("same")}, small_plan(4000));
  const ComparisonResult result = compare(comparison, 1, stop, watch);
  EXPECT_FALSE(result.complete);
  EXPECT_LT(result.played[0].done, 4000U);
}

}  // namespace
}  // namespace entente
