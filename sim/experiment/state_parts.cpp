#include <fmt/format.h>

#include "sim/experiment/part.hpp"

namespace entente {
namespace {

void append_matrix(const std::vector<double>& values, std::size_t n, Row& row) {
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      if (i != j) row.push_back(number_cell(values[i * n + j]));
    }
  }
}

}  // namespace

Part endings_part(const Scenario& scenario) {
  Part part;
  part.table = {"endings", "trust and ties at the end", 1, {whole("run", "number of the run")}};
  std::vector<TableColumn>& columns = part.table.columns;
  for (const Actor& i : scenario.actors) {
    for (const Actor& j : scenario.actors) {
      if (i.name != j.name)
        columns.push_back(
            real(fmt::format("trust.{}.{}", i.name, j.name), "how far the first trusts the second"));
    }
  }
  for (const Tie& tie : scenario.ties) {
    columns.push_back(
        real("tie." + tie.name, "its weight", tie.layer == Layer::Trade ? "USD bn per year" : ""));
  }
  part.fill = [](const FinishedRun& run, std::vector<Row>& rows) {
    if (run.record == nullptr) return;
    Row& row = rows.emplace_back(Row{cell(run.run)});
    append_matrix(run.record->result.trust, run.played->actors.size(), row);
    for (const double weight : run.record->result.ties) row.push_back(number_cell(weight));
  };
  return part;
}

Part rounds_part(const Scenario& scenario) {
  Part part;
  part.table = {
      "rounds",
      "the rounds of traced runs",
      2,
      {whole("run", "number of the run"), whole("round", "the first is 0"), text("date", "its month"),
       whole("suspended", "1 where no talks can be held"), whole("talks", "1 where talks were held"),
       whole("broken_down", "1 where talks have broken down for good"),
       whole("agreed", "1 where an offer was accepted"),
       whole("arrangement", "package in force at the end of the round")}};
  std::vector<TableColumn>& columns = part.table.columns;
  for (const Process& process : scenario.context) {
    columns.push_back(real("context." + process.name, "value of the process", process.unit));
  }
  for (const Actor& actor : scenario.actors) {
    columns.push_back(text("act." + actor.name, "its act"));
    columns.push_back(whole("attends." + actor.name, "1 where it would attend"));
    columns.push_back(real("attendance." + actor.name, "what attending is worth to it", "utility per year"));
    columns.push_back(
        real("utility." + actor.name, "worth of the arrangement at the end", "utility per year"));
  }
  for (TableColumn& column : endings_part(scenario).table.columns) {
    if (column.name != "run") columns.push_back(std::move(column));
  }
  for (const Actor& i : scenario.actors) {
    for (const Actor& j : scenario.actors) {
      for (const Profile& profile : j.profiles) {
        if (i.name == j.name) continue;
        columns.push_back(real(fmt::format("belief.{}.{}.{}", i.name, j.name, profile.name),
                               "probability that the first gives to this profile of the second"));
      }
    }
  }
  part.fill = [](const FinishedRun& run, std::vector<Row>& rows) {
    if (run.record == nullptr) return;
    const Scenario& played = *run.played;
    const std::size_t n = played.actors.size();
    for (const Round& round : run.record->rounds) {
      Row& row = rows.emplace_back(Row{cell(run.run), cell(round.number), round.date, cell(round.suspended),
                                       cell(round.talks), cell(round.broken_down), cell(round.agreed),
                                       package_cell(played, round.arrangement)});
      for (const double value : round.context) row.push_back(number_cell(value));
      for (std::size_t i = 0; i < n; ++i) {
        row.emplace_back(played.actors[i].acts[round.acts[i]].name);
        const bool asked = i < round.attends.size();
        row.push_back(asked ? cell(static_cast<bool>(round.attends[i])) : Cell());
        row.push_back(asked ? number_cell(round.attendance_value[i]) : Cell());
        row.push_back(number_cell(round.utilities[i]));
      }
      append_matrix(round.trust, n, row);
      for (const double weight : round.ties) row.push_back(number_cell(weight));
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
          for (std::size_t p = 0; i != j && p < played.actors[j].profiles.size(); ++p) {
            row.push_back(number_cell(round.beliefs[i][j][p]));
          }
        }
      }
    }
  };
  return part;
}

}  // namespace entente
