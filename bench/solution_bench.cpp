// Frontier and all solution points of random additive domains, against the time that NegMAS takes for the
// same (calc_scenario_stats, Python with numpy).

#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include "bench/cases.hpp"
#include "sim/solution/reading.hpp"

namespace {

/// `negmas`: seconds that NegMAS 0.15.7 took for a domain of this size. 46,656 packages are to take less than
/// 5 ms.
void solutions(benchmark::State& state, const std::vector<std::uint32_t>& options, double negmas) {
  const entente::RandomDomain domain(options, static_cast<std::size_t>(state.range(0)));
  const entente::BargainingProblem problem = domain.problem();
  std::size_t points = 0;
  for (auto _ : state) {
    const entente::Solutions found = entente::solutions_of(problem);
    points = found.frontier.size();
    benchmark::DoNotOptimize(found);
  }
  using Counter = benchmark::Counter;
  state.counters["packages"] = static_cast<double>(domain.allowed.size());
  state.counters["frontier"] = static_cast<double>(points);
  state.counters["negmas_s"] = negmas;
  state.counters["times_faster"] =
      Counter(negmas * static_cast<double>(state.iterations()), Counter::kIsRate);
}

BENCHMARK_CAPTURE(solutions, 12000_packages, {6, 5, 5, 4, 4, 5}, 1.3)
    ->DenseRange(2, 4)
    ->ArgName("actors")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(solutions, 46656_packages, {6, 6, 6, 6, 6, 6}, 5.1)
    ->DenseRange(2, 4)
    ->ArgName("actors")
    ->Unit(benchmark::kMillisecond);

}  // namespace
