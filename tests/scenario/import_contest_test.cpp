// The CSV of KTAB and of expected utility models.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenario/import_text.hpp"

namespace entente {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string kKtab =
    "Canal tolls,\"who pays, and how much\",3,2, \n"
    "Actor,Description,Power,Toll Level,Toll Salience,Depth,Depth Salience,\n"
    "North, upstream, 10.5, 0, 49.53, 25, 7,\n"
    "\"South \"\"B\"\"\",,20,100,60,75.25,40,\n"
    "East,,0,50,0.5,50,99.5\n";

const std::string kEum =
    "salience,Actor,position,Capability\n"
    "0.8,North,4,0.5\n"
    "1,South,10.5,0.25\n"
    "0,East,7,0.25\n";

TEST(ImportKtab, TakesPositionsPowerAndSalience) {
  const Scenario scenario = imported_scenario({{"canal.csv", kKtab}});
  EXPECT_EQ(scenario.title, "Canal tolls");
  EXPECT_EQ(scenario.description, "who pays, and how much");
  EXPECT_EQ(scenario.protocol.kind, Protocol::Kind::Spatial);
  ASSERT_EQ(scenario.dimensions.size(), 2U);
  EXPECT_EQ(scenario.dimensions[0].name, "Depth");
  EXPECT_EQ(scenario.dimensions[1].name, "Toll_Level");
  EXPECT_EQ(scenario.dimensions[1].title, "Toll Level");
  EXPECT_EQ(scenario.dimensions[1].low, 0);
  EXPECT_EQ(scenario.dimensions[1].high, 100);
  ASSERT_EQ(scenario.actors.size(), 3U);
  EXPECT_EQ(scenario.actors[1].name, "North");
  EXPECT_EQ(scenario.actors[1].power, 10.5);
  EXPECT_EQ(scenario.actors[2].name, "South_B");
  EXPECT_EQ(scenario.actors[2].title, "South \"B\"");
  EXPECT_EQ(scenario.actors[2].positions[0].at, 75.25);
  EXPECT_EQ(scenario.actors[2].positions[1].at, 100);
}

TEST(ImportKtab, MovesTheDecimalPointOfPercentages) {
  // 49.53/100 is a neighbour of 0.4953; the scenario says what a person would write.
  const std::string text = import_texts({{"canal.csv", kKtab}}).text;
  EXPECT_THAT(text, HasSubstr("salience: 0.4953}"));
  EXPECT_THAT(text, HasSubstr("salience: 0.07}"));
  EXPECT_THAT(text, HasSubstr("salience: 0.995}"));
}

TEST(ImportKtab, ReadsCarriageReturnsAndAByteOrderMark) {
  std::string windows = "\xEF\xBB\xBF";
  for (const char c : kKtab) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  EXPECT_EQ(import_texts({{"canal.csv", windows}}).text, import_texts({{"canal.csv", kKtab}}).text);
}

TEST(ImportKtab, SaysWhatIsWrongAndWhere) {
  const auto error = [](const std::string& from, const std::string& to) {
    return import_error({{"canal.csv", with(kKtab, from, to)}}, ImportFormat::Ktab);
  };
  EXPECT_THAT(error("3,2,", "4,2,"),
              HasSubstr("canal.csv:1:1: number of actors: found 3 lines of actors, expected 4"));
  EXPECT_THAT(error("3,2,", "3,1,"), HasSubstr("canal.csv:2:1: found 7 cells, expected 5"));
  EXPECT_THAT(error("3,2,", "3,two,"),
              HasSubstr("number of dimensions: found 'two', expected a whole number"));
  EXPECT_THAT(error("25, 7", "25"), HasSubstr("canal.csv:3:1: found 6 cells, expected 7"));
  EXPECT_THAT(error("75.25", "175"),
              HasSubstr("canal.csv:4:26: Depth: found '175', expected a number in [0, 100]"));
  EXPECT_THAT(error("10.5", "-1"), HasSubstr("Power: found '-1', expected a number of at least 0"));
  EXPECT_THAT(error("49.53", "nan"), HasSubstr("Toll Salience: found 'nan'"));
  EXPECT_THAT(error("49.53", "93.5"), HasSubstr("North: the saliences are 100.5 together; at most 100"));
  EXPECT_THAT(error("East", "North"),
              HasSubstr("canal.csv:5:1: North: an actor of this name stands here twice"));
  EXPECT_THAT(error("\"South \"\"B\"\"\"", "\"South"),
              HasSubstr("canal.csv:4:1: a quote that is not closed"));
  EXPECT_THAT(error("\"South \"\"B\"\"\"", "\"South\" B"),
              HasSubstr("canal.csv:4:9: text after a closing quote"));
  EXPECT_THAT(error("\"South \"\"B\"\"\"", "So\"uth"), HasSubstr("must be in quotes as a whole"));
}

TEST(ImportEum, FindsColumnsByNameAndTheEndsOfTheScale) {
  const Scenario scenario = imported_scenario({{"tolls.csv", kEum}});
  EXPECT_EQ(scenario.title, "tolls");
  EXPECT_EQ(scenario.protocol.kind, Protocol::Kind::ExpectedUtility);
  ASSERT_EQ(scenario.dimensions.size(), 1U);
  EXPECT_EQ(scenario.dimensions[0].low, 4);
  EXPECT_EQ(scenario.dimensions[0].high, 10.5);
  ASSERT_EQ(scenario.actors.size(), 3U);
  EXPECT_EQ(scenario.actors[1].name, "North");
  EXPECT_EQ(scenario.actors[1].power, 0.5);
  EXPECT_EQ(scenario.actors[1].positions[0].salience, 0.8);
  EXPECT_EQ(scenario.actors[2].positions[0].salience, 1);
}

TEST(ImportEum, TakesSaliencesAboveOneForPercentages) {
  const Imported imported = import_texts({{"tolls.csv", with(kEum, "0.8,", "57,")}});
  EXPECT_THAT(imported.text, HasSubstr("read as percentages"));
  EXPECT_THAT(imported.text, HasSubstr("salience: 0.57}"));
  EXPECT_THAT(imported.text, HasSubstr("salience: 0.01}"));
  EXPECT_THAT(import_texts({{"tolls.csv", kEum}}).text, HasSubstr("read as shares"));
}

TEST(ImportEum, SaysWhatIsWrongAndWhere) {
  const auto error = [](const std::string& from, const std::string& to) {
    return import_error({{"tolls.csv", with(kEum, from, to)}}, ImportFormat::Eum);
  };
  EXPECT_THAT(error("Capability", "Weight"), AllOf(HasSubstr("tolls.csv:1:25: found the column 'Weight'"),
                                                   HasSubstr("tolls.csv:1:1: capability: missing")));
  EXPECT_THAT(error("Capability", "position"), HasSubstr("this column stands here twice"));
  EXPECT_THAT(error("1,South,10.5,0.25", "1,South,10.5"),
              HasSubstr("tolls.csv:3:1: found 3 cells, expected 4"));
  EXPECT_THAT(error("10.5", "1e999"), HasSubstr("tolls.csv:3:9: position: found '1e999', expected a number"));
  EXPECT_THAT(error("0.8", "-0.8"), HasSubstr("salience: found '-0.8', expected a number in [0, 100]"));
  EXPECT_THAT(error("0.8", "101"), HasSubstr("salience: found '101'"));
  EXPECT_THAT(error("South", "North"),
              HasSubstr("tolls.csv:3:3: North: an actor of this name stands here twice"));
  EXPECT_THAT(error("\n1,South,10.5,0.25\n0,East,7,0.25\n", "\n"), HasSubstr("fewer than two actors"));
  EXPECT_THAT(import_error({{"t.csv", "actor,capability,position,salience\na,1,2,1\nb,1,2,1\n"}}),
              HasSubstr("all positions are the same"));
}

}  // namespace
}  // namespace entente
