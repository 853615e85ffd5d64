#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include "sim/bargaining/stacked_offers.hpp"
#include "tests/bargaining/aspirants.hpp"

namespace {

using namespace entente;

/// Whole talks by stacked alternating offers over 3,600 packages of four issues. Two Boulware parties with
/// random additive utilities (e = 1/4, reservation 0.2), at most state.range(0) steps. The packages are
/// sorted before; a new negotiation starts with a restart.
void boulware_talks(benchmark::State& state) {
  const auto steps = static_cast<std::uint32_t>(state.range(0));
  const PackageSpace space({10, 10, 6, 6});
  Dice dice(1);
  std::vector<std::vector<double>> utilities;
  for (int party = 0; party < 2; ++party) utilities.push_back(AdditiveUtility(space, dice).table(space));
  const Tactic boulware = aspiration_tactic(Tactic::Kind::Aspiration, 0.25, steps + 1.0);
  Aspirants parties(space, utilities, {0.2, 0.2}, {boulware, boulware});
  StackedOffers table(parties.bidders, parties.order);
  std::uint64_t run = 0;
  std::uint64_t turns = 0;
  for (auto _ : state) {
    const StackedOutcome outcome = negotiate(table, {1, ++run}, steps);
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
  const PackageSpace space({10, 10, 6, 6});
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
