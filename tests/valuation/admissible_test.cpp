#include "sim/valuation/admissible.hpp"

#include <gtest/gtest.h>

#include "tests/support/small_scenario.hpp"

namespace entente {
namespace {

using Mask = std::vector<std::uint8_t>;

Mask mask(const Scenario& scenario, PackageIndex in_force = 0) {
  const Layout layout(scenario);
  Admissible admissible(scenario, layout);
  admissible.put_in_force(in_force);
  for (PackageIndex x = 0; x < layout.space().size(); ++x) {
    EXPECT_EQ(admissible[x], admissible.mask()[x] != 0);
  }
  return Mask(admissible.mask().begin(), admissible.mask().end());
}

/// A refuses to cede land, unless for much money, unless some money is in force already.
Scenario with_red_line() {
  Scenario scenario = small_scenario();
  RedLine line;
  line.name = "no land";
  line.never = with_options(kLand, {false, true, true});
  scenario.actors[0].red_lines = {line};
  return scenario;
}

TEST(RedLines, NeverRemovesPackages) { EXPECT_EQ(mask(with_red_line()), (Mask{1, 0, 0, 1, 0, 0, 1, 0, 0})); }

TEST(RedLines, UnlessExcusesPackages) {
  Scenario scenario = with_red_line();
  scenario.actors[0].red_lines[0].unless = with_options(kMoney, {false, false, true});
  EXPECT_EQ(mask(scenario), (Mask{1, 0, 0, 1, 0, 0, 1, 1, 1}));
}

TEST(RedLines, UnlessInForceAsksForASequence) {
  Scenario scenario = with_red_line();
  scenario.actors[0].red_lines[0].unless_in_force = with_options(kMoney, {false, true, true});
  EXPECT_EQ(mask(scenario, 0), (Mask{1, 0, 0, 1, 0, 0, 1, 0, 0}));
  EXPECT_EQ(mask(scenario, 3), Mask(9, 1));
  // And back: the line holds again when the arrangement has fallen.
  const Layout layout(scenario);
  Admissible admissible(scenario, layout);
  EXPECT_FALSE(admissible[1]);  // starts with the status quo in force
  admissible.put_in_force(3);
  admissible.put_in_force(0);
  EXPECT_FALSE(admissible[1]);
  EXPECT_TRUE(admissible[3]);
}

TEST(RedLines, OfAllPartiesCountAndOfNobodyElse) {
  Scenario scenario = with_red_line();
  RedLine line;
  line.never = with_options(kMoney, {false, false, true});
  scenario.actors[2].red_lines = {line};  // a third party
  EXPECT_EQ(mask(scenario), (Mask{1, 0, 0, 1, 0, 0, 1, 0, 0}));
  scenario.actors[1].red_lines = {line};
  EXPECT_EQ(mask(scenario), (Mask{1, 0, 0, 1, 0, 0, 0, 0, 0}));
  scenario.actors[0].red_lines[0].enabled = false;
  EXPECT_EQ(mask(scenario), (Mask{1, 1, 1, 1, 1, 1, 0, 0, 0}));
  scenario.switches.red_lines = false;
  EXPECT_EQ(mask(scenario), Mask(9, 1));
}

TEST(Admissible, IsFeasible) {
  Scenario scenario = with_red_line();
  scenario.feasible = {with_options(kMoney, {true, false, true})};
  EXPECT_EQ(mask(scenario), (Mask{1, 0, 0, 0, 0, 0, 1, 0, 0}));
}

}  // namespace
}  // namespace entente
