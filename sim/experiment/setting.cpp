#include "sim/experiment/setting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "sim/core/error.hpp"
#include "sim/engine/forecast.hpp"
#include "sim/engine/opening.hpp"
#include "sim/engine/outcome.hpp"
#include "sim/experiment/runner.hpp"
#include "sim/experiment/setting_tables.hpp"
#include "sim/solution/reading.hpp"

namespace entente {
namespace {

const std::string& outcome_name(const Scenario& scenario, std::size_t outcome) {
  static const std::string kOther = "other";
  return outcome < scenario.outcomes.size() ? scenario.outcomes[outcome].name : kOther;
}

/// Every k-th allowed package, so that there are no more than `most`, and those of `told`.
std::set<PackageIndex> listed_packages(const Opening& opening, std::uint64_t most,
                                       std::span<const Row> told) {
  const auto allowed = static_cast<std::uint64_t>(std::ranges::count(opening.allowed, 1));
  const std::uint64_t step = std::max<std::uint64_t>(1, (allowed + most - 1) / most);
  std::set<PackageIndex> listed;
  std::uint64_t seen = 0;
  for (std::size_t x = 0; x < opening.allowed.size(); ++x) {
    if (opening.allowed[x] != 0 && seen++ % step == 0) listed.insert(static_cast<PackageIndex>(x));
  }
  for (const Row& row : told) {
    const std::uint64_t x = count_of(row.front());
    if (x < opening.allowed.size() && opening.allowed[x] != 0) listed.insert(static_cast<PackageIndex>(x));
  }
  return listed;
}

void add_packages(ResultFile& file, const Scenario& scenario, std::uint64_t most, std::span<const Row> told) {
  const Opening opening = opening_of(scenario);
  const Solutions solutions = solutions_of(opening.problem());
  std::set<PackageIndex> listed = listed_packages(opening, most, told);
  std::set<PackageIndex> frontier;
  for (std::size_t point = 0; point < solutions.frontier.size(); ++point) {
    const auto packages = solutions.frontier.packages(point);
    frontier.insert(packages.begin(), packages.end());
    listed.insert(packages.front());
  }
  file.state("packages_allowed", fmt::format("{}", solutions.facts.packages));
  file.state("packages_in_zone", fmt::format("{}", solutions.facts.zone_size));
  file.state("packages_listed", fmt::format("{}", listed.size()));
  for (const PackageIndex x : listed) {
    Row row{cell(std::uint64_t{x}), outcome_name(scenario, outcome_of(scenario, opening.space, x)),
            cell(solutions.facts.zone[x] != 0), cell(frontier.contains(x))};
    for (std::size_t p = 0; p < opening.parties.size(); ++p) {
      row.push_back(number_cell(opening.utilities[p][x]));
      row.push_back(cell(opening.ratifiable[p][x] != 0));
    }
    file.add(kPackages, row);
  }
  const auto add_point = [&](const char* name, std::uint64_t tie, Cell package,
                             std::span<const double> utilities) {
    Row row{name, cell(tie), std::move(package)};
    for (const double utility : utilities) row.push_back(number_cell(utility));
    file.add(kPoints, row);
  };
  add_point("disagreement", 0, {}, opening.disagreement);
  if (solutions.frontier.empty()) return;
  add_point("ideal", 0, {}, solutions.ideal);
  const std::array<std::pair<const char*, const SolutionPoints*>, 4> concepts{
      {{"nash", &solutions.nash},
       {"egalitarian", &solutions.egalitarian},
       {"kalai_smorodinsky", &solutions.kalai_smorodinsky},
       {"utilitarian", &solutions.utilitarian}}};
  for (const auto& [name, found] : concepts) {
    std::uint64_t tie = 0;
    for (const std::size_t point : found->points) {
      add_point(name, tie++, cell(std::uint64_t{solutions.frontier.packages(point).front()}),
                solutions.frontier.utilities(point));
    }
  }
}

void add_positions(ResultFile& file, const Scenario& scenario, std::uint64_t seed) {
  const bool spatial = scenario.protocol.kind == Protocol::Kind::Spatial;
  const auto course = spatial ? spatial_course(scenario, seed) : std::vector<std::vector<double>>();
  const std::size_t actors = scenario.actors.size();
  for (std::size_t d = 0; d < scenario.dimensions.size(); ++d) {
    const Dimension& dimension = scenario.dimensions[d];
    file.add(kDimensions, {cell(std::uint64_t{d}), dimension.name, dimension.title, dimension.unit,
                           number_cell(dimension.low), number_cell(dimension.high)});
    const auto add_turn = [&](std::uint64_t turn, std::span<const double> at) {
      for (std::size_t i = 0; i < actors; ++i)
        file.add(kPositions, {dimension.name, cell(turn), scenario.actors[i].name, number_cell(at[i])});
    };
    for (std::size_t t = 0; t < course.size(); ++t)
      add_turn(t, std::span(course[t]).subspan(d * actors, actors));
    if (spatial) continue;
    const ExpectedUtilityCourse rounds = expected_utility_course(scenario, d);
    for (std::size_t t = 0; t < rounds.median.size(); ++t) {
      add_turn(t, rounds.positions[t]);
      file.add(kForecasts, {dimension.name, cell(std::uint64_t{t}), number_cell(rounds.median[t]),
                            number_cell(rounds.mean[t])});
    }
  }
}

/// The sweep whose runs are played again: the one of the file or, elsewhere, the scenario as it stands.
StatedSweep replayed_sweep(const ResultOrigin& origin, const SettingPlan& plan) {
  StatedSweep sweep;
  if (origin.sweep) {
    sweep = *origin.sweep;
  } else {
    sweep.loaded = *origin.loaded;
    sweep.vary.kind = Vary::Kind::Paths;
    sweep.plan.seed = origin.seed;
    sweep.plan.runs_per_world = std::max(plan.run + 1, plan.replays);
  }
  sweep.plan.keep = {.gaps = false, .trace_every = 1};
  sweep.plan.aggregate = false;
  return sweep;
}

/// The runs to play again, in order: the first of the file, and the one whose course is told.
std::set<std::uint64_t> replayed_runs(const StatedSweep& sweep, std::uint64_t done, const SettingPlan& plan) {
  std::set<std::uint64_t> runs;
  for (std::uint64_t position = 0; position < std::min(done, plan.replays); ++position)
    runs.insert(sweep.shard.run(position));
  const bool in_file =
      plan.run % sweep.shard.count == sweep.shard.index && plan.run / sweep.shard.count < done;
  if (!in_file) {
    throw InputError({whole_problem(
        "", "--run", fmt::format("found {}, which is not among the {} runs of the file", plan.run, done))});
  }
  runs.insert(plan.run);
  return runs;
}

/// Runs of a sweep played again, with every round.
struct Replays {
  Sweep sweep;
  std::vector<RunRows> rows;
  /// Place of the run whose course is told.
  std::size_t told = 0;

