#include "sim/report/solution.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "tests/support/small_scenario.hpp"

namespace entente {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// Two issues, a = (6, 4, 0; 0, 1), b = (0, 3, 5; 0, 2): four points on the frontier.
Scenario dinner() {
  Scenario scenario = small_scenario();
  scenario.title = "Dinner";
  scenario.issues = {issue("dish", {"fish", "rice", "roast"}, {{}, {}, {}}),
                     issue("wine", {"none", "red"}, {{}, {}})};
  scenario.quantities.clear();
  scenario.settles = Predicate{};
  scenario.outcomes.clear();
  const auto worth = [](std::vector<double> dish, std::vector<double> wine) {
    ValuesTerm both{{{0, 1, std::move(dish)}, {1, 1, std::move(wine)}}};
    return std::vector<Component>{component("all", 1, {term(both)})};
  };
  scenario.actors[0].components = worth({6, 4, 0}, {0, 1});
  scenario.actors[1].components = worth({0, 3, 5}, {0, 2});
  scenario.actors[0].disagreement = scenario.actors[1].disagreement = 0;
  return scenario;
}

/// A cake of one and nothing else.
Scenario cake() {
  Scenario scenario = dinner();
  scenario.issues = {issue("cake", {"0", "1"}, {{}, {}})};
  scenario.issues[0].divisible = true;
  scenario.actors[0].components = {component("all", 1, {term(values(0, {0, 1}))})};
  scenario.actors[1].components = {component("all", 1, {term(values(0, {1, 0}))})};
  return scenario;
}

using Utilities2 = std::vector<std::vector<double>>;

TEST(SolutionJson, HasTheKeysThatMachinesRead) {
  const Scenario scenario = dinner();
  const nlohmann::ordered_json json = solution_json(scenario, solution_report(scenario, {}));
  EXPECT_EQ(json.at("reading"), "textbook");
  EXPECT_EQ(json.at("parties"), (std::vector<std::string>{"A", "B"}));
  EXPECT_EQ(json.at("exact"), false);
  EXPECT_EQ(json.at("packages"), 6);
  EXPECT_EQ(json.at("zone_of_agreement").at("count"), 6);
  EXPECT_EQ(json.at("pareto").at("count"), 3);
  EXPECT_EQ(json.at("pareto").at("points"), (Utilities2{{7, 2}, {5, 5}, {1, 7}}));
  EXPECT_EQ(json.at("pareto").at("packages").at(1).at("dish"), "rice");
  EXPECT_EQ(json.at("nash").at("value"), 25);
  for (const char* key : {"nash", "egalitarian", "kalai_smorodinsky", "utilitarian"}) {
    EXPECT_EQ(json.at(key).at("utilities"), (Utilities2{{5, 5}})) << key;
    EXPECT_EQ(json.at(key).at("packages").at(0).at("wine"), "red") << key;
    EXPECT_EQ(json.at(key).at("distance").at(0).get<double>(), std::sqrt(50.0)) << key;
  }
  EXPECT_EQ(json.at("win_sets").at("A"), 6);
  EXPECT_TRUE(json.at("ratifiable").at("A").is_null());
  // The best compromise (5/7, 5/7) from (1, 1).
  EXPECT_NEAR(json.at("opposition").get<double>(), std::sqrt(8.0) / 7, 1e-15);
  // Fish without wine gives B nothing, roast without wine gives A nothing.
  EXPECT_NEAR(json.at("rational_fraction").get<double>(), 4.0 / 6, 1e-15);
}

TEST(SolutionJson, OneMethodAndWeights) {
  const Scenario scenario = dinner();
  const nlohmann::ordered_json json = solution_json(
      scenario, solution_report(scenario, {SolutionRequest::Show::Nash, Reading::Textbook, {3, 1}}));
  EXPECT_FALSE(json.contains("pareto"));
  EXPECT_FALSE(json.contains("utilitarian"));
  // 7³·2 = 686 beats 5³·5 = 625.
  EXPECT_EQ(json.at("nash").at("utilities"), (Utilities2{{7, 2}}));
  EXPECT_EQ(json.at("weights").at("A"), 3);
}

TEST(SolutionJson, DivisibleIssuesAreSplitExactly) {
  const Scenario scenario = cake();
  const nlohmann::ordered_json json = solution_json(scenario, solution_report(scenario, {}));
  EXPECT_EQ(json.at("exact"), true);
  EXPECT_EQ(json.at("nash").at("utilities"), (Utilities2{{0.5, 0.5}}));
  EXPECT_EQ(json.at("nash").at("packages").at(0).at("cake"), 0.5);
  EXPECT_EQ(json.at("pareto").at("points"), (Utilities2{{1, 0}, {0, 1}}));
  const nlohmann::ordered_json sliced =
      solution_json(scenario, solution_report(scenario, {SolutionRequest::Show::All, Reading::Negmas, {}}));
  EXPECT_EQ(sliced.at("exact"), false);
  EXPECT_TRUE(sliced.contains("at_slices_because"));
}

TEST(SolutionText, NamesSolutionsAndPackages) {
  const Scenario scenario = dinner();
  const std::string text = solution_text(scenario, solution_report(scenario, {}), Style::None);
  EXPECT_THAT(text, HasSubstr("6 packages are allowed"));
  EXPECT_THAT(text, HasSubstr("The Pareto frontier has 3 points."));
  EXPECT_THAT(text, HasSubstr("Nash, Egalitarian, Kalai-Smorodinsky and Utilitarian: dish: rice; wine: red"));
  EXPECT_THAT(text, HasSubstr("not asked"));
  EXPECT_THAT(text, Not(HasSubstr("As NegMAS")));
  const std::string negmas = solution_text(
      scenario, solution_report(scenario, {SolutionRequest::Show::All, Reading::Negmas, {}}), Style::None);
  EXPECT_THAT(negmas, HasSubstr("As NegMAS"));
}

TEST(SolutionText, ListsTheFrontier) {
  const Scenario scenario = dinner();
  const std::string text = solution_text(
      scenario, solution_report(scenario, {SolutionRequest::Show::Pareto, Reading::Textbook, {}}),
      Style::None);
  EXPECT_THAT(text, HasSubstr("Point 1"));
  EXPECT_THAT(text, HasSubstr("Point 3: dish: roast; wine: red"));
}

TEST(SolutionText, SaysThatThereIsNoAgreement) {
  Scenario scenario = dinner();
  scenario.actors[0].disagreement = 8;
  const SolutionReport report = solution_report(scenario, {});
  EXPECT_THAT(solution_text(scenario, report, Style::None), HasSubstr("none"));
  const nlohmann::ordered_json json = nlohmann::ordered_json::parse(solution_json(scenario, report).dump());
  EXPECT_TRUE(json.at("nash").at("value").is_null());
  EXPECT_TRUE(json.at("nash").at("utilities").empty());
  EXPECT_TRUE(json.at("opposition").is_null());
  EXPECT_TRUE(json.at("ideal").at("A").is_null());
}

TEST(SolutionText, SaysWhenIssuesAreSplitAndWhenNot) {
  EXPECT_THAT(solution_text(cake(), solution_report(cake(), {}), Style::None), HasSubstr("exact"));
  Scenario dry = cake();
  dry.issues[0].options = {"0", "1", "2"};
  dry.issues[0].option_titles = dry.issues[0].options;
  dry.issues[0].amounts = {{}, {}, {}};
  dry.actors[0].components = {component("all", 1, {term(values(0, {0, 0.1, 1}))})};
  dry.actors[1].components = {component("all", 1, {term(values(0, {1, 0.1, 0}))})};
  EXPECT_THAT(solution_text(dry, solution_report(dry, {}), Style::None), HasSubstr("because a mixture"));
}

}  // namespace
}  // namespace entente
