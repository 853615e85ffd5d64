#include "sim/bargaining/rational.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/bargaining/rational_games.hpp"

namespace entente {
namespace {

// Closed forms in a pie of 1, and values of a party's discount factor: 1e-9 is the tolerance of the published
// figures; the program is nearer.
constexpr double kNear = 1e-9;

/// A number in [low, high] in steps of a thousandth of the range.
double drawn(double low, double high) { return low + (high - low) * *rc::gen::inRange(0, 1001) / 1000.0; }

void expect_near(double found, double expected) { RC_ASSERT(std::fabs(found - expected) <= kNear); }

/// What the proposer keeps without a last exchange (Rubinstein, Econometrica 50, 1982).
double rubinstein(double own, double other) { return (1 - other) / (1 - own * other); }

RC_GTEST_PROP(RationalPlay, DividesThePieAsRubinsteinSays, ()) {
  const double d0 = drawn(0, 0.9999);
  const double d1 = drawn(0, 0.9999);
  const RationalPlay play = rational_play(pie(d0, d1));
  RC_ASSERT(play.settled);
  RC_ASSERT(play.residual <= kRationalTolerance);
  expect_near(keeps(play, 0), rubinstein(d0, d1));
  expect_near(keeps(play, 1), rubinstein(d1, d0));
  const RationalTurn& first = play.exchanges[0][0];
  RC_ASSERT(first.move == RationalTurn::Move::Offer);
  RC_ASSERT(first.offers.size() == 1U);
  expect_near(first.offers[0].amounts[0], rubinstein(d0, d1));
  expect_near(first.thresholds[1], d1 * rubinstein(d1, d0));
  // Indifference: the answer is worth no more than waiting.
  expect_near(first.values[1], first.thresholds[1]);
}

RC_GTEST_PROP(RationalPlay, EqualSlicesChangeNothing, ()) {
  const double d0 = drawn(0.1, 0.99);
  const double d1 = drawn(0.1, 0.99);
  const auto options = static_cast<std::uint32_t>(*rc::gen::inRange(3, 40));
  const RationalPlay play = rational_play(pie(d0, d1, options));
  expect_near(keeps(play, 0), rubinstein(d0, d1));
  const RationalOffer& offer = play.exchanges[0][0].offers[0];
  RC_ASSERT(offer.package <= offer.amounts[0] * (options - 1) + kNear);
  RC_ASSERT(offer.package + 1 > offer.amounts[0] * (options - 1));
}

/// T exchanges, the last proposer takes all (Ståhl 1972), in closed form.
double stahl(double d0, double d1, int exchanges) {
  const double q = d0 * d1;
  double power = 1;
  for (int k = 0; k < exchanges / 2; ++k) power *= q;
  return (1 - d1) * (1 - power) / (1 - q) + (exchanges % 2 == 1 ? power : 0);
}

RC_GTEST_PROP(RationalPlay, DividesThePieAsStahlSays, ()) {
  const double d0 = drawn(0, 0.99);
  const double d1 = drawn(0, 0.99);
  const int exchanges = *rc::gen::inRange(1, 60);
  RationalGame game = pie(d0, d1);
  game.exchanges = static_cast<std::size_t>(exchanges);
  const RationalPlay play = rational_play(game);
  RC_ASSERT(play.exchanges.size() == game.exchanges);
  for (int t = 0; t < exchanges; ++t) {
    const bool first = t % 2 == 0;
    const double expected = first ? stahl(d0, d1, exchanges - t) : stahl(d1, d0, exchanges - t);
    expect_near(keeps(play, first ? 0 : 1, static_cast<std::size_t>(t)), expected);
  }
}

RC_GTEST_PROP(RationalPlay, PaysTerminalPayoffsOnePeriodAfterTheLastRefusal, ()) {
  const double d1 = drawn(0, 1);
  const double b0 = drawn(0, 0.5);
  const double b1 = drawn(0, 0.5);
  RationalGame game = pie(drawn(0, 1), d1);
  game.exchanges = 1;
  game.parties[0].disagreement = b0;
  game.parties[1].disagreement = b1;
  expect_near(keeps(rational_play(game), 0), 1 - d1 * b1);
}

RC_GTEST_PROP(RationalPlay, HeedsARiskOfBreakdown, ()) {
  // Binmore, Rubinstein and Wolinsky, RAND Journal of Economics 17, 1986; Muthoo 1999, chapter 4.
  const double p = drawn(1e-5, 0.9);
  const double d0 = drawn(0.1, 1);
  const double d1 = drawn(0.1, 1);
  const double b0 = drawn(0, 0.5);
  const double b1 = drawn(0, 0.49);
  RationalGame game = pie(d0, d1);
  game.breakdown = p;
  game.parties[0].disagreement = b0;
  game.parties[1].disagreement = b1;
  const RationalPlay play = rational_play(game);
  const double q0 = (1 - p) * d0;
  const double q1 = (1 - p) * d1;
  // The closed form is for proposals that both prefer to refusing; others are what the fixed point is for.
  const double x0 = (1 - p * b1 - q1 * (1 - p * b0)) / (1 - q0 * q1);
  const double x1 = (1 - p * b0 - q0 * (1 - p * b1)) / (1 - q0 * q1);
  RC_ASSERT(play.settled);
  expect_near(keeps(play, 0), x0);
  expect_near(keeps(play, 1), x1);
}

RC_GTEST_PROP(RationalPlay, TakesOutsideOptionsByTheMaximum, ()) {
  // Shaked and Sutton, Econometrica 52, 1984; Muthoo 1999, chapter 5.
  const double d0 = drawn(0.05, 0.99);
  const double d1 = drawn(0.05, 0.99);
  const double w0 = drawn(0, 0.95);
  const double w1 = drawn(0, 0.95) * (1 - w0);
  const double r0 = rubinstein(d0, d1);
  const double r1 = rubinstein(d1, d0);
  double x0 = 1 - w1;
  double x1 = 1 - w0;
  if (w0 <= d0 * r0 && w1 <= d1 * r1) {
    x0 = r0;
    x1 = r1;
  } else if (w1 > d1 * r1 && w0 <= d0 * (1 - w1)) {
    x1 = 1 - d0 * (1 - w1);
  } else if (w0 > d0 * r0 && w1 <= d1 * (1 - w0)) {
    x0 = 1 - d1 * (1 - w0);
  }
  RationalGame game = pie(d0, d1);
  game.parties[0].outside = w0;
  game.parties[1].outside = w1;
  const RationalPlay play = rational_play(game);
  RC_ASSERT(play.settled);
  expect_near(keeps(play, 0), x0);
  expect_near(keeps(play, 1), x1);
}

RC_GTEST_PROP(RationalPlay, InsideOptionsMoveTheSplit, ()) {
  // Muthoo 1999, chapter 6: a flow while there is no agreement, from the arrangement or from talking as such.
  const double d0 = drawn(0.05, 0.99);
  const double d1 = drawn(0.05, 0.99);
  const double g0 = drawn(0, 0.95);
  const double g1 = drawn(0, 0.95) * (1 - g0);
  RationalGame game = pie(d0, d1);
  game.parties[0].process_value = g0;
  const bool in_force = *rc::gen::inRange(0, 2) == 1;
  (in_force ? game.parties[1].arrangement : game.parties[1].process_value) = g1;
  const RationalPlay play = rational_play(game);
  RC_ASSERT(play.settled);
  expect_near(keeps(play, 0), g0 + rubinstein(d0, d1) * (1 - g0 - g1));
  expect_near(keeps(play, 1), g1 + rubinstein(d1, d0) * (1 - g0 - g1));
}

TEST(RationalPlay, TendsToTheAsymmetricNashSolutionAsOffersComeFaster) {
  // With δ_i = 1 − r_i·h and h -> 0, weights 1/r_i (Binmore, Rubinstein and Wolinsky 1986). The frontier has
  // the corner (0.6, 0.7): party 0 gives up 0.5 for each unit above 0.6.
  for (const double rate : {1.0, 0.3, 4.0}) {
    RationalGame game = pie(0, 0, 5);
    game.parties[0].tables[0] = {0, 0.2, 0.4, 0.6, 0.8};
    game.parties[1].tables[0] = {0.9, 0.9 - 0.2 / 3, 0.9 - 0.4 / 3, 0.7, 0};
    const double weight = 1 / (1 + 1 / rate);  // of party 1 when r_0 = 1, r_1 = rate: (1/rate)/(1 + 1/rate)
    // Maximise (1 − w)·ln u0 + w·ln u1 on each segment u1 = a − b·u0: u0 = (1 − w)·a/b, kept to the segment.
    const double w = 1 - weight;
    const auto on = [&](double a, double b, double low, double high) {
      return std::clamp((1 - w) * a / b, low, high);
    };
    const auto product = [&](double u0, double u1) { return std::pow(u0, 1 - w) * std::pow(u1, w); };
    const double left = on(0.9, 1.0 / 3, 0, 0.6);
    const double right = on(0.7 + 0.6 * 3.5, 3.5, 0.6, 0.8);
    const double nash = product(left, 0.9 - left / 3) >= product(right, 2.8 - 3.5 * right) ? left : right;
    for (const double h : {1e-2, 1e-3, 1e-4, 1e-5}) {
      game.parties[0].discount = 1 - h;
      game.parties[1].discount = 1 - rate * h;
      const RationalPlay play = rational_play(game);
      EXPECT_TRUE(play.settled);
      // First order in h, with a constant of the size of the rates.
      EXPECT_NEAR(keeps(play, 0), nash, 4 * (1 + rate) * h) << rate << ' ' << h;
    }
  }
}

TEST(RationalPlay, PassesWhileWaitingIsBetter) {
  // Nothing can be agreed that both prefer to the flows of talking; they talk for ever.
  RationalGame game = pie(0.9, 0.8);
  game.parties[0].process_value = 0.7;
  game.parties[1].process_value = 0.6;
  const RationalPlay play = rational_play(game);
  EXPECT_TRUE(play.settled);
  EXPECT_EQ(play.exchanges[0][0].move, RationalTurn::Move::Pass);
  EXPECT_NEAR(keeps(play, 0), 0.7, kNear);
  EXPECT_NEAR(keeps(play, 1), 0.6, kNear);
}

TEST(RationalPlay, LeavesWhereOutsideIsBetterThanAnyAgreement) {
  RationalGame game = pie(0.9, 0.9);
  game.parties[0].outside = 1.5;
  const RationalPlay play = rational_play(game);
  EXPECT_EQ(play.exchanges[0][0].move, RationalTurn::Move::Leave);
  EXPECT_EQ(play.exchanges[0][0].values, (std::vector<double>{1.5, 0}));
  // Party 1 can offer nothing, so party 0 leaves after the pass.
  EXPECT_EQ(play.exchanges[0][1].move, RationalTurn::Move::Pass);
  EXPECT_EQ(play.exchanges[0][1].values, (std::vector<double>{1.5, 0}));
}

TEST(RationalPlay, TwoTurnsInARowAreWorthTheirPlaces) {
  // Order 0, 0, 1: by hand. x = what 0 keeps in its first turn, y in its second, z what 1 keeps.
  // x = 1 − d·(1 − y), y = 1 − d·z, z = 1 − d·x.
  const double d = 0.8;
  RationalGame game = pie(d, d);
  game.order = {0, 0, 1};
  const double y = (1 - d + d * d - d * d * d) / (1 - d * d * d);
  const RationalPlay play = rational_play(game);
  ASSERT_EQ(play.exchanges[0].size(), 3U);
  EXPECT_NEAR(play.exchanges[0][0].values[0], 1 - d * (1 - y), kNear);
  EXPECT_NEAR(play.exchanges[0][1].values[0], y, kNear);
  EXPECT_NEAR(play.exchanges[0][2].values[1], 1 - d * (1 - d * (1 - y)), kNear);
}

}  // namespace
}  // namespace entente
