// One negotiation of the Kuril base case: with every mechanism, with each switched the other way, and under
// each protocol of talks. Beside it, in the same run, the floor of a negotiation and the reference.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "bench/floor.hpp"
#include "bench/reference/reference.hpp"
#include "bench/stopwatch.hpp"
#include "sim/core/error.hpp"
#include "sim/engine/run.hpp"
#include "sim/scenario/load.hpp"
#include "tests/bargaining/table.hpp"

namespace entente {
namespace {

const std::string kScenarios = ENTENTE_SOURCE_DIR "/scenarios/";
const std::string kBase = kScenarios + "kuril/base.yaml";
constexpr std::uint64_t kSeed = 1;
/// The runs that are played over and over: 0 to kRuns − 1.
constexpr std::uint64_t kRuns = 32;

/// What the rule asks for in the mean run.
struct Work {
  double rounds = 0;
  /// Searches over all admissible packages; and admissible packages, summed over searches.
  double searches = 0;
  double evaluations = 0;
  /// Admissible packages, summed over the tables that had to be spread out, and over the hopes that had to be
  /// built.
  double spread = 0;
  double hoped = 0;
};

/// Whether any actor's act presses or induces.
bool weighs(const Scenario& scenario, const std::vector<std::size_t>& acts) {
  for (std::size_t i = 0; i < acts.size(); ++i) {
    const Act& act = scenario.actors[i].acts[acts[i]];
    if (act.pressure != 0 || act.inducement != 0) return true;
  }
  return false;
}

/// Searches at the table besides those by which the parties decided to meet: one for each offer but the first
/// of the round, as nobody has learnt before that; one for each party and exchange where all demand at once.
/// On an agenda they look at one issue's options and are not counted; texts are not searched for.
double further_searches(const Scenario& scenario, const Round& round) {
  const double tabled = static_cast<double>(round.exchanges.size());
  switch (scenario.protocol.kind) {
    case Protocol::Kind::SimultaneousDemands:
      return std::max(0.0, tabled - static_cast<double>(parties(scenario).size()));
    case Protocol::Kind::SingleText:
    case Protocol::Kind::Agenda:
      return 0;
    default:
      return std::max(0.0, tabled - 1);
  }
}

/// By the rule, as far as it cannot be avoided. In a round in which nothing is settled every party searches
/// once under the acts in force, once as if nobody pressed where somebody does, and once under the acts that
/// were chosen where they are others (MODEL.md 3.4, 3.5); at each change of acts all its tables, its own and
/// what it thinks of each other party, are spread out and its hopes built: its own and what it ascribes to
/// the others. After an exchange what it thinks of the others is new, and so are the hopes.
Work work_of(const Scenario& scenario, Simulator& simulator) {
  const Layout layout(scenario);
  Admissible admissible(scenario, layout);
  const auto n = static_cast<double>(parties(scenario).size());
  Work work;
  for (std::uint64_t run = 0; run < kRuns; ++run) {
    PackageIndex arrangement = status_quo(scenario);
    std::vector<std::size_t> acts(scenario.actors.size(), 0);
    for (const Round& round : simulator.run(kSeed, run, {.rounds = true}).rounds) {
      ++work.rounds;
      admissible.put_in_force(arrangement);
      const auto packages = static_cast<double>(admissible.tree().size());
      if (layout.settles()[arrangement] == 0) {
        double sets = 1;
        if (scenario.switches.acts) sets += (weighs(scenario, acts) ? 1 : 0) + (round.acts != acts ? 1 : 0);
        const double further = further_searches(scenario, round);
        work.searches += n * sets + further;
        work.evaluations += (n * sets + further) * packages;
        work.spread += (n * n * sets + n * (n - 1) * further) * packages;
        if (scenario.switches.hope) work.hoped += n * n * (sets + further) * packages;
      }
      arrangement = round.arrangement;
      acts = round.acts;
    }
  }
  for (double Work::* part :
       {&Work::rounds, &Work::searches, &Work::evaluations, &Work::spread, &Work::hoped}) {
    work.*part /= kRuns;
  }
  return work;
}

/// The floors on the tables of the start of a run without luck, in seconds for an admissible package.
class FloorMeter {
 public:
  explicit FloorMeter(const Scenario& scenario) : table_(scenario), spread_(table_.board.tree().size()) {
    for (const std::size_t i : parties(scenario)) {
      const std::optional<Offer> offer = table_.negotiation.best_offer(i);
      Searcher& searcher =
          searchers_.emplace_back(Searcher{SearchFloor(table_, i), offer ? offer->objective : kTie});
      searcher.floor.build_hopes();
      require(std::fabs(searcher.floor.pruned(searcher.best).objective - searcher.best) <= kTie,
              "the floor does not find the offer that the search finds");
    }
  }

