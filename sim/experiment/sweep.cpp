#include "sim/experiment/sweep.hpp"

#include <fmt/format.h>
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace entente {
namespace {

namespace tbb = oneapi::tbb;

/// Runs that a thread takes at a time: enough that handing them over costs nothing beside a run, few enough
/// that an interruption waits for little.
constexpr std::uint64_t kBlock = 8;
/// Blocks under way for each thread, which bounds the memory.
constexpr std::size_t kBlocksPerThread = 4;

Store opened(const std::string& path, const Sweep& sweep, const Identity& now) {
  if (!Store::exists(path)) return Store::create(path, sweep, now);
  Store store(path, Database::Mode::Write);
  const Identity in_file = store.identity();
  std::vector<std::string> except;
  if (sweep.plan.can_grow() && sweep.plan.worlds >= stated_sweep(in_file).plan.worlds)
    except.emplace_back("worlds");
  const std::vector<std::string> lines = differences(in_file, now, except);
  if (!lines.empty()) {
    std::vector<Problem> problems{whole_problem(
        path, "",
        "holds another sweep; give another file, or the same scenario, seed and design. Different are:")};
    for (const std::string& line : lines) problems.push_back(whole_problem(path, "", line));
    throw InputError(std::move(problems));
  }
  if (entry(in_file, "worlds") != entry(now, "worlds")) {
    Transaction transaction(store.database());
    store.set_entry("worlds", entry(now, "worlds"));
    store.database().execute("update progress set complete = 0");
    transaction.commit();
  }
  return store;
}

struct Block {
  std::uint64_t position = 0;
  std::vector<RunRows> rows;
};

}  // namespace

bool tells_world(const SweepPlan& plan, const Shard& shard, std::uint64_t run) {
  // Totals of shards are added, so there a world is told once in all.
  return plan.aggregate ? run < plan.worlds : shard.first_of_world(plan, run);
}

Workplace::Workplace(const std::string& path, const Sweep& sweep, const Shard& shard,
                     const std::string& behaviour, const Session& session)
    : lock_(path),
      store_(opened(path, sweep, identity(sweep, shard, behaviour))),
      done_before_(store_.done()) {
  if (!store_.complete()) store_.begin_session(session);
}

void play(const Sweep& sweep, const Shard& shard, Recorder& recorder, unsigned threads,
          const std::atomic<bool>& stop) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  tbb::enumerable_thread_specific<Runner> runners([&] { return Runner(sweep); });
  std::uint64_t position = recorder.next();
  const std::uint64_t end = recorder.progress().total;
  // Set by the last stage and read by the first, which are both serial.
  std::atomic<bool> enough = !recorder.wants_more();

  const auto take = [&](tbb::flow_control& control) -> std::shared_ptr<Block> {
    if (position >= end || enough || stop) {
      control.stop();
      return nullptr;
    }
    auto block = std::make_shared<Block>();
    block->position = position;
    block->rows.resize(std::min(kBlock, end - position));
    position += block->rows.size();
    return block;
  };
  const auto compute = [&](std::shared_ptr<Block> block) {
    Runner& runner = runners.local();
    for (std::size_t i = 0; i < block->rows.size(); ++i) {
      const std::uint64_t run = shard.run(block->position + i);
      block->rows[i] = runner.run(run, tells_world(sweep.plan, shard, run));
    }
    return block;
  };
  const auto record = [&](const std::shared_ptr<Block>& block) {
    for (const RunRows& rows : block->rows) recorder.add(rows);
    if (!recorder.wants_more()) enough = true;
  };
  arena.execute([&] {
    tbb::parallel_pipeline(
        kBlocksPerThread * threads,
        tbb::make_filter<void, std::shared_ptr<Block>>(tbb::filter_mode::serial_in_order, take) &
            tbb::make_filter<std::shared_ptr<Block>, std::shared_ptr<Block>>(tbb::filter_mode::parallel,
                                                                             compute) &
            tbb::make_filter<std::shared_ptr<Block>, void>(tbb::filter_mode::serial_in_order, record));
  });
  recorder.commit();
}

}  // namespace entente
