#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace entente {

/// A value in a table: nothing, a whole number, a number (never NaN: that is nothing), or text.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;
using Row = std::vector<Cell>;

/// A column of a table, with what a codebook says about it.
struct TableColumn {
  enum class Type : std::uint8_t { Integer, Real, Text };
  std::string name;
  Type type = Type::Real;
  std::string meaning;
  std::string unit = {};
};

/// A table of results. Its rows are named by the first `keys` columns and ordered by them.
struct Table {
  std::string name;
  std::string meaning;
  std::size_t keys = 1;
  std::vector<TableColumn> columns;
  /// Several runs may bring the same row (worlds, arrangements); otherwise the first column is the run.
  bool shared = false;
};

/// The rows that one run brings, by table.
using RunRows = std::vector<std::vector<Row>>;

/// A number as a cell: nothing for NaN.
Cell number_cell(double value);
/// A whole number as a cell; yes is 1.
Cell cell(std::uint64_t value);
Cell cell(int value);
Cell cell(bool value);

/// What a cell holds. Throws std::bad_variant_access where it holds something else.
std::int64_t whole_of(const Cell& cell);
const std::string& text_of(const Cell& cell);
/// A count; nothing is 0.
std::uint64_t count_of(const Cell& cell);

/// A cell as text: nothing is empty, numbers read back the same.
std::string cell_text(const Cell& cell);

/// Rows as bytes, for sending and for comparing: the same bytes for the same rows.
std::string packed(const RunRows& rows);
/// The rows again. Throws Error when the bytes are not such.
RunRows unpacked(const std::string& bytes);

}  // namespace entente
