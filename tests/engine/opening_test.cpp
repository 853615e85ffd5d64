#include "sim/engine/opening.hpp"

#include <gtest/gtest.h>

#include "sim/engine/run.hpp"
#include "tests/support/random_scenario.hpp"
#include "tests/support/small_scenario.hpp"

namespace entente {
namespace {

/// `land` is worth 0, 1, 2 to A and 0, −1, 1 to B; `money` 0, −0.5, −1 to A and 0, 1, 1 to B.
Scenario two_parties() {
  Scenario scenario = small_scenario();
  const auto worth = [](std::vector<double> land, std::vector<double> money) {
    ValuesTerm values{{{kLand, 1, std::move(land)}, {kMoney, 1, std::move(money)}}};
    return std::vector<Component>{component("all", 1, {term(values)})};
  };
  scenario.actors[0].components = worth({0, 1, 2}, {0, -0.5, -1});
  scenario.actors[1].components = worth({0, -1, 1}, {0, 1, 1});
  return scenario;
}

TEST(Opening, HoldsWhatEachPartyThinksOfEveryPackage) {
  const Scenario scenario = two_parties();
  const Opening opening = opening_of(scenario);
  EXPECT_EQ(opening.parties, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(opening.utilities[0], (std::vector<double>{0, 1, 2, -0.5, 0.5, 1.5, -1, 0, 1}));
  EXPECT_EQ(opening.utilities[1], (std::vector<double>{0, -1, 1, 1, 0, 2, 1, 0, 2}));
  EXPECT_EQ(opening.disagreement, (std::vector<double>{0, 0}));
  EXPECT_EQ(opening.allowed, std::vector<std::uint8_t>(9, 1));
  EXPECT_EQ(opening.ratifies, (std::vector<bool>{false, false}));
  EXPECT_EQ(opening.ratifiable[1], opening.allowed);
  EXPECT_EQ(opening.problem().utilities.size(), 2u);
}

TEST(Opening, LeavesOutWhatIsInfeasibleOrCrossesARedLine) {
  Scenario scenario = two_parties();
  scenario.feasible.push_back(with_options(kMoney, {true, true, false}));
  scenario.actors[1].red_lines.push_back({"all", true, with_options(kLand, {false, false, true}), {}, {}});
  EXPECT_EQ(opening_of(scenario).allowed, (std::vector<std::uint8_t>{1, 1, 0, 1, 1, 0, 0, 0, 0}));
}

TEST(Opening, DisagreementIsTheBetterOfStatusQuoAndOutsideOption) {
  Scenario scenario = two_parties();
  scenario.actors[0].outside_option = 0.25;
  scenario.actors[1].outside_option = -0.25;
  EXPECT_EQ(opening_of(scenario).disagreement, (std::vector<double>{0.25, 0}));
}

TEST(Opening, AGameFromNothingHasNoPackageNothing) {
  Scenario scenario = two_parties();
  scenario.actors[0].disagreement = 0.5;
  scenario.actors[1].disagreement = -0.5;
  const Opening opening = opening_of(scenario);
  ASSERT_TRUE(opening.space.with_nothing());
  EXPECT_EQ(opening.allowed[opening.space.nothing()], 0);
  EXPECT_EQ(opening.disagreement, (std::vector<double>{0.5, -0.5}));
  EXPECT_EQ(opening.utilities[0][2], 2);
}

TEST(Opening, AProfileThatIsDrawnCountsAtItsMean) {
  Scenario scenario = two_parties();
  Actor& a = scenario.actors[0];
  a.components.push_back(component("other", 1, {term(values(kLand, {0, 4, 4}))}));
  a.profiles = {{"first", 1, 1, {1, 0}}, {"second", 3, 1, {0, 1}}};
  // All weight on the one component or on the other: 1/4 of 1 and 3/4 of 4.
  EXPECT_DOUBLE_EQ(opening_of(scenario).utilities[0][1], 0.25 * 1 + 0.75 * 4);
  a.type = 1;
  EXPECT_DOUBLE_EQ(opening_of(scenario).utilities[0][1], 4);
}

TEST(Opening, PassesAtHomeWhereTheOddsAreEvenOrBetter) {
  Scenario scenario = two_parties();
  Constituency public_opinion;
  public_opinion.name = "public";
  public_opinion.values = values(kLand, {0, 1, -1});
  Ratification home;
  home.threshold = 0.5;
  home.constituencies = {public_opinion};
  scenario.actors[0].ratification = home;
  const Opening opening = opening_of(scenario);
  EXPECT_EQ(opening.ratifies, (std::vector<bool>{true, false}));
  // Support is 1/2 where nothing changes, more where `some` land comes, less with `all`.
  EXPECT_EQ(opening.ratifiable[0], (std::vector<std::uint8_t>{1, 1, 0, 1, 1, 0, 1, 1, 0}));
}

TEST(Opening, NeedsIssues) {
  Scenario scenario = two_parties();
  scenario.issues.clear();
  EXPECT_ANY_THROW(opening_of(scenario));
}

TEST(Opening, StandsForRandomScenariosAndStartsAtTheStatusQuo) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const Scenario scenario = random_scenario(seed);
    const Opening opening = opening_of(scenario);
    for (std::size_t p = 0; p < opening.parties.size(); ++p) {
      if (starts_from_nothing(scenario)) continue;
      EXPECT_GE(opening.disagreement[p], opening.utilities[p][status_quo(scenario)]) << seed;
    }
    // The same from one call to the next: nothing is drawn.
    EXPECT_EQ(opening_of(scenario).utilities, opening.utilities) << seed;
  }
}

}  // namespace
}  // namespace entente
