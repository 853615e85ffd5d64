#include "sim/scenario/import/eum.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/core/math.hpp"
#include "sim/scenario/import/csv.hpp"

namespace entente {
namespace {

constexpr double kPercent = 100;

/// What each column may be called.
enum Column : std::size_t { kActor, kCapability, kPosition, kSalience, kColumns };
constexpr std::array<std::array<std::string_view, 3>, kColumns> kColumnNames = {
    {{"actor", "name", "player"},
     {"capability", "power", "influence"},
     {"position", "", ""},
     {"salience", "", ""}}};

std::optional<std::size_t> column_of(std::string_view cell) {
  const std::string name = lower_case(cell);
  for (std::size_t c = 0; c < kColumns; ++c) {
    if (!name.empty() && std::ranges::count(kColumnNames[c], name) > 0) return c;
  }
  return std::nullopt;
}

/// Where each of the four columns is.
std::array<std::size_t, kColumns> read_header(const CsvRow& header, ImportProblems& problems) {
  std::array<std::size_t, kColumns> places{};
  std::array<bool, kColumns> found{};
  for (std::size_t k = 0; k < header.cells.size(); ++k) {
    const auto column = column_of(header.cells[k].text);
    if (!column) {
      problems.add(header.cells[k].where, "",
                   "found the column " + shown(header.cells[k].text) +
                       ", expected actor, capability, position and salience");
    } else if (found[*column]) {
      problems.add(header.cells[k].where, header.cells[k].text, "this column stands here twice");
    } else {
      found[*column] = true;
      places[*column] = k;
    }
  }
  for (std::size_t c = 0; c < kColumns; ++c) {
    if (!found[c])
      problems.add(header.where, std::string(kColumnNames[c][0]), "missing; this column is required");
  }
  return places;
}

/// Fills in the saliences, and says whether they were percentages.
bool read_saliences(const std::vector<const CsvCell*>& cells, ImportedContest& contest,
                    ImportProblems& problems) {
  std::vector<double> numbers;
  for (const CsvCell* cell : cells)
    numbers.push_back(csv_number(*cell, "salience", 0, kPercent, problems).value_or(0));
  const bool percent = std::ranges::any_of(numbers, [](double salience) { return salience > 1; });
  for (std::size_t i = 0; i < cells.size(); ++i)
    contest.players[i].positions[0].salience = percent ? csv_percent(*cells[i]) : numbers[i];
  return percent;
}

}  // namespace

bool is_eum_header(const std::vector<std::string>& cells) {
  std::array<bool, kColumns> found{};
  for (const std::string& cell : cells) {
    if (const auto column = column_of(cell)) found[*column] = true;
  }
  return found[kActor] && found[kPosition] && found[kSalience];
}

ImportedContest import_eum(const ImportFile& file, ImportProblems& problems) {
  ImportedContest contest;
  const std::vector<CsvRow> rows = read_csv(file, problems);
  if (!problems.none()) return contest;
  const std::array<std::size_t, kColumns> places = read_header(rows[0], problems);
  for (std::size_t r = 1; r < rows.size(); ++r) {
    if (rows[r].cells.size() != rows[0].cells.size())
      problems.add(rows[r].where, "",
                   fmt::format("found {} cells, expected {} as in the line of column names",
                               rows[r].cells.size(), rows[0].cells.size()));
  }
  if (rows.size() < 3) problems.add(rows[0].where, "actor", "fewer than two actors");
  if (rows.size() > kMaximumImported) problems.add(rows[0].where, "actor", "too many actors");
  if (!problems.none()) return contest;

  std::vector<const CsvCell*> saliences;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const auto cell = [&](Column column) -> const CsvCell& { return rows[r].cells[places[column]]; };
    ImportedPlayer& player = contest.players.emplace_back();
    player.title = cell(kActor).text;
    const auto same = std::ranges::count(contest.players, player.title, &ImportedPlayer::title);
    if (player.title.empty()) problems.add(cell(kActor).where, "actor", "an actor without a name");
    if (same > 1) problems.add(cell(kActor).where, player.title, "an actor of this name stands here twice");
    player.power = csv_number(cell(kCapability), "capability", 0, kInfinity, problems).value_or(0);
    player.positions.push_back(
        {csv_number(cell(kPosition), "position", -kInfinity, kInfinity, problems).value_or(0), 0});
    saliences.push_back(&cell(kSalience));
  }
  const bool percent = read_saliences(saliences, contest, problems);
  const auto [low, high] = std::ranges::minmax(
      contest.players, {}, [](const ImportedPlayer& player) { return player.positions[0].at; });
  contest.dimensions.push_back({"", "Position", "", low.positions[0].at, high.positions[0].at});
  if (problems.none() && low.positions[0].at == high.positions[0].at)
    problems.add(rows[0].where, "position", "all positions are the same; there is nothing to contest");

  contest.protocol = Protocol::Kind::ExpectedUtility;
  contest.text.title = file.stem();
  contest.text.literature = "expected utility input " + file.name();
  contest.text.comment.emplace_back("The scale reaches from the smallest position to the largest.");
  contest.text.comment.emplace_back(percent ? "Saliences were read as percentages: one of them is above 1."
                                            : "Saliences were read as shares: none is above 1.");
  return contest;
}

}  // namespace entente
