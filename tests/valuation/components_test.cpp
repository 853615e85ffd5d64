// Land, authority, pledges and values; trade, sanctions and hedging are in components_trade_test.cpp.
#include "sim/valuation/components.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/dice.hpp"
#include "tests/support/small_scenario.hpp"
#include "tests/support/small_tables.hpp"

namespace entente {
namespace {

constexpr double kRounding = 1e-15;  // a few roundings of numbers near 1
constexpr std::size_t kHolder = 0;
constexpr std::size_t kClaimant = 1;
const std::vector<double> kHeld{1, 0.75, 0};
const std::vector<double> kClaimed{0, 0.25, 1};

/// A holds the land and B claims it: {1, 3/4, 0} and {0, 1/4, 1}.
Scenario land_dispute(double jump = 0, std::optional<double> aspiration = {}) {
  Scenario scenario = small_scenario();
  scenario.actors[kHolder].components = {
      component("land", 1, {term(HoldingTerm{kLand, kHeld, jump, {}, 0})})};
  scenario.actors[kClaimant].components = {
      component("land", 1, {term(HoldingTerm{kLand, kClaimed, jump, aspiration, 0})})};
  return scenario;
}

void make_prospect(Scenario& scenario, double aversion, double curvature) {
  for (Actor& who : scenario.actors) {
    who.loss_aversion = aversion;
    who.curvature = curvature;
  }
}

TEST(Holding, IsLinearWithoutLossAversionAndCurvature) {
  const SmallTables tables(land_dispute());
  for (std::uint32_t o = 0; o < 3; ++o) {
    EXPECT_EQ(tables.utility(kHolder, o, 1), kHeld[o] - 1);
    EXPECT_EQ(tables.utility(kClaimant, o, 1), kClaimed[o]);
  }
}

TEST(Holding, FollowsProspectTheory) {
  Scenario scenario = land_dispute();
  make_prospect(scenario, 2.25, 0.88);
  const SmallTables tables(scenario);
  EXPECT_NEAR(tables.utility(kHolder, 1, 0), -2.25 * std::pow(0.25, 0.88), kRounding);
  EXPECT_NEAR(tables.utility(kClaimant, 1, 0), std::pow(0.25, 0.88), kRounding);
  EXPECT_EQ(tables.utility(kHolder, 2, 0), -2.25);
  EXPECT_EQ(tables.utility(kClaimant, 2, 0), 1);
  scenario.switches.loss_aversion = false;
  EXPECT_NEAR(SmallTables(scenario).utility(kHolder, 1, 0), -std::pow(0.25, 0.88), kRounding);
}

TEST(Holding, ASacredValueLosesItsShareAtOnce) {
  Scenario scenario = land_dispute(0.4);
  make_prospect(scenario, 2, 1);
  const SmallTables tables(scenario);
  EXPECT_EQ(tables.utility(kHolder, 0, 2), 0);  // nothing is lost, nothing jumps
  EXPECT_NEAR(tables.utility(kHolder, 1, 0), -2 * (0.6 * 0.25 + 0.4), kRounding);
  EXPECT_NEAR(tables.utility(kHolder, 2, 0), -2, kRounding);
  EXPECT_EQ(tables.utility(kClaimant, 1, 0), 0.25);  // gains do not jump
  scenario.switches.jump = false;
  EXPECT_NEAR(SmallTables(scenario).utility(kHolder, 1, 0), -0.5, kRounding);
}

TEST(Holding, KeepsItsBounds) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Dice dice(seed);
    Scenario scenario = land_dispute(dice.uniform());
    make_prospect(scenario, dice.uniform(1, 3), dice.uniform(0.3, 1));
    for (double& held : std::get<HoldingTerm>(scenario.actors[0].components[0].terms[0].body).held)
      held = dice.uniform();
    const SmallTables tables(scenario);
    for (PackageIndex x = 0; x < 9; ++x) {
      EXPECT_LE(tables.utilities.base(kHolder, x), 1);
      EXPECT_GE(tables.utilities.base(kHolder, x), -scenario.actors[0].loss_aversion - kRounding);
    }
  }
}

