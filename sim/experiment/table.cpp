#include "sim/experiment/table.hpp"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <string_view>

#include "sim/core/error.hpp"

namespace entente {
namespace {

/// Whole numbers as eight bytes, the lowest first, whatever the machine.
void put(std::string& bytes, std::uint64_t word) {
  for (int shift = 0; shift < 64; shift += 8) bytes += static_cast<char>(word >> shift & 0xff);
}

class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}

  std::string_view take(std::uint64_t count) {
    require(count <= rest_.size(), "packed rows end early");
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }
  std::uint64_t word() {
    std::uint64_t result = 0;
    const std::string_view eight = take(8);
    for (std::size_t i = 8; i-- > 0;) result = result << 8 | static_cast<unsigned char>(eight[i]);
    return result;
  }
  /// A count of things of which each takes at least one byte.
  std::uint64_t count() {
    const std::uint64_t number = word();
    require(number <= rest_.size(), "packed rows end early");
    return number;
  }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

void put_cell(std::string& bytes, const Cell& cell) {
  bytes += static_cast<char>(cell.index());
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
    put(bytes, static_cast<std::uint64_t>(*whole));
  } else if (const auto* number = std::get_if<double>(&cell)) {
    put(bytes, std::bit_cast<std::uint64_t>(*number));
  } else if (const auto* text = std::get_if<std::string>(&cell)) {
    put(bytes, text->size());
    bytes += *text;
  }
}

Cell take_cell(Bytes& bytes) {
  switch (bytes.take(1).front()) {
    case 0:
      return {};
    case 1:
      return static_cast<std::int64_t>(bytes.word());
    case 2:
      return std::bit_cast<double>(bytes.word());
    case 3:
      return std::string(bytes.take(bytes.count()));
    default:
      throw Error("packed rows hold a value of an unknown kind");
  }
}

}  // namespace

Cell number_cell(double value) { return std::isnan(value) ? Cell() : Cell(value == 0 ? 0.0 : value); }

Cell cell(std::uint64_t value) { return static_cast<std::int64_t>(value); }
Cell cell(int value) { return std::int64_t{value}; }
Cell cell(bool value) { return std::int64_t{value ? 1 : 0}; }

std::int64_t whole_of(const Cell& cell) { return std::get<std::int64_t>(cell); }
const std::string& text_of(const Cell& cell) { return std::get<std::string>(cell); }
std::uint64_t count_of(const Cell& cell) {
  return std::holds_alternative<std::monostate>(cell) ? 0 : static_cast<std::uint64_t>(whole_of(cell));
}

std::string cell_text(const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return fmt::format("{}", *whole);
  if (const auto* number = std::get_if<double>(&cell)) return fmt::format("{}", *number);
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  return {};
}

std::string packed(const RunRows& rows) {
  std::string bytes;
  put(bytes, rows.size());
  for (const std::vector<Row>& of_table : rows) {
    put(bytes, of_table.size());
    for (const Row& row : of_table) {
      put(bytes, row.size());
      for (const Cell& cell : row) put_cell(bytes, cell);
    }
  }
  return bytes;
}

RunRows unpacked(const std::string& bytes) {
  Bytes rest(bytes);
  RunRows rows(rest.count());
  for (std::vector<Row>& of_table : rows) {
    of_table.resize(rest.count());
    for (Row& row : of_table) {
      row.resize(rest.count());
      for (Cell& one : row) one = take_cell(rest);
    }
  }
  require(rest.at_end(), "packed rows hold more than rows");
  return rows;
}

}  // namespace entente
