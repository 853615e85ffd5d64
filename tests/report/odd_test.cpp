#include "sim/report/odd.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "sim/core/error.hpp"
#include "sim/model/switches.hpp"
#include "sim/report/describe_tables.hpp"
#include "sim/report/literature.hpp"
#include "sim/report/odd_scenario.hpp"

namespace entente {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

LoadedScenario shipped(const std::string& name, const std::vector<std::string>& sets = {}) {
  return load_scenario(std::string(ENTENTE_SOURCE_DIR) + "/scenarios/" + name, sets);
}

std::vector<std::string> headings(const Document& document, int level) {
  std::vector<std::string> result;
  for (const DocumentBlock& block : document.blocks) {
    const Heading* heading = std::get_if<Heading>(&block);
    if (heading != nullptr && heading->level == level) result.push_back(heading->text);
  }
  return result;
}

class Odd : public testing::TestWithParam<const char*> {};

TEST_P(Odd, HasTheSevenElementsAndTheElevenConcepts) {
  const Document document = describe_odd(shipped(GetParam()));
  EXPECT_THAT(headings(document, 2),
              ElementsAre("Purpose and patterns", "Entities, state variables, and scales",
                          "Process overview and scheduling", "Design concepts", "Initialization",
                          "Input data", "Submodels"));
  std::vector<std::string> third = headings(document, 3);
  ASSERT_GE(third.size(), 12U);
  third.resize(11);
  EXPECT_THAT(third, ElementsAre("Basic principles", "Emergence", "Adaptation", "Objectives", "Learning",
                                 "Prediction", "Sensing", "Interaction", "Stochasticity", "Collectives",
                                 "Observation"));
}

TEST_P(Odd, CitesOnlyWorksThatBibtexHas) {
  const LoadedScenario loaded = shipped(GetParam());
  Document document = describe_odd(loaded);
  document.append(describe_tables(loaded));
  const std::vector<std::string> keys = cited_keys(document);
  ASSERT_FALSE(keys.empty());
  const std::string text = bibtex(loaded.bibliography, keys);
  std::size_t entries = 0;
  for (std::size_t at = text.find("\n@"); at != std::string::npos; at = text.find("\n@", at + 1)) ++entries;
  EXPECT_EQ(entries, keys.size());
  for (const std::string& key : keys) EXPECT_THAT(text, HasSubstr('{' + key + ",\n"));
}

TEST_P(Odd, TablesHaveEveryNumberOnceWithWhatItMayBe) {
  const LoadedScenario loaded = shipped(GetParam());
  std::size_t rows = 0;
  for (const Tabular& table : parameter_tables(loaded)) {
    rows += table.rows.size();
    const auto column = [&](const char* head) {
      return static_cast<std::size_t>(std::ranges::find(table.columns, head, &TabularColumn::head) -
                                      table.columns.begin());
    };
    ASSERT_LT(column("Range"), table.columns.size()) << table.caption;
    for (const auto& row : table.rows) {
      EXPECT_EQ(row.size(), table.columns.size());
      EXPECT_FALSE(row[column("Value")].parts.front().text.empty());
      EXPECT_FALSE(row[column("Range")].parts.front().text.empty());
    }
  }
  EXPECT_EQ(rows, loaded.parameters.size());
}

TEST_P(Odd, IsTheSameTextEveryTime) {
  const LoadedScenario loaded = shipped(GetParam());
  EXPECT_EQ(describe_odd(loaded), describe_odd(shipped(GetParam())));
  EXPECT_EQ(document_latex(describe_tables(loaded)), document_latex(describe_tables(shipped(GetParam()))));
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Odd,
                         testing::Values("kuril/base.yaml", "kuril/positions.yaml",
                                         "textbook/rubinstein.yaml", "textbook/emissions_1992.yaml",
                                         "guide/5-split-catch.yaml", "guide/6-closure.yaml",
                                         "guide/sweep.yaml", "textbook/baron_ferejohn.yaml",
                                         "other/river_dam.yaml"));

// In the base case every mechanism but investment in hope plays.
TEST(OddMechanisms, AreDescribedWhereTheyPlayAndOnlyNamedWhereTheyAreOff) {
  for (const NamedSwitch& one : kSwitches) {
    const std::string title = mechanism_title(one.name);
    const std::string path = std::string("mechanisms.") + one.name;
    const Document on = describe_odd(shipped("kuril/base.yaml", {path + "=on"}));
    const Document off = describe_odd(shipped("kuril/base.yaml", {path + "=off"}));
    EXPECT_THAT(headings(on, 3), Contains(title));
    EXPECT_THAT(headings(off, 3), Not(Contains(title)));
    std::string named = title;
    named[0] = static_cast<char>(named[0] - 'A' + 'a');
    const std::string text = document_markdown(off);
    const std::size_t list = text.find("switched off, and hence not described: ");
    ASSERT_NE(list, std::string::npos) << one.name;
    EXPECT_THAT(text.substr(list, text.find('\n', list) - list), HasSubstr(named));
  }
}

TEST(OddMechanisms, ThatAreOffLeaveNoNumberBehind) {
  const Document text = describe_odd(shipped(
      "kuril/base.yaml", {"mechanisms.jump=off", "mechanisms.red_lines=off", "mechanisms.ratification=off"}));
  const std::string markdown = document_markdown(text);
  EXPECT_THAT(markdown, Not(HasSubstr("falls at once")));
  EXPECT_THAT(markdown, Not(HasSubstr("red line treaty")));
  EXPECT_THAT(markdown, Not(HasSubstr("siloviki")));
  EXPECT_THAT(markdown, Not(HasSubstr("ratified")));
}

TEST(OddMechanisms, ThatNothingEngagesAreSaidToBeIdle) {
  const LoadedScenario loaded = shipped("textbook/rubinstein.yaml");
  EXPECT_EQ(part_of(loaded.scenario, "ratification"), Part::Idle);
  EXPECT_EQ(part_of(loaded.scenario, "invest_in_hope"), Part::Off);
  EXPECT_THAT(document_markdown(describe_odd(loaded)),
              HasSubstr("have nothing to act on in this scenario: "));
  EXPECT_THAT(headings(describe_odd(loaded), 3), Not(Contains("Ratification")));
}

TEST(Odd, NamesTheRulesOfTheScenarioThatIsRun) {
  EXPECT_THAT(document_markdown(describe_odd(shipped("textbook/rubinstein.yaml"))),
              HasSubstr("stationary subgame-perfect equilibrium"));
  EXPECT_THAT(document_markdown(describe_odd(shipped("kuril/positions.yaml"))), HasSubstr("spatial model"));
  EXPECT_THAT(document_markdown(describe_odd(shipped("guide/6-closure.yaml"))),
              HasSubstr("expected utility model"));
  EXPECT_THAT(document_markdown(describe_odd(shipped("guide/sweep.yaml"))),
              HasSubstr("triangular, 0.8 to 0.98"));
}

TEST(Literature, EveryWorkHasWhatACitationNeeds) {
  std::set<std::string> names;
  for (const Work& work : model_literature()) {
    EXPECT_TRUE(work.name.starts_with("model:")) << work.name;
    EXPECT_TRUE(names.insert(work.name).second) << work.name;
    EXPECT_FALSE(work.authors.empty() || work.title.empty() || work.date.empty()) << work.name;
    const bool placed = !work.in.empty() && !work.volume.empty();
    EXPECT_TRUE(work.kind != Work::Kind::Article || placed) << work.name;
  }
}

TEST(Literature, BibtexOfAWork) {
  Work work;
  work.name = "pact";
  work.kind = Work::Kind::Article;
  work.authors = {"Doe, J.", "The Office"};
  work.title = "50% of a pact";
  work.in = "Journal & Review";
  work.date = "2016-12-05";
  work.urls = {"http://x.org/a_b%20{c}"};
  work.note = "Seen";
  EXPECT_THAT(
      bibtex({work}, {"pact"}),
      HasSubstr("@article{pact,\n  author = {Doe, J. and {The Office}},\n  title = {{50\\% of a pact}},\n"
                "  journal = {Journal \\& Review},\n  year = {2016},\n  month = dec # \"~5\",\n"
                "  note = {Seen. \\url{http://x.org/a_b%20%7Bc%7D}},\n}\n"));
  EXPECT_THROW(bibtex({}, {"pact"}), Error);
}

TEST(Literature, SourcesCiteTheWorksBehindThem) {
  Work work;
  work.name = "pact";
  work.title = "A pact";
  work.date = "2016";
  work.claims = {{3, 5}};
  const auto keys = [&](const std::string& source) {
    return cited_keys(Document{}.add(Paragraph{cited_source({work}, source)}));
  };
  EXPECT_THAT(keys("C4"), ElementsAre("pact"));
  EXPECT_THAT(keys("C6"), ElementsAre());
  EXPECT_THAT(keys("assumed ±50%"), ElementsAre());
  EXPECT_THAT(keys("literature: Tversky and Kahneman 1992"), ElementsAre("model:tversky1992"));
}

}  // namespace
}  // namespace entente
