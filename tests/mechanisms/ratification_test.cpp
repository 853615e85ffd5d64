#include "sim/mechanisms/ratification.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/core/math.hpp"
#include "tests/mechanisms/dispute.hpp"

namespace entente {
namespace {

constexpr double kSigmas = 4.42;  // two-sided 1e-5

Scenario democratic() {
  Scenario scenario = dispute();
  Ratification ratification;
  ratification.uncertainty = 0.2;
  ratification.preparation = 0.25;
  ratification.preparation_decay = 0.6;
  scenario.actors[0].ratification = ratification;
  return scenario;
}

World started(const Scenario& scenario, std::uint64_t run = 0) {
  World world;
  start_ratification(scenario, world, RandomSource(20240601, run));
  return world;
}

TEST(Ratification, StartsOpen) {
  const World world = started(democratic());
  const RatificationState& state = world.ratification[0];
  EXPECT_EQ(state.zeta, 0.2 * RandomSource(20240601, 0).normal({hash_name("A"), Purpose::Ratification}));
  EXPECT_EQ(state.mean, 0);
  EXPECT_EQ(state.sd, 0.2);
  EXPECT_EQ(state.lower, -kInfinity);
  EXPECT_EQ(state.upper, kInfinity);
  EXPECT_EQ(state.preparation, 0.25);
  EXPECT_EQ(world.ratification[1].zeta, 0);
}

TEST(Ratification, HasItsMoments) {
  constexpr int kRuns = 20000;
  double mean = 0, square = 0;
  for (std::uint64_t run = 0; run < kRuns; ++run) {
    const double zeta = started(democratic(), run).ratification[0].zeta / 0.2;
    mean += zeta / kRuns;
    square += zeta * zeta / kRuns;
  }
  EXPECT_NEAR(mean, 0, kSigmas / std::sqrt(kRuns));
  EXPECT_NEAR(square, 1, kSigmas * std::sqrt(2.0 / kRuns));
}

TEST(Vote, EveryVoteCutsTheInterval) {
  RatificationState state{0.05, 0, 0.2, -kInfinity, kInfinity, 0};
  EXPECT_FALSE(vote(state, 0.3, 0.4));  // would need ζ ≥ 0.1
  EXPECT_EQ(state.lower, -kInfinity);
  EXPECT_NEAR(state.upper, 0.1, 1e-16);
  EXPECT_TRUE(vote(state, 0.38, 0.4));
  EXPECT_NEAR(state.lower, 0.02, 1e-16);
  EXPECT_NEAR(state.upper, 0.1, 1e-16);
  // What is already known cuts nothing.
  EXPECT_TRUE(vote(state, 0.9, 0.4));
  EXPECT_FALSE(vote(state, 0.1, 0.4));
  EXPECT_NEAR(state.lower, 0.02, 1e-16);
  EXPECT_NEAR(state.upper, 0.1, 1e-16);
}

TEST(Vote, AThresholdJustMetPasses) {
  RatificationState state{0.25, 0, 0.2, -kInfinity, kInfinity, 0};
  EXPECT_TRUE(vote(state, 0.25, 0.5));
  EXPECT_EQ(state.lower, 0.25);
}

TEST(Vote, TheSameVoteAgainIsCertain) {
  RatificationState state{0.05, 0, 0.2, -kInfinity, kInfinity, 0};
  vote(state, 0.3, 0.4);
  EXPECT_EQ(truncated_normal_upper_tail(0.4 - 0.3, state.sd, state.lower, state.upper), 0);
  vote(state, 0.38, 0.4);
  EXPECT_EQ(truncated_normal_upper_tail(0.4 - 0.38, state.sd, state.lower, state.upper), 1);
}

TEST(DriftRatification, APersistentPublicStays) {
  const Scenario scenario = democratic();
  World world = started(scenario);
  vote(world.ratification[0], 0.45, 0.4);
  const RatificationState before = world.ratification[0];
  world.round = 1;
  drift_ratification(scenario, world, RandomSource(20240601, 0));
  EXPECT_EQ(world.ratification[0].zeta, before.zeta);
  EXPECT_EQ(world.ratification[0].lower, before.lower);
  EXPECT_EQ(world.ratification[0].upper, before.upper);
}

TEST(DriftRatification, KeepsItsLawAndForgets) {
  Scenario scenario = democratic();
  scenario.actors[0].ratification->persistence = 0.49;
  const double keep = 0.7;  // over half a year
  constexpr int kRounds = 50000;
  World world = started(scenario);
  const RandomSource random(20240601, 1);
  double square = 0, lagged = 0;
  for (world.round = 1; world.round <= kRounds; ++world.round) {
    const double last = world.ratification[0].zeta / 0.2;
    drift_ratification(scenario, world, random);
    const double now = world.ratification[0].zeta / 0.2;
    square += now * now / kRounds;
    lagged += now * last / kRounds;
  }
  EXPECT_NEAR(square, 1, kSigmas * std::sqrt(2.0 / kRounds * (1 + keep * keep) / (1 - keep * keep)));
  EXPECT_NEAR(lagged / square, keep, kSigmas * std::sqrt((1 - keep * keep) / kRounds));
  EXPECT_NEAR(world.ratification[0].sd, 0.2, 1e-15);
}

TEST(DriftRatification, CollapsesWhatVotesHaveShown) {
  // A failed vote at the mean leaves the lower half: mean −sd·√(2/π), variance sd²·(1 − 2/π).
  Scenario scenario = democratic();
  scenario.actors[0].ratification->persistence = 0.49;
  World world = started(scenario);
  RatificationState& state = world.ratification[0];
  state.upper = 0;
  state.zeta = -0.1;
  world.round = 3;
  const RandomSource random(20240601, 0);
  drift_ratification(scenario, world, random);
  const double pi = 3.14159265358979323846;
  // 1e-12: the quadrature of the moments.
  EXPECT_NEAR(state.mean, -0.7 * 0.2 * std::sqrt(2 / pi), 1e-12);
  EXPECT_NEAR(state.sd * state.sd, 0.49 * 0.04 * (1 - 2 / pi) + 0.51 * 0.04, 1e-12);
  EXPECT_EQ(state.lower, -kInfinity);
  EXPECT_EQ(state.upper, kInfinity);
  const double shock = random.normal({hash_name("A"), Purpose::Ratification, 3});
  EXPECT_NEAR(state.zeta, -0.07 + std::sqrt(0.51) * 0.2 * shock, 1e-15);
  // Rounds without a vote lead back to the law at the start.
  for (; world.round < 60; ++world.round) drift_ratification(scenario, world, random);
  EXPECT_NEAR(state.mean, 0, 1e-9);
  EXPECT_NEAR(state.sd, 0.2, 1e-9);
}

TEST(DecayPreparation, ReturnsToTheStart) {
  const Scenario scenario = democratic();
  World world = started(scenario);
  world.ratification[0].preparation = 1;
  for (int t = 0; t < 4; ++t) decay_preparation(scenario, world);  // two years
  EXPECT_NEAR(world.ratification[0].preparation, 0.25 + 0.75 * std::exp(-1.2), 1e-15);
  EXPECT_EQ(world.ratification[1].preparation, 0);
}

}  // namespace
}  // namespace entente
