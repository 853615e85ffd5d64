// The spatial model against a plain statement of its equations and against what must hold for any contest.

#include "sim/bargaining/spatial.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/bargaining/spatial_bargain.hpp"
#include "sim/bargaining/spatial_voting.hpp"
#include "sim/core/error.hpp"
#include "tests/bargaining/contests.hpp"
#include "tests/bargaining/spatial_plain.hpp"

namespace entente {
namespace {

using Rules = SpatialRules;

const RandomSource kRandom(7, 1);

Rules random_rules(std::uint64_t seed) {
  Dice dice(seed + 17);
  Rules rules;
  rules.victory = static_cast<Rules::Victory>(dice.below(5));
  rules.voting = static_cast<Rules::Voting>(dice.below(6));
  rules.election = static_cast<Rules::Election>(dice.below(3));
  rules.risk = static_cast<Rules::Risk>(dice.below(3));
  rules.risk_estimate = static_cast<Rules::RiskEstimate>(dice.below(5));
  rules.third_parties = static_cast<Rules::ThirdParties>(dice.below(3));
  rules.interim = static_cast<Rules::Interim>(dice.below(3));
  rules.blend = static_cast<Rules::Blend>(dice.below(3));
  rules.turns = 12;
  return rules;
}

/// A sum in another order can turn the fourth decimal of an interim bargain, on scales of at most 20 units.
constexpr double kRoundedBargain = 20 * 1.01e-4;

/// Rules without jumps. Votes for whatever is better by 1e-8, and victories by a tenth, can make a difference
/// of a rounding, such as that of sums in another order, into a choice.
Rules smooth(Rules rules) {
  using Voting = Rules::Voting;
  if (rules.voting == Voting::Binary || rules.voting == Voting::ProportionalBinary) {
    rules.voting = Voting::Proportional;
  }
  if (rules.victory == Rules::Victory::Binary) rules.victory = Rules::Victory::Linear;
  return rules;
}

TEST(SpatialVoting, Victories) {
  using Victory = Rules::Victory;
  EXPECT_EQ(victory(Victory::Linear, 3, 1), 0.75);
  // 1e-15: a rounding or two.
  EXPECT_NEAR(victory(Victory::Square, 3, 1), 0.9, 1e-15);
  EXPECT_NEAR(victory(Victory::Quartic, 3, 1), 81.0 / 82, 1e-15);
  EXPECT_NEAR(victory(Victory::Octic, 3, 1), 6561.0 / 6562, 1e-15);
  EXPECT_NEAR(victory(Victory::Octic, 1e60, 1e60), 0.5, 1e-15);
  EXPECT_NEAR(victory(Victory::Binary, 3, 1), 1, 1.1e-6);
  EXPECT_NEAR(victory(Victory::Binary, 1, 3), 0, 1.1e-6);
  EXPECT_NEAR(victory(Victory::Binary, 1, 1), 0.5, 1e-14);
  EXPECT_NEAR(victory(Victory::Binary, 1.1 - 1e-9, 1), 1, 1e-7);
}

TEST(SpatialVoting, RulesOfVoting) {
  const auto vote = [](Rules::Voting voting, double x) {
    return with_voting(voting, [x](auto rule) { return rule(x); });
  };
  using Voting = Rules::Voting;
  EXPECT_EQ(vote(Voting::Proportional, -0.5), -0.5);
  EXPECT_EQ(vote(Voting::Cubic, -0.5), -0.125);
  EXPECT_EQ(vote(Voting::ProportionalCubic, -0.5), -0.3125);
  EXPECT_EQ(vote(Voting::Binary, -0.5), -1);
  EXPECT_NEAR(vote(Voting::Binary, 5e-9), 0.5, 1e-15);
  EXPECT_NEAR(vote(Voting::ProportionalBinary, -0.5), -0.6, 1e-15);
  EXPECT_EQ(vote(Voting::Asymmetric, -0.5), -0.5);
  EXPECT_NEAR(vote(Voting::Asymmetric, 0.75), 0.5, 1e-15);
}

TEST(SpatialElection, TwoOptionsAreWonByStrength) {
  // Two voters with weights 1 and 3, each for one option: 1/4 and 3/4 by the conditional election. Uniform
  // challenges: q = ½(½·2q + P(q + 1 − q)), q = P. 1e-6: the least strengths, and where the iteration stops.
  const std::vector<double> weights{1, 3};
  const std::vector<double> utilities{1, 0, 0, 1};
  for (const auto election : {Rules::Election::Conditional, Rules::Election::MarkovUniform}) {
    Rules rules;
    rules.election = election;
    SpatialElection elect(rules, weights, 2);
    const auto q = elect(utilities, 2);
    EXPECT_NEAR(q[0], 0.25, 2e-6);
    EXPECT_NEAR(q[1], 0.75, 2e-6);
  }
}

TEST(SpatialElection, HundredsOfOptionsDoNotUnderflow) {
  const std::size_t options = 500;
  std::vector<double> utilities;
  for (std::size_t a = 0; a < options; ++a) utilities.push_back(a == 3 ? 1 : 0);
  Rules rules;
  rules.victory = Rules::Victory::Octic;
  SpatialElection elect(rules, std::vector<double>{10}, options);
  EXPECT_NEAR(elect(utilities, options)[3], 1, 1e-12);
}

RC_GTEST_PROP(SpatialElection, ProbabilitiesSumToOneWhoeverVotes, ()) {
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
  Dice dice(seed);
  const std::size_t actors = 1 + dice.below(12);
  const std::size_t options = 1 + dice.below(12);
  std::vector<double> weights(actors);
  for (double& w : weights) w = dice.chance(0.1) ? 0 : dice.uniform(0, 10);
  std::vector<double> utilities(actors * options);
  for (double& u : utilities) u = dice.coarse(0, 1, 10);
  SpatialElection elect(random_rules(seed), weights, options);
  const auto odds = elect(utilities, options);
  // 1e-12: roundings of a dozen numbers below 1.
  RC_ASSERT(std::fabs(std::accumulate(odds.begin(), odds.end(), 0.0) - 1) < 1e-12);
  RC_ASSERT(*std::min_element(odds.begin(), odds.end()) >= 0);
}

TEST(SpatialChallenge, ThirdPartiesDecideIfTheyCount) {
  // i at 0, j at 1 as strong as it, a third party at 0.1 with ten times their strength.
  const std::vector<double> weights{1, 1, 10};
  const std::vector<double> saliences{0.5, 0.5, 0.5};
  const double at[] = {0, 1, 0.1};
  std::vector<double> utilities;
  for (const double j : at) {
    for (const double i : at) utilities.push_back(spatial_utility(std::fabs(i - j), 0));
  }
  const auto chance = [&](Rules::ThirdParties third) {
    Rules rules;
    rules.third_parties = third;
    return SpatialChallenges(rules, weights, saliences)(utilities, 0, 1).probability;
  };
  // |v| = 10·0.8 = 8, A = B = 1: t = 10·m·8/10·0.8 = 6.4 m, p = (1 + 6.4 m)/(2 + 6.4 m). 1e-9: the least
  // strengths of 1e-10.
  EXPECT_NEAR(chance(Rules::ThirdParties::None), 13.8 / 14.8, 1e-9);
  EXPECT_NEAR(chance(Rules::ThirdParties::Full), 20.2 / 21.2, 1e-9);
  // p_n = 9/10: t = 10·(0.9·0.1 − 0.1·0.9) = 0. Keeping its own place is worth as much as the win.
  EXPECT_NEAR(chance(Rules::ThirdParties::Semi), 0.5, 1e-9);
}

TEST(SpatialBargain, WhoCannotWinMoves) {
  const double zero[] = {0.2};
  const double one[] = {0.8};
  const double half[] = {0.5};
  double to_i[1];
  double to_j[1];
  for (const auto blend : {Rules::Blend::Product, Rules::Blend::Squared, Rules::Blend::SquaredMaximum}) {
    interim_bargain(blend, 1, {zero, half}, {one, half}, to_i, to_j);
    // 1e-4: bargains are rounded to four decimals.
    EXPECT_NEAR(to_i[0], 0.2, 1e-4);
    EXPECT_NEAR(to_j[0], 0.2, 1e-4);
    interim_bargain(blend, 0.5, {zero, half}, {one, half}, to_i, to_j);
    const bool moves = blend != Rules::Blend::SquaredMaximum;
    EXPECT_NEAR(to_i[0], moves ? 0.5 : 0.2, 1e-4);
    EXPECT_NEAR(to_j[0], moves ? 0.5 : 0.8, 1e-4);
  }
}

TEST(Spatial, UnanimityStands) {
  Contest contest = random_contest(3, 6, 2);
  for (std::size_t d = 0; d < 2; ++d) {
    for (std::size_t i = 0; i < 6; ++i) contest.positions[d * 6 + i] = contest.low[d] + 0.4;
  }
  const auto turns = spatial(contest, {}, kRandom);
  EXPECT_EQ(turns.size(), 2U);
  EXPECT_EQ(turns.back().positions, contest.positions);
  for (const double risk : turns.back().risk) EXPECT_EQ(risk, 0);
  for (const SpatialMove& move : turns.back().moves) EXPECT_EQ(move.target, SpatialMove::kNobody);
}

TEST(Spatial, RefusesSaliencesAboveOne) {
  Contest contest = random_contest(3, 4, 2);
  contest.saliences = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.6, 0.5};
  EXPECT_THROW(SpatialModel(contest, {}), Error);
  contest.saliences[6] = 0.5;
  EXPECT_NO_THROW(SpatialModel(contest, {}));
}

TEST(Spatial, NumbersStayNumbersWithoutPowerOrInterest) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Contest contest = random_contest(seed, 2 + seed % 5, 2);
    std::vector<double>& none = seed % 2 == 0 ? contest.saliences : contest.capability;
    std::fill(none.begin(), none.end() - static_cast<std::ptrdiff_t>(seed % 3), 0);
    for (const auto& turn : spatial(contest, random_rules(seed), kRandom)) {
      for (std::size_t d = 0; d < 2; ++d) {
        for (std::size_t i = 0; i < contest.size(); ++i) {
          const double x = turn.positions[d * contest.size() + i];
          ASSERT_TRUE(contest.low[d] <= x && x <= contest.high[d]) << seed;
        }
      }
    }
  }
}

