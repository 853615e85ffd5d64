#include "sim/valuation/acceptance.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/core/math.hpp"
#include "tests/support/small_scenario.hpp"
#include "tests/support/small_tables.hpp"

namespace entente {
namespace {

constexpr double kRounding = 1e-15;

/// U + ν of 0.3 against 0.1 in force, π = 0.05, hopes 0.04 and 0.2.
Comparison comparison(bool settles) {
  Comparison result;
  result.value = 0.3;
  result.value_now = 0.1;
  result.settles = settles;
  result.process_value = 0.05;
  result.hope = settles ? 0 : 0.04;
  result.hope_now = 0.2;
  return result;
}

TEST(Comparison, GainIsVLessTheReservation) {
  EXPECT_NEAR(comparison(false).gain(), (0.3 + 0.05 + 0.04) - (0.1 + 0.05 + 0.2), kRounding);
  EXPECT_NEAR(comparison(true).gain(), 0.3 - 0.35, kRounding);  // talks end, and with them hope
  Comparison elsewhere = comparison(true);
  elsewhere.outside = 0.5;
  EXPECT_NEAR(elsewhere.gain(), 0.3 - 0.5, kRounding);
  elsewhere.outside = 0.2;  // the outside option enters by the maximum, it is never added
  EXPECT_NEAR(elsewhere.gain(), 0.3 - 0.35, kRounding);
}

TEST(Comparison, APresentLossIsNoInvestmentUnlessAllowed) {
  Comparison lossy = comparison(false);
  lossy.value = 0.05;
  lossy.hope = 0.4;
  EXPECT_NEAR(lossy.gain(), 0.15, kRounding);
  EXPECT_NEAR(lossy.margin(false), -0.05, kRounding);
  EXPECT_NEAR(lossy.margin(true), 0.15, kRounding);
  // Where the gain is smaller than the present gain it decides.
  EXPECT_NEAR(comparison(false).margin(false), 0.04, kRounding);
  // A package that settles is not asked.
  EXPECT_NEAR(comparison(true).margin(false), -0.05, kRounding);
}

TEST(OutsideOption, IsMinusInfinityWhereThereIsNone) {
  Actor who;
  EXPECT_EQ(outside_option(who), -std::numeric_limits<double>::infinity());
  who.outside_option = -0.5;
  EXPECT_EQ(outside_option(who), -0.5);
}

TEST(ChangedVariance, AddsNewAndReplacedOptionsOfChangedIssues) {
  const Scenario scenario = small_scenario();
  const Layout layout(scenario);
  const ValuationBelief belief{{}, {1, 2, 4, 8, 16, 32}};
  EXPECT_EQ(changed_variance(layout, belief, 4, 4), 0);
  EXPECT_EQ(changed_variance(layout, belief, 2, 0), 4 + 1);
  EXPECT_EQ(changed_variance(layout, belief, 2 + 3 * 1, 1 + 3 * 2), (4 + 2) + (16 + 32));
}

TEST(AcceptanceProbability, IsNormalOrCertain) {
  EXPECT_EQ(acceptance_probability(0, 0.04), 0.5);
  EXPECT_NEAR(acceptance_probability(0.2, 0.04), 0.841344746068543, 1e-14);
  EXPECT_NEAR(acceptance_probability(-0.2, 0.04), 1 - 0.841344746068543, 1e-14);
  EXPECT_EQ(acceptance_probability(0, 0), 1);
  EXPECT_EQ(acceptance_probability(-0.5 * kTie, 0), 1);
  EXPECT_EQ(acceptance_probability(-2 * kTie, 0), 0);
}

TEST(KnownRefusal, LastsUntilTheInterestHasRisen) {
  Scenario scenario = small_scenario();
  scenario.actors[1].process_value = 0.1;
  scenario.actors[1].components = {component("land", 1, {term(values(kLand, {0, 0.5, 1}))})};
  scenario.actors[1].profiles = {{"a", 1, 1, {1}}};
  SmallTables tables(scenario);
  const auto difference = [&](PackageIndex x) {
    return public_difference(tables.layout, tables.utilities, tables.world, 0, 1, x);
  };
  const auto refused = [&](PackageIndex x) {
    return known_refusal(tables.layout, tables.utilities, tables.world, 0, 1, x);
  };
  EXPECT_NEAR(difference(1), 0.5 - 0.1, kRounding);  // it settles: talks are lost
  EXPECT_EQ(difference(3), 0);
  EXPECT_FALSE(refused(1));
  tables.world.refusals[0][1] = {{3, 0}, {1, 0.4}};
  EXPECT_TRUE(refused(1));
  EXPECT_FALSE(refused(2));
  EXPECT_FALSE(known_refusal(tables.layout, tables.utilities, tables.world, 1, 0, 1));
  // Less patience with talks: more to gain from settling than at the refusal.
  tables.scenario.actors[1].process_value = 0.05;
  tables.refresh();
  EXPECT_FALSE(refused(1));
  tables.scenario.actors[1].process_value = 0.2;
  tables.refresh();
  EXPECT_TRUE(refused(1));
}

TEST(PublicDifference, IsMeasuredFromTheArrangement) {
  Scenario scenario = small_scenario();
  scenario.actors[1].components = {component("land", 1, {term(values(kLand, {0, 0.5, 1}))})};
  SmallTables tables(scenario);
  tables.world.arrangement = 1;
  tables.world.valuation_beliefs[0][1].mean.assign(6, 0.7);  // private valuations are left out
  tables.refresh();
  EXPECT_NEAR(public_difference(tables.layout, tables.utilities, tables.world, 0, 1, 2), 0.5, kRounding);
}

}  // namespace
}  // namespace entente
