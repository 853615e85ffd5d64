#include "sim/bargaining/grit.hpp"

#include <gtest/gtest.h>

#include "tests/bargaining/aspirants.hpp"

namespace entente {
namespace {

/// Package x of 0..100 is worth x/100; the first step is 0.1, two steps are taken without an answer.
struct Initiative {
  explicit Initiative(std::size_t parties = 2) {
    for (int x = 0; x <= 100; ++x) values.push_back(x / 100.0);
    ranking.build(values, std::vector<std::uint8_t>(101, 1), 0);
    Tactic tactic = aspiration_tactic(Tactic::Kind::Grit);
    tactic.step = 0.1;
    tactic.unanswered = 2;
    tactic.final = 0.05;
    bidder.emplace(tactic, space, ranking, 0, parties, hash_name("party"));
    bidder->restart({1, 1});
  }
  double speak() {
    const double demand = bidder->demand({0, turn});
    bidder->propose({0, turn++});
    return demand;
  }
  /// The partner's offer, worth `hundredths`, then the party's demand.
  double after(PackageIndex hundredths) {
    bidder->hear(1, hundredths, 0);
    return speak();
  }

  PackageSpace space{{101}};
  std::vector<double> values;
  Ranking ranking;
  std::optional<Bidder> bidder;
  std::uint32_t turn = 0;
};

// Differences of numbers below 1.
constexpr double kRounding = 1e-15;

TEST(Grit, TakesStepsUnasked) {
  Initiative talks;
  EXPECT_EQ(talks.speak(), 1);
  EXPECT_NEAR(talks.after(20), 0.9, kRounding);
}

TEST(Grit, HoldsWhenNobodyAnswers) {
  Initiative talks;
  talks.speak();
  talks.after(20);
  EXPECT_NEAR(talks.after(20), 0.8, kRounding);
  EXPECT_NEAR(talks.after(20), 0.8, kRounding);
  EXPECT_NEAR(talks.after(20), 0.8, kRounding);
}

TEST(Grit, GoesFurtherWhenAnswered) {
  Initiative talks;
  talks.speak();
  talks.after(20);
  // Answered: a step of 0.2, then of 0.3.
  EXPECT_NEAR(talks.after(25), 0.7, kRounding);
  EXPECT_NEAR(talks.after(26), 0.4, kRounding);
  // Not answered any more: it goes on with the same step twice, down to the least that it will demand.
  EXPECT_NEAR(talks.after(26), 0.1, kRounding);
  EXPECT_NEAR(talks.after(26), 0.05, kRounding);
}

TEST(Grit, AnAnswerEndsTheWait) {
  Initiative talks;
  talks.speak();
  talks.after(20);
  talks.after(20);
  EXPECT_NEAR(talks.after(20), 0.8, kRounding);
  EXPECT_NEAR(talks.after(22), 0.6, kRounding);
}

TEST(Grit, MatchesARetreatAndOffersAgain) {
  Initiative talks;
  talks.speak();
  talks.after(20);
  talks.after(30);
  // 0.7 so far; the partner takes back 0.25 of what it had offered.
  EXPECT_NEAR(talks.after(5), 0.95, kRounding);
  // Back to offers, from the first step on, with two steps to go before it waits.
  EXPECT_NEAR(talks.after(5), 0.85, kRounding);
  EXPECT_NEAR(talks.after(5), 0.75, kRounding);
  EXPECT_NEAR(talks.after(5), 0.75, kRounding);
}

TEST(Grit, OfSeveralPartnersTheLeastForthcomingCounts) {
  Initiative talks(3);
  talks.speak();
  talks.bidder->hear(1, 20, 0);
  talks.bidder->hear(2, 20, 0);
  EXPECT_NEAR(talks.speak(), 0.9, kRounding);
  talks.bidder->hear(1, 60, 0);
  talks.bidder->hear(2, 20, 0);
  // One answered and the other did not: an unanswered step.
  EXPECT_NEAR(talks.speak(), 0.8, kRounding);
  talks.bidder->hear(1, 61, 0);
  talks.bidder->hear(2, 21, 0);
  EXPECT_NEAR(talks.speak(), 0.6, kRounding);
}

TEST(Grit, AskingTwiceIsNoStep) {
  Initiative talks;
  talks.speak();
  talks.bidder->hear(1, 20, 0);
  EXPECT_EQ(talks.bidder->demand({0, 1}), talks.bidder->demand({0, 2}));
  talks.bidder->reply(20, {0, 1});
  EXPECT_NEAR(talks.speak(), 0.9, kRounding);
}

TEST(Grit, TwoSuchPartiesMeet) {
  std::vector<double> up;
  for (int x = 0; x <= 100; ++x) up.push_back(x / 100.0);
  const std::vector<double> down(up.rbegin(), up.rend());
  Tactic tactic = aspiration_tactic(Tactic::Kind::Grit);
  tactic.step = 0.02;
  AspiringParties parties(PackageSpace({101}), {up, down}, {0, 0}, {tactic, tactic});
  const AspiringParties::Talks talks = parties.play(20);
  ASSERT_TRUE(talks.agreement);
  // Steps of 0.02, 0.04, … on both sides: 0.02·k(k + 1)/2 ≥ 1/2 after at most 7 steps each, and whoever sees
  // the gap close first leaves no more than one step of 0.14 on the table.
  EXPECT_NEAR(up[*talks.agreement], 0.5, 0.14);
}

}  // namespace
}  // namespace entente