// Only the first turn: those who move to one place are equals from then on, and the choice among equals may
// be a rounding's.
RC_GTEST_PROP(Spatial, AgreesWithThePlainModel, ()) {
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
  const Contest contest = random_contest(seed, 3 + seed % 7, 1 + seed % 3);
  Rules rules = smooth(random_rules(seed));
  rules.turns = 1;
  Contest scaled = contest;
  // The plain model takes capabilities as they are, and the simulator scales their mean to [8, 16).
  const double mean = std::accumulate(contest.capability.begin(), contest.capability.end(), 0.0) /
                      static_cast<double>(contest.size());
  for (double& c : scaled.capability) c *= std::exp2(3 - std::floor(std::log2(mean)));
  const auto plain = PlainSpatial(scaled, rules).run();
  const auto turns = spatial(contest, rules, kRandom);
  RC_ASSERT(turns.size() + 1 == plain.size());
  for (std::size_t t = 0; t < turns.size(); ++t) {
    for (std::size_t e = 0; e < contest.positions.size(); ++e) {
      RC_ASSERT(std::fabs(turns[t].positions[e] - plain[t + 1][e]) < kRoundedBargain);
    }
  }
}

RC_GTEST_PROP(Spatial, HoldsForAnyContest, ()) {
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
  const Contest contest = random_contest(seed, 3 + seed % 9, 1 + seed % 3);
  Rules rules = random_rules(seed);
  rules.stochastic = seed % 2 == 0;
  const std::size_t n = contest.size();
  for (const auto& turn : spatial(contest, rules, kRandom)) {
    for (std::size_t i = 0; i < n; ++i) {
      const SpatialMove& move = turn.moves[i];
      RC_ASSERT(std::fabs(turn.risk[i]) <= 1 + 1e-12);
      RC_ASSERT(move.target != i && (move.target < n) == (move.view.gain > 1e-5));
      RC_ASSERT(move.initiator == i || move.receiver == i);
      // A bargain has been proposed by its initiator to its receiver.
      RC_ASSERT(move.initiator == move.receiver || turn.moves[move.initiator].target == move.receiver);
      for (std::size_t d = 0; d < contest.dimensions(); ++d) {
        const double x = turn.positions[d * n + i];
        RC_ASSERT(contest.low[d] <= x && x <= contest.high[d]);
      }
    }
  }
}

