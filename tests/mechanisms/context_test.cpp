#include "sim/mechanisms/context.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/mechanisms/dispute.hpp"

namespace entente {
namespace {

// Two-sided 1e-5: the chance with which a right implementation would have failed when the seed was chosen.
constexpr double kSigmas = 4.42;
constexpr int kRounds = 100000;

Process process(Process::Kind kind) {
  Process result;
  result.name = "z";
  result.kind = kind;
  return result;
}

std::vector<double> path(const Process& law, double years, int rounds, std::uint64_t run = 0,
                         bool on = true) {
  Scenario scenario = dispute();
  scenario.timing.round = years;
  scenario.switches.context = on;
  scenario.context = {law};
  const ContextProcesses processes(scenario);
  const RandomSource random(20240601, run);
  World world;
  processes.start(world);
  std::vector<double> values = world.context;
  for (world.round = 1; world.round <= rounds; ++world.round) {
    processes.advance(world, random);
    values.push_back(world.context[0]);
  }
  return values;
}

class OrnsteinUhlenbeck : public testing::TestWithParam<double> {};
INSTANTIATE_TEST_SUITE_P(LengthOfTheRound, OrnsteinUhlenbeck, testing::Values(0.25, 0.5));

TEST_P(OrnsteinUhlenbeck, HasItsStationaryLaw) {
  Process law = process(Process::Kind::OrnsteinUhlenbeck);
  law.initial = law.mean = 3;
  law.reversion = 1.5;
  law.volatility = 0.8;
  const double variance = law.volatility * law.volatility / (2 * law.reversion);
  const double rho = std::exp(-law.reversion * GetParam());
  const std::vector<double> z = path(law, GetParam(), kRounds);
  double mean = 0, square = 0, lagged = 0;
  for (std::size_t t = 1; t < z.size(); ++t) {
    mean += z[t] / kRounds;
    square += (z[t] - 3) * (z[t] - 3) / kRounds;
    lagged += (z[t] - 3) * (z[t - 1] - 3) / kRounds;
  }
  // Standard errors of a first-order autoregression, Bartlett's formulas.
  EXPECT_NEAR(mean, 3, kSigmas * std::sqrt(variance / kRounds * (1 + rho) / (1 - rho)));
  EXPECT_NEAR(square, variance,
              kSigmas * variance * std::sqrt(2.0 / kRounds * (1 + rho * rho) / (1 - rho * rho)));
  EXPECT_NEAR(lagged / square, rho, kSigmas * std::sqrt((1 - rho * rho) / kRounds));
}

TEST(ContextProcesses, WithoutNoiseOrnsteinUhlenbeckRevertsExponentially) {
  Process law = process(Process::Kind::OrnsteinUhlenbeck);
  law.initial = 5;
  law.mean = 1;
  law.reversion = 0.7;
  EXPECT_NEAR(path(law, 0.25, 8)[8], 1 + 4 * std::exp(-1.4), 1e-14);
  EXPECT_NEAR(path(law, 0.5, 4)[4], 1 + 4 * std::exp(-1.4), 1e-14);
}

TEST(ContextProcesses, WithoutReversionOrnsteinUhlenbeckIsARandomWalk) {
  Process law = process(Process::Kind::OrnsteinUhlenbeck);
  law.volatility = 0.4;
  Process walk = process(Process::Kind::RandomWalk);
  walk.volatility = 0.4;
  const std::vector<double> a = path(law, 0.5, 20), b = path(walk, 0.5, 20);
  for (std::size_t t = 0; t < a.size(); ++t) EXPECT_NEAR(a[t], b[t], 1e-14);
}

TEST(ContextProcesses, RandomWalkHasIndependentSteps) {
  Process law = process(Process::Kind::RandomWalk);
  law.drift = 0.6;
  law.volatility = 0.9;
  const std::vector<double> z = path(law, 0.25, kRounds);
  double mean = 0, square = 0;
  for (std::size_t t = 1; t < z.size(); ++t) {
    const double step = z[t] - z[t - 1];
    mean += step / kRounds;
    square += (step - 0.15) * (step - 0.15) / kRounds;
  }
  const double variance = 0.81 * 0.25;
  EXPECT_NEAR(mean, 0.15, kSigmas * std::sqrt(variance / kRounds));
  EXPECT_NEAR(square, variance, kSigmas * variance * std::sqrt(2.0 / kRounds));
}

TEST(ContextProcesses, ALogarithmicProcessIsTheExponentialOfAPlainOne) {
  Process law = process(Process::Kind::OrnsteinUhlenbeck);
  law.initial = std::log(40);
  law.mean = std::log(60);
  law.reversion = 0.5;
  law.volatility = 0.3;
  Process logarithmic = law;
  logarithmic.logarithmic = true;
  logarithmic.initial = 40;
  logarithmic.mean = 60;
  const std::vector<double> z = path(law, 0.5, 40), y = path(logarithmic, 0.5, 40);
  for (std::size_t t = 0; t < z.size(); ++t) EXPECT_NEAR(y[t], std::exp(z[t]), 1e-11);
  Process walk = process(Process::Kind::RandomWalk);
  walk.logarithmic = true;
  walk.initial = 2;
  walk.drift = std::log(3.0);
  EXPECT_NEAR(path(walk, 0.5, 4)[4], 18, 1e-12);
}

TEST(ContextProcesses, MarkovChainSpendsItsStationaryShareInEachState) {
  Process law = process(Process::Kind::Markov);
  law.values = {-1, 4};
  law.rates = {{0, 0.7}, {0.2, 0}};
  law.start = 1;
  const std::vector<double> z = path(law, 0.5, kRounds);
  EXPECT_EQ(z[0], 4);
  double share = 0;
  for (std::size_t t = 1; t < z.size(); ++t) share += (z[t] == 4 ? 1.0 : 0.0) / kRounds;
  // The indicator is an autoregression with coefficient e^(−(a + b)Δt).
  const double rho = std::exp(-0.9 * 0.5), p = 0.7 / 0.9;
  EXPECT_NEAR(share, p, kSigmas * std::sqrt(p * (1 - p) / kRounds * (1 + rho) / (1 - rho)));
}

TEST(ContextProcesses, MarkovStatesWithOneValueAreStillDistinguished) {
  // 0 -> 1 -> 2 and stay, states 0 and 1 of one value: a wait that no chain on the values could make. The
  // same chain with three values makes the same moves, for the draws have the same names.
  Process law = process(Process::Kind::Markov);
  law.values = {0, 0, 1};
  law.rates = {{0, 0.5, 0}, {0, 0, 0.5}, {0, 0, 0}};
  Process told_apart = law;
  told_apart.values = {0, 0.5, 1};
  bool waited = false;
  for (std::uint64_t run = 0; run < 20; ++run) {
    const std::vector<double> z = path(law, 0.5, 30, run), y = path(told_apart, 0.5, 30, run);
    for (std::size_t t = 0; t < z.size(); ++t) {
      EXPECT_EQ(z[t], y[t] == 1 ? 1 : 0);
      waited = waited || y[t] == 0.5;
    }
  }
  EXPECT_TRUE(waited);
}

TEST(ContextProcesses, PoissonShocksHaveTheirMeanAndFade) {
  Process law = process(Process::Kind::Poisson);
  law.initial = 10;
  law.intensity = 0.8;
  law.size = -3;
  law.decay = 1.2;
  const double years = 0.5, keep = std::exp(-law.decay * years);
  // y is an autoregression with shocks of mean and variance size·λ and size²·λ a round.
  const std::vector<double> z = path(law, years, kRounds);
  double mean = 0;
  for (std::size_t t = 100; t < z.size(); ++t) mean += z[t] / static_cast<double>(z.size() - 100);
  EXPECT_NEAR(mean, 10 - 3 * 0.4 / (1 - keep), kSigmas * std::sqrt(9 * 0.4 / kRounds) / (1 - keep));
  // Between shocks only the decay is at work.
  int shocks = 0;
  for (std::size_t t = 1; t <= 1000; ++t) {
    const double left = z[t] - 10 - (z[t - 1] - 10) * keep;
    EXPECT_NEAR(left / -3, std::round(left / -3), 1e-12);
    shocks += static_cast<int>(std::round(left / -3));
  }
  EXPECT_NEAR(shocks, 400, kSigmas * 20);
}

TEST(ContextProcesses, EventsAndSeriesAreSteps) {
  for (const Process::Kind kind : {Process::Kind::Event, Process::Kind::Series}) {
    Process law = process(kind);
    law.initial = 7;
    law.points = {{0.5, 1}, {0.6, 2}, {2, 3}};
    EXPECT_EQ(path(law, 0.5, 5), (std::vector<double>{7, 1, 2, 2, 3, 3}));
    law.points = {{-3, 5}, {0, 6}, {1, 8}};
    EXPECT_EQ(path(law, 0.5, 2), (std::vector<double>{6, 6, 8}));
  }
}

TEST(ContextProcesses, SwitchedOffEveryProcessKeepsItsValueAtTimeZero) {
  Process event = process(Process::Kind::Event);
  event.points = {{-1, 4}, {0.5, 9}};
  EXPECT_EQ(path(event, 0.5, 3, 0, false), (std::vector<double>{4, 4, 4, 4}));
  Process walk = process(Process::Kind::RandomWalk);
  walk.initial = 2;
  walk.volatility = 1;
  EXPECT_EQ(path(walk, 0.5, 2, 0, false), (std::vector<double>{2, 2, 2}));
}

TEST(ContextProcesses, ANewProcessChangesNoOther) {
  Scenario scenario = dispute();
  Process walk = process(Process::Kind::RandomWalk);
  walk.volatility = 1;
  Process newcomer = walk;
  newcomer.name = "a";
  scenario.context = {newcomer, walk};
  const ContextProcesses processes(scenario);
  World world;
  processes.start(world);
  world.round = 1;
  processes.advance(world, RandomSource(20240601, 0));
  EXPECT_EQ(world.context[1], path(walk, 0.5, 1)[1]);
  EXPECT_NE(world.context[0], world.context[1]);
}

}  // namespace
}  // namespace entente
