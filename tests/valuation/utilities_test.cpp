#include "sim/valuation/utilities.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/random_terms.hpp"
#include "tests/support/small_tables.hpp"

namespace entente {
namespace {

constexpr double kRounding = 1e-14;  // sums of some dozen numbers near 1

/// Shares 3 and 1 of `land` and `money` for A and B; C loses by land and gains by money.
Scenario shared() {
  Scenario scenario = small_scenario();
  for (const std::size_t i : {0u, 1u}) {
    scenario.actors[i].components = {component("land", 3, {term(values(kLand, {0, 0.5, 1}))}),
                                     component("money", 1, {term(values(kMoney, {0, 0.2, 0.4}))})};
  }
  scenario.actors[2].components = {component("land", 1, {term(values(kLand, {0, -0.2, -0.8}))}),
                                   component("standing", 1, {term(values(kMoney, {0, 0.4, 0.6}))})};
  return scenario;
}

TEST(Shares, AreNormalisedOverAllComponentsEnabledOrNot) {
  Scenario scenario = shared();
  scenario.actors[1].components[0].enabled = false;
  const SmallTables tables(scenario);
  EXPECT_NEAR(tables.utility(0, 2, 2), 0.75 + 0.25 * 0.4, kRounding);
  EXPECT_NEAR(tables.utility(1, 2, 2), 0.25 * 0.4, kRounding);  // switching one off rescales nothing
  EXPECT_EQ(tables.utilities.share(1, 1), 0.25);
}

TEST(Shares, FollowSaliencesOverTheUnionOfNames) {
  SmallTables tables(shared());
  ASSERT_EQ(tables.world.saliences[0], (std::vector<double>{0.75, 0.25, 0}));  // land, money, standing
  tables.world.saliences[0] = {0.3, 0.3, 0.4};  // A has no `standing`: it counts and adds nothing
  tables.refresh();
  EXPECT_NEAR(tables.utility(0, 2, 2), 0.3 + 0.3 * 0.4, kRounding);
}

Scenario with_profiles() {
  Scenario scenario = shared();
  scenario.actors[1].process_value = 0.1;
  scenario.actors[1].profiles = {{"dealer", 1, 0.5, {1, 5}}, {"staller", 3, 2, {0, 1}}};
  return scenario;
}

TEST(Profiles, MultiplySharesAndProcessValueAndNormalise) {
  SmallTables tables(with_profiles());
  const PackageIndex x = SmallTables::at(tables.layout.space(), 2, 2);
  // Dealer: 0.75·1 to 0.25·5; staller: 0 to 0.25.
  const double dealer = (0.75 * 1 + 1.25 * 0.4) / 2;
  const double staller = 0.4;
  EXPECT_NEAR(tables.utilities.with_profile(1, 0, x), dealer, kRounding);
  EXPECT_NEAR(tables.utilities.with_profile(1, 1, x), staller, kRounding);
  EXPECT_NEAR(tables.utilities.utility(1, x), dealer, kRounding);
  EXPECT_NEAR(tables.utilities.process_value(1), 0.05, kRounding);
  // A believes in the staller with 3/4, the prior.
  EXPECT_NEAR(tables.utilities.estimated(0, 1, x), 0.25 * dealer + 0.75 * staller, kRounding);
  EXPECT_NEAR(tables.utilities.estimated_process_value(0, 1), 0.25 * 0.05 + 0.75 * 0.2, kRounding);
  tables.world.types[1] = 1;
  tables.world.beliefs[0][1] = {0.5, 0.5};
  tables.refresh();
  EXPECT_NEAR(tables.utilities.utility(1, x), staller, kRounding);
  EXPECT_NEAR(tables.utilities.estimated(0, 1, x), 0.5 * (dealer + staller), kRounding);
}

TEST(Profiles, LeaveSaliencesOfOtherNamesInTheNormalisation) {
  SmallTables tables(with_profiles());
  tables.world.saliences[1] = {0.4, 0.1, 0.5};
  tables.refresh();
  // Dealer: 0.4 and 0.1·5, and 0.5 of a component that it does not have.
  EXPECT_NEAR(tables.utilities.share(1, 0), 0.4 / 1.4, kRounding);
  EXPECT_NEAR(tables.utilities.share(1, 1), 0.5 / 1.4, kRounding);
}

TEST(ProcessValue, FollowsItsScaleAndSwitch) {
  Scenario scenario = with_profiles();
  Process mood;
  mood.initial = 2;
  scenario.context = {mood};
  scenario.actors[1].process_scale = ContextScale{0, 1, 0.5};
  EXPECT_NEAR(SmallTables(scenario).utilities.process_value(1), 0.05 * 1.5, kRounding);
  scenario.switches.process_value = false;
  EXPECT_EQ(SmallTables(scenario).utilities.process_value(1), 0);
}

/// C presses (0.5) and courts (0.25) A and B; A depends on it by 0.8 and minds allies by half.
Scenario pressed() {
  Scenario scenario = shared();
  scenario.actors[0].alliance_weight = 0.5;
  Act press;
  press.name = "press";
  press.pressure = 0.5;
  press.inducement = 0.25;
  scenario.actors[2].acts.push_back(press);
  return scenario;
}

TEST(AllianceTerms, PassOnLossesByPressureAndGainsByInducement) {
  SmallTables tables(pressed());
  tables.world.dependence(0, 2) = 0.8;
  tables.world.dependence(1, 2) = 0.8;  // B gives allies no weight
  tables.world.acts[2] = 1;
  tables.refresh();
  const PackageIndex loss = SmallTables::at(tables.layout.space(), 2, 0);  // B_C = −0.4
  const PackageIndex gain = SmallTables::at(tables.layout.space(), 1, 2);  // −0.1 + 0.3 = 0.2
  EXPECT_NEAR(tables.utilities.alliance(0, loss), -0.5 * 0.8 * 0.5 * 0.4, kRounding);
  EXPECT_NEAR(tables.utilities.alliance(0, gain), 0.5 * 0.8 * 0.25 * 0.2, kRounding);
  EXPECT_EQ(tables.utilities.alliance(1, loss), 0);
  EXPECT_NEAR(tables.utilities.utility(0, loss), 0.75 - 0.08, kRounding);
  EXPECT_NEAR(tables.utilities.estimated(1, 0, loss), 0.75 - 0.08, kRounding);
  // As if the act were not in force.
  tables.utilities.set_acts(tables.world, std::vector<std::size_t>{0, 0, 0});
  EXPECT_EQ(tables.utilities.alliance(0, loss), 0);
}

TEST(AllianceTerms, NobodyPressesItself) {
  Scenario scenario = pressed();
  scenario.actors[2].alliance_weight = 0.5;
  SmallTables tables(scenario);
  tables.world.dependence(2, 2) = 0.8;  // Katz paths lead back to where they start
  tables.world.acts[2] = 1;
  tables.refresh();
  for (PackageIndex x = 0; x < 9; ++x) EXPECT_EQ(tables.utilities.alliance(2, x), 0);
}

TEST(AllianceTerms, EachHasASwitchAndAllFollowTheScale) {
  Scenario scenario = pressed();
  Process mood;
  mood.initial = 3;
  scenario.context = {mood};
  scenario.actors[0].alliance_scale = ContextScale{0, 1, 0.25};
  const auto alliance = [&](std::uint32_t land, std::uint32_t money) {
    SmallTables tables(scenario);
    tables.world.dependence(0, 2) = 0.8;
    tables.world.acts[2] = 1;
    tables.refresh();
    return tables.utilities.alliance(0, SmallTables::at(tables.layout.space(), land, money));
  };
  EXPECT_NEAR(alliance(2, 0), -0.08 * 1.5, kRounding);
  EXPECT_NEAR(alliance(1, 2), 0.02 * 1.5, kRounding);
  scenario.switches.alliance_pressure = false;
  EXPECT_EQ(alliance(2, 0), 0);
  EXPECT_NEAR(alliance(1, 2), 0.02 * 1.5, kRounding);
  scenario.switches.inducement = false;
  EXPECT_EQ(alliance(1, 2), 0);
}

TEST(Utilities, TheStatusQuoIsWorthNothingToAnybody) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SmallTables tables(random_terms(seed));
    Dice dice(seed + 1000);
    shake(tables.world, tables.scenario, dice);
    tables.refresh();
    const PackageIndex start = status_quo(tables.scenario);
    for (std::size_t i = 0; i < tables.scenario.actors.size(); ++i) {
      EXPECT_NEAR(tables.utilities.utility(i, start), 0, kRounding) << "seed " << seed;
      for (std::size_t j = 0; j < tables.scenario.actors.size(); ++j) {
        if (i == j || !tables.scenario.actors[i].party || !tables.scenario.actors[j].party) continue;
        EXPECT_NEAR(tables.utilities.estimated(i, j, start), 0, kRounding) << "seed " << seed;
      }
    }
  }
}

TEST(Utilities, AreTheSumOfTheirComponentsAndPressureOnlyHurts) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SmallTables tables(random_terms(seed));
    Dice dice(seed + 1000);
    shake(tables.world, tables.scenario, dice);
    tables.scenario.switches.inducement = seed % 2 == 0;
    tables.scenario.switches.alliance_pressure = seed % 2 != 0;
    tables.refresh();
    for (std::size_t i = 0; i < tables.scenario.actors.size(); ++i) {
      for (PackageIndex x = 0; x < tables.layout.space().size(); ++x) {
        double sum = 0;
        for (std::size_t c = 0; c < tables.scenario.actors[i].components.size(); ++c) {
          sum += tables.utilities.component(i, c, x);
        }
        EXPECT_NEAR(tables.utilities.base(i, x), sum, kRounding) << "seed " << seed;
        const double alliance = tables.utilities.alliance(i, x);
        EXPECT_TRUE(seed % 2 == 0 ? alliance >= 0 : alliance <= 0);
      }
    }
  }
}

}  // namespace
}  // namespace entente