  Replays(StatedSweep stated, std::uint64_t done, const SettingPlan& plan)
      : sweep(std::move(stated.loaded), stated.vary, stated.plan) {
    Runner runner(sweep);
    for (const std::uint64_t run : replayed_runs(stated, done, plan)) {
      if (run == plan.run) told = rows.size();
      rows.push_back(runner.run(run, false));
    }
  }

  void write(ResultFile& file) const {
    std::set<std::string> written;
    for (const RunRows& run : rows) {
      for (std::size_t t = 0; t < run.size(); ++t) {
        for (const Row& row : run[t]) {
          const bool shared = sweep.tables.all()[t].shared;
          if (!shared || written.insert(packed({{row}})).second) file.add(kOwnTables + t, row);
        }
      }
    }
  }
};

}  // namespace

void write_setting(const std::string& path, const ResultOrigin& origin, const SettingPlan& plan,
                   const std::string& behaviour) {
  require(origin.loaded.has_value(), "a setting has a scenario");
  const LoadedScenario& loaded = *origin.loaded;
  const Scenario& scenario = loaded.scenario;
  std::vector<Table> tables = setting_tables(scenario);
  std::optional<Replays> replays;
  if (scenario.protocol.kind < Protocol::Kind::ExpectedUtility) {
    StatedSweep stated = replayed_sweep(origin, plan);
    const std::uint64_t done = origin.sweep ? origin.done : stated.plan.runs();
    replays.emplace(std::move(stated), done, plan);
    tables.insert(tables.end(), replays->sweep.tables.all().begin(), replays->sweep.tables.all().end());
  }
  ResultFile file(path, "setting", tables);
  state_program(file, behaviour, "");
  state_scenario(file, loaded);
  file.state("title", scenario.title);
  file.state("description", scenario.description);
  file.state("start", date_after(scenario.timing, 0));
  file.state("round_years", fmt::format("{}", scenario.timing.round));
  file.state("rounds", fmt::format("{}", scenario.timing.rounds));
  file.state("run", fmt::format("{}", plan.run));
  file.state("seed", fmt::format("{}", origin.seed));
  add_setting_names(file, scenario);
  if (!scenario.issues.empty()) {
    const std::vector<Row> told =
        replays ? replays->rows[replays->told][replays->sweep.tables.index("arrangements")]
                : std::vector<Row>();
    add_packages(file, scenario, plan.packages, told);
  }
  if (!scenario.dimensions.empty()) add_positions(file, scenario, origin.seed);
  if (replays) replays->write(file);
  file.finish();
}

}  // namespace entente
