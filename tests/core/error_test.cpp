#include "sim/core/error.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace entente {
namespace {

std::string told(const std::string& file, int line, int column, const std::string& key,
                 const std::string& message) {
  const Location where{file, line, column};
  const Problem problem{where, key, message};
  return to_string(problem);
}

TEST(Problem, SaysWhereKeyAndWhat) {
  EXPECT_EQ(told("a.yaml", 3, 7, "actors[0].weight", "found -1, allowed [0, 1]"),
            "a.yaml:3:7: actors[0].weight: found -1, allowed [0, 1]");
}

TEST(Problem, LeavesOutWhatIsUnknown) {
  EXPECT_EQ(told("a.yaml", 3, 0, "key", "wrong"), "a.yaml:3: key: wrong");
  EXPECT_EQ(told("a.yaml", 0, 5, "", "not readable"), "a.yaml: not readable");
  EXPECT_EQ(told("", 0, 0, "key", "wrong"), "key: wrong");
}

TEST(InputError, CarriesAllProblemsOnePerLine) {
  const std::vector<Problem> problems{{{"a.yaml", 1, 2}, "x", "first"}, {{"b.yaml", 3, 4}, "y", "second"}};
  const InputError error(problems);
  EXPECT_STREQ(error.what(), "a.yaml:1:2: x: first\nb.yaml:3:4: y: second");
  EXPECT_EQ(error.problems(), problems);
}

TEST(Require, PassesInSilenceAndThrowsWithThePlace) {
  EXPECT_NO_THROW(require(true, "fine"));
  const int line = __LINE__ + 2;
  try {
    require(false, "shares add up to 1");
    FAIL() << "a broken contract did not throw";
  } catch (const Error& error) {
    EXPECT_EQ(std::string(error.what()), "error_test.cpp:" + std::to_string(line) + ": shares add up to 1");
  }
}

const std::array<std::string, 4> kKnown{"ratification", "discount", "deadline", "sd"};

TEST(NearestName, FindsOneMistakeOfEveryKind) {
  EXPECT_EQ(nearest_name("discont", kKnown), "discount");    // deletion
  EXPECT_EQ(nearest_name("disccount", kKnown), "discount");  // insertion
  EXPECT_EQ(nearest_name("diskount", kKnown), "discount");   // substitution
  EXPECT_EQ(nearest_name("dicsount", kKnown), "discount");   // swap
  EXPECT_EQ(nearest_name("deadline", kKnown), "deadline");
}

TEST(NearestName, SwapCountsOnce) {
  // Three letters allow one edit: a swap is one, as two substitutions it would be too far.
  EXPECT_EQ(nearest_name("ds", kKnown), "sd");
}

TEST(NearestName, StaysSilentWhenNothingIsNear) {
  EXPECT_EQ(nearest_name("utility", kKnown), "");
  EXPECT_EQ(nearest_name("xyz", kKnown), "");
  EXPECT_EQ(nearest_name("anything", {}), "");
}

TEST(NearestName, AllowsAThirdOfTheLength) {
  const std::array<std::string, 1> known{"abcdefghi"};
  EXPECT_EQ(nearest_name("abcdefxyz", known), "abcdefghi");  // 3 of 9
  EXPECT_EQ(nearest_name("abcdexyzw", known), "");           // 4 of 9
}

TEST(NearestName, FirstOfEquallyNearWins) {
  const std::array<std::string, 2> known{"cat", "car"};
  EXPECT_EQ(nearest_name("cab", known), "cat");
}

}  // namespace
}  // namespace entente
