#include "sim/mechanisms/acts.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/core/math.hpp"
#include "tests/support/small_scenario.hpp"
#include "tests/support/small_tables.hpp"

namespace entente {
namespace {

constexpr std::size_t kAlly = 2;
constexpr double kImpatience = 0.1;  // 1 − 0.81^0.5 for everybody
constexpr PackageIndex kSome = 1;
constexpr PackageIndex kAll = 2;

Act act(std::string name, double price) {
  Act result;
  result.name = std::move(name);
  result.price = price;
  return result;
}

Act press(double price, double pressure = 0.5) {
  Act result = act("press", price);
  result.pressure = pressure;
  return result;
}

/// A gains by land, B a little (0.1 by some, 0.2 by all), and the ally C, on whom B depends, loses 0.4 and
/// 0.8.
Scenario with_ally() {
  Scenario scenario = small_scenario();
  scenario.timing.planning_horizon = 0.5;
  for (Actor& who : scenario.actors) who.patience = 0.81;
  scenario.actors[0].components = {component("land", 1, {term(values(kLand, {0, 0.5, 0.6}))})};
  scenario.actors[1].components = {component("land", 1, {term(values(kLand, {0, 0.1, 0.2}))})};
  scenario.actors[1].alliance_weight = 0.5;
  scenario.actors[kAlly].components = {component("land", 1, {term(values(kLand, {0, -0.4, -0.8}))})};
  return scenario;
}

/// Chooses acts when A is expected to offer `packages`, without hopes unless they are set.
struct Choice : SmallTables {
  explicit Choice(Scenario declared, const std::vector<PackageIndex>& packages = {kSome})
      : SmallTables(std::move(declared)) {
    ties.start(world);
    world.dependence(1, kAlly) = 0.8;
    ShortList list;
    list.others_now.assign(scenario.actors.size(), 0.0);
    for (const PackageIndex package : packages) {
      list.offers.push_back({package, 0, std::vector<double>(scenario.actors.size(), 0.0)});
    }
    soundings.push_back(list);
  }
  bool choose() {
    refresh();
    return acts.choose(world, utilities, soundings, ties);
  }
  std::size_t of_ally() {
    EXPECT_TRUE(choose());
    return world.acts[kAlly];
  }

