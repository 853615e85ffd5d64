#include "sim/mechanisms/ties.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tests/mechanisms/dispute.hpp"

namespace entente {
namespace {

const ActorMatrix& layer(const World& world, Layer which) {
  return world.layers[static_cast<std::size_t>(which)];
}

World started(const Scenario& scenario) {
  World world;
  world.context.assign(scenario.context.size(), 0.0);
  TieDynamics(scenario).start(world);
  return world;
}

TEST(TieDynamics, LayersHoldDirectedAndMutualTiesAndAddThem) {
  Scenario scenario = dispute();
  scenario.ties = {tie(Layer::Alliance, 0, 1, 0.4), tie(Layer::Alliance, 0, 1, 0.1),
                   tie(Layer::Trade, 1, 2, 30)};
  scenario.ties[2].mutual = true;
  const World world = started(scenario);
  EXPECT_DOUBLE_EQ(layer(world, Layer::Alliance)(0, 1), 0.5);
  EXPECT_EQ(layer(world, Layer::Alliance)(1, 0), 0);
  EXPECT_EQ(layer(world, Layer::Trade)(1, 2), 30);
  EXPECT_EQ(layer(world, Layer::Trade)(2, 1), 30);
  EXPECT_EQ(layer(world, Layer::Rivalry).values(), std::vector<double>(9, 0.0));
  EXPECT_DOUBLE_EQ(world.dependence(0, 1), 1);
}

TEST(TieDynamics, DependenceRestsOnAllianceAndAlignmentOnly) {
  Scenario scenario = dispute();
  scenario.ties = {tie(Layer::Alliance, 0, 1, 0.5), tie(Layer::Alignment, 1, 2, 0.5),
                   tie(Layer::Trade, 2, 0, 0.9), tie(Layer::Rivalry, 2, 1, 0.9)};
  const World world = started(scenario);
  // K_02 / K_01 = β·0.5.
  EXPECT_NEAR(world.dependence(0, 2) / world.dependence(0, 1), scenario.attenuation * 0.5, 1e-15);
  EXPECT_EQ(world.dependence(2, 0), 0);
  EXPECT_EQ(world.dependence(2, 1), 0);
}

TEST(TieDynamics, RelaxesExponentiallyToItsTarget) {
  Scenario scenario = dispute();
  scenario.timing.round = 0.25;
  scenario.context.resize(1);
  scenario.ties = {tie(Layer::Alignment, 0, 2, 0.3)};
  scenario.ties[0].rate = 0.8;
  scenario.ties[0].drivers = {{"oil", Driver::Kind::Context, 0, 2, 0.1}};
  TieDynamics ties(scenario);
  World world;
  world.context = {5};
  ties.start(world);
  for (int t = 0; t < 12; ++t) ties.advance(world);
  // target = 0.3 + 0.1·(5 − 2) after 3 years
  EXPECT_NEAR(world.tie_weights[0], 0.6 - 0.3 * std::exp(-0.8 * 3), 1e-14);
  EXPECT_EQ(layer(world, Layer::Alignment)(0, 2), world.tie_weights[0]);
}

TEST(TieDynamics, TargetsAreClipped) {
  Scenario scenario = dispute();
  scenario.context.resize(1);
  scenario.ties = {tie(Layer::Alignment, 0, 2, 0.3), tie(Layer::Alignment, 1, 2, 0.3)};
  for (Tie& t : scenario.ties) t.rate = 100;
  scenario.ties[0].maximum = 0.7;
  scenario.ties[0].drivers = {{"up", Driver::Kind::Context, 0, 0, 1}};
  scenario.ties[1].drivers = {{"down", Driver::Kind::Context, 0, 0, -1}};
  TieDynamics ties(scenario);
  World world;
  world.context = {5};
  ties.start(world);
  ties.advance(world);
  EXPECT_NEAR(world.tie_weights[0], 0.7, 1e-15);
  EXPECT_NEAR(world.tie_weights[1], 0, 1e-15);
}

TEST(TieDynamics, FollowsTheAmountsOfTheArrangementInForce) {
  Scenario scenario = dispute();
  scenario.ties = {tie(Layer::Trade, 0, 1, 0.1)};
  scenario.ties[0].rate = 2;
  scenario.ties[0].drivers = {{"plots", Driver::Kind::Amount, 1, 0, 0.05},
                              {"money", Driver::Kind::Amount, 0, 1, 0.2}};
  TieDynamics ties(scenario);
  World world;
  ties.start(world);
  const std::array<std::uint32_t, 2> all_and_yes = {2, 1};
  world.arrangement = package_space(scenario).index(all_and_yes);
  ties.advance(world);
  // Target 0.1 + 0.05·4 + 0.2·(2 − 1) = 0.5, rate·Δt = 1.
  EXPECT_NEAR(world.tie_weights[0], 0.5 - 0.4 * std::exp(-1.0), 1e-15);
}

TEST(TieDynamics, IsolationIsTheShareOfPowerThatSanctions) {
  Scenario scenario = dispute();
  scenario.actors[0].power = 7;  // its own power does not count
  scenario.actors[1].power = 3;
  scenario.actors[2].power = 1;
  scenario.ties = {tie(Layer::Sanctions, 1, 0, 0.5), tie(Layer::Sanctions, 0, 1, 0.9)};
  const World world = started(scenario);
  EXPECT_DOUBLE_EQ(isolation(scenario, layer(world, Layer::Sanctions), 0), 0.5 * 3 / 4);
  EXPECT_DOUBLE_EQ(isolation(scenario, layer(world, Layer::Sanctions), 1), 0.9 * 7 / 8);
  EXPECT_EQ(isolation(scenario, layer(world, Layer::Sanctions), 2), 0);
  for (Actor& actor : scenario.actors) actor.power = 0;
  EXPECT_EQ(isolation(scenario, layer(world, Layer::Sanctions), 0), 0);
}

TEST(TieDynamics, IsolationCountsAsItStoodBeforeTheStep) {
  Scenario scenario = dispute();
  scenario.context.resize(1);
  scenario.ties = {tie(Layer::Sanctions, 1, 0, 0.4), tie(Layer::Alignment, 0, 2, 0.2)};
  scenario.ties[0].rate = 1000;
  scenario.ties[0].drivers = {{"crisis", Driver::Kind::Context, 0, 0, 1}};
  scenario.ties[1].rate = 1000;
  scenario.ties[1].drivers = {{"isolation", Driver::Kind::Isolation, 0, 0, 1}};
  TieDynamics ties(scenario);
  World world;
  world.context = {0.4};
  ties.start(world);
  ties.advance(world);
  EXPECT_NEAR(world.tie_weights[0], 0.8, 1e-15);
  EXPECT_NEAR(world.tie_weights[1], 0.2 + 0.4 / 2, 1e-15);
  ties.advance(world);
  EXPECT_NEAR(world.tie_weights[1], 0.2 + 0.8 / 2, 1e-15);
}

TEST(TieDynamics, SwitchedOffOrWithoutRateTiesStay) {
  Scenario scenario = dispute();
  scenario.context.resize(1);
  scenario.ties = {tie(Layer::Alignment, 0, 2, 0.2)};
  scenario.ties[0].drivers = {{"oil", Driver::Kind::Context, 0, 0, 1}};
  for (const bool on : {true, false}) {
    scenario.switches.ties = on;
    scenario.ties[0].rate = on ? 0 : 1;
    TieDynamics ties(scenario);
    World world;
    world.context = {1};
    ties.start(world);
    ties.advance(world);
    EXPECT_EQ(world.tie_weights[0], 0.2);
  }
}

TEST(TieDynamics, PermutingActorsPermutesDependence) {
  Scenario scenario = dispute();
  scenario.ties = {tie(Layer::Alliance, 0, 1, 0.5), tie(Layer::Alignment, 1, 2, 0.7),
                   tie(Layer::Alliance, 2, 0, 0.2)};
  const World world = started(scenario);
  const std::array<std::size_t, 3> to = {2, 0, 1};
  Scenario permuted = scenario;
  for (Tie& t : permuted.ties) {
    t.from = to[t.from];
    t.to = to[t.to];
  }
  const World other = started(permuted);
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      EXPECT_NEAR(other.dependence(to[i], to[j]), world.dependence(i, j), 1e-15);
    }
  }
}

TEST(TieDynamics, AnActorWithoutTiesChangesNobodysDependence) {
  Scenario scenario = dispute();
  scenario.ties = {tie(Layer::Alliance, 0, 1, 0.5), tie(Layer::Alignment, 1, 2, 0.7),
                   tie(Layer::Alliance, 2, 0, 0.2)};
  const World world = started(scenario);
  scenario.actors.emplace_back().name = "D";
  const World larger = started(scenario);
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < 4; ++j) {
      const double expected = i < 3 && j < 3 ? world.dependence(i, j) : 0;
      EXPECT_NEAR(larger.dependence(i, j), expected, 1e-15);
    }
  }
}

}  // namespace
}  // namespace entente
