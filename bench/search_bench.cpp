// The search for the best offer by itself, after tables have changed: hopes built anew, then the best package
// found. Beside it, in the same iterations and on the same tables, its floor and the plain loop (floor.hpp),
// and where that takes no minutes the reference implementation.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "bench/floor.hpp"
#include "bench/reference/offers.hpp"
#include "bench/stopwatch.hpp"
#include "tests/bargaining/table.hpp"
#include "tests/support/dice.hpp"
#include "tests/support/small_scenario.hpp"

namespace entente {
namespace {

constexpr std::size_t kIssues = 7;
constexpr std::size_t kProposer = 0;

/// Options of each issue, so that there are about this many packages.
std::vector<std::uint32_t> option_counts(double packages) {
  std::vector<std::uint32_t> counts;
  for (std::size_t k = 0; k < kIssues; ++k) {
    const double root = std::pow(packages, 1.0 / static_cast<double>(kIssues - k));
    counts.push_back(static_cast<std::uint32_t>(std::lround(root)));
    packages /= counts.back();
  }
  return counts;
}

/// The first `linkages` pairs of issues.
std::vector<std::pair<std::size_t, std::size_t>> linked_pairs(std::size_t linkages) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t distance = 1; distance < kIssues; ++distance) {
    for (std::size_t k = 0; k + distance < kIssues && pairs.size() < linkages; ++k) {
      pairs.emplace_back(k, k + distance);
    }
  }
  return pairs;
}

/// A dispute over seven issues in which every party values every option, mostly as all others do, and
/// every one of the linked pairs. Options of the last issue but its first settle. Private valuations are
/// uncertain, hopes are on, and nobody has to ratify.
Scenario dispute(double packages, std::size_t number_of_parties, std::size_t linkages) {
  const std::vector<std::uint32_t> counts = option_counts(packages);
  Dice dice(2016);
  Scenario scenario;
  scenario.name = "search";
  for (std::size_t k = 0; k < kIssues; ++k) {
    Issue& made = scenario.issues.emplace_back(issue("issue" + std::to_string(k), {}, {}));
    for (std::uint32_t o = 0; o < counts[k]; ++o) made.options.push_back(std::to_string(o));
    made.option_titles = made.options;
    made.amounts.resize(counts[k]);
  }
  const auto worths = [&](std::size_t count, double most) {
    std::vector<double> values(count, 0.0);
    for (std::size_t o = 1; o < count; ++o) values[o] = dice.uniform(-most, most);
    return values;
  };
  std::vector<std::vector<double>> shared;
  for (const std::uint32_t count : counts) shared.push_back(worths(count, 0.8));
  for (std::size_t i = 0; i < number_of_parties; ++i) {
    Actor& party = scenario.actors.emplace_back(actor("party" + std::to_string(10 + i), true));
    party.patience = 0.6;
    party.process_value = 0.02;
    party.private_sd = 0.05;
    std::vector<Term> terms;
    for (std::size_t k = 0; k < kIssues; ++k) {
      std::vector<double> mine = worths(counts[k], 0.2);
      for (std::size_t o = 0; o < mine.size(); ++o) mine[o] += shared[k][o];
      terms.push_back(term(values(k, std::move(mine))));
    }
    for (const auto& [low, high] : linked_pairs(linkages)) {
      terms.push_back(term(LinkageTerm{low, high, worths(std::size_t{counts[low]} * counts[high], 0.2)}));
    }
    for (std::size_t t = 0; t < terms.size(); ++t) terms[t].name = "term" + std::to_string(10 + t);
    party.components = {component("interests", 1, std::move(terms))};
    scenario.protocol.order.push_back(i);
  }
  scenario.protocol.acts_order = scenario.protocol.required = scenario.protocol.order;
  std::vector<bool> final(counts.back(), true);
  final.front() = false;
  scenario.settles = with_options(kIssues - 1, final);
  scenario.outcomes.push_back({"settled", "Settled", scenario.settles});
  return scenario;
}

/// What the proposer wants, and what it thinks of everybody, moves a little in every issue.
void disturb(Table& table, Dice& dice) {
  const auto move = [&](std::vector<double>& per_option) {
    for (double& value : per_option) value = dice.uniform(-0.02, 0.02);
  };
  move(table.world.private_valuations[kProposer]);
  for (const std::size_t j : table.scenario.protocol.order) {
    if (j != kProposer) move(table.world.valuation_beliefs[kProposer][j].mean);
  }
}

