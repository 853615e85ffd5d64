#include "sim/experiment/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "sim/experiment/in_order.hpp"

namespace entente {
namespace {

/// Runs that a thread takes at a time: enough that handing them over costs nothing beside a run, few enough
/// that an interruption waits for little.
constexpr std::uint64_t kBlock = 8;
/// Blocks under way for each thread, which bounds the memory.
constexpr std::size_t kBlocksPerThread = 4;

Store opened(const std::string& path, const Sweep& sweep, const Identity& now) {
  // Where the process died while it made the file, taking that back leaves an empty one.
  if (Store::exists(path)) const Database recovered(path, Database::Mode::Write);
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
  std::uint64_t position = recorder.next();
  const std::uint64_t end = recorder.progress().total;
  // Set by the last stage and read by the first.
  std::atomic<bool> enough = !recorder.wants_more();
  const auto take = [&](Block& block) {
    if (position >= end || enough || stop) return false;
    block.position = position;
    block.rows.resize(std::min(kBlock, end - position));
    position += block.rows.size();
    return true;
  };
  const auto play_block = [&](Runner& runner, Block& block) {
    for (std::size_t i = 0; i < block.rows.size(); ++i) {
      const std::uint64_t run = shard.run(block.position + i);
      block.rows[i] = runner.run(run, tells_world(sweep.plan, shard, run));
    }
  };
  const auto record = [&](const Block& block) {
    for (const RunRows& rows : block.rows) recorder.add(rows);
    if (!recorder.wants_more()) enough = true;
  };
  in_order<Block>([&] { return Runner(sweep); }, threads, kBlocksPerThread, take, play_block, record);
  recorder.commit();
}

}  // namespace entente
