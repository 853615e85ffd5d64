#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/import/input.hpp"

namespace entente {

struct CsvCell {
  std::string text;  ///< Without blanks around it and without the quotes.
  Location where;
};

/// One line that is not blank. Empty cells at its end are dropped: a comma at the end of a line adds nothing.
struct CsvRow {
  Location where;
  std::vector<CsvCell> cells;
};

/// The rows of comma-separated values (RFC 4180, but no line breaks within quotes). A quote that is not
/// closed on its line, text outside quotes and more than kMaximumNodes cells are problems.
std::vector<CsvRow> read_csv(const ImportFile& file, ImportProblems& problems);

/// The cell as a number in [low, high]; anything else is a problem under the key.
std::optional<double> csv_number(const CsvCell& cell, const std::string& key, double low, double high,
                                 ImportProblems& problems);
/// A percentage as a share: the decimal point moves by two places, so that 49.53 becomes 0.4953 and not a
/// neighbour of it. The cell must be a number.
double csv_percent(const CsvCell& cell);

}  // namespace entente