RC_GTEST_PROP(Spatial, SaysTheSameTwiceAndInAnyUnit, ()) {
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
  const Contest contest = random_contest(seed, 3 + seed % 9, 1 + seed % 3);
  Rules rules = random_rules(seed);
  rules.stochastic = seed % 2 == 0;
  Contest stronger = contest;
  for (double& capability : stronger.capability) capability *= 16;
  const auto turns = spatial(contest, rules, kRandom);
  const auto again = spatial(contest, rules, kRandom);
  const auto scaled = spatial(stronger, rules, kRandom);
  RC_ASSERT(turns.size() == again.size() && turns.size() == scaled.size());
  for (std::size_t t = 0; t < turns.size(); ++t) {
    RC_ASSERT(turns[t].positions == again[t].positions && turns[t].positions == scaled[t].positions);
  }
}

// The asymmetric rule depends on the order of two options.
RC_GTEST_PROP(Spatial, TheOrderOfActorsIsNothing, ()) {
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
  const Contest contest = random_contest(seed, 3 + seed % 9, 1 + seed % 3);
  Rules rules = smooth(random_rules(seed));
  if (rules.voting == Rules::Voting::Asymmetric) rules.voting = Rules::Voting::Proportional;
  rules.turns = 1;
  const std::size_t n = contest.size();
  const std::vector<std::size_t> order = random_order(seed, n);
  const auto turns = spatial(contest, rules, kRandom);
  const auto other = spatial(reordered(contest, order), rules, kRandom);
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t target = other[0].moves[i].target;
    RC_ASSERT((target < n ? order[target] : target) == turns[0].moves[order[i]].target);
    RC_ASSERT(std::fabs(other[0].support[i] - turns[0].support[order[i]]) < 1e-9);
    for (std::size_t d = 0; d < contest.dimensions(); ++d) {
      const double x = other[0].positions[d * n + i];
      RC_ASSERT(std::fabs(x - turns[0].positions[d * n + order[i]]) < kRoundedBargain);
    }
  }
}

TEST(Spatial, StochasticChoicesFollowTheRunAndNothingElse) {
  const Contest contest = random_contest(11, 9, 2);
  Rules rules;
  rules.stochastic = true;
  rules.turns = 6;
  const auto first = spatial(contest, rules, RandomSource(1, 1));
  const auto same = spatial(contest, rules, RandomSource(1, 1));
  const auto second = spatial(contest, rules, RandomSource(1, 2));
  EXPECT_EQ(first.back().positions, same.back().positions);
  EXPECT_NE(first.back().positions, second.back().positions);
}

}  // namespace
}  // namespace entente
