#include "sim/mechanisms/private_valuations.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "sim/core/math.hpp"
#include "tests/mechanisms/dispute.hpp"

namespace entente {
namespace {

constexpr double kSigmas = 4.42;  // two-sided 1e-5
constexpr double kSd = 0.06;

Scenario secretive() {
  Scenario scenario = dispute();
  for (Actor& actor : scenario.actors) actor.private_sd = kSd;
  return scenario;
}

World started(const Scenario& scenario, std::uint64_t run = 0) {
  World world;
  start_valuations(scenario, world, RandomSource(20240601, run));
  return world;
}

TEST(PrivateValuations, HaveTheirMoments) {
  const Scenario scenario = secretive();
  constexpr int kRuns = 20000;
  double mean = 0, square = 0, product = 0;
  for (std::uint64_t run = 0; run < kRuns; ++run) {
    const World world = started(scenario, run);
    const double a = world.private_valuations[0][1] / kSd, b = world.private_valuations[0][2] / kSd;
    mean += a / kRuns;
    square += a * a / kRuns;
    product += a * b / kRuns;
  }
  EXPECT_NEAR(mean, 0, kSigmas / std::sqrt(kRuns));
  EXPECT_NEAR(square, 1, kSigmas * std::sqrt(2.0 / kRuns));
  EXPECT_NEAR(product, 0, kSigmas / std::sqrt(kRuns));
}

TEST(PrivateValuations, OnlyPartiesHaveThemAndOthersKnowTheirLaw) {
  const World world = started(secretive());
  EXPECT_EQ(world.private_valuations[0].size(), 5U);
  EXPECT_TRUE(world.private_valuations[2].empty());
  EXPECT_EQ(world.valuation_beliefs[0][1].mean, std::vector<double>(5, 0.0));
  EXPECT_EQ(world.valuation_beliefs[0][1].variance, std::vector<double>(5, kSd * kSd));
  EXPECT_TRUE(world.valuation_beliefs[0][0].mean.empty());
  EXPECT_TRUE(world.valuation_beliefs[0][2].mean.empty());
  EXPECT_TRUE(world.valuation_beliefs[2][0].mean.empty());
}

TEST(PrivateValuations, AreDrawnByName) {
  const World world = started(secretive());
  const NameHash subject = combine(combine(hash_name("B"), hash_name("money")), hash_name("yes"));
  EXPECT_EQ(world.private_valuations[1][4],
            kSd * RandomSource(20240601, 0).normal({subject, Purpose::PrivateValuation}));

  Scenario permuted = secretive();
  std::swap(permuted.issues[0], permuted.issues[1]);
  const World other = started(permuted);
  for (const std::size_t i : {0U, 1U}) {
    for (std::size_t o = 0; o < 3; ++o) {
      EXPECT_EQ(other.private_valuations[i][2 + o], world.private_valuations[i][o]);
    }
    for (std::size_t o = 0; o < 2; ++o) {
      EXPECT_EQ(other.private_valuations[i][o], world.private_valuations[i][3 + o]);
    }
  }
}

TEST(PrivateValuations, ANewActorChangesNoDraw) {
  Scenario larger = secretive();
  Actor newcomer;
  newcomer.name = "0";
  newcomer.private_sd = 1;
  larger.actors.insert(larger.actors.begin(), newcomer);
  const World world = started(secretive()), other = started(larger);
  EXPECT_EQ(other.private_valuations[1], world.private_valuations[0]);
  EXPECT_EQ(other.private_valuations[2], world.private_valuations[1]);
}

TEST(PrivateValuations, SwitchedOffAllAreZeroAndKnownToBe) {
  Scenario scenario = secretive();
  scenario.switches.private_valuations = false;
  scenario.actors[0].private_persistence = 0.5;
  World world = started(scenario);
  world.round = 1;
  drift_valuations(scenario, world, RandomSource(20240601, 0));
  EXPECT_EQ(world.private_valuations[0], std::vector<double>(5, 0.0));
  EXPECT_EQ(world.valuation_beliefs[1][0].variance, std::vector<double>(5, 0.0));
}

TEST(DriftValuations, PersistentOnesStay) {
  const Scenario scenario = secretive();
  World world = started(scenario);
  world.round = 1;
  drift_valuations(scenario, world, RandomSource(20240601, 0));
  EXPECT_EQ(world.private_valuations, started(scenario).private_valuations);
}

TEST(DriftValuations, KeepTheirLawAndForget) {
  Scenario scenario = secretive();
  scenario.actors[0].private_persistence = 0.49;
  const double keep = 0.7;  // over half a year
  constexpr int kRounds = 50000;
  World world = started(scenario);
  const RandomSource random(20240601, 1);
  double square = 0, lagged = 0;
  for (world.round = 1; world.round <= kRounds; ++world.round) {
    const double last = world.private_valuations[0][1] / kSd;
    drift_valuations(scenario, world, random);
    const double now = world.private_valuations[0][1] / kSd;
    square += now * now / kRounds;
    lagged += now * last / kRounds;
  }
  // Standard errors of a first-order autoregression, Bartlett's formulas.
  EXPECT_NEAR(square, 1, kSigmas * std::sqrt(2.0 / kRounds * (1 + keep * keep) / (1 - keep * keep)));
  EXPECT_NEAR(lagged / square, keep, kSigmas * std::sqrt((1 - keep * keep) / kRounds));
}

TEST(DriftValuations, BeliefsFollowTheSameLaw) {
  Scenario scenario = secretive();
  scenario.actors[0].private_persistence = 0.49;
  World world = started(scenario);
  ValuationBelief& belief = world.valuation_beliefs[1][0];
  belief.mean[2] = 0.05;
  belief.variance[2] = 0.001;
  world.round = 1;
  drift_valuations(scenario, world, RandomSource(20240601, 0));
  EXPECT_NEAR(belief.mean[2], 0.035, 1e-16);
  EXPECT_NEAR(belief.variance[2], 0.49 * 0.001 + 0.51 * kSd * kSd, 1e-17);
  EXPECT_NEAR(belief.variance[0], kSd * kSd, 1e-17);
  EXPECT_EQ(world.valuation_beliefs[0][1].variance, std::vector<double>(5, kSd * kSd));
}

}  // namespace
}  // namespace entente
