#include "sim/scenario/import/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "sim/scenario/document.hpp"
#include "sim/scenario/number.hpp"

namespace entente {
namespace {

constexpr std::string_view kBlank = " \t";

/// Reads the cells of one line, which starts at `start` and holds no line end.
class Line {
 public:
  Line(const ImportFile& file, std::size_t start, std::string_view line, ImportProblems& problems)
      : file_(file), problems_(problems), start_(start), line_(line) {}

  CsvRow row() {
    CsvRow row{file_.at(start_), {}};
    while (true) {
      skip_blanks();
      row.cells.push_back(line_.substr(at_).starts_with('"') ? quoted() : plain());
      if (at_ >= line_.size()) break;
      ++at_;
    }
    while (!row.cells.empty() && row.cells.back().text.empty()) row.cells.pop_back();
    return row;
  }

 private:
  void skip_blanks() {
    while (at_ < line_.size() && kBlank.find(line_[at_]) != std::string_view::npos) ++at_;
  }

  CsvCell plain() {
    CsvCell cell{"", file_.at(start_ + at_)};
    const std::size_t end = std::min(line_.find(',', at_), line_.size());
    cell.text = trimmed(line_.substr(at_, end - at_));
    if (cell.text.find('"') != std::string::npos) {
      problems_.add(cell.where, "",
                    "found " + shown(cell.text) + "; a cell with a quote in it must be in quotes as a whole");
    }
    at_ = end;
    return cell;
  }

  CsvCell quoted() {
    CsvCell cell{"", file_.at(start_ + at_)};
    for (++at_; at_ < line_.size(); ++at_) {
      if (line_[at_] == '"' && !line_.substr(at_ + 1).starts_with('"')) break;
      if (line_[at_] == '"') ++at_;
      cell.text += line_[at_];
    }
    if (at_ >= line_.size()) {
      problems_.add(cell.where, "", "a quote that is not closed on its line");
      return cell;
    }
    ++at_;
    skip_blanks();
    if (at_ < line_.size() && line_[at_] != ',') {
      problems_.add(file_.at(start_ + at_), "", "text after a closing quote; expected a comma");
      at_ = std::min(line_.find(',', at_), line_.size());
    }
    return cell;
  }

  const ImportFile& file_;
  ImportProblems& problems_;
  std::size_t start_;
  std::string_view line_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<CsvRow> read_csv(const ImportFile& file, ImportProblems& problems) {
  std::vector<CsvRow> rows;
  const std::string_view text = file.text();
  std::size_t cells = 0;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    std::string_view line = text.substr(start, end - start);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!trimmed(line).empty()) {
      cells += static_cast<std::size_t>(std::ranges::count(line, ',')) + 1;
      if (cells > kMaximumNodes) {
        problems.add(file.at(start), "", fmt::format("more than {} cells in one file", kMaximumNodes));
        break;
      }
      rows.push_back(Line(file, start, line, problems).row());
    }
    start = end + 1;
  }
  return rows;
}

std::optional<double> csv_number(const CsvCell& cell, const std::string& key, double low, double high,
                                 ImportProblems& problems) {
  const auto number = parse_number(cell.text);
  if (number && *number >= low && *number <= high) return number;
  const bool bounded = high < std::numeric_limits<double>::infinity();
  const std::string allowed = low == -std::numeric_limits<double>::infinity() ? "a number"
                              : bounded ? fmt::format("a number in [{}, {}]", low, high)
                                        : fmt::format("a number of at least {}", low);
  problems.add(cell.where, key,
               "found " + (cell.text.empty() ? "nothing" : shown(cell.text)) + ", expected " + allowed);
  return std::nullopt;
}

double csv_percent(const CsvCell& cell) {
  if (cell.text.find_first_of("eE") == std::string::npos) {
    if (const auto share = parse_number(cell.text + "e-2")) return *share;
  }
  return parse_number(cell.text).value_or(0) / 100;
}

}  // namespace entente