  /// Measures once more: in small portions between runs, so that a busy machine slows both alike.
  void measure() {
    constexpr std::size_t kRepeats = 20;
    for (Searcher& searcher : searchers_) {
      hope_ += seconds(kRepeats, [&] { return searcher.floor.build_hopes(); });
      search_ += seconds(kRepeats, [&] { return searcher.floor.pruned(searcher.best); });
    }
    spread_seconds_ += seconds(kRepeats, spread_);
    ++times_;
  }

  double seconds_of(const Work& work) const {
    const auto n = static_cast<double>(searchers_.size());
    const double measured = static_cast<double>(times_ * table_.board.tree().size());
    // A party builds one hope of its own and one for each other party.
    return (work.evaluations * search_ / n + work.hoped * hope_ / (n * n) + work.spread * spread_seconds_) /
           measured;
  }

 private:
  struct Searcher {
    SearchFloor floor;
    double best = 0;
  };
  Table table_;
  SpreadFloor spread_;
  std::vector<Searcher> searchers_;
  double hope_ = 0;
  double search_ = 0;
  double spread_seconds_ = 0;
  std::size_t times_ = 0;
};

/// How long the reference takes for run 0, in seconds. It knows alternating offers only.
double reference_run(const Scenario& scenario) {
  return seconds(1, [&] { return reference::run(scenario, kSeed, 0).result.outcome; });
}

/// Plays the scenario as `sets` change it. Times and counters hold for the mean of the runs.
void negotiation(benchmark::State& state, const std::vector<std::string>& sets, bool with_reference,
                 RecordLevel level) {
  const Scenario scenario = load_scenario(kBase, sets).scenario;
  Simulator simulator(scenario);
  FloorMeter floor(scenario);
  double engine = 0;
  for (auto _ : state) {
    double all = 0;
    for (std::uint64_t run = 0; run < kRuns; ++run) {
      all += seconds(1, [&] { return simulator.run(kSeed, run, level); });
      floor.measure();
    }
    state.SetIterationTime(all / kRuns);
    engine += all / kRuns;
  }
  engine /= static_cast<double>(state.iterations());
  const Work work = work_of(scenario, simulator);
  const double least = floor.seconds_of(work);
  state.counters["runs/s"] = 1 / engine;
  state.counters["rounds/s"] = work.rounds / engine;
  state.counters["round_us"] = 1e6 * engine / work.rounds;
  state.counters["searches"] = work.searches;
  state.counters["evaluations"] = work.evaluations;
  state.counters["evaluations/s"] = work.evaluations / engine;
  state.counters["floor_us"] = 1e6 * least;
  state.counters["times_floor"] = engine / least;
  if (!with_reference) return;
  const double first = seconds(8, [&] { return simulator.run(kSeed, 0, {true, true, true}); });
  state.counters["faster_than_reference"] = reference_run(scenario) / first;
}

/// The base case at other numbers of rounds.
void negotiation_of_rounds(benchmark::State& state) {
  negotiation(state, {"time.rounds=" + std::to_string(state.range(0))}, false, {});
}
BENCHMARK(negotiation_of_rounds)
    ->ArgName("rounds")
    ->Arg(5)
    ->Arg(10)
    ->Arg(20)
    ->Arg(40)
    ->Arg(80)
    ->Arg(160)
    ->UseManualTime()
    ->MinTime(0.002)
    ->Unit(benchmark::kMicrosecond);

void add(const std::string& name, const std::vector<std::string>& sets, bool with_reference,
         RecordLevel level) {
  benchmark::RegisterBenchmark(("negotiation/" + name).c_str(), negotiation, sets, with_reference, level)
      ->UseManualTime()
      ->MinTime(0.002)
      ->Unit(benchmark::kMicrosecond);
}

/// The names of mechanisms and protocols are those of the scenario language.
const bool registered = [] {
  std::ifstream file(kScenarios + "scenario.schema.json");
  const nlohmann::json definitions = nlohmann::json::parse(file).at("$defs");
  add("all_mechanisms", {}, true, {});
  add("all_mechanisms/gaps", {}, false, {.gaps = true});
  add("all_mechanisms/rounds_reasons_gaps", {}, false, {true, true, true});
  for (const auto& [mechanism, described] : definitions.at("mechanisms").at("properties").items()) {
    if (described.value("$ref", "") != "#/$defs/flag") continue;
    const bool on = mechanism == "invest_in_hope";  // the one that is off by default
    add(mechanism + (on ? "=on" : "=off"), {"mechanisms." + mechanism + (on ? "=true" : "=false")}, false,
        {});
  }
  for (const std::string kind : definitions.at("protocol").at("properties").at("kind").at("enum")) {
    if (kind == "expected_utility" || kind == "spatial") continue;  // challenge_bench
    if (kind != "alternating_offers") add("protocol=" + kind, {"protocol.kind=" + kind}, false, {});
  }
  return true;
}();

}  // namespace
}  // namespace entente