TEST(Aspiration, WritesOffTheClaimOnlyWhereItSettles) {
  Scenario scenario = land_dispute(0, 0.75);
  make_prospect(scenario, 2, 0.5);
  {
    const SmallTables tables(scenario);
    EXPECT_EQ(tables.utility(kClaimant, 0, 2), 0);
    EXPECT_NEAR(tables.utility(kClaimant, 1, 0), 0.5 - 2 * std::sqrt(0.5), kRounding);
    EXPECT_EQ(tables.utility(kClaimant, 2, 0), 1);  // more than was asked for: nothing is written off
  }
  // Only the whole of the land settles: what lies below is taken and the claim stays alive.
  scenario.settles = with_options(kLand, {false, false, true});
  EXPECT_NEAR(SmallTables(scenario).utility(kClaimant, 1, 0), 0.5, kRounding);
  scenario.settles = with_options(kLand, {false, true, true});
  scenario.switches.aspiration = false;
  EXPECT_NEAR(SmallTables(scenario).utility(kClaimant, 1, 0), 0.5, kRounding);
}

TEST(Aspiration, ALargerOneNeverMakesAClaimantEasierToPlease) {
  Scenario scenario = land_dispute(0, 0);
  make_prospect(scenario, 2.25, 0.88);
  SmallTables tables(scenario);
  std::vector<double> before(9, 1e9);
  for (int step = 0; step <= 20; ++step) {
    tables.world.aspirations[kClaimant] = {step / 20.0};
    tables.refresh();
    for (PackageIndex x = 0; x < 9; ++x) {
      const double now = tables.utilities.utility(kClaimant, x);
      EXPECT_LE(now, before[x]);
      before[x] = now;
    }
  }
  EXPECT_LT(before[1], 0);  // a quarter of what was asked for is a loss
}

Scenario pledged(std::size_t actor_index, double level, const std::vector<double>& held) {
  Scenario scenario = small_scenario();
  scenario.actors[actor_index].components = {
      component("pledge", 1, {term(PledgeTerm{kLand, held, level, 0.5, 0.8})})};
  return scenario;
}

TEST(Pledge, OfAHolderCountsWhatItConcedes) {
  {
    const SmallTables tables(pledged(kHolder, 1, kHeld));
    EXPECT_EQ(tables.utility(kHolder, 0, 1), 0);
    EXPECT_NEAR(tables.utility(kHolder, 1, 1), -0.8 * 0.5 * 0.25, kRounding);
    EXPECT_NEAR(tables.utility(kHolder, 2, 1), -0.8 * 0.5, kRounding);
  }
  // A pledge to keep half lets the first quarter go.
  const SmallTables modest(pledged(kHolder, 0.5, kHeld));
  EXPECT_EQ(modest.utility(kHolder, 1, 0), 0);
  EXPECT_NEAR(modest.utility(kHolder, 2, 0), -0.8 * 0.5 * 0.5, kRounding);
}

TEST(Pledge, OfAClaimantFallsDueWhenTheDisputeIsSettled) {
  Scenario scenario = pledged(kClaimant, 0.75, kClaimed);
  EXPECT_NEAR(SmallTables(scenario).utility(kClaimant, 1, 0), -0.8 * 0.5 * 0.5, kRounding);
  EXPECT_EQ(SmallTables(scenario).utility(kClaimant, 2, 0), 0);
  scenario.settles = with_options(kLand, {false, false, true});
  EXPECT_EQ(SmallTables(scenario).utility(kClaimant, 1, 0), 0);
  scenario.switches.pledges = false;
  EXPECT_EQ(SmallTables(scenario).utility(kClaimant, 2, 0), 0);
}

