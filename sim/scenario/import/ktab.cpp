#include "sim/scenario/import/ktab.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "sim/scenario/import/csv.hpp"
#include "sim/scenario/number.hpp"

namespace entente {
namespace {

constexpr double kScale = 100;
constexpr std::size_t kTitleCells = 4;  ///< Name, description, actors, dimensions.
constexpr std::size_t kActorCells = 3;  ///< Actor, description, power; then the dimensions.
constexpr double kHair = 1e-9;          ///< For the rounding of a sum of percentages.

/// A whole number of at least one; 0 after a problem.
std::size_t read_count(const CsvCell& cell, const std::string& key, ImportProblems& problems) {
  const auto count = parse_integer(cell.text);
  if (count && *count >= 1 && *count <= static_cast<std::int64_t>(kMaximumImported))
    return static_cast<std::size_t>(*count);
  problems.add(
      cell.where, key,
      fmt::format("found {}, expected a whole number in [1, {}]", shown(cell.text), kMaximumImported));
  return 0;
}

ImportedPlayer read_actor(const CsvRow& row, const std::vector<CsvCell>& columns, ImportProblems& problems) {
  ImportedPlayer player;
  player.title = row.cells[0].text;
  player.note = row.cells[1].text;
  player.power =
      csv_number(row.cells[2], columns[2].text, 0, std::numeric_limits<double>::infinity(), problems)
          .value_or(0);
  double total = 0;
  for (std::size_t c = kActorCells; c + 1 < columns.size(); c += 2) {
    const auto at = csv_number(row.cells[c], columns[c].text, 0, kScale, problems);
    const auto salience = csv_number(row.cells[c + 1], columns[c + 1].text, 0, kScale, problems);
    total += salience.value_or(0);
    player.positions.push_back({at.value_or(0), salience ? csv_percent(row.cells[c + 1]) : 0});
  }
  if (total > kScale + kHair)
    problems.add(row.where, player.title,
                 fmt::format("the saliences are {} together; at most 100 is allowed", total));
  return player;
}

void check_names(const ImportedContest& contest, const std::vector<CsvRow>& rows, ImportProblems& problems) {
  for (std::size_t i = 0; i < contest.players.size(); ++i) {
    const std::string& title = contest.players[i].title;
    if (title.empty()) problems.add(rows[i + 2].where, "", "an actor without a name");
    for (std::size_t j = 0; j < i; ++j) {
      if (contest.players[j].title == title)
        problems.add(rows[i + 2].where, title, "an actor of this name stands here twice");
    }
  }
}

}  // namespace

ImportedContest import_ktab(const ImportFile& file, ImportProblems& problems) {
  ImportedContest contest;
  const std::vector<CsvRow> rows = read_csv(file, problems);
  if (!problems.none()) return contest;
  if (rows[0].cells.size() != kTitleCells) {
    problems.add(
        rows[0].where, "",
        fmt::format("found {} cells, expected 4: name, description, number of actors, number of dimensions",
                    rows[0].cells.size()));
    return contest;
  }
  const std::size_t actors = read_count(rows[0].cells[2], "number of actors", problems);
  const std::size_t dimensions = read_count(rows[0].cells[3], "number of dimensions", problems);
  if (actors == 0 || dimensions == 0) return contest;
  const std::size_t width = kActorCells + 2 * dimensions;
  if (rows.size() != actors + 2)
    problems.add(rows[0].where, "number of actors",
                 fmt::format("found {} lines of actors, expected {} after the line of column names",
                             rows.size() < 2 ? 0 : rows.size() - 2, actors));
  for (std::size_t r = 1; r < rows.size(); ++r) {
    if (rows[r].cells.size() != width)
      problems.add(
          rows[r].where, "",
          fmt::format("found {} cells, expected {}: actor, description, power, and position and salience for "
                      "each of {} dimensions",
                      rows[r].cells.size(), width, dimensions));
  }
  if (!problems.none()) return contest;

  const std::vector<CsvCell>& columns = rows[1].cells;
  for (std::size_t d = 0; d < dimensions; ++d)
    contest.dimensions.push_back({"", columns[kActorCells + 2 * d].text, "", 0, kScale});
  for (std::size_t r = 2; r < rows.size(); ++r)
    contest.players.push_back(read_actor(rows[r], columns, problems));
  check_names(contest, rows, problems);

  contest.protocol = Protocol::Kind::Spatial;
  const std::string& name = rows[0].cells[0].text;
  contest.text.title = name.empty() ? file.stem() : name;
  contest.text.description = rows[0].cells[1].text;
  contest.text.literature = "KTAB scenario " + file.name();
  contest.text.comment.emplace_back(
      "Positions as they stand, from 0 to 100; saliences, which were percentages, as shares.");
  return contest;
}

}  // namespace entente
