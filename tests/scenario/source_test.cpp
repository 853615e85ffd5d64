#include "sim/scenario/source.hpp"

#include <gtest/gtest.h>

#include "sim/core/math.hpp"

namespace entente {
namespace {

TEST(Source, AcceptsTheGrammar) {
  for (const char* text : {"C1", "C42", "C133", "fact 5 (B)", "fact 12 (D)", "assumed ±50%", "assumed +-50%",
                           "assumed ± 12.5 %", "assumed [0, 1]", "assumed [-1.5,2e3]", "calibrated: to 1956",
                           "literature: Axelrod 1984", "definition"}) {
    const auto source = parse_source(text);
    ASSERT_TRUE(source.has_value()) << text;
    EXPECT_EQ(source->text, text);
  }
}

TEST(Source, RefusesOtherText) {
  for (const char* text : {"",
                           "C0",
                           "C134",
                           "C",
                           "c42",
                           "C042",
                           "C4 2",
                           "fact 5",
                           "fact (B)",
                           "fact 5 (E)",
                           "fact 0 (A)",
                           "fact5 (A)",
                           "assumed",
                           "assumed 50%",
                           "assumed ±50",
                           "assumed ±0%",
                           "assumed ±-5%",
                           "assumed ±x%",
                           "assumed []",
                           "assumed [1]",
                           "assumed [2, 1]",
                           "assumed [1, 2, 3]",
                           "assumed [0, inf]",
                           "calibrated:",
                           "literature: ",
                           "definition of x",
                           "guess"}) {
    EXPECT_FALSE(parse_source(text).has_value()) << text;
  }
}

TEST(Source, RangeIsThePercentCutToWhatIsAllowed) {
  const Source half = *parse_source("assumed ±50%");
  EXPECT_EQ(source_range(half, 0.5, 0, 1), std::pair(0.25, 0.75));
  EXPECT_EQ(source_range(half, 0.875, 0, 1), std::pair(0.4375, 1.0));
  EXPECT_EQ(source_range(half, -2, -kInfinity, kInfinity), std::pair(-3.0, -1.0));
  EXPECT_EQ(source_range(*parse_source("assumed [0.2, 0.4]"), 0.3, 0, 1), std::pair(0.2, 0.4));
  EXPECT_EQ(source_range(*parse_source("C42"), 0.3, 0, 1), std::nullopt);
}

}  // namespace
}  // namespace entente
