#include "sim/bargaining/stacked_offers.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/core/error.hpp"
#include "tests/bargaining/aspirants.hpp"
#include "tests/bargaining/traces.hpp"
#include "tests/support/ground_truth.hpp"

namespace entente {
namespace {

using Kind = Tactic::Kind;

/// One of the traces recorded with NegMAS: t = (step + 1)/(steps + 1), θ = R + (M − R)(1 − t^power).
struct Recorded {
  std::string domain;
  std::string name;
  Kind kind;
  std::vector<double> powers;
  std::uint32_t steps;
};

class PublishedTrace : public testing::TestWithParam<Recorded> {};

TEST_P(PublishedTrace, OfferForOffer) {
  const Recorded& recorded = GetParam();
  const std::filesystem::path path =
      ground_truth() / "negotiation" / (recorded.domain + ".trace_" + recorded.name + ".csv");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the published traces are not here";
  const TruthDomain domain = read_domain(recorded.domain);
  const std::vector<TraceLine> lines = read_trace(path, domain.actors.size());
  std::vector<Tactic> tactics;
  for (const double power : recorded.powers) {
    tactics.push_back(aspiration_tactic(recorded.kind, 1 / power, recorded.steps + 1.0));
  }
  AspiringParties parties(domain.space, domain.utilities, domain.reservation, tactics);
  const AspiringParties::Talks talks = parties.play(recorded.steps);

  std::size_t at = 0;
  for (std::size_t m = 0; m < talks.moves.size(); ++m) {
    const StackedMove& move = talks.moves[m];
    if (!move.offer) continue;
    ASSERT_LT(at + 1, lines.size());
    const TraceLine& line = lines[at++];
    ASSERT_EQ(m / domain.actors.size(), line.step);
    ASSERT_EQ(move.party, line.proposer);
    ASSERT_EQ(*move.offer, domain.package(line.options)) << "offer " << at;
    // Sums of five products below 1, in the same order: the last digits may differ.
    EXPECT_NEAR(domain.utilities[move.party][*move.offer], line.utilities[0], 1e-14);
    // A power by another library, and a demand that is read off it.
    if (!std::isnan(line.aspiration)) {
      EXPECT_NEAR(move.demand, line.aspiration, 1e-14);
    }
  }
  ASSERT_EQ(at + 1, lines.size());
  const TraceLine& end = lines.back();
  ASSERT_TRUE(end.end);
  EXPECT_EQ(talks.steps, end.step);
  ASSERT_EQ(talks.agreement.has_value(), end.outcome == "agreement");
  if (!talks.agreement) return;
  EXPECT_EQ(*talks.agreement, domain.package(end.options));
  for (std::size_t i = 0; i < domain.actors.size(); ++i) {
    EXPECT_NEAR(domain.utilities[i][*talks.agreement], end.utilities[i], 1e-9);
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, PublishedTrace,
    testing::Values(Recorded{"d11_own_trace_2p", "e1_2_n57", Kind::Aspiration, {1, 2}, 57},
                    Recorded{"d11_own_trace_2p", "e4_0.25_n100", Kind::Aspiration, {4, 0.25}, 100},
                    Recorded{"d11_own_trace_2p", "e4_4_n100", Kind::Aspiration, {4, 4}, 100},
                    Recorded{"d11_own_trace_2p", "micro_micro_n1000", Kind::Micro, {1, 1}, 1000},
                    Recorded{"d12_own_trace_3p", "e4_1_0.25_n100", Kind::Aspiration, {4, 1, 0.25}, 100},
                    Recorded{"d12_own_trace_3p", "e4_4_4_n200", Kind::Aspiration, {4, 4, 4}, 200},
                    Recorded{"d13_own_trace_4p", "e4_3_2_1_n150", Kind::Aspiration, {4, 3, 2, 1}, 150}));

/// A pie in `slices` parts: package s gives s parts to the first and the rest to the second.
std::vector<std::vector<double>> pie(std::uint32_t slices) {
  std::vector<std::vector<double>> utilities(2);
  for (std::uint32_t s = 0; s <= slices; ++s) {
    utilities[0].push_back(static_cast<double>(s) / slices);
    utilities[1].push_back(static_cast<double>(slices - s) / slices);
  }
  return utilities;
}

TEST(StackedOffers, WholeTalksEndAsTurnByTurn) {
  const Tactic tactic = aspiration_tactic(Kind::Aspiration, 0.5, 51);
  AspiringParties parties(PackageSpace({101}), pie(100), {0.1, 0.2}, {tactic, tactic});
  const AspiringParties::Talks talks = parties.play(50);
  StackedOffers table(parties.bidders, parties.order);
  for (int repetition = 0; repetition < 2; ++repetition) {
    const StackedOutcome outcome = negotiate(table, {1, 1}, 50);
    ASSERT_TRUE(outcome.agreement);
    EXPECT_EQ(outcome.agreement, talks.agreement);
    EXPECT_EQ(outcome.steps, talks.steps);
    EXPECT_EQ(outcome.turns, talks.moves.size());
  }
}

TEST(StackedOffers, ZeroSumSplitsWhereTheDemandsMeet) {
  // Two linear parties without reservation each ask for 1 − t: an offer of the other's is worth t, and is
  // taken as soon as t ≥ 1 − t. With t = (s + 1)/100 and slices of 1/100 that is step 49.
  const Tactic linear = aspiration_tactic(Kind::Aspiration, 1, 100);
  AspiringParties parties(PackageSpace({101}), pie(100), {0, 0}, {linear, linear});
  const AspiringParties::Talks talks = parties.play(99);
  ASSERT_TRUE(talks.agreement);
  EXPECT_EQ(*talks.agreement, 50U);
  EXPECT_EQ(talks.steps, 49U);
  for (const StackedMove& move : talks.moves) {
    if (!move.offer) continue;
    // One product of the pie: the shares of every offer add up to it.
    EXPECT_NEAR(parties.utilities[0][*move.offer] + parties.utilities[1][*move.offer], 1, 1e-15);
  }
}

TEST(StackedOffers, AReservationAboveAllPackagesNeverAgrees) {
  for (const Kind kind : {Kind::Aspiration, Kind::Micro, Kind::Grit, Kind::Bayesian, Kind::Zeuthen,
                          Kind::NiceTitForTat, Kind::RelativeTitForTat, Kind::Staller}) {
    Tactic tactic = aspiration_tactic(kind, 4, 31);
    tactic.step = 0.1;
    AspiringParties parties(PackageSpace({11}), pie(10), {1.5, 0}, {tactic, tactic});
    const AspiringParties::Talks talks = parties.play(30);
    EXPECT_FALSE(talks.agreement);
    EXPECT_EQ(talks.moves.size(), 60U);
    for (const StackedMove& move : talks.moves) {
      EXPECT_TRUE(move.party != 0 || !move.offer);
    }
  }
}

TEST(StackedOffers, RenumberingThePartiesChangesNothingElse) {
  // The same three parties, numbered backwards and in the same order of speaking.
  Dice dice(5);
  const PackageSpace space({4, 5, 3, 4});
  std::vector<std::vector<double>> utilities;
  for (int i = 0; i < 3; ++i) utilities.push_back(AdditiveUtility(space, dice).table(space));
  const std::vector<Tactic> tactics = {aspiration_tactic(Kind::Aspiration, 0.3, 61),
                                       aspiration_tactic(Kind::Micro, 1, 61),
                                       aspiration_tactic(Kind::ExponentialAspiration, 2, 61)};
  AspiringParties forward(space, utilities, {0.2, 0.1, 0.3}, tactics);
  AspiringParties backward(space, {utilities[2], utilities[1], utilities[0]}, {0.3, 0.1, 0.2},
                           {tactics[2], tactics[1], tactics[0]});
  backward.order = {2, 1, 0};
  const AspiringParties::Talks one = forward.play(60);
  const AspiringParties::Talks other = backward.play(60);
  EXPECT_EQ(one.agreement, other.agreement);
  ASSERT_EQ(one.moves.size(), other.moves.size());
  for (std::size_t m = 0; m < one.moves.size(); ++m) {
    EXPECT_EQ(one.moves[m].party, 2 - other.moves[m].party);
    EXPECT_EQ(one.moves[m].offer, other.moves[m].offer);
  }
}

TEST(StackedOffers, AnotherOrderChangesWhoSpeaksFirst) {
  const Tactic boulware = aspiration_tactic(Kind::Aspiration, 0.25, 101);
  AspiringParties parties(PackageSpace({1001}), pie(1000), {0.1, 0.1}, {boulware, boulware});
  const AspiringParties::Talks first = parties.play(100);
  parties.order = {1, 0};
  const AspiringParties::Talks second = parties.play(100);
  ASSERT_TRUE(first.agreement);
  ASSERT_TRUE(second.agreement);
  EXPECT_EQ(first.moves.front().party, 0U);
  EXPECT_EQ(second.moves.front().party, 1U);
  // The game is symmetric: the mirror image of the same talks.
  ASSERT_EQ(first.moves.size(), second.moves.size());
  for (std::size_t m = 0; m + 1 < first.moves.size(); ++m) {
    EXPECT_EQ(*first.moves[m].offer, 1000 - *second.moves[m].offer);
  }
  EXPECT_EQ(*first.agreement, 1000 - *second.agreement);
}

TEST(StackedOffers, OneYesOfThreeIsNotEnough) {
  // The first asks for package 0; the second likes it too, the third does not until the deadline.
  const Tactic patient = aspiration_tactic(Kind::Aspiration, 0, 4);
  AspiringParties parties(PackageSpace({2}), {{1, 0}, {1, 0}, {0, 1}}, {0, 0, 0},
                          {patient, patient, patient});
  const AspiringParties::Talks talks = parties.play(4);
  ASSERT_GE(talks.moves.size(), 4U);
  EXPECT_TRUE(talks.moves[1].reply->accepted);
  EXPECT_FALSE(talks.moves[2].reply->accepted);
  EXPECT_EQ(talks.moves[2].offer, 1U);
  EXPECT_FALSE(talks.moves[3].reply->accepted);
  // At t = 1 everyone takes anything: the first takes what the third left standing.
  ASSERT_TRUE(talks.agreement);
  EXPECT_EQ(talks.steps, 3U);
  EXPECT_EQ(*talks.agreement, 1U);
}

TEST(StackedOffers, WhoHasNothingToOfferLeavesNothingStanding) {
  const Tactic linear = aspiration_tactic(Kind::Aspiration, 1, 10);
  AspiringParties parties(PackageSpace({2}), {{1, 0}, {0, 1}}, {0, 2}, {linear, linear});
  StackedOffers table(parties.bidders, parties.order);
  table.restart({1, 1});
  table.turn(1);
  EXPECT_EQ(table.standing(), 0U);
  const StackedMove refusal = table.turn(1);
  ASSERT_TRUE(refusal.reply);
  EXPECT_FALSE(refusal.reply->accepted);
  EXPECT_FALSE(refusal.offer);
  EXPECT_FALSE(table.standing());
  EXPECT_FALSE(table.turn(2).reply);
}

TEST(StackedOffers, RefusesAWrongOrder) {
  const Tactic linear = aspiration_tactic(Kind::Aspiration, 1, 10);
  AspiringParties parties(PackageSpace({2}), {{1, 0}, {0, 1}}, {0, 0}, {linear, linear});
  const std::vector<std::size_t> twice = {0, 0};
  const std::vector<std::size_t> one = {0};
  EXPECT_THROW(StackedOffers(parties.bidders, twice), Error);
  EXPECT_THROW(StackedOffers(parties.bidders, one), Error);
}

}  // namespace
}  // namespace entente
