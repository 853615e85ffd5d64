#include "sim/mechanisms/beliefs.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numeric>

#include "tests/mechanisms/dispute.hpp"

namespace entente {
namespace {

Scenario typed() {
  Scenario scenario = dispute();
  scenario.actors[0].profiles.resize(2);
  scenario.actors[0].profiles[0].share = 3;
  scenario.actors[0].profiles[1].share = 1;
  Act nothing, gift;
  gift.signal = {0.8, 0.2};
  scenario.actors[0].acts = {nothing, gift};
  scenario.actors[1].beliefs = {{0, {1, 1}, 0.5}};
  return scenario;
}

double density(double z) { return std::exp(-z * z / 2) / std::sqrt(2 * std::acos(-1.0)); }
double distribution(double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; }

TEST(DrawTypes, DeclaredOnesAreKeptAndOthersFollowTheShares) {
  Scenario scenario = typed();
  constexpr int kRuns = 20000;
  double second = 0;
  for (std::uint64_t run = 0; run < kRuns; ++run) {
    World world;
    draw_types(scenario, world, RandomSource(20240601, run));
    second += static_cast<double>(world.types[0]) / kRuns;
    ASSERT_EQ(world.types[1], 0U);
  }
  EXPECT_NEAR(second, 0.25, 4.42 * std::sqrt(0.1875 / kRuns));  // two-sided 1e-5
  scenario.actors[0].type = 1;
  World world;
  draw_types(scenario, world, RandomSource(20240601, 0));
  EXPECT_EQ(world.types[0], 1U);
}

TEST(StartBeliefs, AreDeclaredOrTheShares) {
  World world;
  start_beliefs(typed(), world);
  EXPECT_EQ(world.beliefs[1][0], (std::vector<double>{0.5, 0.5}));
  EXPECT_EQ(world.beliefs[2][0], (std::vector<double>{0.75, 0.25}));
  EXPECT_TRUE(world.beliefs[0][0].empty());
  EXPECT_TRUE(world.beliefs[0][1].empty());
  EXPECT_EQ(learning_rate(typed(), 1, 0), 0.5);
  EXPECT_EQ(learning_rate(typed(), 2, 0), 1);
}

TEST(Signals, IsBayesToThePowerOfTimeAndLearning) {
  const Scenario scenario = typed();
  World world;
  start_beliefs(scenario, world);
  Signals(scenario, 2).tell(world, 0, 1);
  // C: odds 3·(.8/.2)²; B learns at half speed: odds 4.
  EXPECT_NEAR(world.beliefs[2][0][0], 48.0 / 49, 1e-15);
  EXPECT_NEAR(world.beliefs[1][0][0], 4.0 / 5, 1e-15);
}

TEST(Signals, TwoHalvesAreOneWhole) {
  const Scenario scenario = typed();
  World once, twice;
  start_beliefs(scenario, once);
  start_beliefs(scenario, twice);
  Signals(scenario, 1).tell(once, 0, 1);
  Signals(scenario, 0.5).tell(twice, 0, 1);
  Signals(scenario, 0.5).tell(twice, 0, 1);
  EXPECT_NEAR(once.beliefs[1][0][0], twice.beliefs[1][0][0], 1e-15);
}

TEST(Signals, SilenceDeafnessAndTheSwitchTeachNothing) {
  Scenario scenario = typed();
  World start;
  start_beliefs(scenario, start);
  World world = start;
  Signals(scenario, 1).tell(world, 0, 0);
  EXPECT_EQ(world.beliefs, start.beliefs);
  scenario.actors[1].beliefs[0].learning = 0;
  Signals(scenario, 1).tell(world, 0, 1);
  EXPECT_EQ(world.beliefs[1][0], start.beliefs[1][0]);
  EXPECT_NE(world.beliefs[2][0], start.beliefs[2][0]);
  world = start;
  scenario.switches.learning = false;
  Signals(scenario, 1).tell(world, 0, 1);
  EXPECT_EQ(world.beliefs, start.beliefs);
}

TEST(LearnProfiles, IsBayesByHand) {
  const std::array<double, 2> margins = {0.03, -0.05};
  const double root = std::sqrt(0.002);
  const double yes_0 = distribution(0.03 / root), yes_1 = distribution(-0.05 / root);
  std::array<double, 2> belief = {0.3, 0.7};
  learn_profiles(belief, margins, 0.002, true, 1);
  EXPECT_NEAR(belief[0], 0.3 * yes_0 / (0.3 * yes_0 + 0.7 * yes_1), 1e-14);
  belief = {0.3, 0.7};
  learn_profiles(belief, margins, 0.002, false, 1);
  EXPECT_NEAR(belief[0], 0.3 * (1 - yes_0) / (0.3 * (1 - yes_0) + 0.7 * (1 - yes_1)), 1e-14);
  belief = {0.3, 0.7};
  learn_profiles(belief, margins, 0.002, true, 0.5);
  EXPECT_NEAR(belief[0] / belief[1], 0.3 / 0.7 * std::sqrt(yes_0 / yes_1), 1e-14);
}

TEST(LearnProfiles, SlowLearnersAndDullAnswersChangeNothing) {
  std::array<double, 2> belief = {0.25, 0.75};
  learn_profiles(belief, std::array{0.3, -0.5}, 0.002, true, 0);
  EXPECT_EQ(belief, (std::array{0.25, 0.75}));
  learn_profiles(belief, std::array{0.1, 0.1}, 0.002, true, 1);
  EXPECT_NEAR(belief[0], 0.25, 1e-16);
}

TEST(LearnProfiles, WithoutVarianceAnswersAreCertain) {
  std::array<double, 2> belief = {0.25, 0.75};
  learn_profiles(belief, std::array{-5e-10, -0.1}, 0, true, 1);
  EXPECT_EQ(belief, (std::array{1.0, 0.0}));
  belief = {0.25, 0.75};
  learn_profiles(belief, std::array{-5e-10, -0.1}, 0, false, 1);
  EXPECT_EQ(belief, (std::array{0.0, 1.0}));
  // An answer that no profile would give is no reason to believe in none.
  belief = {0.25, 0.75};
  learn_profiles(belief, std::array{-0.1, -0.1}, 0, true, 1);
  EXPECT_EQ(belief, (std::array{0.25, 0.75}));
}

TEST(LearnValuations, MatchesTheMomentsOfTheExactPosterior) {
  // One changed issue: the new option has variance u, the replaced one the rest of v. The posterior of the
  // new option is φ((ν − m)/√u)·Φ(s·(M + ν − m)/√(v − u)), of the replaced one the same with M − (ν − m).
  struct Case {
    double margin, u, rest;
    bool yes;
  };
  for (const Case& c : {Case{0.04, 0.0036, 0.0036, true}, Case{0.04, 0.0036, 0.001, false},
                        Case{-0.1, 0.002, 0.0036, true}, Case{0.2, 0.0036, 0.0001, false}}) {
    ValuationBelief belief{{0.5, 0.02, -0.01}, {9, c.u, c.rest}};
    learn_valuations(belief, std::array<std::size_t, 1>{1}, std::array<std::size_t, 1>{2}, c.margin,
                     c.u + c.rest, c.yes);
    const double s = c.yes ? 1 : -1;
    const auto check = [&](double prior_mean, double own, double other, double direction, double mean,
                           double variance) {
      // The trapezoidal rule is exact to rounding for smooth integrands that vanish at both ends.
      const int n = 40000;
      const double span = 12 * std::sqrt(own);
      double mass = 0, first = 0, second = 0;
      for (int k = -n; k <= n; ++k) {
        const double d = span * k / n;
        const double weight =
            density(d / std::sqrt(own)) * distribution(s * (c.margin + direction * d) / std::sqrt(other));
        mass += weight;
        first += weight * d;
        second += weight * d * d;
      }
      EXPECT_NEAR(mean, prior_mean + first / mass, 1e-10);
      EXPECT_NEAR(variance, second / mass - first / mass * (first / mass), 1e-10);
    };
    check(0.02, c.u, c.rest, 1, belief.mean[1], belief.variance[1]);
    check(-0.01, c.rest, c.u, -1, belief.mean[2], belief.variance[2]);
    EXPECT_EQ(belief.mean[0], 0.5);
    EXPECT_EQ(belief.variance[0], 9);
  }
}

TEST(LearnValuations, AnAnswerThatWasCertainTeachesNothing) {
  ValuationBelief belief{{0.1, 0}, {0.0036, 0.0036}};
  const ValuationBelief before = belief;
  learn_valuations(belief, std::array<std::size_t, 1>{0}, std::array<std::size_t, 1>{1}, 10, 0.0072, true);
  EXPECT_EQ(belief.mean, before.mean);
  EXPECT_EQ(belief.variance, before.variance);
  belief.variance = {0, 0};
  learn_valuations(belief, std::array<std::size_t, 1>{0}, std::array<std::size_t, 1>{1}, -1, 0, true);
  EXPECT_EQ(belief.mean, before.mean);
}

TEST(LearnValuations, VarianceShrinksWhateverTheAnswer) {
  for (const double margin : {-40.0, -0.3, 0.0, 0.3}) {
    for (const bool yes : {true, false}) {
      ValuationBelief belief{{0, 0, 0, 0}, {0.0036, 0.001, 0.0036, 0.002}};
      const double before = std::accumulate(belief.variance.begin(), belief.variance.end(), 0.0);
      learn_valuations(belief, std::array<std::size_t, 2>{0, 2}, std::array<std::size_t, 2>{1, 3}, margin,
                       before, yes);
      const double after = std::accumulate(belief.variance.begin(), belief.variance.end(), 0.0);
      EXPECT_LE(after, before);
      for (const double variance : belief.variance) EXPECT_GE(variance, 0);
      // A yes speaks for what is new and against what it replaces.
      EXPECT_GE((yes ? 1 : -1) * (belief.mean[0] - belief.mean[1]), 0);
    }
  }
}

}  // namespace
}  // namespace entente
