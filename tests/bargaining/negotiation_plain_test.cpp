// The negotiation against a plain statement of the model on random disputes.
#include <gtest/gtest.h>

#include "tests/bargaining/plain.hpp"
#include "tests/bargaining/table.hpp"
#include "tests/support/random_terms.hpp"

namespace entente {
namespace {

// Sums of some dozen numbers near 1 in another order, and std::pow for the portable one.
constexpr double kRounding = 1e-12;

Scenario haggling(std::uint64_t seed) {
  Scenario scenario = random_terms(seed);
  Dice dice(seed + 500);
  const std::size_t issues = scenario.issues.size();
  const auto some_options = [&](double share) {
    const std::size_t on = dice.below(issues);
    std::vector<bool> options;
    for (std::size_t o = 0; o < scenario.issues[on].options.size(); ++o)
      options.push_back(dice.chance(share));
    return with_options(on, options);
  };
  for (const std::size_t i : parties(scenario)) {
    Actor& who = scenario.actors[i];
    who.tactic.kind = static_cast<Tactic::Kind>(dice.below(3));
    who.tactic.initial = dice.uniform(0.5, 1);
    who.tactic.final = dice.uniform(0, 0.5);
    who.tactic.exponent = dice.uniform(0.3, 3);
    who.tactic.deadline = 10;
    if (dice.chance(0.3)) {
      RedLine line;
      line.never = some_options(0.3);
      if (dice.chance(0.5)) line.unless = some_options(0.5);
      who.red_lines.push_back(line);
    }
    if (dice.chance(0.3)) {
      Ratification home;
      home.threshold = dice.uniform(0.3, 0.49);
      home.constituencies.emplace_back().values =
          values(0, random_values(dice, scenario.issues[0].options.size(), -0.2, 0.2));
      home.constituencies.back().scale = 0.2;
      who.ratification = home;
    }
  }
  if (dice.chance(0.2)) scenario.feasible.push_back(some_options(0.8));
  scenario.switches.hope = dice.chance(0.8);
  scenario.switches.partial_agreements = dice.chance(0.8);
  scenario.switches.invest_in_hope = dice.chance(0.2);
  scenario.switches.refusal_memory = dice.chance(0.8);
  scenario.protocol.offer_price = dice.chance(0.5) ? 0.001 : 0;
  return scenario;
}

void set_off(Table& table, Dice& dice) {
  if (dice.chance(0.7)) shake(table.world, table.scenario, dice);
  table.world.round = static_cast<int>(dice.below(25));
  const PackageIndex now = static_cast<PackageIndex>(dice.below(table.layout.space().size()));
  if (table.layout.settles()[now] == 0) table.world.arrangement = now;
  const std::vector<std::size_t> signatories = parties(table.scenario);
  for (const std::size_t i : signatories) {
    for (const std::size_t j : signatories) {
      if (i == j || !dice.chance(0.5)) continue;
      const PackageIndex refused = static_cast<PackageIndex>(dice.below(table.layout.space().size()));
      table.world.refusals[i][j].push_back({refused, dice.uniform(-0.5, 0.5)});
    }
  }
  table.refresh();
}

void expect_plain(Table& table, std::uint64_t seed, int& offers, int& passes) {
  const Plain plain(table);
  const std::vector<std::size_t> signatories = parties(table.scenario);
  for (const std::size_t i : signatories) {
    for (PackageIndex x = 0; x < table.layout.space().size(); ++x) {
      EXPECT_NEAR(table.negotiation.hope(i, x), plain.hope(i, i, x), kRounding) << "seed " << seed;
      EXPECT_NEAR(table.negotiation.true_margin(i, x), plain.margin(i, i, x), kRounding) << "seed " << seed;
      for (const std::size_t j : signatories) {
        if (i == j) continue;
        EXPECT_NEAR(table.negotiation.estimated_hope(i, j, x), plain.hope(i, j, x), kRounding)
            << "seed " << seed;
        EXPECT_NEAR(table.negotiation.expected_answer(i, j, x).margin, plain.margin(i, j, x), kRounding)
            << "seed " << seed;
        // Φ of a margin over a standard deviation of at least some hundredths.
        EXPECT_NEAR(table.negotiation.acceptance(i, j, x), plain.acceptance(i, j, x), 1e-9)
            << "seed " << seed;
      }
    }
    const std::optional<Offer> offer = table.negotiation.best_offer(i);
    const std::optional<PackageIndex> expected = plain.best_offer(i);
    ASSERT_EQ(offer.has_value(), expected.has_value()) << "seed " << seed << ", actor " << i;
    ++(offer ? offers : passes);
    if (!offer) continue;
    EXPECT_EQ(offer->package, *expected) << "seed " << seed << ", actor " << i;
    EXPECT_NEAR(offer->gain, plain.gain(i, i, *expected), kRounding) << "seed " << seed;
    EXPECT_NEAR(offer->ratification, plain.ratified(*expected), kRounding) << "seed " << seed;
    EXPECT_NEAR(offer->acceptance * offer->ratification, plain.chance(i, *expected), 1e-9) << "seed " << seed;
    EXPECT_NEAR(offer->objective, *plain.objective(i, *expected), 1e-9) << "seed " << seed;
  }
}

TEST(Negotiation, OffersAndAnswersAsTheModelStates) {
  int offers = 0;
  int passes = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Table table(haggling(seed));
    Dice dice(seed + 1000);
    set_off(table, dice);
    expect_plain(table, seed, offers, passes);
  }
  // Both happen often, so neither branch goes untried.
  EXPECT_GT(offers, 200);
  EXPECT_GT(passes, 100);
}

TEST(Negotiation, KeepsUpWithWhatOnePartyLearnsOfAnother) {
  int offers = 0;
  int passes = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    Table table(haggling(seed));
    Dice dice(seed + 1000);
    set_off(table, dice);
    expect_plain(table, seed, offers, passes);
    const std::vector<std::size_t> signatories = parties(table.scenario);
    const std::size_t i = signatories[dice.below(signatories.size())];
    const std::size_t j = signatories[(i + 1) % signatories.size()];
    for (double& mean : table.world.valuation_beliefs[i][j].mean) mean += dice.uniform(-0.3, 0.3);
    if (!table.world.beliefs[i][j].empty()) table.world.beliefs[i][j] = {0.2, 0.8};
    table.utilities.build_estimates(table.world);
    table.board.refresh_estimate(table.world, table.utilities, i, j);
    table.negotiation.estimate_changed(i, j);
    expect_plain(table, seed, offers, passes);
  }
}

}  // namespace
}  // namespace entente
