#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include "bench/cases.hpp"

namespace {

using namespace entente;

/// Whole talks over 3,600 packages, of at most state.range(0) steps; to be 50,000 a second.
void boulware_talks(benchmark::State& state) {
  const auto steps = static_cast<std::uint32_t>(state.range(0));
  BoulwareTable table(steps);
  std::uint64_t run = 0;
  std::uint64_t turns = 0;
  for (auto _ : state) {
    const StackedOutcome outcome = negotiate(table.offers, {1, ++run}, steps);
    turns += outcome.turns;
    benchmark::DoNotOptimize(outcome);
  }
  const auto done = static_cast<double>(state.iterations());
  state.SetLabel("NegMAS 0.15: 4 to 20 negotiations/s");
  state.counters["negotiations/s"] = benchmark::Counter(done, benchmark::Counter::kIsRate);
  state.counters["turns/s"] = benchmark::Counter(static_cast<double>(turns), benchmark::Counter::kIsRate);
  state.counters["times_NegMAS_at_20"] = benchmark::Counter(done / 20, benchmark::Counter::kIsRate);
}
BENCHMARK(boulware_talks)->Arg(100)->Arg(1000)->ArgName("steps")->Unit(benchmark::kMicrosecond);

/// What comes before: one party's packages sorted.
void rank_packages(benchmark::State& state) {
  const PackageSpace space = BoulwareTable::space();
  Dice dice(1);
  const std::vector<double> values = AdditiveUtility(space, dice).table(space);
  const std::vector<std::uint8_t> allowed(space.size(), 1);
  Ranking ranking;
  for (auto _ : state) {
    ranking.build(values, allowed, 0.2);
    benchmark::DoNotOptimize(ranking);
  }
}
BENCHMARK(rank_packages)->Unit(benchmark::kMicrosecond);

}  // namespace
