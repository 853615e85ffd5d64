#include "sim/experiment/sweep.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/statistics/confidence_sequence.hpp"
#include "sim/experiment/merge.hpp"
#include "sim/experiment/reproduce.hpp"
#include "tests/experiment/sweeps.hpp"

namespace entente {
namespace {

using testing::HasSubstr;

/// What a sweep is refused with; "accepted" where it is not.
std::string refusal(const std::string& file, const Sweep& sweep, const Shard& shard = {}) {
  try {
    Workplace(file, sweep, shard, kBehaviour, {"a test", 1});
  } catch (const std::exception& error) {
    return error.what();
  }
  return "accepted";
}

SweepPlan nested_with_traces(bool aggregate) {
  SweepPlan plan;
  plan.worlds = 30;
  plan.runs_per_world = 5;
  plan.keep.trace_every = 20;
  plan.aggregate = aggregate;
  return plan;
}

class Modes : public testing::TestWithParam<bool> {};

TEST_P(Modes, ThreadsShardsAndInterruptionsDoNotShow) {
  const Folder folder;
  const auto sweep = small_sweep(0, nested_with_traces(GetParam()));
  play_into(folder.file("one.db"), *sweep, {}, 1);
  const std::string expected = content(folder.file("one.db"));
  EXPECT_THAT(expected, HasSubstr("outcome_shares"));

  play_into(folder.file("three.db"), *sweep, {}, 3);
  EXPECT_EQ(content(folder.file("three.db")), expected);

  for (const std::uint64_t stop : {1U, 40U, 77U, 149U})
    play_into(folder.file("stopped.db"), *sweep, {}, 2, stop);
  const SweepProgress progress = play_into(folder.file("stopped.db"), *sweep);
  EXPECT_EQ(progress.done, 150U);
  EXPECT_EQ(content(folder.file("stopped.db")), expected);

  for (const std::uint64_t count : {1U, 4U, 7U}) {
    std::vector<std::string> files;
    for (std::uint64_t k = 0; k < count; ++k) {
      files.push_back(folder.file(fmt::format("part-{}-{}.db", count, count - 1 - k)));
      play_into(files.back(), *sweep, {count - 1 - k, count});
    }
    const std::string merged = folder.file(fmt::format("merged-{}.db", count));
    merge(files, merged, "a test");
    EXPECT_EQ(content(merged), expected) << count;
  }
}

TEST_P(Modes, StoredRunsComeOutTheSameAgain) {
  const Folder folder;
  const std::string file = folder.file("a.db");
  const auto sweep = small_sweep(0, nested_with_traces(GetParam()));
  play_into(file, *sweep, {1, 2});
  const std::atomic<bool> stop = false;
  const auto quiet = [](std::uint64_t, std::uint64_t) {};
  EXPECT_EQ(reproduce(file, std::nullopt, 2, stop, quiet).compared, 75U);
  EXPECT_EQ(reproduce(file, std::nullopt, 2, stop, quiet).different, 0U);
  EXPECT_THROW(reproduce(file, 2, 1, stop, quiet), InputError) << "not of this shard, or totals only";
  {
    Database database(file, Database::Mode::Write);
    database.execute(GetParam()
                         ? "update totals set count = count + 1 where column_name = 'offers'"
                         : "update utilities set \"east.talks\" = \"east.talks\" + 1e-15 where run = 51");
  }
  const Reproduction changed = reproduce(file, std::nullopt, 2, stop, quiet);
  ASSERT_EQ(changed.differences.size(), 1U);
  EXPECT_THAT(changed.differences.front(),
              HasSubstr(GetParam() ? "totals of runs.offers" : "run 51, utilities.east.talks"));
  if (!GetParam()) {
    EXPECT_EQ(changed.different, 1U);
    EXPECT_EQ(reproduce(file, 51, 1, stop, quiet).different, 1U);
    EXPECT_EQ(reproduce(file, 53, 1, stop, quiet).different, 0U);
  }
}

INSTANTIATE_TEST_SUITE_P(Rows, Modes, testing::Values(false));
INSTANTIATE_TEST_SUITE_P(Totals, Modes, testing::Values(true));

TEST(Workplace, AnotherSweepIsRefusedWithTheDifference) {
  const Folder folder;
  const std::string file = folder.file("a.db");
  SweepPlan plan;
  plan.worlds = 40;
  play_into(file, *small_sweep(0, plan), {}, 2, 10);
  EXPECT_EQ(refusal(file, *small_sweep(0, plan)), "accepted");

  SweepPlan other = plan;
  other.seed = 2;
  EXPECT_THAT(refusal(file, *small_sweep(0, other)), HasSubstr("seed: 1 in the file, 2 now"));
  EXPECT_THAT(refusal(file, *small_sweep(0, plan, {"actors.west.patience=0.8"})),
              HasSubstr("scenario, actors.west.patience: absent in the file, 0.8 now"));
  other = plan;
  other.design = Design::LatinHypercube;
  other.randomisations = 4;
  EXPECT_THAT(refusal(file, *small_sweep(0, other)), HasSubstr("design: mc in the file, lhs now"));
  EXPECT_THAT(refusal(file, *small_sweep(0, plan, {}, {Vary::Kind::Nothing, {}})), HasSubstr("vary:"));
  EXPECT_THAT(refusal(file, *small_sweep(0, plan), {0, 2}), HasSubstr("shard: 0/1 in the file, 0/2 now"));
  other = plan;
  other.worlds = 20;
  EXPECT_THAT(refusal(file, *small_sweep(0, other)), HasSubstr("worlds: 40 in the file, 20 now"));
  EXPECT_EQ(refusal(file, *small_sweep(0, plan)), "accepted") << "a refusal changes nothing";
}

TEST(Workplace, AMonteCarloSweepGrows) {
  const Folder folder;
  play_into(folder.file("grown.db"), *small_sweep(30));
  play_into(folder.file("grown.db"), *small_sweep(50));
  play_into(folder.file("whole.db"), *small_sweep(50));
  EXPECT_EQ(content(folder.file("grown.db")), content(folder.file("whole.db")));
}

TEST(Workplace, ASecondWriterIsRefusedAndAStrangersFileToo) {
  const Folder folder;
  const auto sweep = small_sweep(20);
  const Workplace first(folder.file("a.db"), *sweep, {}, kBehaviour, {"a test", 1});
  EXPECT_THAT(refusal(folder.file("a.db"), *sweep), HasSubstr("another sweep is writing to this file"));
  std::ofstream(folder.file("text.db")) << std::string(5000, 'x');
  EXPECT_THAT(refusal(folder.file("text.db"), *sweep), HasSubstr("is not a result file"));
  Database(folder.file("other.db"), Database::Mode::Create).execute("create table t(x)");
  EXPECT_THAT(refusal(folder.file("other.db"), *sweep), HasSubstr("is not a result file"));
}

TEST(StopRule, StopsAtTheFirstLookOfTheScheduleThatIsNarrowEnough) {
  const Folder folder;
  SweepPlan plan;
  plan.worlds = 3000;
  plan.until = StopRule{"shared", 0.09};
  const auto sweep = small_sweep(0, plan, {"time.rounds=2"});
  const SweepProgress one = play_into(folder.file("1.db"), *sweep, {}, 1);
  play_into(folder.file("3.db"), *sweep, {}, 3, 120);
  const SweepProgress three = play_into(folder.file("3.db"), *sweep, {}, 3);
  EXPECT_EQ(one.done, three.done);
  EXPECT_EQ(content(folder.file("1.db")), content(folder.file("3.db")));
  EXPECT_LT(one.done, 3000U);

  // By hand from the runs in order.
  const Database database(folder.file("1.db"), Database::Mode::Read);
  Statement runs(database, "select outcome = 'shared' from runs order by run");
  runs.start();
  std::uint64_t shared = 0;
  std::uint64_t n = 0;
  std::uint64_t look = statistics::next_check(0);
  bool enough = false;
  while (runs.step()) {
    EXPECT_FALSE(enough) << "played on after run " << n;
    shared += std::get<std::int64_t>(runs.row().at(0)) == 1 ? 1U : 0U;
    if (++n != look) continue;
    look = statistics::next_check(n);
    enough = statistics::confidence_sequence(shared, n).half_width() <= 0.09;
  }
  EXPECT_TRUE(enough);
}

TEST(Merge, RefusesWhatDoesNotBelongTogether) {
  const Folder folder;
  SweepPlan plan;
  plan.worlds = 30;
  const auto sweep = small_sweep(0, plan);
  for (const std::uint64_t k : {0U, 1U, 2U}) play_into(folder.file(fmt::format("{}.db", k)), *sweep, {k, 3});
  plan.seed = 2;
  play_into(folder.file("seed.db"), *small_sweep(0, plan), {2, 3});
  play_into(folder.file("half.db"), *sweep, {2, 3}, 1, 4);
  const auto refused = [&](const std::vector<std::string>& names) -> std::string {
    std::vector<std::string> files;
    for (const std::string& name : names) files.push_back(folder.file(name));
    try {
      merge(files, folder.file("all.db"), "a test");
    } catch (const InputError& error) {
      return error.what();
    }
    return "accepted";
  };
  EXPECT_THAT(refused({"0.db", "1.db"}), HasSubstr("1 of 3 shards are missing, among them 2/3"));
  EXPECT_THAT(refused({"0.db", "1.db", "1.db", "2.db"}), HasSubstr("is shard 1/3 again"));
  EXPECT_THAT(refused({"0.db", "1.db", "seed.db"}), HasSubstr("seed: 1 in the file, 2 now"));
  EXPECT_THAT(refused({"0.db", "1.db", "half.db"}), HasSubstr("is not complete: "));
  EXPECT_FALSE(std::filesystem::exists(folder.file("all.db")));
  EXPECT_EQ(refused({"2.db", "0.db", "1.db"}), "accepted");
  EXPECT_THAT(refused({"0.db", "1.db", "2.db"}), HasSubstr("is there already"));
}

TEST(Identity, IsWhatASweepCanBeMadeFromAgain) {
  SweepPlan plan;
  plan.design = Design::LatinHypercube;
  plan.seed = 18446744073709551615U;
  plan.worlds = 60;
  plan.randomisations = 6;
  plan.runs_per_world = 3;
  plan.keep = {.gaps = false, .trace_every = 7};
  const auto sweep = small_sweep(0, plan);
  const Identity stated = identity(*sweep, {2, 5}, kBehaviour);
  StatedSweep read = stated_sweep(stated);
  EXPECT_EQ(read.shard, (Shard{2, 5}));
  const Sweep again(std::move(read.loaded), read.vary, read.plan);
  EXPECT_EQ(identity(again, {2, 5}, kBehaviour), stated);
  EXPECT_EQ(packed(Runner(again).run(33, true)), packed(Runner(*sweep).run(33, true)));
}

}  // namespace
}  // namespace entente
