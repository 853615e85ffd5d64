#include "sim/experiment/replay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "sim/core/error.hpp"
#include "sim/experiment/accounting.hpp"
#include "sim/experiment/comparison_file.hpp"
#include "sim/experiment/database.hpp"
#include "sim/experiment/export.hpp"
#include "sim/experiment/tipping.hpp"
#include "sim/scenario/number.hpp"

namespace entente {
namespace {

using Entries = std::map<std::string, std::string>;
using Progress = std::function<void(std::uint64_t, std::uint64_t)>;

Entries entries_of(const Database& database, const std::string& kind) {
  Entries entries;
  for (const Row& row : database.rows("select name, value from " + quoted_name(kind)))
    entries[text_of(row[0])] = text_of(row[1]);
  return entries;
}

const std::string& stated(const Entries& entries, const std::string& name) {
  const auto found = entries.find(name);
  if (found == entries.end()) {
    throw Error(fmt::format(
        "the file does not state '{}'; it was written by a program that cannot be repeated", name));
  }
  return found->second;
}

std::uint64_t stated_count(const Entries& entries, const std::string& name) {
  return std::stoull(stated(entries, name));
}

double stated_number(std::string_view text) {
  const std::optional<double> value = parse_number(text);
  if (!value) throw Error(fmt::format("the file states '{}' where a number should be", text));
  return *value;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    lines.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return lines;
}

ComparedScenario stated_arm(const Row& row) {
  ComparedScenario arm{text_of(row[0]), load_scenario_text(text_of(row[1]), text_of(row[0])), {}};
  for (const std::string& line : lines_of(text_of(row[2]))) {
    const std::size_t equals = line.rfind('=');
    arm.held.emplace_back(line.substr(0, equals), stated_number(std::string_view(line).substr(equals + 1)));
  }
  return arm;
}

bool replay_comparison(const Database& database, const Entries& entries, const std::string& again,
                       const std::string& behaviour, unsigned threads, const std::atomic<bool>& stop,
                       const Progress& on_progress) {
  ComparisonPlan plan;
  plan.seed = stated_count(entries, "seed");
  plan.runs = stated_count(entries, "runs");
  plan.worlds = stated_count(entries, "worlds");
  plan.runs_per_world = stated_count(entries, "runs_per_world");
  plan.gaps = stated(entries, "gaps") == "1";
  plan.vary.kind = Vary::Kind::Paths;
  for (const std::string& law : lines_of(stated(entries, "vary")))
    plan.vary.paths.push_back(law.substr(0, law.find(": ")));
  std::vector<ComparedScenario> arms;
  for (const Row& row : database.rows("select name, scenario, held from arms order by arm"))
    arms.push_back(stated_arm(row));
  const Comparison comparison(std::move(arms), plan);
  ComparisonFile file(again, comparison, behaviour, stated(entries, "command"));
  return compare_into(&file, comparison, threads, stop, on_progress).complete;
}

MovedNumber stated_range(const std::string& text) {
  constexpr std::string_view kFrom = " from ";
  constexpr std::string_view kTo = " to ";
  const std::size_t from = text.find(kFrom);
  const std::size_t to = text.find(kTo, from);
  if (from == std::string::npos || to == std::string::npos)
    throw Error(fmt::format("the file states '{}' where a range should be", text));
  const std::string_view view = text;
  return {text.substr(0, from), stated_number(view.substr(from + kFrom.size(), to - from - kFrom.size())),
          stated_number(view.substr(to + kTo.size()))};
}

bool replay_tip(const Entries& entries, const ResultOrigin& origin, const std::string& again,
                const std::string& behaviour, unsigned threads, const std::atomic<bool>& stop,
                const Progress& on_progress) {
  TippingPlan plan;
  plan.outcome = stated(entries, "outcome");
  plan.probability = stated_number(stated(entries, "probability"));
  plan.rows = stated_count(entries, "rows");
  plan.seed = origin.seed;
  plan.runs = stated_count(entries, "runs");
  if (entries.contains("first")) plan.numbers.push_back(stated_range(stated(entries, "first")));
  plan.numbers.push_back(stated_range(stated(entries, "second")));
  const Tipping tipping(*origin.loaded, std::move(plan));
  const TippingResult result = find_tipping(
      tipping, threads, stop, [&](std::uint64_t done) { on_progress(done, tipping.total_runs()); });
  if (result.complete) write_tipping(again, tipping, result, behaviour, stated(entries, "command"));
  return result.complete;
}

bool replay_account(const Database& database, const Entries& entries, const ResultOrigin& origin,
                    const std::string& again, const std::string& behaviour, unsigned threads,
                    const std::atomic<bool>& stop, const Progress& on_progress) {
  AccountingPlan plan;
  plan.seed = origin.seed;
  plan.runs = stated_count(entries, "runs");
  for (const Row& row : database.rows("select mechanism from mechanisms order by position"))
    plan.mechanisms.push_back(text_of(row[0]));
  const Accounting accounting(*origin.loaded, std::move(plan));
  const Account result = account(accounting, threads, stop,
                                 [&](std::uint64_t done) { on_progress(done, accounting.total_runs()); });
  if (result.complete) write_account(again, accounting, result, behaviour, stated(entries, "command"));
  return result.complete;
}

/// Columns that tell of a file's making and not of its results.
bool of_its_making(const std::string& table, const Row& row) {
  constexpr std::array<std::string_view, 4> kNames{"command", "version", "commit", "compiler"};
  const bool states = table == "comparison" || table == "tip" || table == "account";
  const auto* name = std::get_if<std::string>(&row.front());
  return states && name != nullptr && std::ranges::count(kNames, *name) > 0;
}

std::string column_list(const Database& database, const std::string& table) {
  std::string list;
  for (const Row& row :
       database.rows(fmt::format("select name from pragma_table_info({})", quoted_text(table)))) {
    const std::string& name = text_of(row.front());
    if (table == "arms" && name == "file") continue;
    list += (list.empty() ? "" : ", ") + quoted_name(name);
  }
  return list;
}

/// The rows of a table one after the other; none where there are no columns.
struct RowsInOrder {
  RowsInOrder(const Database& database, const std::string& table, const std::string& columns) {
    if (columns.empty()) return;
    statement_.emplace(database, fmt::format("select {} from {}", columns, quoted_name(table)));
    statement_->start();
  }

