#include <fmt/format.h>

#include <array>

#include "sim/core/sums.hpp"
#include "sim/experiment/part.hpp"

namespace entente {
namespace {

/// Where a gap is measured from, in the order of RunResult::gaps within an outcome.
constexpr std::array<const char*, 2> kOrigins{"end", "start"};

}  // namespace

Part utilities_part(const Scenario& scenario) {
  constexpr const char* kUnit = "utility, discounted average";
  Part part;
  part.table = {"utilities",
                "what the run was worth to each actor, and where that comes from",
                1,
                {whole("run", "number of the run")}};
  std::vector<TableColumn>& columns = part.table.columns;
  for (const Actor& actor : scenario.actors) {
    columns.push_back(real(actor.name + ".total", "sum of the actor's columns", kUnit));
    for (const Component& component : actor.components) {
      columns.push_back(real(fmt::format("{}.component.{}", actor.name, component.name),
                             "what this component brought", kUnit));
    }
    for (const char* extra : kColumnNames) {
      columns.push_back(
          real(fmt::format("{}.{}", actor.name, extra), "what this brought besides components", kUnit));
    }
  }
  part.fill = [](const FinishedRun& run, std::vector<Row>& rows) {
    if (run.record == nullptr) return;
    Row& row = rows.emplace_back(Row{cell(run.run)});
    for (const std::vector<double>& of_actor : run.record->result.utilities) {
      row.push_back(number_cell(sum_in_order(of_actor)));
      for (const double value : of_actor) row.push_back(number_cell(value));
    }
  };
  return part;
}

Part gaps_part(const Scenario& scenario) {
  Part part;
  part.table = {
      "gaps",
      "what the nearest package of each outcome lacks for each party, from the arrangement at the end and "
      "from the status quo",
      1,
      {whole("run", "number of the run")}};
  std::vector<TableColumn>& columns = part.table.columns;
  const std::size_t signatories = parties(scenario).size();
  for (const Outcome& outcome : scenario.outcomes) {
    for (const char* origin : kOrigins) {
      const std::string stem = fmt::format("{}.{}", outcome.name, origin);
      columns.push_back(whole(stem + ".package", "the nearest package of this outcome; empty: none other"));
      for (const std::size_t i : parties(scenario)) {
        const std::string of_party = fmt::format("{}.{}", stem, scenario.actors[i].name);
        columns.push_back(real(of_party + ".lack", "what it lacks; below 0: to spare", "utility per year"));
        columns.push_back(real(of_party + ".in_sd", "the same in standard deviations of private valuations"));
        columns.push_back(real(of_party + ".side_payment",
                               "the side payment that would close it; empty: none would", "USD bn per year"));
        columns.push_back(real(of_party + ".support_margin", "support at home less what is needed"));
      }
    }
  }
  constexpr std::size_t kNumbers = 4;
  part.fill = [signatories](const FinishedRun& run, std::vector<Row>& rows) {
    if (run.record == nullptr) return;
    Row& row = rows.emplace_back(Row{cell(run.run)});
    for (const Gap& gap : run.record->result.gaps) {
      row.push_back(gap.exists ? package_cell(*run.played, gap.package) : Cell());
      for (const PartyGap& party : gap.parties) {
        row.insert(row.end(), {number_cell(party.lack), number_cell(party.in_sd),
                               number_cell(party.side_payment), number_cell(party.support_margin)});
      }
      if (!gap.exists) row.resize(row.size() + kNumbers * signatories);
    }
  };
  return part;
}

}  // namespace entente
