#include "sim/bargaining/bidder.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "sim/core/error.hpp"
#include "sim/valuation/world.hpp"
#include "tests/bargaining/aspirants.hpp"

namespace entente {
namespace {

using Kind = Tactic::Kind;

constexpr Kind kKinds[] = {Kind::Aspiration,
                           Kind::ExponentialAspiration,
                           Kind::RelativeTitForTat,
                           Kind::RandomTitForTat,
                           Kind::AveragedTitForTat,
                           Kind::NiceTitForTat,
                           Kind::Micro,
                           Kind::Zeuthen,
                           Kind::Bayesian,
                           Kind::Staller,
                           Kind::Grit};

Tactic random_tactic(Dice& dice) {
  Tactic tactic = aspiration_tactic(kKinds[dice.below(std::size(kKinds))]);
  tactic.initial = dice.coarse(0.5, 1, 2);
  tactic.final = dice.coarse(0, 0.5, 2);
  tactic.exponent = dice.chance(0.2) ? 0 : dice.uniform(0.1, 5);
  tactic.deadline = dice.chance(0.2) ? 0 : dice.uniform(5, 60);
  tactic.lag = 1 + static_cast<int>(dice.below(3));
  tactic.step = dice.uniform(0, 0.2);
  tactic.unanswered = static_cast<int>(dice.below(3));
  tactic.accept.kind = static_cast<AcceptanceRule::Kind>(dice.below(6));
  tactic.accept.scale = dice.uniform(0.9, 1.1);
  tactic.accept.offset = dice.uniform(-0.1, 0.1);
  tactic.accept.constant = dice.uniform();
  tactic.accept.time = dice.uniform(0.5, 1);
  tactic.accept.window = dice.uniform();
  return tactic;
}

struct RandomTalks {
  explicit RandomTalks(std::uint64_t seed) : dice(seed) {
    const PackageSpace space({static_cast<std::uint32_t>(1 + dice.below(4)),
                              static_cast<std::uint32_t>(1 + dice.below(4)),
                              static_cast<std::uint32_t>(1 + dice.below(4))});
    const std::size_t count = 2 + dice.below(3);
    std::vector<std::vector<double>> utilities;
    std::vector<double> reservations;
    std::vector<Tactic> tactics;
    for (std::size_t i = 0; i < count; ++i) {
      utilities.push_back(AdditiveUtility(space, dice).table(space));
      // Equal values must be met too.
      if (dice.chance(0.3)) {
        for (double& value : utilities.back()) value = dice.coarse(-0.5, 0.5, 4);
      }
      reservations.push_back(dice.uniform(-0.3, 0.8));
      tactics.push_back(random_tactic(dice));
    }
    std::vector<std::uint8_t> allowed;
    for (std::size_t x = 0; x < space.size(); ++x) allowed.push_back(dice.chance(0.8) ? 1 : 0);
    parties.emplace(space, utilities, reservations, tactics, allowed);
  }
  Dice dice;
  std::optional<AspiringParties> parties;
};

RC_GTEST_PROP(Bidder, OffersAndAcceptsOnlyWhatItMay, (std::uint64_t seed)) {
  RandomTalks world(seed);
  AspiringParties& parties = *world.parties;
  const AspiringParties::Talks talks = parties.play(40, {seed, 1});
  std::optional<PackageIndex> standing;
  for (const StackedMove& move : talks.moves) {
    const Ranking& ranking = parties.rankings[move.party];
    RC_ASSERT(move.reply.has_value() == standing.has_value());
    if (move.reply) {
      const double worth = ranking.value(*standing);
      RC_ASSERT(move.reply->margin <= worth - ranking.reservation());
      // What is offered is allowed to all here, so the rule and the reservation alone decide.
      RC_ASSERT(move.reply->accepted == (move.reply->margin >= -kTie));
      if (move.reply->accepted) {
        RC_ASSERT(worth >= ranking.reservation() - kTie);
        const bool by_target =
            parties.bidders[move.party].tactic().accept.kind == AcceptanceRule::Kind::Target;
        if (by_target) RC_ASSERT(worth >= move.demand - kTie);
        continue;
      }
    }
    standing = move.offer;
    RC_ASSERT(move.offer.has_value() == !ranking.empty());
    if (!move.offer) continue;
    RC_ASSERT(ranking.allowed(*move.offer));
    RC_ASSERT(ranking.value(*move.offer) >= ranking.reservation() - kTie);
    RC_ASSERT(move.demand >= ranking.reservation() - kTie);
    RC_ASSERT(move.demand <= ranking.highest() + kTie);
  }
  if (talks.agreement) RC_ASSERT(parties.allowed[*talks.agreement] != 0);
}

RC_GTEST_PROP(Bidder, NewTalksAreAsTheFirst, (std::uint64_t seed)) {
  RandomTalks world(seed);
  RandomTalks fresh(seed);
  world.parties->play(30, {seed, 1});
  const AspiringParties::Talks again = world.parties->play(30, {seed, 2});
  const AspiringParties::Talks first = fresh.parties->play(30, {seed, 2});
  RC_ASSERT(again.agreement == first.agreement);
  RC_ASSERT(again.moves.size() == first.moves.size());
  for (std::size_t m = 0; m < again.moves.size(); ++m) {
    RC_ASSERT(again.moves[m].offer == first.moves[m].offer);
    RC_ASSERT(again.moves[m].demand == first.moves[m].demand);
  }
}

RC_GTEST_PROP(Bidder, TheScaleOfUtilityDoesNotMatter, (std::uint64_t seed)) {
  // Steps and constants are in utility and are scaled with it. Powers of two: the same bytes.
  RandomTalks world(seed);
  const AspiringParties& plain = *world.parties;
  std::vector<std::vector<double>> utilities = plain.utilities;
  std::vector<double> reservations = plain.reservations;
  std::vector<Tactic> tactics;
  for (std::size_t i = 0; i < utilities.size(); ++i) {
    for (double& value : utilities[i]) value *= 4;
    reservations[i] *= 4;
    tactics.push_back(plain.bidders[i].tactic());
    tactics.back().step *= 4;
    tactics.back().accept.constant *= 4;
    tactics.back().accept.offset *= 4;
  }
  AspiringParties scaled(plain.space, utilities, reservations, tactics, plain.allowed);
  const AspiringParties::Talks one = world.parties->play(30, {seed, 1});
  const AspiringParties::Talks other = scaled.play(30, {seed, 1});
  RC_ASSERT(one.agreement == other.agreement);
  RC_ASSERT(one.moves.size() == other.moves.size());
  for (std::size_t m = 0; m < one.moves.size(); ++m) RC_ASSERT(one.moves[m].offer == other.moves[m].offer);
}

TEST(Bidder, WhatIsNotAllowedIsNotTaken) {
  const PackageSpace space({3});
  const std::vector<double> values = {0.1, 0.5, 1};
  const Ranking ranking(values, std::vector<std::uint8_t>{1, 1, 0}, 0);
  Bidder bidder(aspiration_tactic(Kind::Aspiration, 1, 10), space, ranking, 0, 2, hash_name("party"));
  bidder.restart({1, 1});
  const Reply reply = bidder.reply(2, {0.5, 0});
  EXPECT_FALSE(reply.accepted);
  EXPECT_GT(reply.margin, 0);
  EXPECT_TRUE(bidder.reply(1, {0.5, 0}).accepted);
}

TEST(Bidder, AskingChangesNothing) {
  Dice dice(9);
  const PackageSpace space({5, 5});
  const std::vector<double> values = AdditiveUtility(space, dice).table(space);
  const Ranking ranking(values, std::vector<std::uint8_t>(25, 1), 0.1);
  const std::vector<Counterpart> sides(2, Counterpart{values, 0});
  for (const Kind kind : kKinds) {
    Tactic tactic = aspiration_tactic(kind, 1, 20);
    tactic.step = 0.05;
    Bidder asked(tactic, space, ranking, 0, 2, hash_name("party"));
    Bidder quiet = asked;
    for (Bidder* bidder : {&asked, &quiet}) {
      bidder->believe(sides);
      bidder->restart({1, 1});
    }
    for (std::uint32_t turn = 0; turn < 15; ++turn) {
      const auto heard = static_cast<PackageIndex>(dice.below(25));
      const Moment moment{turn / 20.0, turn};
      for (int i = 0; i < 3; ++i) {
        asked.reply(heard, moment);
        asked.demand({turn / 20.0, turn + 100});
      }
      EXPECT_EQ(asked.propose(moment), quiet.propose(moment));
      for (Bidder* bidder : {&asked, &quiet}) bidder->hear(1, heard, moment.time);
    }
  }
}

TEST(Bidder, RelativeTimeIsAShareOfTheDeadline) {
  const Tactic tactic = aspiration_tactic(Kind::Aspiration, 1, 8);
  EXPECT_EQ(relative_time(tactic, 2), 0.25);
  EXPECT_EQ(relative_time(tactic, 9), 1);
  EXPECT_EQ(relative_time(aspiration_tactic(Kind::Aspiration), 9), 0);
}

TEST(Bidder, IsForTacticsByAspiration) {
  const PackageSpace space({2});
  const Ranking ranking(std::vector<double>{0, 1}, std::vector<std::uint8_t>{1, 1}, 0);
  for (const Kind kind : {Kind::Constant, Kind::Polynomial, Kind::Exponential, Kind::Rational}) {
    EXPECT_THROW(Bidder(aspiration_tactic(kind), space, ranking, 0, 2, 1), Error);
  }
  EXPECT_THROW(Bidder(aspiration_tactic(Kind::Micro), space, ranking, 2, 2, 1), Error);
  EXPECT_THROW(Bidder(aspiration_tactic(Kind::Micro), space, ranking, 0, 1, 1), Error);
}

}  // namespace
}  // namespace entente