  /// Moves to the next row; false, and an empty row, behind the last.
  bool next() {
    const bool there = statement_ && statement_->step();
    current = there ? statement_->row() : Row();
    if (!there) statement_.reset();
    return there;
  }

  Row current;

 private:
  std::optional<Statement> statement_;
};

std::string shown_row(const Row& row) {
  constexpr std::size_t kShown = 3;
  std::string text;
  for (std::size_t c = 0; c < std::min(row.size(), kShown); ++c)
    text += (c == 0 ? "" : ", ") + cell_text(row[c]);
  return text;
}

}  // namespace

bool replay(const std::string& file, const ResultOrigin& origin, const std::string& again,
            const std::string& behaviour, unsigned threads, const std::atomic<bool>& stop,
            const std::function<void(std::uint64_t, std::uint64_t)>& on_progress) {
  const Database database(file, Database::Mode::Read);
  const Entries entries = entries_of(database, origin.kind);
  if (origin.kind == "comparison")
    return replay_comparison(database, entries, again, behaviour, threads, stop, on_progress);
  if (origin.kind == "tip") return replay_tip(entries, origin, again, behaviour, threads, stop, on_progress);
  if (origin.kind == "account")
    return replay_account(database, entries, origin, again, behaviour, threads, stop, on_progress);
  throw InputError(
      {whole_problem(file, "", "holds no runs that can be played again: it is of " + origin.kind)});
}

FileDifferences file_differences(const std::string& file, const std::string& again) {
  constexpr std::size_t kShown = 10;
  const Database one(file, Database::Mode::Read);
  const Database other(again, Database::Mode::Read);
  FileDifferences found;
  for (const std::string& table : exportable(one)) {
    const std::string columns = column_list(one, table);
    RowsInOrder rows(one, table, columns);
    RowsInOrder now(other, table, column_list(other, table) == columns ? columns : "");
    for (bool here = rows.next(), also = now.next(); here || also; here = rows.next(), also = now.next()) {
      const Row& row = here ? rows.current : now.current;
      if (of_its_making(table, row)) continue;
      ++found.rows;
      if (packed({{rows.current}}) == packed({{now.current}})) continue;
      ++found.different;
      if (found.differences.size() < kShown)
        found.differences.push_back(fmt::format("{}: {}", table, shown_row(row)));
    }
  }
  return found;
}

}  // namespace entente
