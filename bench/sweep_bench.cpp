#include <benchmark/benchmark.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "sim/experiment/sweep.hpp"

/// What a sweep costs: a run by itself, what putting it into rows and into the file adds, how two threads
/// share the work, and whether memory grows with the number of runs.

namespace {

using namespace entente;

const char* const kBase = ENTENTE_SOURCE_DIR "/scenarios/kuril/base.yaml";

std::unique_ptr<Sweep> base_sweep(std::uint64_t runs, bool vary) {
  SweepPlan plan;
  plan.worlds = runs;
  return std::make_unique<Sweep>(load_scenario(kBase),
                                 Vary{vary ? Vary::Kind::Declared : Vary::Kind::Nothing, {}}, plan);
}

/// Resident memory now, in MB.
double resident() {
  std::ifstream file("/proc/self/statm");
  double pages = 0;
  file >> pages >> pages;
  return pages * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

/// The floor: the engine alone, in one world, without rows.
void engine_alone(benchmark::State& state) {
  Simulator simulator(load_scenario(kBase).scenario);
  std::uint64_t run = 0;
  for (auto _ : state) benchmark::DoNotOptimize(simulator.run(1, run++, {.gaps = true}));
  state.counters["runs/s"] =
      benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(engine_alone)->Unit(benchmark::kMillisecond);

/// The same as rows; range(0): with a world of its own for each run.
void runner(benchmark::State& state) {
  const auto sweep = base_sweep(1'000'000, state.range(0) != 0);
  Runner runner(*sweep);
  std::uint64_t run = 0;
  for (auto _ : state) benchmark::DoNotOptimize(runner.run(run++, true));
  state.counters["runs/s"] =
      benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(runner)->Arg(0)->Arg(1)->ArgName("worlds")->Unit(benchmark::kMillisecond);

/// Putting the rows of a run into the file, commits included; `per_cent_of_runner`: beside what playing it
/// took, measured in the same run. range(0): with the sampled numbers of its world.
void store(benchmark::State& state) {
  const auto sweep = base_sweep(1'000'000, state.range(0) != 0);
  const std::string file =
      (std::filesystem::temp_directory_path() / ("entente-bench-" + std::to_string(getpid()) + ".db"))
          .string();
  Runner runner(*sweep);
  constexpr std::uint64_t kKept = 64;
  std::vector<RunRows> kept;
  const auto start = std::chrono::steady_clock::now();
  for (std::uint64_t run = 0; run < kKept; ++run) kept.push_back(runner.run(run, true));
  const double playing =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / kKept;
  std::uint64_t run = 0;
  double seconds = 0;
  {
    Workplace workplace(file, *sweep, {}, "", {});
    Recorder recorder(workplace.store(), *sweep, {});
    for (auto _ : state) {
      RunRows& rows = kept[run % kKept];
      // Another number each time, as keys must differ.
      for (std::size_t t = 0; t < rows.size(); ++t) {
        if (sweep->tables.all()[t].name == "arrangements") continue;
        for (Row& row : rows[t]) row.front() = static_cast<std::int64_t>(run);
      }
      ++run;
      const auto before = std::chrono::steady_clock::now();
      recorder.add(rows);
      const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
      state.SetIterationTime(took);
      seconds += took;
    }
    recorder.commit();
  }
  state.counters["per_cent_of_runner"] = 100 * seconds / static_cast<double>(run) / playing;
  state.counters["bytes/run"] =
      static_cast<double>(std::filesystem::file_size(file)) / static_cast<double>(run);
  std::filesystem::remove(file);
}
BENCHMARK(store)->Arg(0)->Arg(1)->ArgName("worlds")->UseManualTime()->Unit(benchmark::kMicrosecond);

/// A whole sweep on threads.
void sweep_on_threads(benchmark::State& state) {
  constexpr std::uint64_t kRuns = 400;
  const auto sweep = base_sweep(kRuns, true);
  const std::string file =
      (std::filesystem::temp_directory_path() / ("entente-bench-" + std::to_string(getpid()) + ".db"))
          .string();
  const std::atomic<bool> never = false;
  for (auto _ : state) {
    std::filesystem::remove(file);
    Workplace workplace(file, *sweep, {}, "", {});
    Recorder recorder(workplace.store(), *sweep, {});
    play(*sweep, {}, recorder, static_cast<unsigned>(state.range(0)), never);
  }
  std::filesystem::remove(file);
  state.counters["runs/s"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * kRuns, benchmark::Counter::kIsRate);
}
BENCHMARK(sweep_on_threads)->Arg(1)->Arg(2)->ArgName("threads")->UseRealTime()->Unit(benchmark::kMillisecond);

/// Memory while a sweep of many small runs goes on; `grown_MB`: from a tenth of the way to its end.
void memory(benchmark::State& state) {
  const auto runs = static_cast<std::uint64_t>(state.range(0));
  SweepPlan plan;
  plan.worlds = runs;
  const Sweep sweep(load_scenario(ENTENTE_SOURCE_DIR "/scenarios/guide/1-two-coasts.yaml"), {}, plan);
  const std::string file =
      (std::filesystem::temp_directory_path() / ("entente-bench-" + std::to_string(getpid()) + ".db"))
          .string();
  const std::atomic<bool> never = false;
  double early = 0;
  for (auto _ : state) {
    std::filesystem::remove(file);
    Workplace workplace(file, sweep, {}, "", {});
    Recorder recorder(workplace.store(), sweep, {});
    recorder.on_progress = [&](const SweepProgress& progress) {
      if (progress.done == runs / 10) early = resident();
    };
    play(sweep, {}, recorder, 2, never);
  }
  std::filesystem::remove(file);
  state.counters["grown_MB"] = resident() - early;
  state.counters["resident_MB"] = resident();
}
BENCHMARK(memory)->Arg(10'000)->Arg(100'000)->ArgName("runs")->Iterations(1)->UseRealTime()->Unit(
    benchmark::kMillisecond);

}  // namespace
