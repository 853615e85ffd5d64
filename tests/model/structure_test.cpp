#include "sim/model/structure.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "tests/support/small_scenario.hpp"

namespace entente {
namespace {

/// With a link, a protected project, a red line, a public at home, and a condition on an amount.
Scenario tied_up() {
  Scenario scenario = small_scenario();
  Actor& first = scenario.actors[0];
  first.components.push_back(
      component("deal", 1, {term(LinkageTerm{kLand, kMoney, std::vector<double>(9, 0.1)})}));
  ProjectTerm project;
  project.issue = kMoney;
  project.protection_issue = kLand;
  first.components.push_back(component("project", 1, {term(project)}));
  RedLine line;
  line.name = "all";
  line.never = with_options(kLand, {false, false, true});
  line.unless_in_force = with_options(kMoney, {false, true, true});
  first.red_lines.push_back(line);
  first.ratification.emplace().constituencies.emplace_back().values = values(kLand, {0, -0.1, -0.3});
  scenario.feasible.push_back(within(Predicate::Kind::Amount, 1, 0, 4));
  return scenario;
}

TEST(SameStructure, NumbersMayDiffer) {
  const Scenario scenario = tied_up();
  Scenario other = scenario;
  other.name = "other";
  other.actors[0].power = 2;
  other.actors[0].components[0].share = 0.3;
  std::get<LinkageTerm>(other.actors[0].components[0].terms[0].body).values[4] = 1;
  Constituency& home = other.actors[0].ratification->constituencies[0];
  home.rent = 0.2;
  home.values.issues[0].values[1] = -0.4;
  other.issues[kMoney].amounts[2] = {7, 0};  // of a quantity that no condition asks for
  EXPECT_TRUE(same_structure(scenario, other));
}

TEST(SameStructure, NothingThatConditionsAndLinksRestOnMayDiffer) {
  const Scenario scenario = tied_up();
  const auto differs = [&](const std::function<void(Scenario&)>& change) {
    Scenario other = scenario;
    change(other);
    return !same_structure(scenario, other) && !same_structure(other, scenario);
  };
  EXPECT_FALSE(differs([](Scenario&) {}));
  EXPECT_TRUE(differs([](Scenario& s) {
    s.issues[kLand].options.emplace_back("more");
    s.issues[kLand].amounts.push_back({0, 5});
  }));
  EXPECT_TRUE(differs([](Scenario& s) { s.issues[kLand].status_quo = 1; }));
  EXPECT_TRUE(differs([](Scenario& s) { s.issues[kLand].amounts[2][1] = 5; }));
  EXPECT_TRUE(differs([](Scenario& s) { s.settles.options[1] = false; }));
  EXPECT_TRUE(differs([](Scenario& s) { s.feasible[0].high = 3; }));
  EXPECT_TRUE(differs([](Scenario& s) { s.outcomes[0].when.options[1] = false; }));
  EXPECT_TRUE(differs([](Scenario& s) { s.actors[0].red_lines[0].enabled = false; }));
  EXPECT_TRUE(differs([](Scenario& s) { s.actors[0].red_lines[0].unless_in_force->options[1] = false; }));
  EXPECT_TRUE(differs([](Scenario& s) { s.actors[2].party = true; }));
  EXPECT_TRUE(differs([](Scenario& s) { s.actors[0].ratification.reset(); }));
  EXPECT_TRUE(differs(
      [](Scenario& s) { s.actors[0].ratification->constituencies[0].values.issues[0].issue = kMoney; }));
  EXPECT_TRUE(differs([](Scenario& s) { s.actors[0].components.pop_back(); }));
  EXPECT_TRUE(differs([](Scenario& s) {
    std::get<ProjectTerm>(s.actors[0].components[1].terms[0].body).protection_issue.reset();
  }));
  EXPECT_TRUE(differs([](Scenario& s) { s.actors[0].disagreement = 0.1; }));
  EXPECT_TRUE(differs([](Scenario& s) { s.switches.red_lines = false; }));
  EXPECT_TRUE(differs([](Scenario& s) { s.switches.ratification = false; }));
}

}  // namespace
}  // namespace entente
