#include "sim/valuation/support.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/core/math.hpp"
#include "tests/support/small_scenario.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

constexpr double kRounding = 1e-15;

double lambda(double z) { return 1 / (1 + std::exp(-z)); }

Constituency group(double influence, double scale, ValuesTerm of) {
  Constituency result;
  result.influence = influence;
  result.scale = scale;
  result.values = std::move(of);
  return result;
}

/// The public (3) minds land, firms (1) like money and live on the dispute.
Scenario democratic() {
  Scenario scenario = small_scenario();
  Ratification home;
  home.threshold = 0.4;
  home.uncertainty = 0.1;
  home.constituencies = {group(3, 0.2, values(kLand, {0, -0.2, -0.4})),
                         group(1, 0.1, ValuesTerm{{{kMoney, 0.5, {0, 0.2, 0.6}}}})};
  home.constituencies[0].preparable = 0.5;
  home.constituencies[1].rent = 0.05;
  scenario.actors[0].ratification = home;
  return scenario;
}

TEST(Support, IsALogisticOfEachGroupsChange) {
  const Scenario scenario = democratic();
  const Layout layout(scenario);
  const Support support(scenario, layout);
  EXPECT_TRUE(support.asked(0));
  EXPECT_FALSE(support.asked(1));
  EXPECT_EQ(support.threshold(0), 0.4);
  EXPECT_EQ(support.of(0, 0, 0, 0), 0.5);
  // Half the public's loss of 0.4 goes away when it is fully prepared.
  const PackageIndex all_much = 2 + 3 * 2;
  EXPECT_NEAR(support.of(0, all_much, 0, 0), 0.75 * lambda(-0.4 / 0.2) + 0.25 * lambda((0.3 - 0.05) / 0.1),
              kRounding);
  EXPECT_NEAR(support.of(0, all_much, 0, 0.6),
              0.75 * lambda(-0.4 * 0.7 / 0.2) + 0.25 * lambda((0.3 - 0.05) / 0.1), kRounding);
}

TEST(Support, IsRelativeToTheArrangementInForce) {
  const Scenario scenario = democratic();
  const Layout layout(scenario);
  const Support support(scenario, layout);
  EXPECT_EQ(support.of(0, 4, 4, 0.5), 0.5);
  // From (some, some), which settles, to (all, much): no rent is lost any more.
  EXPECT_NEAR(support.of(0, 8, 4, 0), 0.75 * lambda(-0.2 / 0.2) + 0.25 * lambda(0.2 / 0.1), kRounding);
  // And back to the status quo: the rent returns; gains are not damped by preparation.
  EXPECT_NEAR(support.of(0, 0, 8, 1), 0.75 * lambda(0.4 / 0.2) + 0.25 * lambda((-0.3 + 0.05) / 0.1),
              kRounding);
}

TEST(Support, ThirdPartiesAndTheSwitchAskNobody) {
  Scenario scenario = democratic();
  scenario.actors[2].ratification = scenario.actors[0].ratification;
  const Layout layout(scenario);
  EXPECT_FALSE(Support(scenario, layout).asked(2));
  scenario.switches.ratification = false;
  const Support off(scenario, layout);
  EXPECT_FALSE(off.asked(0));
  EXPECT_EQ(off.probability(0, 8, 0, {}), 1);
}

TEST(Probability, IsTheTailOfWhatIsMissing) {
  const Scenario scenario = democratic();
  const Layout layout(scenario);
  const Support support(scenario, layout);
  World world = small_world(scenario);
  RatificationState& home = world.ratification[0];
  const double needed = 0.4 - support.of(0, 2, 0, 0);
  // ζ ~ N(0, 0.1²), then N(0.05, 0.1²).
  EXPECT_NEAR(support.probability(0, 2, 0, home), normal_cdf(-needed / 0.1), 1e-13);
  home.mean = 0.05;
  EXPECT_NEAR(support.probability(0, 2, 0, home), normal_cdf((0.05 - needed) / 0.1), 1e-13);
  // Votes have shown that ζ lies between −0.02 and needed + 0.03.
  home.lower = -0.02;
  home.upper = needed + 0.03;
  const auto below = [](double zeta) { return normal_cdf((zeta - 0.05) / 0.1); };
  EXPECT_NEAR(support.probability(0, 2, 0, home),
              (below(home.upper) - below(needed)) / (below(home.upper) - below(home.lower)), 1e-12);
  home.upper = needed;
  EXPECT_EQ(support.probability(0, 2, 0, home), 0);
}

TEST(RatificationOdds, AreTheProductAndFollowTheWorldWhenRefreshed) {
  Scenario scenario = democratic();
  scenario.actors[1].ratification = scenario.actors[0].ratification;
  scenario.actors[1].ratification->threshold = 0.3;
  const Layout layout(scenario);
  const Support support(scenario, layout);
  RatificationOdds odds(scenario, layout, support);
  World world = small_world(scenario);
  const auto expect_products = [&] {
    for (PackageIndex x = 0; x < 9; ++x) {
      const double product = support.probability(0, x, world.arrangement, world.ratification[0]) *
                             support.probability(1, x, world.arrangement, world.ratification[1]);
      EXPECT_EQ(odds(x), product);
      EXPECT_EQ(odds(x), product);  // the kept one
    }
  };
  odds.refresh(world);
  expect_products();
  const double before = odds(2);
  world.ratification[1].upper = 0.05;
  odds.refresh(world);
  expect_products();
  EXPECT_NE(odds(2), before);
  world.ratification[0].preparation = 1;
  world.arrangement = 4;
  odds.refresh(world);
  expect_products();
}

}  // namespace
}  // namespace entente
