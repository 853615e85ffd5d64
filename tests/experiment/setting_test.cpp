#include "sim/experiment/setting.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/core/error.hpp"
#include "sim/engine/opening.hpp"
#include "sim/solution/reading.hpp"
#include "tests/experiment/sweeps.hpp"

namespace entente {
namespace {

std::vector<Row> rows_in(const std::string& file, const std::string& sql) {
  const Database database(file, Database::Mode::Read);
  Statement statement(database, sql);
  statement.start();
  std::vector<Row> rows;
  while (statement.step()) rows.push_back(statement.row());
  return rows;
}

ResultOrigin of_scenario(LoadedScenario loaded) {
  ResultOrigin origin;
  origin.kind = "scenario";
  origin.loaded = std::move(loaded);
  return origin;
}

/// The file of a small sweep that keeps every round, and its setting beside it.
struct SweptSetting {
  Folder folder;
  std::string file = folder.file("sweep.db");
  std::string setting = folder.file("setting.db");

  explicit SweptSetting(std::uint64_t runs, SettingPlan plan = {}, Shard shard = {}) {
    SweepPlan swept;
    swept.keep.trace_every = 1;
    const auto sweep = small_sweep(runs, swept);
    play_into(file, *sweep, shard);
    write_setting(setting, result_origin(file), plan, kBehaviour);
  }
};

TEST(Setting, PlaysTheRunsOfTheFileAgainToTheLastByte) {
  const SweptSetting it(6);
  for (const char* table :
       {"runs", "rounds", "offers", "answers", "votes", "agreements", "endings", "utilities"}) {
    const std::string sql = std::string("select * from ") + table;
    const std::vector<Row> stored = rows_in(it.file, sql);
    EXPECT_EQ(packed({stored}), packed({rows_in(it.setting, sql)})) << table;
  }
  EXPECT_FALSE(rows_in(it.setting, "select * from offers").empty());
}

TEST(Setting, ReplaysTheFirstRunsOfAShardAndTheOneThatIsTold) {
  SettingPlan plan;
  plan.replays = 2;
  plan.run = 7;
  const SweptSetting it(12, plan, {1, 2});
  const std::vector<Row> runs = rows_in(it.setting, "select run from runs order by run");
  EXPECT_EQ(packed({runs}), packed({{{std::int64_t{1}}, {std::int64_t{3}}, {std::int64_t{7}}}}));
}

TEST(Setting, RefusesARunThatTheFileDoesNotHave) {
  SettingPlan plan;
  plan.run = 6;
  EXPECT_THROW(SweptSetting(6, plan), InputError);
  plan.run = 2;  // of the other shard
  EXPECT_THROW(SweptSetting(6, plan, {1, 2}), InputError);
}

TEST(Setting, ListsWhatEachAllowedPackageIsWorthAtTheStart) {
  const Folder folder;
  const LoadedScenario loaded = small_dispute();
  write_setting(folder.file("setting.db"), of_scenario(loaded), {}, kBehaviour);
  const Opening opening = opening_of(loaded.scenario);
  const Solutions solutions = solutions_of(opening.problem());
  const std::string first = loaded.scenario.actors[opening.parties[0]].name;
  const std::vector<Row> packages =
      rows_in(folder.file("setting.db"),
              "select package, \"utility." + first + "\", zone from packages order by package");
  ASSERT_EQ(packages.size(), static_cast<std::size_t>(std::ranges::count(opening.allowed, 1)));
  std::uint64_t zone = 0;
  for (const Row& row : packages) {
    const std::uint64_t x = count_of(row[0]);
    EXPECT_EQ(opening.allowed[x], 1);
    EXPECT_EQ(std::get<double>(row[1]), opening.utilities[0][x]);
    zone += count_of(row[2]);
  }
  EXPECT_EQ(zone, solutions.facts.zone_size);
  const std::vector<Row> nash =
      rows_in(folder.file("setting.db"), "select package from points where concept = 'nash' order by tie");
  ASSERT_EQ(nash.size(), solutions.nash.points.size());
  EXPECT_EQ(count_of(nash[0][0]), solutions.frontier.packages(solutions.nash.points[0]).front());
}

TEST(Setting, ThinsPackagesEvenlyAndKeepsTheFrontier) {
  const Folder folder;
  const LoadedScenario loaded = load_scenario(ENTENTE_SOURCE_DIR "/scenarios/kuril/marginal.yaml");
  SettingPlan plan;
  plan.packages = 50;
  plan.replays = 1;
  write_setting(folder.file("thin.db"), of_scenario(loaded), plan, kBehaviour);
  plan.packages = 20'000;
  write_setting(folder.file("all.db"), of_scenario(loaded), plan, kBehaviour);
  const std::string frontier = "select count(*) from packages where frontier = 1";
  EXPECT_EQ(packed({rows_in(folder.file("thin.db"), frontier)}),
            packed({rows_in(folder.file("all.db"), frontier)}));
  const std::string count = "select count(*) from packages";
  const std::uint64_t listed = count_of(rows_in(folder.file("thin.db"), count)[0][0]);
  EXPECT_LT(listed, count_of(rows_in(folder.file("all.db"), count)[0][0]) / 4);
  EXPECT_GE(listed, 40u);
}

TEST(Setting, TellsHowAChallengeProtocolMovesPositions) {
  const Folder folder;
  const LoadedScenario loaded = load_scenario(ENTENTE_SOURCE_DIR "/scenarios/textbook/emissions_1992.yaml");
  write_setting(folder.file("setting.db"), of_scenario(loaded), {}, kBehaviour);
  // Every actor at the start and at the end of each round.
  const std::vector<Row> turns =
      rows_in(folder.file("setting.db"), "select count(distinct actor), count(*), max(turn) from positions");
  const std::uint64_t actors = count_of(turns[0][0]);
  EXPECT_EQ(actors, loaded.scenario.actors.size());
  EXPECT_EQ(count_of(turns[0][1]), actors * (count_of(turns[0][2]) + 1));
  EXPECT_EQ(count_of(turns[0][2]),
            static_cast<std::uint64_t>(loaded.scenario.challenge.expected_utility.rounds));
}

TEST(ResultOrigin, RefusesWhatIsNoResultFile) {
  EXPECT_THROW(result_origin("/nowhere/at/all.db"), InputError);
  EXPECT_THROW(result_origin(ENTENTE_SOURCE_DIR "/README.md"), InputError);
}

}  // namespace
}  // namespace entente
