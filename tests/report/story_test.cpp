#include "sim/report/story.hpp"

#include <gtest/gtest.h>

#include <regex>

#include "sim/report/reasons.hpp"
#include "sim/report/summary.hpp"
#include "tests/report/tiny.hpp"

namespace entente {
namespace {

const char* const kStory = R"(2001-03  At the start: weather mild; wool 10 crowns.
         The Empire begins: public threat.
         South begins: court.
         North offers: pasture → north takes
           (worth +0.31 to it; expects acceptance at 40%, ratification at 90%)
           South refuses: land −0.31 outweighs trade +0.08.
2001-09 to 2002-03: talks in 2 rounds, no offer worth tabling.
2002-09  Context: weather mild → very dry.
         The Empire ends: public threat.
         South turns from court to shun.
         South offers: toll → a low toll
           (worth +0.12 to it; expects acceptance at 100%)
           North accepts: trade +0.08 outweighs land −0.02.
         At home in North: ratified (expected support 0.62, needed 0.40, chance 80%).
         At home in South: ratified (expected support 0.55, needed 0.45, chance over 99%).
         In force: toll → a low toll.
2003-03  Context: wool 10 → 12.5.
         South breaks the agreement of 2002-09: defecting brings it 0.050 now, keeping its word
           0.030 later.
         Rolled back to the status quo.
2003-09  North stays away: meeting would cost it more than there is to gain (−0.01).
)";

TEST(Story, TellsTheRounds) {
  const Scenario scenario = tiny_scenario();
  EXPECT_EQ(story(scenario, tiny_record(scenario)), kStory);
}

TEST(Story, ColourChangesNothingButEscapes) {
  const Scenario scenario = tiny_scenario();
  const RunRecord record = tiny_record(scenario);
  const std::regex escape("\x1b\\[[0-9;]*m");
  for (const bool explain : {false, true}) {
    const std::string coloured = story(scenario, record, {Style::Ansi, explain});
    EXPECT_NE(coloured.find('\x1b'), std::string::npos);
    EXPECT_EQ(std::regex_replace(coloured, escape, ""), story(scenario, record, {Style::None, explain}));
  }
  EXPECT_EQ(std::regex_replace(summary(scenario, record, Style::Ansi), escape, ""),
            summary(scenario, record, Style::None));
}

TEST(Story, ExplainBreaksARefusalDown) {
  const Scenario scenario = tiny_scenario();
  const std::string text = story(scenario, tiny_record(scenario), {Style::None, true});
  EXPECT_NE(text.find("               land                                                −0.310\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("               alliance                                            −0.020\n"),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("for North"), std::string::npos) << "an accepted offer needs no breakdown";
}

TEST(Story, NoLineIsWiderThanThePage) {
  Scenario scenario = tiny_scenario();
  scenario.issues[1].option_titles[1] =
      "a toll that is lowered step by step over ten years, under the eyes of a commission that both sides "
      "name";
  scenario.description = std::string(kStory).substr(0, 300);
  const RunRecord record = tiny_record(scenario);
  const std::string text = story_head(scenario, record.result, Style::None) +
                           story(scenario, record, {Style::None, true}) +
                           summary(scenario, record, Style::None);
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    EXPECT_LE(display_width(text.substr(begin, end - begin)), kTextWidth) << text.substr(begin, end - begin);
    begin = end + 1;
  }
}

TEST(Story, AQuietStretchIsFoldedByItsKind) {
  const Scenario scenario = tiny_scenario();
  RunRecord record;
  for (int number = 0; number < 4; ++number) {
    record.rounds.push_back(tiny_round(scenario, number, kStatusQuo));
    record.rounds.back().context.clear();
  }
  EXPECT_EQ(story(scenario, record), "2001-03 to 2002-09: talks in 4 rounds, no offer worth tabling.\n");
  for (std::size_t number : {2U, 3U}) {
    record.rounds[number].talks = false;
    record.rounds[number].exchanges.clear();
    record.rounds[number].suspended = true;
  }
  EXPECT_EQ(story(scenario, record),
            "2001-03 to 2001-09: talks in 2 rounds, no offer worth tabling.\n"
            "2002-03  Talks are suspended.\n"
            "2002-09: no talks: they are suspended.\n");
}

TEST(Story, SmallMovesOfTheContextAreLeftOut) {
  const Scenario scenario = tiny_scenario();
  RunRecord record;
  // One stationary standard deviation of wool is 2/√(2·0.5) = 2: 11.9 is not told, 12.1 is, measured from
  // what was told.
  for (const double wool : {10.0, 11.9, 12.1, 13.0}) {
    record.rounds.push_back(tiny_round(scenario, static_cast<int>(record.rounds.size()), kStatusQuo));
    record.rounds.back().context = {0, wool};
  }
  EXPECT_EQ(story(scenario, record),
            "2001-03  At the start: weather mild; wool 10 crowns.\n"
            "2001-09: talks, no offer worth tabling.\n"
            "2002-03  Context: wool 10 → 12.1.\n"
            "2002-09: talks, no offer worth tabling.\n");
}

TEST(Story, ABreachAtSigningBringsNothingIntoForce) {
  const Scenario scenario = tiny_scenario();
  RunRecord record;
  record.rounds.push_back(tiny_round(scenario, 0, kStatusQuo));
  record.rounds[0].context.clear();
  record.rounds[0].breaches = {{2, 0, 0.5, 0.25}};
  EXPECT_EQ(
      story(scenario, record),
      "2001-03  South would not deliver, so that nothing comes into force: defecting brings it 0.500 now,\n"
      "           keeping its word 0.250 later.\n");
}

TEST(Reasons, SayWhatOutweighsWhat) {
  const Actor south = tiny_scenario().actors[2];
  const auto words = [&](bool accepted, double margin, Contributions parts) {
    return answer_in_words(south, {2, accepted, margin, 0.5, parts});
  };
  EXPECT_EQ(words(false, -0.23, {{-0.31, 0.08}, 0, 0, 0, 0}), "land −0.31 outweighs trade +0.08");
  EXPECT_EQ(words(false, -0.43, {{-0.31, 0.08}, -0.2, 0, 0, 0}),
            "land −0.31 and alliance −0.20 outweigh trade +0.08");
  EXPECT_EQ(words(false, -0.31, {{-0.31, 0}, 0, 0, 0, 0}), "land −0.31, and nothing to set against it");
  EXPECT_EQ(words(false, -0.02, {{0, 0.08}, 0, 0, 0, -0.1}),
            "hope of a better deal −0.10 outweighs trade +0.08");
  EXPECT_EQ(words(false, -0.1, {{-0.1, 0}, 0, 0, 0, 0.2}),
            "land −0.10, and nothing to set against it; what may come later (+0.20) is no reason to sign");
  EXPECT_EQ(words(false, -0.1, {{0, 0.1}, 0, 0, 0, 0}), "trade +0.10, less than it has without an agreement");
  EXPECT_EQ(words(true, 0.1, {{0, 0.1}, 0, 0, 0, 0}), "trade +0.10");
  EXPECT_EQ(words(false, -0.1, {}), "short of what is acceptable to it: −0.10");
}

TEST(Summary, SaysWhoBlockedWhat) {
  const Scenario scenario = tiny_scenario();
  const std::string text = summary(scenario, tiny_record(scenario), Style::None);
  EXPECT_NE(text.find("Outcome: other\n"), std::string::npos);
  EXPECT_NE(text.find("  2002-09: toll → a low toll (broken in 2003-03)\n"), std::string::npos);
  EXPECT_NE(text.find("  South refused 1 offer. What weighed most: land in 1. Refused most often: pasture → "
                      "north takes (1\n"
                      "    time).\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("  together            −0.020   0.059   0.042\n"), std::string::npos) << text;
  // North has nobody to ask at home; no money is declared.
  EXPECT_NE(text.find("  north wins             North   −0.200  −1.41              0        –\n"),
            std::string::npos);
  EXPECT_NE(text.find("                         South    0.300   2.12              –    −0.15\n"),
            std::string::npos)
      << text;
}

}  // namespace
}  // namespace entente
