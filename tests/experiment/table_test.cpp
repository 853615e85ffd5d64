#include "sim/experiment/table.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <limits>

#include "sim/core/error.hpp"

namespace entente {
namespace {

RunRows sample() {
  return {{{Cell(), std::int64_t{-7}, 0.1, std::string("a,\"b\"\n\0c", 8)}, {std::string(), 1e-308}},
          {},
          {{std::numeric_limits<std::int64_t>::min()}}};
}

TEST(Table, RowsSurvivePacking) {
  EXPECT_EQ(unpacked(packed(sample())), sample());
  EXPECT_EQ(unpacked(packed({})), RunRows{});
}

TEST(Table, DifferentRowsHaveDifferentBytes) {
  EXPECT_NE(packed({{{Cell(1.0)}}}), packed({{{Cell(std::int64_t{1})}}}));
  EXPECT_NE(packed({{{Cell(1.0)}}}), packed({{{Cell(std::nextafter(1.0, 2.0))}}}));
  EXPECT_NE(packed({{{Cell(1.0)}, {Cell(2.0)}}}), packed({{{Cell(1.0), Cell(2.0)}}}));
  EXPECT_NE(packed({{{Cell(std::string())}}}), packed({{{Cell()}}}));
}

TEST(Table, EveryTruncationAndAnyAdditionIsRefused) {
  const std::string bytes = packed(sample());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_THROW(unpacked(bytes.substr(0, length)), Error) << length;
  }
  EXPECT_THROW(unpacked(bytes + 'x'), Error);
  // A count that no memory could hold.
  EXPECT_THROW(unpacked(std::string(8, '\xff')), Error);
}

TEST(Table, NumbersReadBackAndNothingIsEmpty) {
  for (const double value : {0.1, -1.0 / 3, 5e-324, 1.7976931348623157e308, 42.0}) {
    EXPECT_EQ(std::strtod(cell_text(number_cell(value)).c_str(), nullptr), value);
  }
  EXPECT_EQ(number_cell(std::nan("")), Cell());
  EXPECT_EQ(cell_text(Cell()), "");
  // One zero: -0 and 0 print differently.
  EXPECT_EQ(cell_text(number_cell(-0.0)), "0");
}

}  // namespace
}  // namespace entente
