#include "sim/report/text.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace entente {
namespace {

TEST(Text, WidthCountsCodePointsAndNoEscapes) {
  EXPECT_EQ(display_width("→ −0.31"), 7U);
  EXPECT_EQ(display_width(paint(Style::Ansi, Mark::Good, "yes")), 3U);
}

TEST(Text, WrapsAtSpacesAndIndents) {
  EXPECT_EQ(wrap("one two three", "- ", "  ", 9), "- one two\n  three\n");
  EXPECT_EQ(wrap("unbreakable", "", "", 4), "unbreakable\n");
  EXPECT_EQ(wrap("a\nb", "> ", "  ", 80), "> a\n  b\n");
}

TEST(Text, ColourDoesNotMoveLines) {
  const std::string plain_text = wrap("alpha beta gamma", "", "", 11);
  const std::string painted = wrap("alpha " + paint(Style::Ansi, Mark::Bad, "beta") + " gamma", "", "", 11);
  EXPECT_EQ(painted, "alpha \x1b[31mbeta\x1b[0m\ngamma\n");
  EXPECT_EQ(plain_text, "alpha beta\ngamma\n");
}

TEST(Text, TableAlignsAndWrapsTheWidestColumn) {
  EXPECT_EQ(table({{"what", "n"}, {"−x", "10"}, {"long", "2"}}, {false, true}, Style::None, ""),
            "what   n\n−x    10\nlong   2\n");
  EXPECT_EQ(table({{"a", "b"}, {"x", "aaaa bbbb cccc"}}, {}, Style::None, "", 13),
            "a  b\nx  aaaa bbbb\n   cccc\n");
}

TEST(Text, Numbers) {
  EXPECT_EQ(signed_utility(0.08), "+0.08");
  EXPECT_EQ(signed_utility(-0.314), "−0.31");
  EXPECT_EQ(signed_utility(0.004), "+0.004");
  EXPECT_EQ(signed_utility(-0.0001), "0");
  EXPECT_EQ(fixed(-0.0001), "0.000");
  EXPECT_EQ(fixed(-1.5, 1), "−1.5");
  EXPECT_EQ(plain(2.25), "2.25");
  EXPECT_EQ(plain(std::numeric_limits<double>::quiet_NaN()), "–");
  EXPECT_EQ(percent(0.004), "under 1%");
  EXPECT_EQ(percent(0.999), "over 99%");
  EXPECT_EQ(percent(1), "100%");
}

TEST(Text, Lists) {
  EXPECT_EQ(join(std::vector<std::string>{"a"}), "a");
  EXPECT_EQ(join(std::vector<std::string>{"a", "b", "c"}, "or"), "a, b or c");
  EXPECT_EQ(count(1, "round"), "1 round");
  EXPECT_EQ(count(0, "round"), "0 rounds");
  EXPECT_EQ(capitalised("the Empire"), "The Empire");
}

}  // namespace
}  // namespace entente
