#include "sim/mechanisms/implementation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/small_scenario.hpp"
#include "tests/support/small_tables.hpp"

namespace entente {
namespace {

constexpr PackageIndex kAllMuch = 8;
constexpr PackageIndex kAllNo = 2;

/// A hands over land to B, B pays A; both with a discount factor of 0.9 over the planning horizon. Money is
/// worth 0.6 to A, the land costs it 0.5: to take the money and keep the land is worth 0.6 against 0.1.
Scenario exchange_of_land() {
  Scenario scenario = small_scenario();
  scenario.timing.planning_horizon = 0.5;
  for (Actor& who : scenario.actors) who.patience = 0.81;
  scenario.actors[0].components = {
      component("all", 1, {term(ValuesTerm{{{kLand, 1, {0, -0.2, -0.5}}, {kMoney, 1, {0, 0.3, 0.6}}}})})};
  scenario.actors[1].components = {
      component("all", 1, {term(ValuesTerm{{{kLand, 1, {0, 0.2, 0.6}}, {kMoney, 1, {0, -0.1, -0.2}}}})})};
  scenario.obligations = {{"hand over", kLand, 0, 1}, {"pay", kMoney, 1, 0}};
  return scenario;
}

Implementation::Decision decide(const Scenario& scenario, std::size_t who, const AgreementInForce& agreement,
                                int round = 5, std::uint64_t run = 0) {
  SmallTables tables(scenario);
  tables.world.round = round;
  const Implementation implementation(tables.scenario, tables.layout);
  return implementation.decide(who, agreement, tables.utilities, tables.world, RandomSource(1, run));
}

AgreementInForce agreement(PackageIndex from, PackageIndex to, int round = 3, std::uint64_t exchange = 7) {
  return {round, exchange, from, to, 0};
}

TEST(Implementation, WeighsWhatIsGainedAgainstWhatIsLostLater) {
  const Implementation::Decision a = decide(exchange_of_land(), 0, agreement(0, kAllMuch));
  // 1e-15: roundings of numbers below 1.
  EXPECT_NEAR(a.temptation, 0.1 * 0.5, 1e-15);
  EXPECT_NEAR(a.cost, 0.9 * 0.1, 1e-15);
  EXPECT_TRUE(a.delivers);
  const Implementation::Decision b = decide(exchange_of_land(), 1, agreement(0, kAllMuch));
  EXPECT_NEAR(b.temptation, 0.1 * 0.2, 1e-15);
  EXPECT_NEAR(b.cost, 0.9 * 0.4, 1e-15);
}

TEST(Implementation, IsRelativeToWhatTheAgreementReplaced) {
  // Only the land changes hands: A is worse off than before and its breach brings all back.
  const Implementation::Decision a = decide(exchange_of_land(), 0, agreement(6, kAllMuch));
  EXPECT_NEAR(a.temptation, 0.1 * 0.5, 1e-15);
  EXPECT_NEAR(a.cost, 0.9 * -0.5, 1e-15);
  EXPECT_FALSE(a.delivers);
}

TEST(Implementation, TrustTipsTheScalesAtItsThreshold) {
  Scenario scenario = exchange_of_land();
  scenario.actors[0].patience = 0.36;  // 0.6 over the horizon
  scenario.actors[1].trust = {{0, 2, 1}};
  scenario.trust.broken = 3;
  // 0.4·0.5 against 0.6·0.1 + ψ·(2/3 − 2/6): even at ψ = 0.14·3.
  for (const double off : {-1e-6, 1e-6}) {
    scenario.actors[0].trust_worth = 0.42 + off;
    SmallTables tables(scenario);
    tables.world.trust(1, 0) = 2.0 / 3;
    const Implementation implementation(tables.scenario, tables.layout);
    const Implementation::Decision a =
        implementation.decide(0, agreement(0, kAllMuch), tables.utilities, tables.world, RandomSource(1, 0));
    EXPECT_NEAR(a.cost - a.temptation, off / 3, 1e-15);
    EXPECT_EQ(a.delivers, off > 0);
  }
  scenario.switches.trust = false;
  EXPECT_NEAR(decide(scenario, 0, agreement(0, kAllMuch)).cost, 0.06, 1e-15);
}

TEST(Implementation, EachPartnerThatIsLetDownCountsOnce) {
  Scenario scenario = exchange_of_land();
  scenario.obligations = {
      {"hand over", kLand, 0, 1}, {"pay", kMoney, 0, 1}, {"report", kMoney, 0, 2}, {"watch", kLand, 1, 0}};
  scenario.actors[0].trust_worth = 1;
  SmallTables tables(scenario);
  const Implementation implementation(tables.scenario, tables.layout);
  std::vector<std::size_t> partners;
  implementation.partners(0, agreement(0, kAllMuch), partners);
  EXPECT_EQ(partners, (std::vector<std::size_t>{1, 2}));
  implementation.partners(0, agreement(0, kAllNo), partners);
  EXPECT_EQ(partners, (std::vector<std::size_t>{1}));
  // Trust of 1/2 with priors 1 and 1 falls to 1/5 with each of the two; both issues are put back.
  const Implementation::Decision a =
      implementation.decide(0, agreement(0, kAllMuch), tables.utilities, tables.world, RandomSource(1, 0));
  EXPECT_NEAR(a.cost, 0.9 * 0.1 + 2 * 0.3, 1e-15);
  EXPECT_NEAR(a.temptation, 0.1 * (0 - 0.1), 1e-15);
}

TEST(Implementation, OnlyChangedIssuesOblige) {
  const Scenario scenario = exchange_of_land();
  const Layout layout(scenario);
  const Implementation implementation(scenario, layout);
  EXPECT_TRUE(implementation.obliged(0, agreement(0, kAllNo)));
  EXPECT_FALSE(implementation.obliged(1, agreement(0, kAllNo)));
  EXPECT_FALSE(implementation.obliged(0, agreement(6, 3)));
  EXPECT_TRUE(implementation.obliged(1, agreement(6, 3)));
  EXPECT_FALSE(implementation.obliged(2, agreement(0, kAllMuch)));
}

TEST(ImplementationShock, IsDrawnOnceForEachAgreementAndSignatory) {
  Scenario scenario = exchange_of_land();
  for (Actor& who : scenario.actors) who.implementation_sd = 0.2;
  const double calm = 0.9 * 0.1;
  const double first = decide(scenario, 0, agreement(0, kAllMuch), 3).cost;
  EXPECT_NE(first, calm);
  for (int round = 4; round < 20; ++round) {
    EXPECT_EQ(decide(scenario, 0, agreement(0, kAllMuch), round).cost, first);
  }
  EXPECT_NE(decide(scenario, 0, agreement(0, kAllMuch, 4)).cost, first);
  EXPECT_NE(decide(scenario, 0, agreement(0, kAllMuch, 3, 8)).cost, first);
  EXPECT_NE(decide(scenario, 1, agreement(0, kAllMuch)).cost - 0.9 * 0.4, first - calm);
}

TEST(ImplementationShock, HasItsMoments) {
  Scenario scenario = exchange_of_land();
  scenario.actors[0].implementation_sd = 0.2;
  constexpr std::uint64_t kRuns = 4000;
  const SmallTables tables(scenario);
  const Implementation implementation(tables.scenario, tables.layout);
  double mean = 0;
  double square = 0;
  for (std::uint64_t run = 0; run < kRuns; ++run) {
    const double cost =
        implementation.decide(0, agreement(0, kAllMuch), tables.utilities, tables.world, RandomSource(1, run))
            .cost;
    const double shock = (cost - 0.09) / 0.2;
    mean += shock / kRuns;
    square += shock * shock / kRuns;
  }
  // 4.42 standard errors: two-sided 1e-5.
  EXPECT_NEAR(mean, 0, 4.42 / std::sqrt(kRuns));
  EXPECT_NEAR(square, 1, 4.42 * std::sqrt(2.0 / kRuns));
}

}  // namespace
}  // namespace entente
