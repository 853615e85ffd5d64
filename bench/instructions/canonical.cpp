// The canonical set of the instruction counts (bench/instructions/check). With a name: does the work of that
// name, of which `counted` alone is counted. Without: prints the names. All seeds are fixed, nothing is
// threaded, and nothing comes from the environment.

#include <cstdint>
#include <cstdio>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "bench/cases.hpp"
#include "sim/bargaining/expected_utility.hpp"
#include "sim/bargaining/spatial.hpp"
#include "sim/engine/run.hpp"
#include "sim/experiment/runner.hpp"
#include "sim/scenario/load.hpp"
#include "tests/bargaining/rational_games.hpp"
#include "tests/support/emissions.hpp"

/// What callgrind collects, by its plain name.
extern "C" double counted(const std::function<double()>& work) { return work(); }

namespace entente {
namespace {

/// By way of a pointer that compilers must not see through, so that they neither inline nor clone it.
double (*volatile count)(const std::function<double()>& work) = counted;

LoadedScenario shipped(const std::string& name, const std::vector<std::string>& sets = {}) {
  return load_scenario(ENTENTE_SOURCE_DIR "/scenarios/" + name + ".yaml", sets);
}

/// Runs of one scenario, its simulator made before.
double negotiations(const std::string& name, std::uint64_t runs, const std::vector<std::string>& sets = {}) {
  Simulator simulator(shipped(name, sets).scenario);
  return count([&] {
    double sum = 0;
    for (std::uint64_t run = 0; run < runs; ++run)
      sum += simulator.run(1, run, {.gaps = true}).result.nash_product;
    return sum;
  });
}

/// Runs as a sweep plays them: each in a world of its own, and as rows.
double sweep_runs(const std::string& name, std::uint64_t runs) {
  SweepPlan plan;
  plan.worlds = runs;
  const Sweep sweep(shipped(name), Vary{Vary::Kind::Declared, {}}, plan);
  Runner runner(sweep);
  return count([&] {
    double rows = 0;
    for (std::uint64_t run = 0; run < runs; ++run) rows += static_cast<double>(runner.run(run, true).size());
    return rows;
  });
}

double emission_runs(int runs) {
  const Contest contest = emission_contest();
  return count([&] {
    double sum = 0;
    for (int run = 0; run < runs; ++run) sum += static_cast<double>(expected_utility(contest, 0, {}).size());
    return sum;
  });
}

double spatial_turns(std::size_t actors, int turns) {
  const Contest contest = spread_contest(actors);
  const RandomSource random(1, 1);
  return count([&] {
    SpatialModel model(contest, {});
    for (int turn = 0; turn < turns; ++turn) model.step(random);
    return model.positions()[0];
  });
}

double stacked_talks(std::uint64_t talks) {
  BoulwareTable table(100);
  return count([&] {
    double turns = 0;
    for (std::uint64_t run = 1; run <= talks; ++run) {
      turns += static_cast<double>(negotiate(table.offers, {1, run}, 100).turns);
    }
    return turns;
  });
}

double solution_points() {
  const RandomDomain domain({6, 6, 6, 6, 6, 6}, 2);
  const BargainingProblem problem = domain.problem();
  return count([&] { return static_cast<double>(solutions_of(problem).frontier.size()); });
}

double rational_pie() {
  RationalGame game = pie(0.9, 0.8);
  game.exchanges = 0;
  return count([&] { return static_cast<double>(rational_play(game).cycles); });
}

double reading() {
  return count([] { return static_cast<double>(shipped("kuril/base").parameters.size()); });
}

const std::map<std::string, std::function<double()>> kWork{
    {"base_5_runs", [] { return negotiations("kuril/base", 5); }},
    {"base_demands_2_runs",
     [] { return negotiations("kuril/base", 2, {"protocol.kind=simultaneous_demands"}); }},
    {"base_reading", reading},
    {"base_sweep_5_runs", [] { return sweep_runs("kuril/base", 5); }},
    {"emissions_100_runs", [] { return emission_runs(100); }},
    {"guide_home_20_runs", [] { return negotiations("guide/3-home", 20); }},
    {"marginal_5_runs", [] { return negotiations("kuril/marginal", 5); }},
    {"rational_pie", rational_pie},
    {"solutions_46656_packages", solution_points},
    {"spatial_34_actors_35_turns", [] { return spatial_turns(34, 35); }},
    {"stacked_200_talks", [] { return stacked_talks(200); }},
};

}  // namespace
}  // namespace entente

int main(int argc, char** argv) {
  if (argc == 1) {
    for (const auto& [name, work] : entente::kWork) std::puts(name.c_str());
    return 0;
  }
  const auto found = entente::kWork.find(argv[1]);
  if (found == entente::kWork.end()) {
    std::fprintf(stderr, "there is no work '%s'\n", argv[1]);
    return 2;
  }
  // What came of it, so that nothing is left out.
  std::printf("%.17g\n", found->second());
  return 0;
}