  TieDynamics ties{scenario};
  Acts acts{scenario, layout, support};
  std::vector<ShortList> soundings;
};

TEST(Acts, AnAllyPressesUpToWhatItExpectsToSave) {
  // B accepts with Φ(0.1/√0.02); pressed, with Φ((0.1 − 0.5·0.8·0.5·0.4)/√0.02).
  const double saved =
      0.5 * 0.4 * (normal_cdf(0.1 / std::sqrt(0.02)) - normal_cdf((0.1 - 0.08) / std::sqrt(0.02)));
  for (const double factor : {0.999, 1.001}) {
    Scenario scenario = with_ally();
    scenario.actors[1].private_sd = 0.1;
    scenario.actors[kAlly].acts.push_back(press(factor * saved / kImpatience));
    EXPECT_EQ(Choice(scenario).of_ally(), factor < 1 ? 1u : 0u);
    // Prices are per year: the length of a round changes nothing.
    scenario.timing.round = 0.25;
    EXPECT_EQ(Choice(scenario).of_ally(), factor < 1 ? 1u : 0u);
  }
}

TEST(Acts, AnAllyThatIsHardlyHurtDoesNotPress) {
  Scenario scenario = with_ally();
  scenario.actors[1].private_sd = 0.1;
  scenario.actors[kAlly].acts.push_back(press(0.1));
  EXPECT_EQ(Choice(scenario).of_ally(), 1u);
  scenario.actors[kAlly].components = {component("land", 1, {term(values(kLand, {0, -0.04, -0.08}))})};
  EXPECT_EQ(Choice(scenario).of_ally(), 0u);
  scenario.actors[kAlly].components = {component("land", 1, {term(values(kLand, {0, 0.4, 0.8}))})};
  scenario.actors[kAlly].acts[1].price = 0;
  EXPECT_EQ(Choice(scenario).of_ally(), 0u);  // nothing to lose: pressing has no effect
}

TEST(Acts, APriceFollowsItsScale) {
  Scenario scenario = with_ally();
  Process mood;
  mood.initial = 1;
  scenario.context = {mood};
  // B surely accepts, pressed it surely refuses: 0.5·0.4 is at stake.
  scenario.actors[kAlly].acts.push_back(press(0.9 * 0.2 / kImpatience, 1));
  EXPECT_EQ(Choice(scenario).of_ally(), 1u);
  scenario.actors[kAlly].acts[1].price_scale = ContextScale{0, 0, 0.2};
  EXPECT_EQ(Choice(scenario).of_ally(), 0u);
}

TEST(Acts, PressureMayTurnTheOfferToAnotherPackage) {
  // A prefers all. Pressed by 0.5·0.8·0.8 B would refuse it, but not some, by which C gains 0.1.
  Scenario scenario = with_ally();
  scenario.actors[kAlly].components = {component("land", 1, {term(values(kLand, {0, 0.1, -0.8}))})};
  for (const double factor : {0.999, 1.001}) {
    scenario.actors[kAlly].acts.resize(1);
    scenario.actors[kAlly].acts.push_back(press(factor * 0.5 * (0.1 + 0.8) / kImpatience, 1));
    EXPECT_EQ(Choice(scenario, {kSome, kAll}).of_ally(), factor < 1 ? 1u : 0u);
  }
}

TEST(Acts, EffectsOnTiesAreForeseen) {
  // B does not depend on C yet. With any alliance at all it depends on C alone: w = 1.
  for (const bool binds : {false, true}) {
    Scenario scenario = with_ally();
    Tie& alliance = scenario.ties.emplace_back();
    alliance.name = "B-C";
    alliance.layer = Layer::Alliance;
    alliance.from = 1;
    alliance.to = kAlly;
    scenario.actors[kAlly].acts.push_back(press(0.1, 1));
    if (binds) scenario.actors[kAlly].acts[1].ties = {{0, 0.2}};
    Choice choice(scenario);
    choice.world.dependence.fill(0);
    EXPECT_EQ(choice.of_ally(), binds ? 1u : 0u);
    EXPECT_EQ(choice.world.tie_weights[0], 0);  // a trial leaves no trace
    EXPECT_EQ(choice.world.dependence(1, kAlly), 0);
  }
}

TEST(Acts, HopesOutsideOptionsAndRefusalsDecideWhatIsExpected) {
  Scenario scenario = with_ally();
  scenario.actors[kAlly].acts.push_back(press(0.1, 1));
  ASSERT_EQ(Choice(scenario).of_ally(), 1u);
  {
    Choice hopeful(scenario);  // B hopes for more than 0.1 and refuses anyway
    hopeful.soundings[0].others_now[1] = 0.15;
    EXPECT_EQ(hopeful.of_ally(), 0u);
  }
  {
    Choice greedy(scenario);  // A itself would not offer
    greedy.soundings[0].hope_now = 0.6;
    EXPECT_EQ(greedy.of_ally(), 0u);
  }
  {
    Choice refused(scenario);
    refused.world.refusals[0][1] = {{kSome, 0.1}};
    EXPECT_EQ(refused.of_ally(), 0u);
    refused.scenario.switches.refusal_memory = false;
    EXPECT_EQ(refused.of_ally(), 1u);
  }
  scenario.actors[1].outside_option = 0.2;
  EXPECT_EQ(Choice(scenario).of_ally(), 0u);
}

TEST(Acts, WithoutEffectOrGainThereIsNothing) {
  Scenario scenario = with_ally();
  scenario.actors[kAlly].acts.push_back(act("gesture", 0));
  EXPECT_EQ(Choice(scenario).of_ally(), 0u);
  Choice costly(with_ally(), {});
  EXPECT_EQ(costly.of_ally(), 0u);
  // A benefit of its own, above the price, is enough.
  scenario.actors[kAlly].acts[1].benefit = 0.1;
  EXPECT_EQ(Choice(scenario, {}).of_ally(), 1u);
  scenario.actors[kAlly].acts[1].price = 0.1;
  EXPECT_EQ(Choice(scenario, {}).of_ally(), 0u);
}

TEST(Acts, TheCurrentActStaysOnTiesThenTheFirstName) {
  Scenario scenario = with_ally();
  scenario.actors[kAlly].acts.push_back(act("a gesture", 0));
  scenario.actors[kAlly].acts.push_back(act("another", 0));
  for (std::size_t current = 0; current < 3; ++current) {
    Choice choice(scenario);
    choice.world.acts[kAlly] = current;
    EXPECT_EQ(choice.of_ally(), current);
  }
  scenario.actors[kAlly].acts[1].benefit = scenario.actors[kAlly].acts[2].benefit = 0.1;
  EXPECT_EQ(Choice(scenario).of_ally(), 1u);
  {
    Choice choice(scenario);
    choice.world.acts[kAlly] = 2;
    EXPECT_EQ(choice.of_ally(), 2u);
  }
  scenario.actors[kAlly].acts[2].benefit = 0.11;
  EXPECT_EQ(Choice(scenario).of_ally(), 2u);
  scenario.actors[kAlly].acts[1].price = scenario.actors[kAlly].acts[2].price = 0.2;
  Choice choice(scenario);
  choice.world.acts[kAlly] = 2;
  EXPECT_EQ(choice.of_ally(), 0u);
}

TEST(Acts, WhatTheContextForbidsEndsAndIsNotChosen) {
  Scenario scenario = with_ally();
  Process mood;
  mood.initial = 1;
  scenario.context = {mood};
  Act summit = act("summit", 0);
  summit.benefit = 0.1;
  summit.available = within(Predicate::Kind::Context, 0, 0.5, 2);
  scenario.actors[kAlly].acts.push_back(summit);
  Choice choice(scenario);
  EXPECT_EQ(choice.of_ally(), 1u);
  choice.acts.end_unavailable(choice.world);
  EXPECT_EQ(choice.world.acts[kAlly], 1u);
  choice.world.context = {0};
  choice.acts.end_unavailable(choice.world);
  EXPECT_EQ(choice.world.acts[kAlly], 0u);
  EXPECT_EQ(choice.of_ally(), 0u);
}

TEST(Acts, APartyPreparesItsPublicForWhatThatBrings) {
  Scenario scenario = with_ally();
  scenario.actors[0].process_value = 0.1;
  Ratification home;
  home.threshold = 0.45;
  home.uncertainty = 0.1;
  Constituency& people = home.constituencies.emplace_back();
  people.values = values(kLand, {0, -0.2, -0.4});
  people.scale = 0.4;
  people.preparable = 1;
  scenario.actors[0].ratification = home;
  const auto ratified = [](double preparation) {
    const double support = 1 / (1 + std::exp(0.2 * (1 - preparation) / 0.4));
    return normal_cdf((support - 0.45) / 0.1);
  };
  // Prepared by 0.6 a year for half a year. Some land is worth 0.5 to A and ends talks worth 0.1.
  const double brought = 0.5 * (ratified(0.3) - ratified(0)) * (0.5 - 0.1);
  for (const double factor : {0.999, 1.001}) {
    Act prepare = act("prepare", factor * brought / kImpatience);
    prepare.prepare = 0.6;
    scenario.actors[0].acts.resize(1);
    scenario.actors[0].acts.push_back(prepare);
    Choice choice(scenario);
    EXPECT_TRUE(choice.choose());
    EXPECT_EQ(choice.world.acts[0], factor < 1 ? 1u : 0u);
    EXPECT_EQ(choice.world.ratification[0].preparation, 0);  // a trial leaves no trace
  }
}

TEST(Acts, BestRepliesMayChaseEachOther) {
  // D courts B so that it accepts although C presses; then pressing is idle, then courting is, and so on.
  Scenario scenario = with_ally();
  scenario.actors.push_back(actor("D", false));
  scenario.actors[3].patience = 0.81;
  scenario.actors[3].components = {component("land", 1, {term(values(kLand, {0, 0.4, 0.8}))})};
  scenario.actors[3].acts.push_back(act("court", 0.1));
  scenario.actors[3].acts[1].inducement = 1;
  scenario.actors[kAlly].acts.push_back(press(0.1, 1));
  scenario.protocol.acts_order = {kAlly, 3};
  Choice choice(scenario);
  choice.world.dependence(1, 3) = 0.8;
  EXPECT_FALSE(choice.choose());
  EXPECT_EQ(choice.world.acts, (std::vector<std::size_t>(4, 0)));  // ten sweeps, each of two turns back
  // Acting first and alone, C presses.
  choice.scenario.actors[3].acts[1].inducement = 0;
  EXPECT_TRUE(choice.choose());
  EXPECT_EQ(choice.world.acts, (std::vector<std::size_t>{0, 0, 1, 0}));
}

TEST(TakeEffect, MovesStocksByTheirYearlyAmounts) {
  Scenario scenario = with_ally();
  scenario.timing.round = 0.25;
  Tie tie;
  tie.name = "B-C";
  tie.layer = Layer::Trade;
  tie.from = 1;
  tie.to = 2;
  tie.weight = 0.9;
  scenario.ties = {tie};
  scenario.actors[0].components.push_back(component(
      "pledge", 1,
      {term(PledgeTerm{kLand, {1, 0.5, 0}, 1, 0.5, 1}), term(PledgeTerm{kLand, {1, 0.5, 0}, 1, 0.95, 1})}));
  scenario.actors[0].profiles = {{"dealer", 1, 1, {1, 1}}, {"staller", 1, 1, {1, 1}}};
  Act loud = act("loud", 0);
  loud.pledge = 0.4;
  loud.prepare = 0.8;
  loud.audience = 0.2;
  loud.ties = {{0, 2.0}};
  loud.trust = {{1, 0.4, 0.8}};
  loud.signal = {0.25, 1};
  scenario.actors[0].acts.push_back(loud);
  Choice choice(scenario);
  choice.world.acts[0] = 1;
  choice.acts.take_effect(choice.world, choice.ties);
  const World& world = choice.world;
  // 1e-15: roundings of numbers near 1.
  EXPECT_NEAR(world.pledges[0][0].strength, 0.6, 1e-15);
  EXPECT_EQ(world.pledges[0][1].strength, 1);  // clipped
  EXPECT_NEAR(world.pledges[0][0].audience, 0.05, 1e-15);
  EXPECT_NEAR(world.ratification[0].preparation, 0.2, 1e-15);
  EXPECT_EQ(world.tie_weights[0], 1);  // its maximum
  EXPECT_EQ(world.layers[static_cast<std::size_t>(Layer::Trade)](1, 2), 1);
  EXPECT_NEAR(world.kept(1, 0), 0.1, 1e-15);
  EXPECT_NEAR(world.broken(1, 0), 0.2, 1e-15);
  EXPECT_NEAR(world.trust(1, 0), 1.1 / 2.3, 1e-15);
  // (1/2)·0.25^0.25 against 1/2.
  for (const std::size_t i : {1u, 2u}) {
    EXPECT_NEAR(world.beliefs[i][0][0], std::sqrt(0.5) / (std::sqrt(0.5) + 1), 1e-15);
  }
}

TEST(TakeEffect, ObeysTheSwitches) {
  Scenario scenario = with_ally();
  scenario.ties.emplace_back().weight = 0.5;
  scenario.ties[0].to = 1;
  scenario.actors[0].components.push_back(
      component("pledge", 1, {term(PledgeTerm{kLand, {1, 0.5, 0}, 1, 0.5, 1})}));
  scenario.actors[0].profiles = {{"dealer", 1, 1, {1, 1}}, {"staller", 1, 1, {1, 1}}};
  Act loud = act("loud", 0);
  loud.pledge = loud.audience = 0.4;
  loud.ties = {{0, 0.4}};
  loud.trust = {{1, 0.4, 0.8}};
  loud.signal = {0.25, 1};
  scenario.actors[0].acts.push_back(loud);
  scenario.switches.pledges = scenario.switches.ties = false;
  scenario.switches.trust = scenario.switches.learning = false;
  Choice choice(scenario);
  choice.world.acts[0] = 1;
  choice.acts.take_effect(choice.world, choice.ties);
  EXPECT_EQ(choice.world.pledges[0][0].strength, 0.5);
  EXPECT_EQ(choice.world.pledges[0][0].audience, 0);
  EXPECT_EQ(choice.world.tie_weights[0], 0.5);
  EXPECT_EQ(choice.world.kept(1, 0), 0);
  EXPECT_EQ(choice.world.beliefs[1][0][0], 0.5);
}

}  // namespace
}  // namespace entente
