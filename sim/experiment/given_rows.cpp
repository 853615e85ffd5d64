#include "sim/experiment/given_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <utility>

#include "sim/core/error.hpp"
#include "sim/scenario/number.hpp"

namespace entente {
namespace {

struct CsvCell {
  std::string_view text;
  int column = 1;
};

std::string_view trimmed(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r");
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(" \t\r") - start + 1);
}

std::vector<CsvCell> cells_of(std::string_view line) {
  std::vector<CsvCell> cells;
  for (std::size_t start = 0; start <= line.size();) {
    const std::size_t end = std::min(line.find(',', start), line.size());
    std::string_view text = trimmed(line.substr(start, end - start));
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
      text = trimmed(text.substr(1, text.size() - 2));
    cells.push_back({text, static_cast<int>(start) + 1});
    start = end + 1;
  }
  return cells;
}

}  // namespace

GivenRows read_given_rows(std::string_view text, const std::string& file) {
  GivenRows given;
  std::vector<Problem> problems;
  std::vector<std::vector<double>> rows;
  int line_number = 0;
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line_number;
    if (trimmed(line).empty()) continue;
    const std::vector<CsvCell> cells = cells_of(line);
    const auto problem = [&](int column, std::string message) {
      constexpr std::size_t kMostProblems = 20;
      if (problems.size() < kMostProblems)
        problems.push_back({{file, line_number, column}, "", std::move(message)});
    };
    if (given.paths.empty()) {
      for (const CsvCell& cell : cells) {
        if (cell.text.empty()) problem(cell.column, "a column without the path of a number");
        if (std::ranges::count(given.paths, cell.text) > 0)
          problem(cell.column, fmt::format("'{}' stands here twice", cell.text));
        given.paths.emplace_back(cell.text);
      }
      continue;
    }
    if (cells.size() != given.paths.size()) {
      problem(1, fmt::format("found {} cells, expected {}, one for each path of the first line", cells.size(),
                             given.paths.size()));
      continue;
    }
    std::vector<double>& row = rows.emplace_back();
    for (const CsvCell& cell : cells) {
      const auto value = parse_number(cell.text);
      if (!value) problem(cell.column, fmt::format("found '{}', expected a number", cell.text));
      row.push_back(value.value_or(0));
    }
  }
  if (!problems.empty()) throw InputError(std::move(problems));

  std::vector<std::size_t> order(given.paths.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t column) -> const std::string& { return given.paths[column]; });
  for (const std::vector<double>& row : rows) {
    std::vector<double>& sorted = given.rows.emplace_back();
    for (const std::size_t column : order) sorted.push_back(row[column]);
  }
  std::ranges::sort(given.paths);
  return given;
}

GivenRows load_given_rows(const std::string& path) {
  const auto refuse = [&](std::string message) {
    return InputError({whole_problem(path, "", std::move(message))});
  };
  std::error_code code;
  if (!std::filesystem::is_regular_file(path, code)) throw refuse("is no regular file that can be read");
  std::ifstream file(path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file) throw refuse(fmt::format("cannot be read: {}", std::strerror(errno)));
  GivenRows given = read_given_rows(text, path);
  if (given.rows.empty())
    throw refuse("has no rows; a line of paths and then a line of numbers for each world are needed");
  return given;
}

std::string given_rows_text(const GivenRows& given) {
  if (given.paths.empty()) return {};
  std::string text = fmt::format("{}\n", fmt::join(given.paths, ","));
  for (const std::vector<double>& row : given.rows) text += fmt::format("{}\n", fmt::join(row, ","));
  return text;
}

}  // namespace entente
