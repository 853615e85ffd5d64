#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sim/core/hash.hpp"
#include "sim/engine/rational_table.hpp"
#include "sim/experiment/part.hpp"

namespace entente {
namespace {

bool options_differ_between_worlds(const Scenario& played) {
  return rational(played) && std::ranges::any_of(played.issues, &Issue::divisible);
}

/// Every package that a run mentions.
std::set<PackageIndex> mentioned(const RunRecord& record) {
  std::set<PackageIndex> packages{record.result.arrangement};
  for (const Agreement& agreement : record.result.agreements) packages.insert({agreement.from, agreement.to});
  for (const Gap& gap : record.result.gaps) {
    packages.insert(gap.from);
    if (gap.exists) packages.insert(gap.package);
  }
  for (const Round& round : record.rounds) {
    packages.insert(round.arrangement);
    for (const Exchange& exchange : round.exchanges) {
      if (!exchange.passed) packages.insert(exchange.package);
    }
  }
  return packages;
}

}  // namespace

TableColumn whole(std::string name, std::string meaning, std::string unit) {
  return {std::move(name), TableColumn::Type::Integer, std::move(meaning), std::move(unit)};
}
TableColumn real(std::string name, std::string meaning, std::string unit) {
  return {std::move(name), TableColumn::Type::Real, std::move(meaning), std::move(unit)};
}
TableColumn text(std::string name, std::string meaning) {
  return {std::move(name), TableColumn::Type::Text, std::move(meaning)};
}

Cell package_cell(const Scenario& played, PackageIndex package) {
  const PackageSpace space = package_space(played);
  if (space.is_nothing(package)) return {};
  if (!options_differ_between_worlds(played)) return std::int64_t{package};
  Fingerprint print;
  for (std::size_t k = 0; k < space.issues(); ++k)
    print.add(played.issues[k].options[space.option(package, k)]);
  constexpr int kSign = 1;
  return static_cast<std::int64_t>(print.value() >> kSign);
}

Part runs_part(const Scenario& scenario) {
  Part part;
  part.table = {
      "runs",
      "one row for each run",
      1,
      {whole("run", "number of the run; entente run --run plays it again"),
       whole("world", "which draw of the uncertain numbers it has"),
       whole("randomisation", "which of the independent randomisations of the design"),
       text("status", "done, invalid (the numbers drawn break a rule) or failed"),
       text("error", "why it is not done"),
       text("outcome", "the first outcome that holds at the end"),
       whole("arrangement", "package in force at the end (table arrangements)"),
       whole("settled", "1 where the dispute is settled"),
       whole("agreements", "agreements that came into force"),
       real("first_agreement", "time of the first of them", "years"),
       whole("rounds_with_talks", "rounds in which talks were held"),
       whole("offers", "offers tabled"),
       whole("repeated_offers", "offers made before in this run"),
       whole("passes", "turns without an offer"),
       whole("refusals", "answers that were no"),
       whole("ratification_failures", "agreements that failed at home"),
       whole("rollbacks", "agreements that were broken"),
       whole("unsettled_acts", "rounds in which acts found no rest"),
       whole("left_unsigned", "1 where a package that all would have signed stayed unsigned"),
       real("nash_product", "product of the parties' gains over what they have without agreement"),
       real("frontier_distance", "distance of the end to the Pareto frontier", "utility per year")}};
  for (const Actor& actor : scenario.actors) {
    if (!actor.profiles.empty())
      part.table.columns.push_back(text("type." + actor.name, "its profile in this run"));
  }
  const std::size_t columns = part.table.columns.size();
  part.fill = [columns](const FinishedRun& run, std::vector<Row>& rows) {
    Row row{cell(run.run), cell(run.world), cell(run.randomisation), std::string(name_of(run.status)),
            run.error.empty() ? Cell() : Cell(run.error)};
    if (run.record != nullptr) {
      const Scenario& played = *run.played;
      const RunResult& result = run.record->result;
      row.insert(
          row.end(),
          {result.outcome < played.outcomes.size() ? played.outcomes[result.outcome].name : "other",
           package_cell(played, result.arrangement), cell(settles(played, result.arrangement)),
           cell(result.agreements.size()),
           result.agreements.empty() ? Cell()
                                     : number_cell(result.agreements.front().round * played.timing.round),
           cell(result.rounds_with_talks), cell(result.offers), cell(result.repeated_offers),
           cell(result.passes), cell(result.refusals), cell(result.ratification_failures),
           cell(result.rollbacks), cell(result.unsettled_acts), cell(result.left_unsigned),
           number_cell(result.nash_product), number_cell(result.frontier_distance)});
      for (std::size_t i = 0; i < played.actors.size(); ++i) {
        const Actor& actor = played.actors[i];
        if (!actor.profiles.empty()) row.emplace_back(actor.profiles[result.types[i]].name);
      }
    }
    row.resize(columns);
    rows.push_back(std::move(row));
  };
  return part;
}

Part worlds_part(const std::vector<std::string>& paths) {
  Part part;
  part.table = {"worlds",
                "the uncertain numbers as drawn, one row for each world",
                1,
                {whole("world", "number of the draw"),
                 whole("randomisation", "which of the independent randomisations of the design")}};
  part.table.shared = true;
  for (const std::string& path : paths) part.table.columns.push_back(real(path, "value drawn"));
  part.fill = [](const FinishedRun& run, std::vector<Row>& rows) {
    if (run.drawn == nullptr || run.drawn->empty()) return;
    Row& row = rows.emplace_back(Row{cell(run.world), cell(run.randomisation)});
    for (const double value : *run.drawn) row.push_back(number_cell(value));
  };
  return part;
}

Part arrangements_part(const Scenario& scenario) {
  Part part;
  part.table = {"arrangements",
                "the packages that other tables mention",
                1,
                {whole("arrangement", "number of the package")},
                true};
  for (const Issue& issue : scenario.issues)
    part.table.columns.push_back(text("issue." + issue.name, "the option"));
  part.fill = [](const FinishedRun& run, std::vector<Row>& rows) {
    if (run.record == nullptr) return;
    const PackageSpace space = package_space(*run.played);
    for (const PackageIndex package : mentioned(*run.record)) {
      if (space.is_nothing(package)) continue;
      Row& row = rows.emplace_back(Row{package_cell(*run.played, package)});
      for (std::size_t k = 0; k < space.issues(); ++k) {
        row.emplace_back(run.played->issues[k].options[space.option(package, k)]);
      }
    }
  };
  return part;
}

Part agreements_part() {
  Part part;
  part.table = {"agreements",
                "one row for each agreement that came into force",
                2,
                {whole("run", "number of the run"), whole("agreement", "the first is 1"),
                 whole("round", "round of signing"), real("years", "time of signing from the start", "years"),
                 text("date", "month of signing"), whole("from", "package in force before"),
                 whole("to", "package in force after"), whole("broken", "round in which it was broken")}};
  part.fill = [](const FinishedRun& run, std::vector<Row>& rows) {
    if (run.record == nullptr) return;
    const Scenario& scenario = *run.played;
    for (const Agreement& agreement : run.record->result.agreements) {
      const double years = agreement.round * scenario.timing.round;
      rows.push_back({cell(run.run), cell(rows.size() + 1), cell(agreement.round), number_cell(years),
                      date_after(scenario.timing, years), package_cell(scenario, agreement.from),
                      package_cell(scenario, agreement.to),
                      agreement.broken < 0 ? Cell() : cell(agreement.broken)});
    }
  };
  return part;
}

Part acts_part(const Scenario& scenario) {
  Part part;
  part.table = {"acts", "rounds in which each act was in force", 1, {whole("run", "number of the run")}};
  for (const Actor& actor : scenario.actors) {
    for (const Act& act : actor.acts) {
      part.table.columns.push_back(whole(actor.name + "." + act.name, "rounds in which it was in force"));
    }
  }
  part.fill = [](const FinishedRun& run, std::vector<Row>& rows) {
    if (run.record == nullptr) return;
    Row& row = rows.emplace_back(Row{cell(run.run)});
    for (const std::vector<int>& of_actor : run.record->result.acts) {
      for (const int rounds : of_actor) row.push_back(cell(rounds));
    }
  };
  return part;
}

Part blocks_part() {
  Part part;
  part.table = {
      "blocks",
      "who refused offers, and what weighed most",
      3,
      {whole("run", "number of the run"), text("actor", "who refused"),
       text("reason", "component or other reason that weighed most"), whole("refusals", "how often")}};
  part.fill = [](const FinishedRun& run, std::vector<Row>& rows) {
    if (run.record == nullptr) return;
    for (const Objection& block : run.record->result.blocks) {
      const Actor& actor = run.played->actors[block.actor];
      const std::size_t own = actor.components.size();
      rows.push_back({cell(run.run), actor.name,
                      block.reason < own ? actor.components[block.reason].name
                                         : std::string(kReasonNames.at(block.reason - own)),
                      cell(block.refusals)});
    }
  };
  return part;
}

}  // namespace entente
