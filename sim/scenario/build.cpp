#include "sim/scenario/build.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "sim/core/random.hpp"
#include "sim/model/switches.hpp"
#include "sim/scenario/extends.hpp"

namespace entente {
namespace {

constexpr std::int64_t kLanguageVersion = 1;

void build_rules(Block& root, const Slot<Scenario>& scenario) {
  root.number("attenuation", scenario[&Scenario::attenuation], interval::not_negative());

  const Slot<TrustRules> trust = scenario[&Scenario::trust];
  Block block = root.always("trust", "trust_rules");
  block.number("decay", trust[&TrustRules::decay], interval::not_negative(kPerYear));
  block.number("kept_per_year", trust[&TrustRules::kept_per_year], interval::not_negative(kPerYear));
  block.number("broken", trust[&TrustRules::broken], interval::not_negative());
  block.finish();

  Block switches = root.always("mechanisms", "mechanisms");
  for (const NamedSwitch& entry : kSwitches) switches.flag(entry.name, scenario->switches.*entry.member);
  switches.finish();
}

/// Where every path of the document stands.
void gather_sites(const Node& node, const std::string& path, Sites& sites) {
  if (!node.is_mapping()) return;
  for (const Entry& entry : node.children) {
    const std::string below = join_path(path, entry.key);
    sites.at.emplace(below, entry.place.location());
    gather_sites(entry.node, below, sites);
  }
}

/// The names by which draws are made must have different hashes. The uncertain numbers are drawn by their
/// paths, and any number may be.
void check_hashes(const Building& building, const Node& root, std::vector<Problem>& problems) {
  const Scenario& scenario = building.scenario;
  std::vector<std::string> names;
  for (const Issue& issue : scenario.issues) {
    names.push_back(issue.name);
    names.insert(names.end(), issue.options.begin(), issue.options.end());
  }
  for (const Actor& actor : scenario.actors) names.push_back(actor.name);
  for (const Process& process : scenario.context) names.push_back(process.name);
  std::vector<std::string> paths;
  for (const Parameter& parameter : building.parameters) paths.push_back(parameter.path);
  for (const std::vector<std::string>& each : {names, paths}) {
    try {
      require_distinct(each);
    } catch (const Error& error) {
      problems.push_back({root.location(), "", error.what()});
    }
  }
}

void build_all(Block& root, const Slot<Scenario>& scenario) {
  root.reader().integer("entente", kLanguageVersion, kLanguageVersion);
  scenario->title = root.reader().text("title");
  root.text("description", scenario->description);
  build_time(root, scenario);
  build_dimensions(root, scenario);
  if (!build_issues(root, scenario)) return;
  build_context(root, scenario);
  name_actors(root, scenario);
  build_ties(root, scenario);
  build_actors(root, scenario);
  build_protocol(root, scenario);
  build_challenge(root, scenario);
  build_outcomes(root, scenario);
  build_rules(root, scenario);
  build_uncertain(root);
  build_correlated(root);
  build_bibliography(root);
  root.finish();
}

}  // namespace

std::optional<std::pair<int, int>> parse_month(std::string_view text) {
  constexpr std::size_t kLength = 7;
  if (text.size() != kLength || text[4] != '-') return std::nullopt;
  const auto digits = [&](std::size_t from, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(from, count)) {
      if (c < '0' || c > '9') return 0;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const int year = digits(0, 4);
  const int month = digits(5, 2);
  if (year < 1 || month < 1 || month > 12) return std::nullopt;
  return std::pair(year, month);
}

void build_time(Block& root, const Slot<Scenario>& scenario) {
  const Slot<Timing> timing = scenario[&Scenario::timing];
  Block block = root.always("time", "time");
  const std::string start = block.reader().text("start", "2000-01");
  if (const auto month = parse_month(start)) {
    std::tie(timing->start_year, timing->start_month) = *month;
  } else if (block.node().find("start") != nullptr && block.node().find("start")->node.is_scalar()) {
    block.fail_at(block.node().find("start")->node.location(), "start",
                  "found '" + start + "', expected a year and month, as in 2016-12");
  }
  block.number("round", timing[&Timing::round], {.unit = kYears, .low = 0, .high = 5, .open_low = true});
  timing->rounds = static_cast<int>(block.integer("rounds", 1, 100'000, timing->rounds));
  block.number("exchanges", timing[&Timing::exchanges],
               {.unit = "per half-year", .low = 0, .high = 1000, .open_low = true});
  block.number("planning_horizon", timing[&Timing::planning_horizon], interval::not_negative(kYears));
  block.number("hope_delay", timing[&Timing::hope_delay], interval::not_negative(kYears));
  block.finish();
}

BuiltScenario build_scenario(const Node& root, std::string name) {
  Building building;
  building.scenario.name = std::move(name);
  if (root.is_mapping()) {
    Block block(Reader(root, "", "scenario", building.log), root, building);
    build_all(block,
              Slot<Scenario>(building.scenario, [](Scenario& scenario) -> Scenario& { return scenario; }));
  } else {
    building.log.problems.push_back(
        {root.location(), "", "found " + describe(root) + ", expected a mapping"});
  }

  BuiltScenario built;
  built.sites.at.emplace("", root.location());
  gather_sites(root, "", built.sites);
  std::vector<Problem>& problems = building.log.problems;
  if (problems.empty()) {
    check_hashes(building, root, problems);
    check_values(building.scenario, built.sites, problems);
    check_packages(building.scenario, built.sites, problems);
  }
  std::ranges::sort(problems, {}, [](const Problem& problem) {
    return std::tuple(problem.where.file, problem.where.line, problem.where.column, problem.key,
                      problem.message);
  });
  built.scenario = std::move(building.scenario);
  built.parameters = std::move(building.parameters);
  built.uncertain = std::move(building.uncertain);
  built.bibliography = std::move(building.bibliography);
  built.log = std::move(building.log);
  return built;
}

}  // namespace entente