/// Sums over the iterations of one case, in seconds.
struct Taken {
  double search = 0;
  double refresh = 0;
  double pruned = 0;
  double hopes = 0;
  double plain = 0;
  /// What the searches took that `plain` was measured beside.
  double beside_plain = 0;
  std::size_t probabilities = 0;

  double floor() const { return pruned + hopes; }
};

/// The reference's search on the same scenario at its start, in seconds; O(packages²·parties²).
double reference_search(const Scenario& scenario) {
  const reference::World world = reference::make_world(scenario, 1, 0);
  const reference::View view = reference::make_view(world, reference::initial_state(world), world.packages);
  return seconds(1, [&] { return reference::best_offer(world, view, kProposer); });
}

/// Arguments: packages, about; parties; linkages.
void search(benchmark::State& state) {
  const auto number_of_parties = static_cast<std::size_t>(state.range(1));
  Table table(dispute(static_cast<double>(state.range(0)), number_of_parties,
                      static_cast<std::size_t>(state.range(2))));
  Dice dice(7);
  Taken taken;
  const std::size_t packages = table.board.tree().size();
  const std::size_t repeats = 1 + 10'000 / packages;
  // The plain loop is slow: beside a few searches only.
  std::size_t plain_left = 1 + 20'000 / packages;
  for (auto _ : state) {
    disturb(table, dice);
    taken.refresh += seconds(1, [&] {
      table.refresh();
      return table.board.now();
    });
    std::optional<Offer> offer;
    const double took = seconds(1, [&] {
      offer = table.negotiation.best_offer(kProposer);
      return offer.has_value();
    });
    state.SetIterationTime(took);
    taken.search += took;

    const double best = offer ? offer->objective : kTie;
    SearchFloor floor(table, kProposer);
    SearchFloor::Result found;
    taken.hopes += seconds(repeats, [&] { return floor.build_hopes(); });
    taken.pruned += seconds(repeats, [&] { return found = floor.pruned(best); });
    taken.probabilities += found.probabilities;
    bool agree = std::fabs(found.objective - best) <= kTie;
    if (plain_left > 0) {
      --plain_left;
      taken.beside_plain += took;
      taken.plain += seconds(1, [&] {
        floor.build_hopes_plainly();
        return found = floor.every_package();
      });
      agree = agree && std::fabs(found.objective - best) <= kTie;
    }
    if (!agree) {
      state.SkipWithError("floor or plain loop do not find the offer that the search finds");
      return;
    }
  }
  const auto times = static_cast<double>(state.iterations());
  state.counters["packages"] = static_cast<double>(packages);
  state.counters["evaluations/s"] = static_cast<double>(packages) * times / taken.search;
  state.counters["refresh_us"] = 1e6 * taken.refresh / times;
  state.counters["floor_us"] = 1e6 * taken.floor() / times;
  state.counters["floor_of_hopes_us"] = 1e6 * taken.hopes / times;
  state.counters["floor_probabilities"] = static_cast<double>(taken.probabilities) / times;
  state.counters["times_floor"] = taken.search / taken.floor();
  state.counters["faster_than_plain"] = taken.plain / taken.beside_plain;
  if (packages < 2000 && number_of_parties <= 4) {
    state.counters["faster_than_reference"] = reference_search(table.scenario) * times / taken.search;
  }
}

/// As many searches as take a second or two with all that is measured beside them.
void cases(benchmark::internal::Benchmark* benchmark) {
  const auto add = [&](std::int64_t packages, std::int64_t number_of_parties, std::int64_t linkages) {
    benchmark->Args({packages, number_of_parties, linkages});
  };
  for (const std::int64_t packages : {100, 1'000, 10'000, 100'000, 1'000'000}) add(packages, 2, 5);
  for (const std::int64_t number_of_parties : {3, 4, 8, 16}) add(1'000, number_of_parties, 5);
  for (const std::int64_t linkages : {0, 10, 20}) add(10'000, 2, linkages);
}
BENCHMARK(search)
    ->ArgNames({"packages", "parties", "linkages"})
    ->Apply(cases)
    ->UseManualTime()
    ->MinTime(0.05)
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace entente
