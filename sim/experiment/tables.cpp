#include "sim/experiment/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "sim/core/error.hpp"
#include "sim/experiment/part.hpp"

namespace entente {
namespace {

/// SQLite's limit is 2,000 columns.
constexpr std::size_t kMaximumColumns = 1990;

std::string lower(std::string text) {
  for (char& letter : text) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return text;
}

}  // namespace

void check_table(const Table& table) {
  if (table.columns.size() > kMaximumColumns) {
    throw InputError({whole_problem(
        "", "table " + table.name,
        fmt::format("would have {} columns; a result file holds at most {}{}", table.columns.size(),
                    kMaximumColumns, table.name == "gaps" ? ". Leave the gaps out (--no-gaps)" : ""))});
  }
  std::map<std::string, std::string> seen;
  for (const TableColumn& column : table.columns) {
    const auto [other, first] = seen.emplace(lower(column.name), column.name);
    if (first) continue;
    throw InputError(
        {whole_problem("", "table " + table.name,
                       fmt::format("'{}' and '{}' differ only in case; a result file cannot tell them apart",
                                   other->second, column.name))});
  }
}

const char* name_of(RunStatus status) {
  switch (status) {
    case RunStatus::Done:
      return "done";
    case RunStatus::Invalid:
      return "invalid";
    case RunStatus::Failed:
      return "failed";
  }
  return "";
}

Tables::Tables(const Scenario& scenario, const std::vector<std::string>& paths, const Keep& keep) {
  std::vector<Part> parts{
      runs_part(scenario),      worlds_part(paths),     arrangements_part(scenario), agreements_part(),
      utilities_part(scenario), endings_part(scenario), acts_part(scenario),         blocks_part()};
  if (keep.gaps) parts.push_back(gaps_part(scenario));
  if (keep.trace_every > 0) {
    for (Part& part : std::vector<Part>{rounds_part(scenario), offers_part(), answers_part(), votes_part(),
                                        breaches_part()}) {
      parts.push_back(std::move(part));
    }
  }
  for (Part& part : parts) {
    check_table(part.table);
    tables_.push_back(std::move(part.table));
    fill_.push_back(std::move(part.fill));
  }
}

std::size_t Tables::index(const std::string& name) const {
  const auto found = std::ranges::find(tables_, name, &Table::name);
  require(found != tables_.end(), "no table " + name);
  return static_cast<std::size_t>(found - tables_.begin());
}

RunRows Tables::rows(const FinishedRun& run) const {
  RunRows rows(tables_.size());
  for (std::size_t t = 0; t < tables_.size(); ++t) {
    fill_[t](run, rows[t]);
    // As the file keeps them: runs bring rows of some tables in an order of their own.
    if (tables_[t].keys > 1) std::ranges::sort(rows[t]);
    for (const Row& row : rows[t]) {
      require(row.size() == tables_[t].columns.size(), "a row has the columns of its table");
    }
  }
  return rows;
}

}  // namespace entente
