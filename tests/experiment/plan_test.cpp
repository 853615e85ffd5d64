#include "sim/experiment/plan.hpp"

#include <gtest/gtest.h>

#include <set>

namespace entente {
namespace {

SweepPlan plan_of(std::uint64_t worlds, std::uint64_t runs_per_world) {
  SweepPlan plan;
  plan.worlds = worlds;
  plan.runs_per_world = runs_per_world;
  return plan;
}

TEST(SweepPlan, EveryWorldComesOnceBeforeAnyComesTwice) {
  const SweepPlan plan = plan_of(7, 4);
  std::vector<int> seen(7, 0);
  for (std::uint64_t run = 0; run < plan.runs(); ++run) {
    const int before = seen[plan.world(run)]++;
    EXPECT_EQ(before, static_cast<int>(run / 7));
  }
}

TEST(Shard, TheShardsHaveEveryRunOnceAndInOrder) {
  for (const std::uint64_t count : {1U, 2U, 3U, 8U, 50U}) {
    const SweepPlan plan = plan_of(41, 1);
    std::set<std::uint64_t> all;
    for (std::uint64_t k = 0; k < count; ++k) {
      const Shard shard{k, count};
      for (std::uint64_t position = 0; position < shard.size(plan); ++position) {
        EXPECT_EQ(shard.run(position) % count, k);
        EXPECT_TRUE(all.insert(shard.run(position)).second);
      }
    }
    EXPECT_EQ(all.size(), 41U);
    EXPECT_EQ(*all.rbegin(), 40U);
  }
}

TEST(Shard, TellsAWorldAtItsFirstRunInTheShard) {
  for (const std::uint64_t worlds : {1U, 4U, 6U, 7U}) {
    for (const std::uint64_t count : {1U, 2U, 3U, 8U}) {
      const SweepPlan plan = plan_of(worlds, 10);
      for (std::uint64_t k = 0; k < count; ++k) {
        const Shard shard{k, count};
        std::set<std::uint64_t> told;
        for (std::uint64_t position = 0; position < shard.size(plan); ++position) {
          const std::uint64_t run = shard.run(position);
          EXPECT_EQ(shard.first_of_world(plan, run), told.insert(plan.world(run)).second)
              << worlds << ' ' << shard.text();
        }
      }
    }
  }
}

}  // namespace
}  // namespace entente
