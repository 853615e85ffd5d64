#include "sim/bargaining/contest.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "sim/core/error.hpp"
#include "tests/bargaining/contests.hpp"

namespace entente {
namespace {

TEST(Contest, TakesEveryActorOfTheScenarioInOrder) {
  Scenario scenario;
  scenario.dimensions = {{"delay", "Years of delay", "years", 4, 10}, {"cost", "Cost", "USD bn", 0, 2}};
  for (const bool party : {true, false}) {
    Actor actor;
    actor.name = party ? "belgium" : "greece";
    actor.party = party;
    actor.power = party ? 0.08 : 0.05;
    actor.positions = {{party ? 7.0 : 4.0, 0.4}, {1.5, party ? 0.2 : 0.3}};
    scenario.actors.push_back(actor);
  }
  const Contest result = contest(scenario);
  EXPECT_EQ(result.actors, (std::vector<std::string>{"belgium", "greece"}));
  EXPECT_EQ(result.capability, (std::vector<double>{0.08, 0.05}));
  EXPECT_EQ(result.low, (std::vector<double>{4, 0}));
  EXPECT_EQ(result.high, (std::vector<double>{10, 2}));
  EXPECT_EQ(result.positions, (std::vector<double>{7, 4, 1.5, 1.5}));
  EXPECT_EQ(result.saliences, (std::vector<double>{0.4, 0.4, 0.2, 0.3}));
  EXPECT_NO_THROW(require_playable(result));
  scenario.actors[1].positions.pop_back();
  EXPECT_THROW(contest(scenario), Error);
}

TEST(Contest, RefusesWhatCannotBePlayed) {
  const auto refuses = [](auto change) {
    Contest contest = emission_contest();
    change(contest);
    EXPECT_THROW(require_playable(contest), Error);
  };
  EXPECT_NO_THROW(require_playable(emission_contest()));
  refuses([](Contest& contest) { contest.capability[3] = -1; });
  refuses([](Contest& contest) { contest.capability[3] = std::nan(""); });
  refuses([](Contest& contest) { contest.positions[3] = 3.9; });
  refuses([](Contest& contest) { contest.saliences[3] = 1.1; });
  refuses([](Contest& contest) { contest.high[0] = 4; });
  refuses([](Contest& contest) { contest.positions.pop_back(); });
  refuses([](Contest& contest) { contest = Contest{}; });
}

TEST(Contest, MeanAndMedianOfTheEmissionStandards) {
  // Scholz et al.: round 0. 1e-12: roundings of sums of ten numbers.
  EXPECT_NEAR(weighted_mean(emission_contest())[0], 7.389955686853767, 1e-12);
  EXPECT_EQ(weighted_median(emission_contest())[0], 7);
}

TEST(Contest, EvenHalvesMeetAtTheLower) {
  const std::vector<double> weights{0.1, 0.2, 0.3};
  const std::vector<double> positions{1, 2, 5};
  // 0.1 + 0.2 is above 0.3 in the last bit only.
  EXPECT_EQ(weighted_median(weights, positions), 2);
  EXPECT_EQ(weighted_median(std::vector<double>{0.3, 0.1, 0.2}, std::vector<double>{5, 1, 2}), 2);
}

TEST(Contest, AllCountTheSameWhereNobodyCares) {
  const std::vector<double> weights{0, 0, 0, 0};
  const std::vector<double> positions{1, 2, 5, 8};
  EXPECT_EQ(weighted_mean(weights, positions), 4);
  EXPECT_EQ(weighted_median(weights, positions), 2);
}

RC_GTEST_PROP(Contest, TheMedianIsTheCondorcetWinner, ()) {
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
  const Contest contest = random_contest(seed, 2 + seed % 12, 1);
  const double median = weighted_median(contest)[0];
  for (const double rival : contest.positions_on(0)) {
    double votes = 0;
    for (std::size_t k = 0; k < contest.size(); ++k) {
      const double x = contest.positions[k];
      votes += contest.capability[k] * contest.saliences[k] * (std::fabs(x - rival) - std::fabs(x - median));
    }
    // 1e-12: roundings of a dozen votes of at most 40.
    RC_ASSERT(votes >= -1e-12);
  }
}

}  // namespace
}  // namespace entente
