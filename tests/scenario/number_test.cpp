#include "sim/scenario/number.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace entente {
namespace {

TEST(Number, ReadsDecimals) {
  EXPECT_EQ(parse_number("0"), 0.0);
  EXPECT_EQ(parse_number("-0"), 0.0);
  EXPECT_FALSE(std::signbit(*parse_number("-0")));
  EXPECT_EQ(parse_number("10"), 10.0);
  EXPECT_EQ(parse_number("0.1"), 0.1);
  EXPECT_EQ(parse_number("-12.50"), -12.5);
  EXPECT_EQ(parse_number("1e3"), 1000.0);
  EXPECT_EQ(parse_number("1E+3"), 1000.0);
  EXPECT_EQ(parse_number("2.5e-1"), 0.25);
  EXPECT_EQ(parse_number(".5"), 0.5);
  EXPECT_EQ(parse_number("-.5"), -0.5);
  EXPECT_EQ(parse_number("1.7976931348623157e308"), std::numeric_limits<double>::max());
  EXPECT_EQ(parse_number("4.9406564584124654e-324"), std::numeric_limits<double>::denorm_min());
}

TEST(Number, RefusesEverythingElse) {
  for (const char* text :
       {"",    "-",     "+1",   ".",    "-.",  "..5",  "5.",    "010",   "00",     "-01",
        "1e",  "1e+",   "inf",  "-inf", "nan", ".inf", ".nan",  "0x10",  "0x1p3",  "0b1",
        "0o7", "1_000", "1,5",  "1 ",   " 1",  "1a",   "1.2.3", "1e400", "-1e400", "1e-400",
        "--1", "1e1.5", "true", "٣",    "1\n", "1-2",  "10%"}) {
    EXPECT_EQ(parse_number(text), std::nullopt) << text;
    EXPECT_EQ(parse_integer(text), std::nullopt) << text;
  }
}

TEST(Number, IntegersFitSixtyFourBits) {
  EXPECT_EQ(parse_integer("0"), 0);
  EXPECT_EQ(parse_integer("-7"), -7);
  EXPECT_EQ(parse_integer("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(parse_integer("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(parse_integer("9223372036854775808"), std::nullopt);
  EXPECT_EQ(parse_integer("1.0"), std::nullopt);
  EXPECT_EQ(parse_integer("1e3"), std::nullopt);
}

}  // namespace
}  // namespace entente
