#include "sim/experiment/given_rows.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/core/error.hpp"

namespace entente {
namespace {

using testing::HasSubstr;

TEST(GivenRows, ComeInTheOrderOfPaths) {
  const GivenRows given =
      read_given_rows("\xef\xbb\xbf\"b.y\", a.x \r\n1,2\r\n\r\n -3.5 ,\"4e-1\"\n", "rows.csv");
  EXPECT_EQ(given.paths, (std::vector<std::string>{"a.x", "b.y"}));
  EXPECT_EQ(given.rows, (std::vector<std::vector<double>>{{2, 1}, {0.4, -3.5}}));
  const GivenRows again = read_given_rows(given_rows_text(given), "text");
  EXPECT_EQ(again.paths, given.paths);
  EXPECT_EQ(again.rows, given.rows);
  EXPECT_TRUE(read_given_rows("", "").rows.empty());
  EXPECT_EQ(given_rows_text({}), "");
}

TEST(GivenRows, MistakesNameLineAndColumn) {
  const auto refused = [](const char* text) -> std::string {
    try {
      read_given_rows(text, "rows.csv");
    } catch (const InputError& error) {
      return error.what();
    }
    return "accepted";
  };
  EXPECT_THAT(refused("a,b\n1,x\n"), HasSubstr("rows.csv:2:3: found 'x', expected a number"));
  EXPECT_THAT(refused("a,b\n1,nan\n"), HasSubstr("rows.csv:2:3"));
  EXPECT_THAT(refused("a,b\n1,\n"), HasSubstr("rows.csv:2:3: found ''"));
  EXPECT_THAT(refused("a,b\n1\n1,2\n1,2,3\n"), HasSubstr("rows.csv:4:1: found 3 cells, expected 2"));
  EXPECT_THAT(refused("a,a\n1,2\n"), HasSubstr("rows.csv:1:3: 'a' stands here twice"));
  EXPECT_THAT(refused("a,\n1,2\n"), HasSubstr("rows.csv:1:3: a column without"));
  EXPECT_THROW(load_given_rows("/"), InputError);
}

}  // namespace
}  // namespace entente
