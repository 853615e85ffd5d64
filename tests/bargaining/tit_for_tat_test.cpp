#include "sim/bargaining/tit_for_tat.hpp"

#include <gtest/gtest.h>

#include "tests/bargaining/aspirants.hpp"

namespace entente {
namespace {

using Kind = Tactic::Kind;

/// 1,001 packages, package x worth x/1000 to the party and the rest to the other, who only reads out offers.
struct Scale {
  explicit Scale(const Tactic& tactic) : Scale(tactic, 2) {}
  Scale(const Tactic& tactic, std::size_t parties) {
    for (int x = 0; x <= 1000; ++x) values.push_back(x / 1000.0);
    ranking.build(values, std::vector<std::uint8_t>(1001, 1), 0.1);
    bidder.emplace(tactic, space, ranking, 0, parties, hash_name("party"));
    bidder->restart({7, 3});
  }
  void hear(PackageIndex package, std::size_t from = 1) { bidder->hear(from, package, 0); }
  double speak() {
    const Moment moment{0, turn++};
    const double demand = bidder->demand(moment);
    bidder->propose(moment);
    return demand;
  }

  PackageSpace space{{1001}};
  std::vector<double> values;
  Ranking ranking;
  std::optional<Bidder> bidder;
  std::uint32_t turn = 0;
};

Tactic tit_for_tat(Kind kind, int lag, double initial = 1) {
  Tactic tactic = aspiration_tactic(kind);
  tactic.lag = lag;
  tactic.initial = initial;
  return tactic;
}

// Products and quotients of numbers below 1.
constexpr double kRounding = 1e-15;

TEST(RelativeTitForTat, ConcedesInProportion) {
  // Offers worth 0.40, 0.50, 0.60: 1·0.40/0.50 = 0.8, then 0.8·0.50/0.60 = 2/3.
  Scale scale(tit_for_tat(Kind::RelativeTitForTat, 1));
  EXPECT_EQ(scale.speak(), 1);
  scale.hear(400);
  EXPECT_EQ(scale.speak(), 1);
  scale.hear(500);
  EXPECT_NEAR(scale.speak(), 0.8, kRounding);
  scale.hear(600);
  EXPECT_NEAR(scale.speak(), 2.0 / 3, kRounding);
  // A retreat to 0.50 is answered in kind: 2/3·0.60/0.50 = 0.8.
  scale.hear(500);
  EXPECT_NEAR(scale.speak(), 0.8, kRounding);
}

TEST(RelativeTitForTat, LooksBackByItsLag) {
  // Lag 2: after 0.40, 0.50, 0.80 the answer is to the step from 0.40 to 0.50, one offer later to the next.
  Scale scale(tit_for_tat(Kind::RelativeTitForTat, 2));
  for (const PackageIndex offer : {400U, 500U}) {
    scale.speak();
    scale.hear(offer);
  }
  EXPECT_EQ(scale.speak(), 1);
  scale.hear(800);
  EXPECT_NEAR(scale.speak(), 0.8, kRounding);
  scale.hear(800);
  EXPECT_NEAR(scale.speak(), 0.8 * 0.5 / 0.8, kRounding);
}

TEST(RelativeTitForTat, HoldsWhereThereIsNoRatio) {
  Scale scale(tit_for_tat(Kind::RelativeTitForTat, 1));
  scale.speak();
  scale.hear(0);
  scale.speak();
  scale.hear(500);
  EXPECT_EQ(scale.speak(), 1);
}

TEST(AveragedTitForTat, ConcedesByTheWholeWindow) {
  // Lag 2: 0.40, 0.50, 0.80 gives 1·0.40/0.80; then 0.50, 0.80, 0.80 gives 0.5·0.50/0.80.
  Scale scale(tit_for_tat(Kind::AveragedTitForTat, 2));
  for (const PackageIndex offer : {400U, 500U, 800U}) {
    scale.speak();
    scale.hear(offer);
  }
  EXPECT_NEAR(scale.speak(), 0.5, kRounding);
  scale.hear(800);
  EXPECT_NEAR(scale.speak(), 0.3125, kRounding);
}

TEST(RandomTitForTat, WithoutChanceMatchesTheAmount) {
  Scale scale(tit_for_tat(Kind::RandomTitForTat, 1, 0.9));
  // 0.9 of the way from 0.1 to 1.
  EXPECT_NEAR(scale.speak(), 0.91, kRounding);
  scale.hear(200);
  scale.speak();
  scale.hear(350);
  EXPECT_NEAR(scale.speak(), 0.76, kRounding);
}

TEST(RandomTitForTat, AddsAUniformDrawNamedByTheTurn) {
  Tactic tactic = tit_for_tat(Kind::RandomTitForTat, 1);
  tactic.step = 0.2;
  Scale scale(tactic);
  scale.speak();
  scale.hear(200);
  scale.speak();
  scale.hear(350);
  const double u = RandomSource(7, 3).uniform({hash_name("party"), Purpose::Concession, 2, 0});
  const Moment moment{0, 2};
  EXPECT_NEAR(scale.bidder->demand(moment), 0.85 - 0.2 * u, kRounding);
  EXPECT_EQ(scale.bidder->demand(moment), scale.bidder->demand(moment));
}

TEST(TitForTat, StaysBetweenFinalAndTheBest) {
  Tactic tactic = tit_for_tat(Kind::RelativeTitForTat, 1);
  tactic.final = 0.5;
  Scale scale(tactic);
  scale.speak();
  scale.hear(100);
  scale.speak();
  scale.hear(900);
  EXPECT_NEAR(scale.speak(), 0.55, kRounding);
  scale.hear(10);
  EXPECT_EQ(scale.speak(), 1);
}

TEST(TitForTat, DoesNotAnswerTheSameOfferTwice) {
  Scale scale(tit_for_tat(Kind::RelativeTitForTat, 1));
  scale.hear(400);
  scale.hear(500);
  EXPECT_EQ(scale.speak(), 1);
  scale.hear(600);
  const double once = scale.speak();
  EXPECT_LT(once, 1);
  EXPECT_EQ(scale.speak(), once);
}

TEST(TitForTat, MatchesThePartnerThatConcededLeast) {
  Scale scale(tit_for_tat(Kind::RandomTitForTat, 1), 3);
  scale.speak();
  scale.hear(200, 1);
  scale.hear(300, 2);
  scale.speak();
  scale.hear(400, 1);
  scale.hear(350, 2);
  EXPECT_NEAR(scale.speak(), 0.95, kRounding);
}

TEST(TitForTat, SmallConcessionsAddUp) {
  // Three packages, and a partner that gives up a tenth of the scale at a time: the demand falls by as much,
  // though the same package is offered for it until the next is worth it.
  const std::vector<double> own = {1, 0.75, 0.5, 0.2, 0.3, 0.4, 0.5};
  const PackageSpace space({7});
  const Ranking ranking(own, std::vector<std::uint8_t>{1, 1, 1, 1, 1, 1, 1}, 0);
  Bidder bidder(tit_for_tat(Kind::RandomTitForTat, 1), space, ranking, 0, 2, hash_name("party"));
  bidder.restart({1, 1});
  std::vector<PackageIndex> offers;
  for (std::uint32_t turn = 0; turn < 5; ++turn) {
    offers.push_back(*bidder.propose({0, turn}));
    bidder.hear(1, std::min(3 + turn, 6U), 0);
  }
  // Demands 1, 1, 0.9, 0.8, 0.7.
  EXPECT_EQ(offers, (std::vector<PackageIndex>{0, 0, 0, 0, 1}));
}

}  // namespace
}  // namespace entente
