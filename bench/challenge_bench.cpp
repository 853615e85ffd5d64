// Speed of the two challenge protocols, beside what other programs take for the same (measured elsewhere, on
// one core).

#include <benchmark/benchmark.h>

#include <cstddef>

#include "bench/cases.hpp"
#include "sim/bargaining/expected_utility.hpp"
#include "sim/bargaining/spatial.hpp"
#include "tests/support/emissions.hpp"

namespace entente {
namespace {

/// Eight rounds of the emission standards; to be 20,000 runs a second. Other programs: 2 to 280 rounds.
void ExpectedUtilityEmission(benchmark::State& state) {
  const Contest contest = emission_contest();
  const ExpectedUtilityRules rules;
  for (auto _ : state) benchmark::DoNotOptimize(expected_utility(contest, 0, rules));
  const auto runs = static_cast<double>(state.iterations());
  state.counters["runs/s"] = benchmark::Counter(runs, benchmark::Counter::kIsRate);
  state.counters["rounds/s"] = benchmark::Counter(runs * rules.rounds, benchmark::Counter::kIsRate);
  state.SetLabel("others: 2 to 280 rounds/s");
}
BENCHMARK(ExpectedUtilityEmission);

/// The first round, the model set up with it; arg: actors.
void ExpectedUtilityRound(benchmark::State& state) {
  const auto actors = static_cast<std::size_t>(state.range(0));
  const ExpectedUtilityModel start(spread_contest(actors), 0, {});
  for (auto _ : state) {
    ExpectedUtilityModel model = start;
    model.step();
    benchmark::DoNotOptimize(model.positions().data());
  }
  state.counters["rounds/s"] =
      benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
  state.SetComplexityN(state.range(0));
}
BENCHMARK(ExpectedUtilityRound)->Arg(4)->Arg(13)->Arg(34)->Arg(100)->Arg(250)->Complexity(benchmark::oNCubed);

/// 35 turns, whether or not talks would have ended; arg: actors. KTAB: 0.54 s with 13 actors (27 turns), 12.2
/// s with 34 (35 turns), which here are to take less than 15 ms.
void SpatialTurns(benchmark::State& state) {
  const auto actors = static_cast<std::size_t>(state.range(0));
  const Contest contest = spread_contest(actors);
  const RandomSource random(1, 1);
  constexpr int kTurns = 35;
  for (auto _ : state) {
    SpatialModel model(contest, {});
    for (int turn = 0; turn < kTurns; ++turn) model.step(random);
    benchmark::DoNotOptimize(model.positions().data());
  }
  state.counters["turns/s"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * kTurns, benchmark::Counter::kIsRate);
  if (actors == 13) state.SetLabel("KTAB: 540 ms");
  if (actors == 34) state.SetLabel("KTAB: 12200 ms");
  state.SetComplexityN(state.range(0));
}
BENCHMARK(SpatialTurns)
    ->Unit(benchmark::kMillisecond)
    ->Arg(4)
    ->Arg(13)
    ->Arg(34)
    ->Arg(100)
    ->Arg(250)
    ->Complexity(benchmark::oNCubed);

}  // namespace
}  // namespace entente
