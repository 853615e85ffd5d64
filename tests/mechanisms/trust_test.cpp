#include "sim/mechanisms/trust.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/mechanisms/dispute.hpp"

namespace entente {
namespace {

Scenario wary() {
  Scenario scenario = dispute();
  scenario.actors[0].trust = {{1, 2, 6}};
  scenario.trust.decay = 0.4;
  return scenario;
}

World started(const Scenario& scenario) {
  World world;
  start_trust(scenario, world);
  return world;
}

TEST(Trust, StartsAtThePriors) {
  const World world = started(wary());
  EXPECT_EQ(world.trust(0, 1), 0.25);
  EXPECT_EQ(world.trust(1, 0), 0.5);
  EXPECT_EQ(world.trust(0, 0), 1);
}

TEST(Trust, IsTheMeanOfTheBeta) {
  const Scenario scenario = wary();
  World world = started(scenario);
  count_kept(world, 0, 1, 3);
  count_broken(world, 0, 1, 0.5);
  count_broken(world, 1, 0, 3);
  refresh_trust(scenario, world);
  EXPECT_DOUBLE_EQ(world.trust(0, 1), 5 / 11.5);
  EXPECT_DOUBLE_EQ(world.trust(1, 0), 1 / 5.0);
  EXPECT_EQ(world.trust(2, 0), 0.5);
  EXPECT_EQ(world.trust(1, 1), 1);
}

TEST(Trust, CheapConductChangesNothing) {
  const Scenario scenario = wary();
  World world = started(scenario);
  count_kept(world, 0, 1, 0);
  count_broken(world, 1, 0, 0);
  refresh_trust(scenario, world);
  EXPECT_EQ(world.trust.values(), started(scenario).trust.values());
}

TEST(Trust, DecaysToThePrior) {
  Scenario scenario = wary();
  World world = started(scenario);
  count_kept(world, 0, 1, 8);
  count_broken(world, 0, 1, 4);
  for (int t = 0; t < 6; ++t) decay_trust(scenario, world);  // three years
  EXPECT_NEAR(world.kept(0, 1), 8 * std::exp(-1.2), 1e-14);
  EXPECT_NEAR(world.broken(0, 1), 4 * std::exp(-1.2), 1e-14);
  for (int t = 0; t < 300; ++t) decay_trust(scenario, world);
  refresh_trust(scenario, world);
  EXPECT_NEAR(world.trust(0, 1), 0.25, 1e-15);

  scenario.trust.decay = 0;
  World lasting = started(scenario);
  count_kept(lasting, 0, 1, 8);
  decay_trust(scenario, lasting);
  EXPECT_EQ(lasting.kept(0, 1), 8);
}

TEST(Trust, SwitchedOffItStaysAtTheStart) {
  Scenario scenario = wary();
  scenario.switches.trust = false;
  World world = started(scenario);
  count_broken(world, 0, 1, 9);
  refresh_trust(scenario, world);
  EXPECT_EQ(world.trust(0, 1), 0.25);
}

}  // namespace
}  // namespace entente
