#include "sim/experiment/export.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "sim/core/csv.hpp"

namespace entente {
namespace {

constexpr std::size_t kPiece = 1 << 16;

std::string json_text(const Cell& cell) {
  if (std::holds_alternative<std::monostate>(cell)) return "null";
  if (const auto* text = std::get_if<std::string>(&cell)) return nlohmann::json(*text).dump();
  // JSON has no infinities.
  if (const auto* number = std::get_if<double>(&cell); number != nullptr && !std::isfinite(*number))
    return "null";
  return cell_text(cell);
}

}  // namespace

std::vector<std::string> exportable(const Database& database) {
  std::vector<std::string> names;
  Statement statement(database,
                      "select name from sqlite_schema where type in ('table', 'view') order by type, name");
  statement.start();
  while (statement.step()) names.push_back(text_of(statement.row().at(0)));
  return names;
}

void check_exportable(const Database& database, const std::string& table) {
  const std::vector<std::string> known = exportable(database);
  if (std::ranges::count(known, table) > 0) return;
  const std::string near = nearest_name(table, known);
  throw InputError({whole_problem(database.path(), "--table",
                                  fmt::format("found {}; there are {}{}", table, fmt::join(known, ", "),
                                              near.empty() ? "" : fmt::format("; did you mean {}?", near)))});
}

void export_table(const Database& database, const std::string& table, ExportFormat format,
                  const std::function<void(std::string_view)>& sink) {
  check_exportable(database, table);
  std::vector<std::string> columns;
  std::vector<std::pair<std::int64_t, std::string>> keys;
  Statement info(database, fmt::format("select name, pk from pragma_table_info({})", quoted_text(table)));
  info.start();
  while (info.step()) {
    const Row row = info.row();
    columns.push_back(text_of(row.at(0)));
    const std::int64_t place = whole_of(row.at(1));
    if (place > 0) keys.emplace_back(place, quoted_name(columns.back()));
  }
  std::ranges::sort(keys);
  std::string order;
  for (const auto& [place, key] : keys) {
    order += order.empty() ? " order by " : ", ";
    order += key;
  }

  std::string text;
  if (format == ExportFormat::Csv) {
    for (const std::string& column : columns) {
      if (!text.empty()) text += ',';
      text += csv_field(column);
    }
    text += '\n';
  } else {
    text += '[';
    for (std::string& column : columns) column = nlohmann::json(column).dump();
  }
  Statement rows(database, fmt::format("select * from {}{}", quoted_name(table), order));
  rows.start();
  bool first = true;
  while (rows.step()) {
    const Row row = rows.row();
    if (format == ExportFormat::Json) text += first ? "\n{" : ",\n{";
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (c > 0) text += ',';
      text +=
          format == ExportFormat::Csv ? csv_field(cell_text(row[c])) : columns[c] + ':' + json_text(row[c]);
    }
    text += format == ExportFormat::Csv ? '\n' : '}';
    first = false;
    if (text.size() < kPiece) continue;
    sink(text);
    text.clear();
  }
  if (format == ExportFormat::Json) text += "\n]\n";
  sink(text);
}

}  // namespace entente
