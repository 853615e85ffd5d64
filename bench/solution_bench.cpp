// Frontier and all solution points of random additive domains, against the time that NegMAS takes for the
// same (calc_scenario_stats, Python with numpy).

#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include "sim/model/package.hpp"
#include "sim/solution/reading.hpp"
#include "tests/support/dice.hpp"

namespace {

using entente::PackageIndex;

struct Domain {
  std::vector<std::vector<double>> utilities;
  std::vector<std::uint8_t> allowed;

  Domain(const std::vector<std::uint32_t>& options, std::size_t actors) {
    const entente::PackageSpace space(options);
    allowed.assign(space.size(), 1);
    entente::Dice dice(actors);
    for (std::size_t i = 0; i < actors; ++i) {
      std::vector<double>& row = utilities.emplace_back(space.size());
      for (std::size_t k = 0; k < options.size(); ++k) {
        const double weight = dice.uniform(0.05, 1) / static_cast<double>(options.size());
        std::vector<double> values(options[k]);
        for (double& value : values) value = weight * dice.uniform();
        for (PackageIndex x = 0; x < row.size(); ++x) row[x] += values[space.option(x, k)];
      }
    }
  }
};

/// `negmas`: seconds that NegMAS 0.15.7 took for a domain of this size.
void solutions(benchmark::State& state, const std::vector<std::uint32_t>& options, double negmas) {
  const Domain domain(options, static_cast<std::size_t>(state.range(0)));
  const entente::BargainingProblem problem{{domain.utilities.begin(), domain.utilities.end()},
                                           domain.allowed,
                                           std::vector<double>(domain.utilities.size(), 0.1)};
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
