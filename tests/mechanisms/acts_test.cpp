#include "sim/mechanisms/acts.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/core/math.hpp"
#include "tests/mechanisms/choice.hpp"

namespace entente {
namespace {

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
    EXPECT_EQ(Choice(scenario, {kAll, kSome}).of_ally(), factor < 1 ? 1u : 0u);
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

}  // namespace
}  // namespace entente
