#include "sim/bargaining/acceptance_rule.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/bargaining/aspirants.hpp"

namespace entente {
namespace {

using Kind = AcceptanceRule::Kind;

/// Package x is worth x/10; a linear party with deadline 1 and no reservation but 0.2.
struct Listener {
  explicit Listener(const AcceptanceRule& rule) {
    for (int x = 0; x <= 10; ++x) values.push_back(x / 10.0);
    ranking.build(values, std::vector<std::uint8_t>(11, 1), 0.2);
    Tactic tactic = aspiration_tactic(Tactic::Kind::Aspiration, 1, 1);
    tactic.accept = rule;
    bidder.emplace(tactic, space, ranking, 0, 2, hash_name("party"));
    bidder->restart({1, 1});
  }
  Reply hear(PackageIndex package, double time) {
    bidder->hear(1, package, time);
    return bidder->reply(package, {time, turn++});
  }

  PackageSpace space{{11}};
  std::vector<double> values;
  Ranking ranking;
  std::optional<Bidder> bidder;
  std::uint32_t turn = 0;
};

AcceptanceRule rule(Kind kind) {
  AcceptanceRule result;
  result.kind = kind;
  return result;
}

// Differences of numbers below 2.
constexpr double kRounding = 1e-15;

TEST(AcceptanceRule, TargetIsTheDemandItself) {
  Listener listener(rule(Kind::Target));
  // θ(0.3) = 0.2 + 0.8·0.7 = 0.76.
  EXPECT_NEAR(listener.hear(7, 0.3).margin, -0.06, kRounding);
  EXPECT_FALSE(listener.hear(7, 0.3).accepted);
  EXPECT_NEAR(listener.hear(8, 0.3).margin, 0.04, kRounding);
  EXPECT_TRUE(listener.hear(8, 0.3).accepted);
}

TEST(AcceptanceRule, NextComparesWithTheOfferThatWouldBeMade) {
  AcceptanceRule next = rule(Kind::Next);
  // It would offer package 8 for its demand of 0.76.
  EXPECT_NEAR(Listener(next).hear(7, 0.3).margin, -0.1, kRounding);
  EXPECT_TRUE(Listener(next).hear(8, 0.3).accepted);
  next.scale = 1.1;
  next.offset = 0.02;
  EXPECT_NEAR(Listener(next).hear(7, 0.3).margin, -0.01, kRounding);
  next.offset = 0.03;
  EXPECT_TRUE(Listener(next).hear(7, 0.3).accepted);
}

TEST(AcceptanceRule, PreviousComparesWithItsOwnLastOffer) {
  Listener listener(rule(Kind::Previous));
  // Before it has spoken: as Next.
  EXPECT_TRUE(listener.hear(8, 0.3).accepted);
  EXPECT_EQ(listener.bidder->propose({0.1, 10}), 10U);
  EXPECT_FALSE(listener.hear(8, 0.3).accepted);
  EXPECT_NEAR(listener.hear(9, 0.3).margin, -0.1, kRounding);
  EXPECT_TRUE(listener.hear(10, 0.3).accepted);
}

TEST(AcceptanceRule, ConstantNeverMoves) {
  AcceptanceRule constant = rule(Kind::Constant);
  constant.constant = 0.6;
  for (const double time : {0.0, 0.5, 1.0}) {
    EXPECT_FALSE(Listener(constant).hear(5, time).accepted);
    EXPECT_TRUE(Listener(constant).hear(6, time).accepted);
  }
}

TEST(AcceptanceRule, TheReservationBoundsThemAll) {
  AcceptanceRule constant = rule(Kind::Constant);
  constant.constant = -1;
  EXPECT_FALSE(Listener(constant).hear(1, 0.5).accepted);
  EXPECT_NEAR(Listener(constant).hear(1, 0.5).margin, -0.1, kRounding);
  EXPECT_TRUE(Listener(constant).hear(2, 0.5).accepted);
}

TEST(AcceptanceRule, TimeTakesAnythingInTheEnd) {
  AcceptanceRule time = rule(Kind::Time);
  time.time = 0.9;
  EXPECT_FALSE(Listener(time).hear(9, 0.89).accepted);
  EXPECT_TRUE(Listener(time).hear(10, 0.1).accepted);
  EXPECT_TRUE(Listener(time).hear(2, 0.9).accepted);
  EXPECT_FALSE(Listener(time).hear(1, 0.95).accepted);
}

TEST(AcceptanceRule, CombinedTakesTheBestOfTheWindow) {
  AcceptanceRule combined = rule(Kind::Combined);
  combined.time = 0.5;
  combined.window = 0.2;
  Listener listener(combined);
  EXPECT_FALSE(listener.hear(6, 0.35).accepted);
  // In time, but something better came within the window, from 0.35 on.
  const Reply worse = listener.hear(5, 0.55);
  EXPECT_FALSE(worse.accepted);
  EXPECT_NEAR(worse.margin, 0.5 - 0.6, kRounding);
  // The better one is too old now.
  EXPECT_TRUE(listener.hear(5, 0.56).accepted);
  EXPECT_FALSE(listener.hear(4, 0.57).accepted);
  // And what is worth the next offer is taken at any time.
  EXPECT_TRUE(Listener(combined).hear(10, 0).accepted);
}

TEST(ReceivedOffers, BestOfAWindow) {
  // Against a search through all that was heard.
  Dice dice(3);
  ReceivedOffers received;
  std::vector<std::pair<double, double>> all;
  for (int i = 0; i < 300; ++i) {
    const double time = i / 300.0;
    all.emplace_back(time, dice.coarse(0, 1, 20));
    received.hear(all.back().second, time);
    double best = -std::numeric_limits<double>::infinity();
    for (const auto& [when, worth] : all) {
      if (when >= time - 0.05) best = std::max(best, worth);
    }
    EXPECT_EQ(received.best(time - 0.05), best);
  }
  EXPECT_EQ(received.best(2), -std::numeric_limits<double>::infinity());
  received.restart();
  EXPECT_EQ(received.best(0), -std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace entente
