#include "sim/bargaining/negotiation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/bargaining/table.hpp"
#include "tests/support/dice.hpp"
#include "tests/support/small_scenario.hpp"

namespace entente {
namespace {

/// Values of the nine packages, in their order (land fastest), for both parties; nobody hopes.
Scenario valued(const std::vector<double>& to_a, const std::vector<double>& to_b) {
  Scenario scenario = small_scenario();
  scenario.actors[0].components = {component("all", 1, {term(LinkageTerm{kMoney, kLand, to_a})})};
  scenario.actors[1].components = {component("all", 1, {term(LinkageTerm{kMoney, kLand, to_b})})};
  scenario.switches.hope = false;
  return scenario;
}

std::optional<PackageIndex> best_of_a(const Scenario& scenario) {
  Table table(scenario);
  const std::optional<Offer> offer = table.negotiation.best_offer(0);
  return offer ? std::optional(offer->package) : std::nullopt;
}

const std::vector<double> kIndifferent(9, 0.0);

TEST(BestOffer, IsTheLargestGainTimesItsChance) {
  const Scenario scenario = valued({0, 0.5, 0.9, 0, 0.6, 0, 0, 0, 0}, {0, 0, -0.1, 0, 0, 0, 0, 0, 0});
  Table table(scenario);
  const std::optional<Offer> offer = table.negotiation.best_offer(0);
  ASSERT_TRUE(offer);
  EXPECT_EQ(offer->package, 4u);  // 0.9 would be refused for sure
  EXPECT_EQ(offer->gain, 0.6);
  EXPECT_EQ(offer->acceptance, 1);
  EXPECT_EQ(offer->ratification, 1);
  EXPECT_EQ(offer->objective, 0.6 - 0.001);
  EXPECT_FALSE(table.negotiation.best_offer(1));
}

TEST(BestOffer, AGambleMayBeWorthMore) {
  Scenario scenario = valued({0, 0.5, 0.9, 0, 0, 0, 0, 0, 0}, kIndifferent);
  scenario.actors[1].private_sd = 0.1;
  EXPECT_EQ(best_of_a(scenario), 2u);  // half of 0.9 against half of 0.5
  Scenario reluctant = valued({0, 0.5, 0.9, 0, 0, 0, 0, 0, 0}, {0, 0, -0.1, 0, 0, 0, 0, 0, 0});
  reluctant.actors[1].private_sd = 0.1;
  // Φ(−0.1/√0.02)·0.9 = 0.216 against 0.25
  EXPECT_EQ(best_of_a(reluctant), 1u);
}

TEST(BestOffer, OfEqualOnesChangesTheFewestIssues) {
  // Package 4 changes two issues, 6 one; that 4 is kinder and comes earlier does not count.
  EXPECT_EQ(best_of_a(valued({0, 0, 0, 0, 0.5, 0, 0.5, 0, 0}, {0, 0, 0, 0, 0.4, 0, 0.1, 0, 0})), 6u);
}

TEST(BestOffer, OfThoseTheKindest) {
  EXPECT_EQ(best_of_a(valued({0, 0.5, 0, 0.5, 0, 0, 0.5, 0, 0}, {0, 0.1, 0, 0.2, 0, 0, 0.3, 0, 0})), 6u);
  EXPECT_EQ(best_of_a(valued({0, 0.5, 0, 0.5, 0, 0, 0.5, 0, 0}, {0, 0.1, 0, 0.3, 0, 0, 0.2, 0, 0})), 3u);
}

TEST(BestOffer, AndOfThoseTheFirst) {
  EXPECT_EQ(best_of_a(valued({0, 0, 0, 0.5, 0, 0, 0.5, 0, 0}, kIndifferent)), 3u);
  EXPECT_EQ(best_of_a(valued({0, 0.5, 0.5, 0.5, 0, 0, 0.5, 0, 0}, kIndifferent)), 1u);
}

TEST(BestOffer, ComparesWithinATolerance) {
  const double less = 0.5 * kTie;
  EXPECT_EQ(best_of_a(valued({0, 0, 0, 0.5, 0, 0, 0.5 + less, 0, 0}, kIndifferent)), 3u);
  EXPECT_EQ(best_of_a(valued({0, 0, 0, 0.5 + less, 0, 0, 0.5, 0, 0}, {0, 0, 0, 0, 0, 0, 0.1, 0, 0})), 6u);
  EXPECT_EQ(best_of_a(valued({0, 0, 0, 0.5, 0, 0, 0.5, 0, 0}, {0, 0, 0, 0.1, 0, 0, 0.1 + less, 0, 0})), 3u);
  EXPECT_EQ(best_of_a(valued({0, 0, 0, 0.5, 0, 0, 0.5 + 3 * kTie, 0, 0}, kIndifferent)), 6u);
}

TEST(BestOffer, IsNoneWhereNothingIsWorthThePrice) {
  Scenario scenario = valued({0, 0.5, 0, 0, 0, 0, 0, 0, 0}, kIndifferent);
  scenario.protocol.offer_price = 0.499;
  EXPECT_EQ(best_of_a(scenario), 1u);
  scenario.protocol.offer_price = 0.5;
  EXPECT_FALSE(best_of_a(scenario));
  EXPECT_FALSE(best_of_a(valued(kIndifferent, kIndifferent)));
  EXPECT_FALSE(best_of_a(valued({0, -1, -1, -1, -1, -1, -1, -1, -1}, kIndifferent)));
}

TEST(BestOffer, IsAdmissibleAndSettlesWherePartialAgreementsAreOff) {
  Scenario scenario = valued({0, 0.5, 0, 0.6, 0, 0, 0.7, 0, 0}, kIndifferent);
  EXPECT_EQ(best_of_a(scenario), 6u);
  RedLine line;
  line.never = with_options(kMoney, {false, false, true});
  scenario.actors[1].red_lines = {line};
  EXPECT_EQ(best_of_a(scenario), 3u);
  scenario.switches.partial_agreements = false;
  EXPECT_EQ(best_of_a(scenario), 1u);
}

TEST(BestOffer, InvestsNoPresentLossInHopeUnlessAllowed) {
  // Package 3 hurts both, and opens the way to package 1, which B would surely refuse as things stand.
  Scenario scenario =
      valued({0, 0.9, -1, -0.05, -1, -1, -1, -1, -1}, {0, -0.1, -1, -0.1, -1, -1, -1, -1, -1});
  scenario.switches.hope = true;
  for (const bool invest : {false, true}) {
    scenario.switches.invest_in_hope = invest;
    Table table(scenario);
    table.world.valuation_beliefs[0][1].variance[table.layout.option(kMoney, 1)] = 0.04;
    table.refresh();
    EXPECT_GT(table.negotiation.comparison(0, 3).gain(), 0.5);
    EXPECT_GT(table.negotiation.acceptance(0, 1, 3), 0.3);
    const std::optional<Offer> offer = table.negotiation.best_offer(0);
    ASSERT_EQ(offer.has_value(), invest);
    EXPECT_EQ(offer.value_or(Offer{}).package, invest ? 3u : 0u);
  }
}

TEST(Hope, RaisesTheReservationByWhatIsStillToBeHad) {
  // A could still get 0.8 (package 2) with B no worse off.
  Scenario scenario = valued({0, 0.5, 0.8, 0.1, 0, 0, 0, 0, 0}, kIndifferent);
  scenario.switches.hope = true;
  scenario.actors[0].patience = 0.9;
  scenario.actors[0].process_value = 0.2;
  scenario.timing.hope_delay = 2;
  scenario.actors[0].tactic.initial = 0.5;
  Table table(scenario);
  const double held = 0.5 * 0.81;
  // 1e-15: roundings of numbers near 1. Packages 1 and 2 settle and end the talks.
  EXPECT_NEAR(table.negotiation.hope(0, 0), held * (0.8 - 0.2), 1e-15);
  EXPECT_NEAR(table.negotiation.hope(0, 3), held * (0.8 - 0.2 - 0.1), 1e-15);
  EXPECT_EQ(table.negotiation.hope(0, 1), 0);
  EXPECT_NEAR(table.negotiation.true_margin(0, 1), 0.5 - (0.2 + held * 0.6), 1e-15);
  EXPECT_NEAR(table.negotiation.true_margin(0, 3), 0.1 - held * 0.1, 1e-15);
  EXPECT_NEAR(table.negotiation.estimated_hope(1, 0, 0), held * 0.6, 1e-15);
}

TEST(BestOffer, IsExactOverAMillionPackages) {
  Dice dice(7);
  Scenario scenario = small_scenario();
  scenario.issues.clear();
  for (std::size_t k = 0; k < 6; ++k) {
    std::vector<std::string> names(10, "o");
    scenario.issues.push_back(
        issue("issue " + std::to_string(k), names, std::vector<std::vector<double>>(10, {0, 0})));
  }
  scenario.settles = with_options(5, {false, true, true, true, true, true, true, true, true, true});
  for (const std::size_t i : {0u, 1u}) {
    ValuesTerm all;
    for (std::size_t k = 0; k < 6; ++k) {
      std::vector<double> of_options(10, 0.0);
      for (std::size_t o = 1; o < 10; ++o) of_options[o] = dice.uniform(-0.1, 0.1);
      all.issues.push_back({k, 1, of_options});
    }
    scenario.actors[i].components = {component("all", 1, {term(all)})};
    scenario.actors[i].private_sd = 0.05;
    scenario.actors[i].process_value = 0.05;
  }
  Table table(scenario);
  ASSERT_EQ(table.layout.space().size(), 1'000'000u);
  for (const std::size_t i : {0u, 1u}) {
    const std::optional<Offer> offer = table.negotiation.best_offer(i);
    double best = 0;
    PackageIndex found = 0;
    for (PackageIndex x = 1; x < 1'000'000; ++x) {
      const double gain = table.negotiation.comparison(i, x).gain();
      if (gain <= best || table.negotiation.true_margin(i, x) < -kTie) continue;
      const double objective = table.negotiation.acceptance(i, 1 - i, x) * gain - 0.001;
      if (objective <= best) continue;
      best = objective;
      found = x;
    }
    ASSERT_TRUE(offer);
    EXPECT_EQ(offer->package, found);
    EXPECT_EQ(offer->objective, best);
  }
}

}  // namespace
}  // namespace entente
