#include "sim/model/bibliography.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/scenario/mistake.hpp"

namespace entente {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

LoadedScenario shipped(const std::string& name) {
  return load_scenario(std::string(ENTENTE_SOURCE_DIR) + "/scenarios/" + name);
}

TEST(Bibliography, IsReadWithAllItsKeys) {
  const LoadedScenario loaded = load_scenario_text(everything_text(), "x.yaml");
  ASSERT_EQ(loaded.bibliography.size(), 2U);
  Work pact;
  pact.name = "pact";
  pact.kind = Work::Kind::Article;
  pact.authors = {"Doe, J.", "The Office"};
  pact.title = "On the pact";
  pact.in = "Journal of Pacts";
  pact.volume = "3";
  pact.publisher = "A press";
  pact.date = "2016-12";
  pact.doi = "10.1000/182";
  pact.urls = {"http://example.org/a_b%20c"};
  pact.note = "Seen in print.";
  pact.claims = {{1, 32}, {40, 40}};
  pact.facts = {4};
  pact.literature = {"Doe 2016"};
  EXPECT_EQ(loaded.bibliography[0], pact);
  EXPECT_EQ(loaded.bibliography[1].kind, Work::Kind::Misc);
  EXPECT_THAT(loaded.bibliography[1].facts, ElementsAre(5, 6));
}

TEST(Bibliography, IsInheritedAndStaysInTheResolvedText) {
  const LoadedScenario base = shipped("kuril/base.yaml");
  const LoadedScenario extending = shipped("kuril/what-if/oil_110.yaml");
  EXPECT_FALSE(base.bibliography.empty());
  EXPECT_EQ(base.bibliography, extending.bibliography);
  EXPECT_EQ(load_scenario_text(extending.resolved, "resolved.yaml").bibliography, base.bibliography);
}

TEST(Bibliography, OfTheKurilScenariosStandsBehindEveryClaimAndFact) {
  const LoadedScenario loaded = shipped("kuril/base.yaml");
  std::set<std::string> without;
  for (const Parameter& parameter : loaded.parameters) {
    for (const std::string& source : parameter.sources) {
      const bool documented = source.starts_with('C') || source.starts_with("fact");
      if (documented && works_behind(loaded.bibliography, source).empty()) without.insert(source);
    }
  }
  EXPECT_THAT(without, IsEmpty());
}

TEST(Bibliography, WorksBehindASource) {
  Work first;
  first.name = "first";
  first.claims = {{1, 4}, {9, 9}};
  first.facts = {2};
  Work second = first;
  second.name = "second";
  second.claims = {{4, 6}};
  second.literature = {"Doe 2016"};
  const std::vector<Work> works{first, second};
  const auto names = [&](std::string_view source) {
    std::vector<std::string> found;
    for (const Work* work : works_behind(works, source)) found.push_back(work->name);
    return found;
  };
  EXPECT_THAT(names("C1"), ElementsAre("first"));
  EXPECT_THAT(names("C4"), ElementsAre("first", "second"));
  EXPECT_THAT(names("C7"), IsEmpty());
  EXPECT_THAT(names("C9"), ElementsAre("first"));
  EXPECT_THAT(names("fact 2 (B)"), ElementsAre("first", "second"));
  EXPECT_THAT(names("fact 21 (B)"), IsEmpty());
  EXPECT_THAT(names("literature: Doe 2016"), ElementsAre("second"));
  EXPECT_THAT(names("definition"), IsEmpty());
}

TEST(Bibliography, ShortNames) {
  Work work;
  work.title = "A report";
  EXPECT_EQ(short_name(work), "A report");
  work.date = "2016-12";
  EXPECT_EQ(short_name(work), "A report 2016");
  work.authors = {"Doe, J.", "The Office"};
  EXPECT_EQ(short_name(work), "Doe and The Office 2016");
  work.authors = {"A, a", "B, b", "C, c", "D, d", "E, e"};
  EXPECT_EQ(short_name(work), "A and others 2016");
}

class BibliographyMistake : public testing::TestWithParam<Mistake> {};

TEST_P(BibliographyMistake, IsNamedAtItsPlace) { expect_mistake_is_named(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Entries, BibliographyMistake,
    testing::Values(
        Mistake{"kind: article\n", "kind: articel\n", "articel", "bibliography.pact.kind",
                "did you mean 'article'?"},
        Mistake{"    title: On the pact\n", "", "kind: article", "bibliography.pact.title", "missing"},
        Mistake{"    volume: 3\n", "    volumes: 3\n", "volumes", "bibliography.pact.volumes",
                "did you mean 'volume'?"},
        Mistake{"date: 2016-12\n    doi", "date: 2016-13\n    doi", "2016-13", "bibliography.pact.date",
                "found '2016-13', expected a year, a month or a day"},
        Mistake{"date: 2016-12\n    doi", "date: 2016-12-45\n    doi", "2016-12-45", "bibliography.pact.date",
                "expected a year, a month or a day"},
        Mistake{"C1-C32", "C32-C1", "C32-C1", "bibliography.pact.ids", "found 'C32-C1', expected claims"},
        Mistake{"C1-C32", "C1-C134", "C1-C134", "bibliography.pact.ids", "expected claims"},
        Mistake{"ids: [C1-C32, C40, fact 4", "ids: [C1-C32, C40, fact four", "fact four",
                "bibliography.pact.ids", "found 'fact four'"},
        Mistake{", ids: [fact 5, fact 6]", "", "{title: A survey", "bibliography.survey.ids", "missing"},
        Mistake{"  survey: {", "  all: {", "all: {title: A survey", "bibliography.all",
                "a meaning of its own"}));

}  // namespace
}  // namespace entente
