#include "sim/experiment/runner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "sim/core/sums.hpp"
#include "tests/experiment/sweeps.hpp"

namespace entente {
namespace {

using testing::HasSubstr;

/// A value of the one row of a table.
Cell value(const Sweep& sweep, const RunRows& rows, const std::string& table, const std::string& column) {
  const std::size_t t = sweep.tables.index(table);
  const std::vector<TableColumn>& columns = sweep.tables.all()[t].columns;
  const auto found = std::ranges::find(columns, column, &TableColumn::name);
  EXPECT_NE(found, columns.end()) << table << '.' << column;
  return rows[t].at(0)[static_cast<std::size_t>(found - columns.begin())];
}

TEST(Runner, WhatItGivesForARunDoesNotDependOnWhatItPlayedBefore) {
  SweepPlan plan;
  plan.worlds = 6;
  plan.runs_per_world = 2;
  plan.keep.trace_every = 3;
  const auto sweep = small_sweep(0, plan);
  Runner forwards(*sweep);
  std::vector<std::string> bytes;
  for (std::uint64_t run = 0; run < 12; ++run) bytes.push_back(packed(forwards.run(run, true)));
  Runner backwards(*sweep);
  for (std::uint64_t run = 12; run-- > 0;) {
    EXPECT_EQ(packed(backwards.run(run, true)), bytes[run]) << run;
    EXPECT_EQ(packed(Runner(*sweep).run(run, true)), bytes[run]) << run;
  }
}

TEST(Runner, TheRowsSayWhatTheRunSays) {
  const auto sweep = small_sweep(20, {}, {}, {Vary::Kind::Nothing, {}});
  Runner runner(*sweep);
  Simulator simulator(sweep->loaded.scenario);
  for (std::uint64_t run = 0; run < 20; ++run) {
    const RunRows rows = runner.run(run, true);
    const RunResult result = simulator.run(1, run, {.gaps = true}).result;
    const Scenario& scenario = sweep->loaded.scenario;
    EXPECT_EQ(
        value(*sweep, rows, "runs", "outcome"),
        Cell(result.outcome < scenario.outcomes.size() ? scenario.outcomes[result.outcome].name : "other"));
    EXPECT_EQ(value(*sweep, rows, "runs", "offers"), Cell(std::int64_t{result.offers}));
    EXPECT_EQ(value(*sweep, rows, "runs", "settled"),
              Cell(std::int64_t{settles(scenario, result.arrangement) ? 1 : 0}));
    EXPECT_EQ(value(*sweep, rows, "utilities", "east.total"), Cell(sum_in_order(result.utilities[0])));
    EXPECT_EQ(value(*sweep, rows, "utilities", "west.talks"),
              number_cell(result.utilities[2][scenario.actors[2].components.size() + 1]));
    EXPECT_EQ(value(*sweep, rows, "endings", "trust.east.west"), Cell(result.trust[2]));
    EXPECT_EQ(value(*sweep, rows, "gaps", "shared.start.east.lack"),
              number_cell(result.gaps.at(1).parties.at(0).lack));
    EXPECT_EQ(rows[sweep->tables.index("agreements")].size(), result.agreements.size());
    EXPECT_TRUE(rows[sweep->tables.index("worlds")].empty()) << "nothing varies";
  }
}

TEST(Runner, ADrawThatMakesNoWorldIsARowAndTheSweepGoesOn) {
  // The tie's maximum is 1.
  SweepPlan plan;
  plan.design = Design::Rows;
  plan.worlds = 3;
  plan.given = {{"ties.old_friends.weight"}, {{0.5}, {1.5}, {0.5}}};
  const auto sweep = small_sweep(0, plan, {}, {Vary::Kind::Given, plan.given.paths});
  Runner runner(*sweep);
  EXPECT_EQ(value(*sweep, runner.run(0, true), "runs", "status"), Cell("done"));
  const RunRows rows = runner.run(1, true);
  EXPECT_EQ(value(*sweep, rows, "runs", "status"), Cell("invalid"));
  EXPECT_EQ(value(*sweep, rows, "runs", "outcome"), Cell());
  EXPECT_THAT(std::get<std::string>(value(*sweep, rows, "runs", "error")),
              HasSubstr("ties.old_friends.weight: is 1.5, above the tie's maximum 1"));
  EXPECT_EQ(value(*sweep, rows, "worlds", "ties.old_friends.weight"), Cell(1.5));
  EXPECT_TRUE(rows[sweep->tables.index("utilities")].empty());
  const RunRows after = runner.run(2, true);
  EXPECT_EQ(packed(after), packed(Runner(*sweep).run(2, true)))
      << "the rule that was broken leaves nothing behind";
}

TEST(Runner, ARunThatFailsIsARowToo) {
  SweepPlan plan;
  plan.design = Design::Rows;
  plan.worlds = 3;
  // The price leaves the range of numbers in the third round.
  plan.given = {{"context.fish_price.drift"}, {{0.1}, {1.7e308}, {0.1}}};
  const auto sweep = small_sweep(
      0, plan, {"context.fish_price={kind: random_walk, initial: 2, drift: 0.1, unit: USD per kg}"},
      {Vary::Kind::Given, plan.given.paths});
  Runner runner(*sweep);
  const RunRows before = runner.run(0, true);
  EXPECT_EQ(value(*sweep, before, "runs", "status"), Cell("done"));
  const RunRows rows = runner.run(1, true);
  EXPECT_EQ(value(*sweep, rows, "runs", "status"), Cell("failed"));
  EXPECT_THAT(std::get<std::string>(value(*sweep, rows, "runs", "error")), HasSubstr("range of numbers"));
  EXPECT_EQ(packed(runner.run(0, true)), packed(before));
}

TEST(Sweep, AForecastIsRefused) {
  EXPECT_THROW(Sweep(load_scenario(ENTENTE_SOURCE_DIR "/scenarios/guide/6-closure.yaml"), {}, {}),
               InputError);
}

TEST(Tables, NamesThatDifferOnlyInCaseAreRefused) {
  Scenario scenario = small_dispute().scenario;
  scenario.actors[0].name = "WEST";
  EXPECT_THROW(Tables(scenario, {}, {}), InputError);
}

}  // namespace
}  // namespace entente
