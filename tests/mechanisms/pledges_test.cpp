#include "sim/mechanisms/pledges.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tests/mechanisms/dispute.hpp"

namespace entente {
namespace {

/// A holds all the land under `none` and pledged not to give up the last half; B pledged to get it all, and
/// hopes for it.
Scenario bound() {
  Scenario scenario = dispute();
  const auto add = [](Actor& actor, auto body) {
    Term term;
    term.body = body;
    actor.components.emplace_back().terms.push_back(term);
  };
  HoldingTerm plain;
  plain.held = {0, 0.5, 1};
  HoldingTerm holding = plain;
  holding.aspiration = 0.9;
  holding.aspiration_drift = 0.4;
  PledgeTerm keep, get;
  keep.held = {1, 0.5, 0};
  keep.level = 0.75;
  keep.strength = 0.6;
  keep.cost = 2;
  get.held = {0, 0.5, 1};
  get.level = 1;
  get.strength = 0.5;
  add(scenario.actors[0], keep);
  add(scenario.actors[1], plain);
  add(scenario.actors[1], get);
  add(scenario.actors[1], holding);
  for (Actor& actor : scenario.actors) actor.audience_decay = 0.8;
  return scenario;
}

PackageIndex package(const Scenario& scenario, std::uint32_t land, std::uint32_t money) {
  return package_space(scenario).index(std::array{land, money});
}

World started(const Scenario& scenario) {
  World world;
  start_pledges(scenario, world);
  return world;
}

TEST(Pledges, StartAsDeclared) {
  const World world = started(bound());
  ASSERT_EQ(world.pledges[0].size(), 1U);
  EXPECT_EQ(world.pledges[0][0].strength, 0.6);
  EXPECT_EQ(world.pledges[0][0].audience, 0);
  EXPECT_EQ(world.pledges[0][0].backed_down, 0);
  EXPECT_EQ(world.pledges[1].size(), 1U);
  EXPECT_TRUE(world.pledges[2].empty());
  EXPECT_EQ(world.aspirations[1], std::vector<double>{0.9});
  EXPECT_TRUE(world.aspirations[0].empty());
}

TEST(Pledges, DecayToTheStartAndCostsToNothing) {
  const Scenario scenario = bound();
  World world = started(scenario);
  world.pledges[0][0] = {1, 0.25, 3};
  for (int t = 0; t < 4; ++t) decay_pledges(scenario, world);  // two years
  EXPECT_NEAR(world.pledges[0][0].strength, 0.6 + 0.4 * std::exp(-1.6), 1e-15);
  EXPECT_NEAR(world.pledges[0][0].audience, 3 * std::exp(-1.6), 1e-15);
  EXPECT_EQ(world.pledges[0][0].backed_down, 0.25);
}

TEST(BackDown, CostsTheDifferenceOnce) {
  const Scenario scenario = bound();
  World world = started(scenario);
  back_down(scenario, world, package(scenario, 1, 1), false);
  // A: min(.75, 1) − .5 = .25, at cost 2 and strength .6. B held nothing and concedes nothing.
  EXPECT_NEAR(world.pledges[0][0].audience, 2 * 0.6 * 0.25, 1e-15);
  EXPECT_EQ(world.pledges[0][0].backed_down, 0.25);
  EXPECT_EQ(world.pledges[1][0].audience, 0);
  const World before = world;
  back_down(scenario, world, package(scenario, 1, 0), false);
  EXPECT_EQ(world.pledges[0][0].audience, before.pledges[0][0].audience);
  back_down(scenario, world, package(scenario, 2, 0), false);
  EXPECT_NEAR(world.pledges[0][0].audience, 2 * 0.6 * 0.75, 1e-15);
  // Taking it back does not undo what was seen.
  back_down(scenario, world, package(scenario, 0, 0), false);
  EXPECT_EQ(world.pledges[0][0].backed_down, 0.75);
}

TEST(BackDown, SettlingForLessThanThePledgeCounts) {
  const Scenario scenario = bound();
  World world = started(scenario);
  back_down(scenario, world, package(scenario, 1, 0), true);
  EXPECT_NEAR(world.pledges[0][0].audience, 2 * 0.6 * 0.25, 1e-15);
  EXPECT_NEAR(world.pledges[1][0].audience, 0.5 * 0.5, 1e-15);
  EXPECT_EQ(world.pledges[1][0].backed_down, 0.5);
}

TEST(BackDown, SwitchedOffNothingAccrues) {
  Scenario scenario = bound();
  scenario.switches.pledges = false;
  World world = started(scenario);
  back_down(scenario, world, package(scenario, 2, 1), true);
  EXPECT_EQ(world.pledges[0][0].audience, 0);
  EXPECT_EQ(world.pledges[0][0].backed_down, 0);
}

TEST(DriftAspirations, MoveToWhatIsOnTheTable) {
  const Scenario scenario = bound();
  World world = started(scenario);
  drift_aspirations(scenario, world);
  EXPECT_EQ(world.aspirations[1][0], 0.9);
  world.last_final_offer = package(scenario, 1, 1);
  for (int t = 0; t < 6; ++t) drift_aspirations(scenario, world);  // three years
  EXPECT_NEAR(world.aspirations[1][0], 0.5 + 0.4 * std::exp(-1.2), 1e-15);
}

}  // namespace
}  // namespace entente
