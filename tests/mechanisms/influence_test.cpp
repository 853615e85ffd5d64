#include "sim/mechanisms/influence.hpp"

#include <gtest/gtest.h>

#include <Eigen/LU>
#include <algorithm>
#include <cmath>

#include "sim/mechanisms/ties.hpp"
#include "tests/mechanisms/dispute.hpp"

namespace entente {
namespace {

/// Three actors with shares over two components (C has a third), linked by trade and alliance.
Scenario circle() {
  Scenario scenario = dispute();
  const std::vector<std::vector<double>> shares = {{1, 3}, {2, 2}, {1, 0, 4}};
  const std::vector<double> susceptibility = {0.9, 0.5, 0.7};
  for (std::size_t i = 0; i < 3; ++i) {
    scenario.actors[i].susceptibility = susceptibility[i];
    for (std::size_t c = 0; c < shares[i].size(); ++c) {
      Component component;
      component.name = std::string(1, static_cast<char>('p' + c));
      component.share = shares[i][c];
      scenario.actors[i].components.push_back(component);
    }
  }
  scenario.ties = {tie(Layer::Trade, 0, 1, 3), tie(Layer::Alliance, 0, 2, 1), tie(Layer::Trade, 1, 0, 2),
                   tie(Layer::Trade, 2, 1, 1), tie(Layer::Rivalry, 2, 0, 50)};
  scenario.influence = {1.3, {Layer::Trade, Layer::Alliance}};
  return scenario;
}

/// `circle` where A may be a dealer or a staller.
Scenario gossip() {
  Scenario scenario = circle();
  scenario.actors[0].profiles.resize(2);
  scenario.actors[1].beliefs = {{0, {0.9, 0.1}, 1}};
  scenario.actors[2].beliefs = {{0, {0.2, 0.8}, 1}};
  return scenario;
}

World run(const Scenario& scenario, int rounds) {
  World world;
  TieDynamics(scenario).start(world);
  Influence influence(scenario);
  influence.start(world);
  for (int t = 0; t < rounds; ++t) influence.advance(world);
  return world;
}

TEST(Influence, ConvergesToFriedkinAndJohnsensFixedPoint) {
  const Scenario scenario = circle();
  Eigen::Matrix3d w;
  w << 0, 0.75, 0.25, 1, 0, 0, 0, 1, 0;
  const Eigen::Matrix3d s = Eigen::Vector3d(0.9, 0.5, 0.7).asDiagonal();
  Eigen::Matrix3d y0;
  y0 << 0.25, 0.75, 0, 0.5, 0.5, 0, 0.2, 0, 0.8;
  const Eigen::Matrix3d one = Eigen::Matrix3d::Identity();
  const Eigen::Matrix3d expected = (one - s * w).inverse() * (one - s) * y0;
  // Each round contracts by at least 1 − g·(1 − 0.9) = 0.95.
  const World world = run(scenario, 1000);
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t c = 0; c < 3; ++c) {
      EXPECT_NEAR(world.saliences[i][c], expected(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(c)),
                  1e-13);
    }
  }
}

TEST(Influence, OneStepByHand) {
  const Scenario scenario = circle();
  const double g = 1 - std::exp(-1.3 * 0.5);
  const World world = run(scenario, 1);
  // A, first component: its own .25, pulled to .75·.5 + .25·.2 = .425, anchored at .25.
  EXPECT_NEAR(world.saliences[0][0], 0.25 + g * (0.9 * 0.425 + 0.1 * 0.25 - 0.25), 1e-15);
}

TEST(Influence, NotSusceptibleOrSwitchedOffNobodyMoves) {
  Scenario scenario = gossip();
  const World start = run(scenario, 0);
  scenario.switches.influence = false;
  EXPECT_EQ(run(scenario, 5).saliences, start.saliences);
  EXPECT_EQ(run(scenario, 5).beliefs, start.beliefs);
  scenario.switches.influence = true;
  for (Actor& actor : scenario.actors) actor.susceptibility = 0;
  EXPECT_EQ(run(scenario, 5).saliences, start.saliences);
  EXPECT_EQ(run(scenario, 5).beliefs, start.beliefs);
}

TEST(Influence, AnActorWithoutTiesKeepsToItself) {
  Scenario scenario = circle();
  std::erase_if(scenario.ties, [](const Tie& t) { return t.from == 2 && t.layer == Layer::Trade; });
  const World start = run(scenario, 0), end = run(scenario, 50);
  for (std::size_t c = 0; c < 3; ++c) EXPECT_NEAR(end.saliences[2][c], start.saliences[2][c], 1e-15);
  EXPECT_NE(end.saliences[0], start.saliences[0]);
}

TEST(Influence, StaysInTheConvexHull) {
  const Scenario scenario = gossip();
  const World start = run(scenario, 0);
  for (const int rounds : {1, 2, 7, 40}) {
    const World world = run(scenario, rounds);
    for (std::size_t i = 0; i < 3; ++i) {
      double sum = 0;
      for (std::size_t c = 0; c < 3; ++c) {
        double low = 1, high = 0;
        for (std::size_t j = 0; j < 3; ++j) {
          low = std::min(low, start.saliences[j][c]);
          high = std::max(high, start.saliences[j][c]);
        }
        EXPECT_GE(world.saliences[i][c], low - 1e-15);
        EXPECT_LE(world.saliences[i][c], high + 1e-15);
        sum += world.saliences[i][c];
      }
      EXPECT_NEAR(sum, 1, 1e-13);
    }
    for (const std::size_t i : {1U, 2U}) {
      EXPECT_GE(world.beliefs[i][0][0], 0.2);
      EXPECT_LE(world.beliefs[i][0][0], 0.9);
      EXPECT_NEAR(world.beliefs[i][0][0] + world.beliefs[i][0][1], 1, 1e-14);
    }
  }
}

TEST(Influence, BeliefsLeaveTheirSubjectOut) {
  // Without A, B has nobody to listen to and C only B: its belief nears B's exponentially.
  const Scenario scenario = gossip();
  const double g = 1 - std::exp(-1.3 * 0.5);
  const World world = run(scenario, 6);
  EXPECT_DOUBLE_EQ(world.beliefs[1][0][0], 0.9);
  EXPECT_NEAR(world.beliefs[2][0][0], 0.9 - 0.7 * std::pow(1 - g * 0.7, 6), 1e-14);
  EXPECT_TRUE(world.beliefs[0][0].empty());
}

TEST(Influence, ShorterRoundsFollowOnePath) {
  // First order: each halving of Δt halves the error of the path at one year, up to terms of the next order.
  std::vector<double> at_one_year;
  for (const int rounds : {64, 128, 256}) {
    Scenario scenario = gossip();
    scenario.timing.round = 1.0 / rounds;
    const World world = run(scenario, rounds);
    at_one_year.push_back(world.saliences[0][0] + world.beliefs[2][0][0]);
  }
  const double ratio = (at_one_year[0] - at_one_year[1]) / (at_one_year[1] - at_one_year[2]);
  EXPECT_NEAR(ratio, 2, 0.05);
}

}  // namespace
}  // namespace entente
