#include "sim/experiment/claim_player.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <exception>
#include <limits>
#include <new>

#include "sim/experiment/claim_worlds.hpp"
#include "sim/experiment/sampling.hpp"

namespace entente {
namespace {

/// Runs that a thread takes at a time: making the simulator for them takes as long as about one run.
constexpr std::uint64_t kRunsAtATime = 25;

/// Calls `work(i)` for i below `count` on so many threads.
template <typename Work>
void on_threads(unsigned threads, std::size_t count, Work work) {
  namespace tbb = oneapi::tbb;
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  arena.execute([&] {
    tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) { work(i); }, tbb::simple_partitioner());
  });
}

struct Piece {
  std::size_t arm = 0;
  std::uint64_t from = 0;
  std::uint64_t to = 0;
};

/// Plays runs [first, first + count) of a scenario and puts what they measure from place `at` on.
void play_runs(const Scenario& scenario, const Simulator& like, std::uint64_t seed, std::uint64_t first,
               std::uint64_t count, const std::vector<ClaimMeasure>& measures, MeasuredRuns& into,
               std::uint64_t at) {
  Simulator simulator(scenario, &like);
  for (std::uint64_t r = 0; r < count; ++r) {
    const RunRecord record = simulator.run(seed, first + r);
    for (std::size_t c = 0; c < measures.size(); ++c)
      into[c][at + r] = measures[c].of(simulator.scenario(), record.result);
  }
}

}  // namespace

ClaimPlayer::ClaimPlayer(std::filesystem::path folder, std::uint64_t seed, unsigned threads)
    : folder_(std::move(folder)), seed_(seed), threads_(threads) {}
ClaimPlayer::~ClaimPlayer() = default;

std::size_t ClaimPlayer::arm(const ClaimArm& arm) {
  const auto [place, fresh] = known_.try_emplace(arm, arms_.size());
  if (fresh) {
    try {
      arms_.push_back(std::make_unique<Arm>());
      arms_.back()->loaded = load_scenario(folder_ / arm.scenario, arm.sets);
    } catch (...) {
      arms_.pop_back();
      known_.erase(place);
      throw;
    }
  }
  return place->second;
}

std::size_t ClaimPlayer::column(std::size_t arm, const std::string& measure) {
  Arm& it = *arms_[arm];
  const auto found = std::ranges::find(it.names, measure);
  if (found != it.names.end()) return static_cast<std::size_t>(found - it.names.begin());
  it.measures.emplace_back(it.loaded.scenario, measure);
  it.names.push_back(measure);
  return it.names.size() - 1;
}

const Simulator& ClaimPlayer::simulator(Arm& arm) {
  if (!arm.simulator) arm.simulator = std::make_unique<Simulator>(arm.loaded.scenario);
  return *arm.simulator;
}

void ClaimPlayer::play(std::span<const std::size_t> arms, std::uint64_t runs) {
  std::vector<Piece> pieces;
  for (const std::size_t a : arms) {
    Arm& arm = *arms_[a];
    if (arm.done >= runs) continue;
    simulator(arm);
    arm.runs.resize(arm.measures.size());
    for (std::vector<double>& column : arm.runs) column.resize(runs);
    for (std::uint64_t from = arm.done; from < runs; from += kRunsAtATime)
      pieces.push_back({a, from, std::min(runs, from + kRunsAtATime)});
    played_ += runs - arm.done;
    arm.done = runs;
  }
  on_threads(threads_, pieces.size(), [&](std::size_t i) {
    const Piece& piece = pieces[i];
    Arm& arm = *arms_[piece.arm];
    play_runs(arm.loaded.scenario, *arm.simulator, seed_, piece.from, piece.to - piece.from, arm.measures,
              arm.runs, piece.from);
  });
}

std::vector<MeasuredRuns> ClaimPlayer::worlds(Kind kind, std::span<const std::size_t> arms,
                                              std::uint64_t worlds, std::uint64_t runs) {
  std::vector<MeasuredRuns> all;
  std::vector<std::unique_ptr<Worlds>> drawn;
  std::vector<std::unique_ptr<NumberPatch>> patches;
  SweepPlan plan;
  plan.seed = seed_;
  plan.worlds = worlds;
  for (const std::size_t a : arms) {
    Arm& arm = *arms_[a];
    simulator(arm);
    all.emplace_back(arm.measures.size(),
                     std::vector<double>(worlds * runs, std::numeric_limits<double>::quiet_NaN()));
    if (kind == Kind::Random) continue;
    drawn.push_back(std::make_unique<Worlds>(arm.loaded, sampled_parameters(arm.loaded, {}), plan));
    patches.push_back(std::make_unique<NumberPatch>(arm.loaded, drawn.back()->paths()));
  }
  on_threads(threads_, arms.size() * worlds, [&](std::size_t i) {
    const std::size_t place = i % arms.size();
    const std::uint64_t world = i / arms.size();
    const Arm& arm = *arms_[arms[place]];
    try {
      Scenario scenario = arm.loaded.scenario;
      if (kind == Kind::Random) {
        scenario = random_world(scenario, seed_, world);
      } else {
        std::vector<double> values;
        drawn[place]->draw(world, values);
        patches[place]->apply(scenario, values);
      }
      // Runs of another world are other runs, so that worlds differ in luck too.
      play_runs(scenario, *arm.simulator, seed_, world * runs, runs, arm.measures, all[place], world * runs);
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception&) {
      // Numbers that make no world: the places stay empty.
      for (std::vector<double>& column : all[place]) {
        std::fill_n(column.begin() + static_cast<std::ptrdiff_t>(world * runs), runs,
                    std::numeric_limits<double>::quiet_NaN());
      }
    }
  });
  played_ += arms.size() * worlds * runs;
  return all;
}

}  // namespace entente
