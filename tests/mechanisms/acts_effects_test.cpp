#include <gtest/gtest.h>

#include <cmath>

#include "tests/mechanisms/choice.hpp"

namespace entente {
namespace {

TEST(TakeEffect, MovesStocksByTheirYearlyAmounts) {
  Scenario scenario = with_ally();
  scenario.timing.round = 0.25;
  Tie tie;
  tie.name = "B-C";
  tie.layer = Layer::Trade;
  tie.from = 1;
  tie.to = 2;
  tie.weight = 0.9;
  scenario.ties = {tie};
  scenario.actors[0].components.push_back(component(
      "pledge", 1,
      {term(PledgeTerm{kLand, {1, 0.5, 0}, 1, 0.5, 1}), term(PledgeTerm{kLand, {1, 0.5, 0}, 1, 0.95, 1})}));
  scenario.actors[0].profiles = {{"dealer", 1, 1, {1, 1}}, {"staller", 1, 1, {1, 1}}};
  Act loud = act("loud", 0);
  loud.pledge = 0.4;
  loud.prepare = 0.8;
  loud.audience = 0.2;
  loud.ties = {{0, 2.0}};
  loud.trust = {{1, 0.4, 0.8}};
  loud.signal = {0.25, 1};
  scenario.actors[0].acts.push_back(loud);
  Choice choice(scenario);
  choice.world.acts[0] = 1;
  choice.acts.take_effect(choice.world, choice.ties);
  const World& world = choice.world;
  // 1e-15: roundings of numbers near 1.
  EXPECT_NEAR(world.pledges[0][0].strength, 0.6, 1e-15);
  EXPECT_EQ(world.pledges[0][1].strength, 1);  // clipped
  EXPECT_NEAR(world.pledges[0][0].audience, 0.05, 1e-15);
  EXPECT_NEAR(world.ratification[0].preparation, 0.2, 1e-15);
  EXPECT_EQ(world.tie_weights[0], 1);  // its maximum
  EXPECT_EQ(world.layers[static_cast<std::size_t>(Layer::Trade)](1, 2), 1);
  EXPECT_NEAR(world.kept(1, 0), 0.1, 1e-15);
  EXPECT_NEAR(world.broken(1, 0), 0.2, 1e-15);
  EXPECT_NEAR(world.trust(1, 0), 1.1 / 2.3, 1e-15);
  // (1/2)·0.25^0.25 against 1/2.
  for (const std::size_t i : {1u, 2u}) {
    EXPECT_NEAR(world.beliefs[i][0][0], std::sqrt(0.5) / (std::sqrt(0.5) + 1), 1e-15);
  }
}

TEST(TakeEffect, ObeysTheSwitches) {
  Scenario scenario = with_ally();
  scenario.ties.emplace_back().weight = 0.5;
  scenario.ties[0].to = 1;
  scenario.actors[0].components.push_back(
      component("pledge", 1, {term(PledgeTerm{kLand, {1, 0.5, 0}, 1, 0.5, 1})}));
  scenario.actors[0].profiles = {{"dealer", 1, 1, {1, 1}}, {"staller", 1, 1, {1, 1}}};
  Act loud = act("loud", 0);
  loud.pledge = loud.audience = 0.4;
  loud.ties = {{0, 0.4}};
  loud.trust = {{1, 0.4, 0.8}};
  loud.signal = {0.25, 1};
  scenario.actors[0].acts.push_back(loud);
  scenario.switches.pledges = scenario.switches.ties = false;
  scenario.switches.trust = scenario.switches.learning = false;
  Choice choice(scenario);
  choice.world.acts[0] = 1;
  choice.acts.take_effect(choice.world, choice.ties);
  EXPECT_EQ(choice.world.pledges[0][0].strength, 0.5);
  EXPECT_EQ(choice.world.pledges[0][0].audience, 0);
  EXPECT_EQ(choice.world.tie_weights[0], 0.5);
  EXPECT_EQ(choice.world.kept(1, 0), 0);
  EXPECT_EQ(choice.world.beliefs[1][0][0], 0.5);
}

}  // namespace
}  // namespace entente