TEST(Pledge, WhatIsBackedDownAlreadyIsPaidFor) {
  for (const bool settles : {true, false}) {
    Scenario scenario = pledged(kHolder, 0.875, kHeld);
    if (!settles) scenario.settles = with_options(kMoney, {false, false, true});
    SmallTables tables(scenario);
    tables.world.pledges[kHolder][0] = {0.6, 0.25, 0};
    tables.refresh();
    // Conceded, and falling short: 1/8 and 7/8 of the level 7/8; both are the same for a holder.
    EXPECT_EQ(tables.utility(kHolder, 1, 0), 0);
    EXPECT_NEAR(tables.utility(kHolder, 2, 0), -0.8 * 0.6 * (0.875 - 0.25), kRounding);
  }
}

TEST(Pledge, StatesAreCountedOverTheComponentsOfAnActor) {
  Scenario scenario = pledged(kHolder, 1, kHeld);
  scenario.actors[kHolder].components.push_back(
      component("second", 1, {term(values(kMoney, {0, 0, 0})), term(PledgeTerm{kLand, kHeld, 1, 0.5, 1})}));
  SmallTables tables(scenario);
  tables.world.pledges[kHolder] = {{0, 0, 0}, {1, 0, 0}};
  tables.refresh();
  // Only the second is in strength: half of its component, which is half of the actor.
  EXPECT_NEAR(tables.utility(kHolder, 2, 0), -0.25, kRounding);
}

TEST(Values, AreWeightedDifferencesFromTheStatusQuo) {
  Scenario scenario = small_scenario();
  scenario.issues[kMoney].status_quo = 1;
  scenario.actors[0].components = {component(
      "standing", 1, {term(ValuesTerm{{{kLand, 0.25, {0.5, 0.5, 0.1}}, {kMoney, 0.75, {0, 0.2, 0.8}}}})})};
  const SmallTables tables(scenario);
  EXPECT_NEAR(tables.utility(0, 2, 2), 0.25 * -0.4 + 0.75 * 0.6, kRounding);
  EXPECT_NEAR(tables.utility(0, 0, 0), 0.75 * -0.2, kRounding);
  EXPECT_EQ(tables.utility(0, 0, 1), 0);
}

TEST(Linkage, IsTheSameDeclaredInEitherOrder) {
  Scenario scenario = small_scenario();
  scenario.issues[kLand].status_quo = 1;
  scenario.issues[kMoney].status_quo = 2;
  scenario.settles = with_options(kLand, {false, false, true});
  const std::vector<double> land_by_money{0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8};
  const std::vector<double> money_by_land{0, 0.3, 0.6, 0.1, 0.4, 0.7, 0.2, 0.5, 0.8};
  scenario.actors[0].components = {component("both", 1, {term(LinkageTerm{kLand, kMoney, land_by_money})})};
  scenario.actors[1].components = {component("both", 1, {term(LinkageTerm{kMoney, kLand, money_by_land})})};
  const SmallTables tables(scenario);
  for (std::uint32_t land = 0; land < 3; ++land) {
    for (std::uint32_t money = 0; money < 3; ++money) {
      EXPECT_NEAR(tables.utility(0, land, money), land_by_money[land * 3 + money] - 0.5, kRounding);
      EXPECT_EQ(tables.utility(1, land, money), tables.utility(0, land, money));
    }
  }
}

TEST(Terms, ScaleWithTheContextAndShareTheirComponent) {
  Scenario scenario = small_scenario();
  Process mood;
  mood.name = "mood";
  mood.initial = 3;
  scenario.context = {mood};
  Term scaled = term(values(kLand, {0, 0.5, 1}), 3, "a");
  scaled.scale = ContextScale{0, 2, -0.4};
  scenario.actors[0].components = {component("c", 1, {scaled, term(values(kMoney, {0, 0.5, 1}), 1, "b")})};
  SmallTables tables(scenario);
  EXPECT_NEAR(tables.utility(0, 2, 1), 0.75 * 0.6 * 1 + 0.25 * 0.5, kRounding);
  tables.world.context = {10};  // 1 − 0.4·8 < 0: the term is silent, it does not turn round
  tables.refresh();
  EXPECT_NEAR(tables.utility(0, 2, 1), 0.25 * 0.5, kRounding);
}

}  // namespace
}  // namespace entente
