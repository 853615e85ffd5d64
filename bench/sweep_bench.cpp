#include <benchmark/benchmark.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <latch>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "sim/experiment/sweep.hpp"

/// What a sweep costs: a run by itself, what putting it into rows and into the file adds, how two threads
/// share the work, whether cost and memory grow with the number of runs, and what memory a thread takes.

namespace {

using namespace entente;

const char* const kBase = ENTENTE_SOURCE_DIR "/scenarios/kuril/base.yaml";

std::unique_ptr<Sweep> base_sweep(std::uint64_t runs, bool vary) {
  SweepPlan plan;
  plan.worlds = runs;
  return std::make_unique<Sweep>(load_scenario(kBase),
                                 Vary{vary ? Vary::Kind::Declared : Vary::Kind::Nothing, {}}, plan);
}

/// A file to write to and to remove.
std::string result_file() {
  return (std::filesystem::temp_directory_path() / ("entente-bench-" + std::to_string(getpid()) + ".db"))
      .string();
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
  const std::string file = result_file();
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

/// A whole sweep; arguments: runs, and threads.
void sweep_on_threads(benchmark::State& state) {
  const auto runs = static_cast<std::uint64_t>(state.range(0));
  const auto sweep = base_sweep(runs, true);
  const std::string file = result_file();
  const std::atomic<bool> never = false;
  for (auto _ : state) {
    std::filesystem::remove(file);
    Workplace workplace(file, *sweep, {}, "", {});
    Recorder recorder(workplace.store(), *sweep, {});
    play(*sweep, {}, recorder, static_cast<unsigned>(state.range(1)), never);
  }
  std::filesystem::remove(file);
  state.counters["runs/s"] = benchmark::Counter(
      static_cast<double>(state.iterations()) * static_cast<double>(runs), benchmark::Counter::kIsRate);
}
BENCHMARK(sweep_on_threads)
    ->ArgNames({"runs", "threads"})
    ->Args({400, 1})
    ->ArgsProduct({{100, 400, 1600}, {2}})
    ->UseRealTime()
    ->MinTime(0.2)
    ->Unit(benchmark::kMillisecond);

/// Resident memory that one thread more takes, once it has played a few runs; `MB/thread`: the mean of eight.
void memory_of_threads(benchmark::State& state) {
  constexpr int kThreads = 8;
  const auto sweep = base_sweep(1'000'000, true);
  const auto work = [&](std::uint64_t first, std::latch& played, std::latch& measured) {
    Runner runner(*sweep);
    for (std::uint64_t run = first; run < first + 4; ++run) benchmark::DoNotOptimize(runner.run(run, true));
    played.count_down();
    measured.wait();
  };
  double grown = 0;
  for (auto _ : state) {
    Runner first(*sweep);
    benchmark::DoNotOptimize(first.run(0, true));
    const double before = resident();
    std::latch played(kThreads);
    std::latch measured(1);
    std::vector<std::jthread> threads;
    for (std::uint64_t t = 0; t < kThreads; ++t) {
      threads.emplace_back([&, t] { work(10 * t, played, measured); });
    }
    played.wait();
    grown = resident() - before;
    measured.count_down();
  }
  state.counters["MB/thread"] = grown / kThreads;
}
BENCHMARK(memory_of_threads)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);

/// Memory while a sweep of many small runs goes on; `grown_MB`: from a tenth of the way to its end.
void memory(benchmark::State& state) {
  const auto runs = static_cast<std::uint64_t>(state.range(0));
  SweepPlan plan;
  plan.worlds = runs;
  const Sweep sweep(load_scenario(ENTENTE_SOURCE_DIR "/scenarios/guide/1-two-coasts.yaml"), {}, plan);
  const std::string file = result_file();
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
