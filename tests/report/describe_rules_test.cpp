// Games of every kind in words. The scenarios are the reader's fixtures.

#include "sim/report/describe_rules.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "sim/report/describe.hpp"

namespace entente {
namespace {

LoadedScenario fixture(const std::string& name, const std::vector<std::string>& sets = {}) {
  return load_scenario(std::string(ENTENTE_SOURCE_DIR) + "/tests/scenario/data/" + name, sets);
}

void expect_part(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), std::string::npos) << part << "\nnot in\n" << text;
}

void expect_no_part(const std::string& text, const std::string& part) {
  EXPECT_EQ(text.find(part), std::string::npos) << part << "\nin\n" << text;
}

TEST(DescribeRules, TacticsAreSentences) {
  Tactic tactic;
  EXPECT_EQ(tactic_in_words(tactic), "holds out for what it hopes for: 1, all along");
  tactic.kind = Tactic::Kind::Aspiration;
  tactic.exponent = 0.25;
  tactic.deadline = 101;
  EXPECT_EQ(
      tactic_in_words(tactic),
      "asks for 1 of the way from its reservation to its best package at first and for 0 after 101 years "
      "(polynomially, exponent 0.25); says yes to what meets its demand");
  tactic.exponent = 0;
  tactic.accept.kind = AcceptanceRule::Kind::Next;
  tactic.accept.scale = 1.1;
  EXPECT_EQ(tactic_in_words(tactic),
            "asks for 1 of the way from its reservation to its best package until the deadline of 101 years; "
            "says yes to what, times 1.1, is worth at least its own next offer");
  tactic.kind = Tactic::Kind::Rational;
  EXPECT_EQ(tactic_in_words(tactic), "plays the subgame-perfect equilibrium");
}

TEST(DescribeRules, EveryProtocolAndTacticHasWords) {
  Scenario scenario = fixture("everything.yaml").scenario;
  for (int kind = 0; kind <= static_cast<int>(Protocol::Kind::Spatial); ++kind) {
    scenario.protocol.kind = static_cast<Protocol::Kind>(kind);
    EXPECT_FALSE(protocol_in_words(scenario).empty()) << kind;
    EXPECT_FALSE(protocol_name(scenario.protocol.kind).empty()) << kind;
    EXPECT_EQ(challenge_in_words(scenario).empty(), kind < static_cast<int>(Protocol::Kind::ExpectedUtility));
  }
  for (int kind = 0; kind <= static_cast<int>(Tactic::Kind::Rational); ++kind) {
    Tactic tactic;
    tactic.kind = static_cast<Tactic::Kind>(kind);
    EXPECT_FALSE(tactic_in_words(tactic).empty()) << kind;
  }
  for (int rule = 0; rule <= static_cast<int>(AcceptanceRule::Kind::Combined); ++rule) {
    Tactic tactic;
    tactic.kind = Tactic::Kind::Micro;
    tactic.accept.kind = static_cast<AcceptanceRule::Kind>(rule);
    EXPECT_NE(tactic_in_words(tactic).find("; says yes to"), std::string::npos) << rule;
  }
}

TEST(DescribeRules, AGameThatStartsFromNothingHasNoStatusQuo) {
  const std::string text = describe(fixture("tactics.yaml"), Style::None);
  expect_part(text,
              "2 issues, 10 packages, 10 of them feasible. Nothing is in force until something is signed.");
  expect_part(text, "  Every agreement settles the dispute.\n");
  expect_no_part(text, "status quo");
  expect_part(text, "utility while nothing is in force");
  expect_part(text, "Random recognition: in each exchange one of ");
  expect_part(text, "3 must agree");
  const auto json = nlohmann::json::parse(describe_json(fixture("tactics.yaml")));
  EXPECT_EQ(json["packages"], 10);
  EXPECT_TRUE(json["issues"]["colour"]["status_quo"].is_null());
  EXPECT_EQ(json["actors"]["aspiring"]["disagreement"], 0.1);
  EXPECT_EQ(json["protocol"]["kind"], "random_recognition");
}

TEST(DescribeRules, AForecastIsATableOfPositions) {
  const std::string text = describe(fixture("forecast.yaml"), Style::None);
  expect_part(text, "  Years of delay (delay), 4 to 10 years\n");
  expect_part(text, "depth (depth), 0 to 100 %");
  expect_part(text, "The expected utility model");
  expect_part(text, "3 rounds at most");
  expect_no_part(text, "packages");
  expect_no_part(text, "settled");
  // From the low end of the scale to the high one.
  EXPECT_LT(text.find("Netherlands"), text.find("Industry"));
  EXPECT_LT(text.find("Industry"), text.find("France"));
  const auto json = nlohmann::json::parse(describe_json(fixture("forecast.yaml")));
  EXPECT_EQ(json["packages"], 0);
  EXPECT_EQ(json["dimensions"]["delay"]["high"], 10);
  EXPECT_EQ(json["actors"]["france"]["positions"]["delay"]["at"], 10);
  EXPECT_TRUE(json["settles"].is_null());
}

TEST(DescribeRules, TheRulesOfASpatialForecast) {
  const std::string text = describe(fixture("forecast.yaml", {"protocol.kind=spatial"}), Style::None);
  expect_part(text, "The spatial model");
  expect_part(text, "100 turns at most");
  expect_no_part(text, "3 rounds");
}

}  // namespace
}  // namespace entente
