// What subgame-perfect play costs: pies for two and five, finite and without end, and packages only.

#include <benchmark/benchmark.h>

#include <cstddef>
#include <vector>

#include "sim/bargaining/rational.hpp"
#include "tests/bargaining/rational_games.hpp"

namespace entente {
namespace {

/// Arguments: parties, exchanges (0: without end), and how far the discounts are from 1, in units of 10^-5.
void divide_a_pie(benchmark::State& state) {
  const auto parties = static_cast<std::size_t>(state.range(0));
  std::vector<double> discounts;
  for (std::size_t i = 0; i < parties; ++i) {
    discounts.push_back(1 - static_cast<double>(state.range(2)) * 1e-5 * (1 + 0.1 * static_cast<double>(i)));
  }
  RationalGame game = parties == 2 ? pie(discounts[0], discounts[1]) : pie(discounts);
  game.exchanges = static_cast<std::size_t>(state.range(1));
  RationalPlay play;
  for (auto _ : state) {
    play = rational_play(game);
    benchmark::DoNotOptimize(play);
  }
  state.counters["residual"] = play.residual;
  state.counters["cycles"] = static_cast<double>(play.cycles);
}
BENCHMARK(divide_a_pie)
    ->ArgNames({"parties", "exchanges", "impatience"})
    ->ArgsProduct({{2, 5}, {20, 0}, {10000, 1000, 1}})
    ->Unit(benchmark::kMicrosecond);

/// Argument: exchanges. 7680 packages of six issues, two parties.
void choose_a_package(benchmark::State& state) {
  RationalGame game;
  game.space = PackageSpace({4, 6, 8, 5, 4, 2});
  game.order = {0, 1};
  game.exchanges = static_cast<std::size_t>(state.range(0));
  for (std::size_t i = 0; i < 2; ++i) {
    RationalParty& party = game.parties.emplace_back();
    for (std::size_t k = 0; k < game.space.issues(); ++k) {
      std::vector<double>& table = party.tables.emplace_back();
      // Scattered, the same in every run.
      for (std::size_t o = 0; o < game.space.options(k); ++o) {
        table.push_back(static_cast<double>((17 * o + 7 * k + 29 * i * (o + 3)) % 31) / 31);
      }
    }
  }
  for (auto _ : state) benchmark::DoNotOptimize(rational_play(game));
}
BENCHMARK(choose_a_package)->ArgName("exchanges")->Arg(20)->Arg(0)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace entente
