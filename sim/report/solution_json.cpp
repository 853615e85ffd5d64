#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "sim/core/version.hpp"
#include "sim/report/json.hpp"
#include "sim/report/solution.hpp"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

Json by_party(const Scenario& scenario, const SolutionReport& report, const auto& value_of) {
  Json all = Json::object();
  for (std::size_t p = 0; p < report.opening.parties.size(); ++p) {
    all[scenario.actors[report.opening.parties[p]].name] = value_of(p);
  }
  return all;
}

Json row_package(const Scenario& scenario, const SolutionRow& row) {
  Json package = package_json(scenario, row.package);
  std::size_t divisible = 0;
  for (const Issue& issue : scenario.issues) {
    if (issue.divisible && !row.amounts.empty()) package[issue.name] = row.amounts[divisible++];
  }
  return package;
}

Json solution_of(const Scenario& scenario, const SolutionReport& report, const NamedSolution& solution) {
  Json one = Json::object();
  one["value"] = solution.value;
  one["utilities"] = Json::array();
  one["packages"] = Json::array();
  one["equal_packages"] = Json::array();
  one["distance"] = Json::array();
  for (const SolutionRow& row : solution.rows) {
    one["utilities"].push_back(row.utilities);
    one["packages"].push_back(row_package(scenario, row));
    one["equal_packages"].push_back(row.equal);
    double squares = 0;
    for (std::size_t p = 0; p < row.utilities.size(); ++p) {
      squares += (row.utilities[p] - report.opening.disagreement[p]) *
                 (row.utilities[p] - report.opening.disagreement[p]);
    }
    one["distance"].push_back(std::sqrt(squares));
  }
  return one;
}

Json pareto_of(const Scenario& scenario, const SolutionReport& report) {
  Json one = Json::object();
  const std::vector<SolutionRow> rows = frontier_rows(report);
  one["count"] = rows.size();
  one["points"] = Json::array();
  one["packages"] = Json::array();
  for (const SolutionRow& row : rows) {
    one["points"].push_back(row.utilities);
    one["packages"].push_back(row_package(scenario, row));
  }
  return one;
}

}  // namespace

Json solution_json(const Scenario& scenario, const SolutionReport& report) {
  const Solutions& s = report.solutions;
  Json all = Json::object();
  all["scenario"] = scenario.name;
  all["version"] = version();
  all["reading"] = reading_name(report.request.reading);
  all["parties"] = Json::array();
  for (const std::size_t i : report.opening.parties) all["parties"].push_back(scenario.actors[i].name);
  if (!report.request.weights.empty()) {
    all["weights"] = by_party(scenario, report, [&](std::size_t p) { return report.request.weights[p]; });
  }
  all["exact"] = report.divided.has_value();
  if (!report.sliced.empty()) all["at_slices_because"] = report.sliced;
  all["packages"] = s.facts.packages;
  all["disagreement"] = by_party(scenario, report, [&](std::size_t p) { return s.disagreement[p]; });
  all["ideal"] = by_party(scenario, report, [&](std::size_t p) {
    if (s.frontier.empty()) return Json();
    return Json(report.divided ? report.divided->ideal[p] : s.ideal[p]);
  });
  all["win_sets"] = by_party(scenario, report, [&](std::size_t p) { return s.facts.win_sets[p]; });
  all["ratifiable"] = by_party(scenario, report, [&](std::size_t p) {
    return report.opening.ratifies[p] ? Json(std::ranges::count(report.opening.ratifiable[p], 1)) : Json();
  });
  all["zone_of_agreement"] = Json{{"count", s.facts.zone_size}, {"ratifiable", report.zone_at_home}};
  all["rational_fraction"] = s.rational_fraction;
  all["opposition"] = report.divided ? report.divided->opposition : s.opposition;
  const bool pareto = report.request.show == SolutionRequest::Show::All ||
                      report.request.show == SolutionRequest::Show::Pareto;
  if (pareto) all["pareto"] = pareto_of(scenario, report);
  for (const NamedSolution& solution : named_solutions(report)) {
    all[solution.key] = solution_of(scenario, report, solution);
  }
  return all;
}

}  // namespace entente
