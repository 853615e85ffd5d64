#include "sim/bargaining/rational_search.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/bargaining/rational.hpp"
#include "sim/core/error.hpp"
#include "tests/bargaining/rational_games.hpp"

namespace entente {
namespace {

constexpr double kNear = 1e-9;

/// A number in [0, 1] that is one of 13: ties are frequent.
double coarse() { return *rc::gen::inRange(0, 13) / 12.0; }

RationalGame random_game(std::size_t parties, const std::vector<std::uint32_t>& options) {
  RationalGame game;
  game.space = PackageSpace(options);
  for (std::size_t i = 0; i < parties; ++i) {
    game.order.push_back(i);
    RationalParty& party = game.parties.emplace_back();
    party.discount = *rc::gen::inRange(50, 100) / 100.0;
    for (const std::uint32_t count : options) {
      std::vector<double>& table = party.tables.emplace_back();
      for (std::uint32_t o = 0; o < count; ++o) table.push_back(coarse());
    }
    party.arrangement = coarse() / 2;
  }
  return game;
}

/// Backward induction in its plainest form: a proposal is compared with all others, an answer with waiting.
struct Plain {
  const RationalGame& game;

  double utility(std::size_t i, PackageIndex x) const {
    double sum = 0;
    for (std::size_t k = 0; k < game.space.issues(); ++k) {
      sum += game.parties[i].tables[k][game.space.option(x, k)];
    }
    return sum;
  }
  double disagreement(std::size_t i) const {
    const RationalParty& party = game.parties[i];
    return std::max(party.outside.value_or(party.arrangement), party.arrangement);
  }
  /// Values of the game from exchange t on, and the package agreed in t, or -1.
  std::vector<double> from(std::size_t t, long& agreed) const {
    std::vector<double> next;
    for (std::size_t i = 0; i < game.parties.size(); ++i) next.push_back(disagreement(i));
    if (t == game.exchanges) return next;
    long later = -1;
    next = from(t + 1, later);
    const std::size_t p = game.order[t % game.order.size()];
    std::vector<double> wait;
    for (std::size_t i = 0; i < game.parties.size(); ++i) {
      const RationalParty& party = game.parties[i];
      wait.push_back((1 - party.discount) * party.arrangement + party.discount * next[i]);
    }
    agreed = -1;
    double own = wait[p];
    double others = -1;
    for (PackageIndex x = 0; x < game.space.packages(); ++x) {
      if (game.allowed[x] == 0) continue;
      double sum = 0;
      bool accepted = true;
      for (std::size_t j = 0; j < game.parties.size(); ++j) {
        if (j == p) continue;
        sum += utility(j, x);
        accepted = accepted && utility(j, x) >= wait[j] - 1e-12;
      }
      if (!accepted || utility(p, x) < own - 1e-12) continue;
      if (utility(p, x) > own + 1e-12 || sum > others + 1e-12) {
        own = std::max(own, utility(p, x));
        others = sum;
        agreed = static_cast<long>(x);
      }
    }
    if (agreed < 0) return wait;
    std::vector<double> values;
    for (std::size_t i = 0; i < game.parties.size(); ++i) {
      values.push_back(utility(i, static_cast<PackageIndex>(agreed)));
    }
    return values;
  }
};

RC_GTEST_PROP(RationalSearch, PackagesOnlyIsBackwardInduction, ()) {
  RationalGame game = random_game(static_cast<std::size_t>(*rc::gen::inRange(2, 4)), {3, 2, 4});
  for (std::size_t x = 0; x < game.space.packages(); ++x) {
    game.allowed.push_back(*rc::gen::inRange(0, 4) > 0 ? 1 : 0);
  }
  game.exchanges = static_cast<std::size_t>(*rc::gen::inRange(1, 9));
  const RationalPlay play = rational_play(game);
  const Plain plain{game};
  for (std::size_t t = 0; t < game.exchanges; ++t) {
    long agreed = -1;
    const std::vector<double> values = plain.from(t, agreed);
    const RationalTurn& turn = play.exchanges[t][0];
    RC_ASSERT((turn.move == RationalTurn::Move::Offer) == (agreed >= 0));
    if (agreed >= 0) RC_ASSERT(turn.offers[0].package == static_cast<PackageIndex>(agreed));
    for (std::size_t i = 0; i < values.size(); ++i) RC_ASSERT(std::fabs(turn.values[i] - values[i]) <= kNear);
  }
}

RC_GTEST_PROP(RationalSearch, ValuesByPackageAreAsGoodAsTables, ()) {
  RationalGame game = random_game(2, {3, 2, 4});
  RationalGame dense = game;
  for (std::size_t i = 0; i < 2; ++i) {
    dense.parties[i].tables.clear();
    for (PackageIndex x = 0; x < game.space.packages(); ++x) {
      dense.parties[i].values.push_back(Plain{game}.utility(i, x));
    }
  }
  game.exchanges = dense.exchanges = 6;
  const RationalPlay a = rational_play(game);
  const RationalPlay b = rational_play(dense);
  for (std::size_t t = 0; t < 6; ++t) RC_ASSERT(a.exchanges[t][0].values == b.exchanges[t][0].values);
}

RC_GTEST_PROP(RationalSearch, AmountsAreTheLimitOfFineSlices, ()) {
  // Utilities with kinks in two divisible issues; slices ever finer find nothing better, and come near.
  RationalGame game = random_game(2, {3, 2, 4});
  game.divisible = {1, 0, 1};
  const double threshold = coarse() * 2;
  const auto found = RationalSearch(game).best(0, std::vector<double>{0, threshold});
  const auto at = [](const std::vector<double>& table, double amount) {
    const double place = amount * static_cast<double>(table.size() - 1);
    const auto low = std::min(static_cast<std::size_t>(place), table.size() - 2);
    return table[low] + (table[low + 1] - table[low]) * (place - static_cast<double>(low));
  };
  constexpr int kSlices = 240;
  double best = -1;
  for (int a = 0; a <= kSlices; ++a) {
    for (int b = 0; b <= kSlices; ++b) {
      for (std::uint32_t o = 0; o < 2; ++o) {
        const auto utility = [&](std::size_t i) {
          const OptionTable& t = game.parties[i].tables;
          return at(t[0], static_cast<double>(a) / kSlices) + t[1][o] +
                 at(t[2], static_cast<double>(b) / kSlices);
        };
        if (utility(1) >= threshold - 1e-12) best = std::max(best, utility(0));
      }
    }
  }
  RC_ASSERT(found.empty() == (best < 0));
  if (found.empty()) return;
  RC_ASSERT(found[0].utilities[0] >= best - 1e-12);
  // The threshold is met within one slice of one issue: 3 segments, each of slope at most 1 a segment; to
  // recover it may cost up to 12 times as much, the steepest price of two slopes among thirteenths.
  RC_ASSERT(found[0].utilities[0] <= best + 2 * 12 * 3.0 / kSlices);
  for (std::size_t i = 0; i < 2; ++i) {
    const OptionTable& t = game.parties[i].tables;
    const double utility = at(t[0], found[0].amounts[0]) + t[1][game.space.option(found[0].package, 1)] +
                           at(t[2], found[0].amounts[1]);
    RC_ASSERT(std::fabs(found[0].utilities[i] - utility) <= 1e-12);
  }
}

TEST(RationalSearch, TradesWhatIsWorthLessForWhatIsWorthMore) {
  // Two pies of unequal worth, weights 0.8 and 0.2 for party 0, 0.3 and 0.7 for party 1: the frontier gives
  // party 0 the first pie before it divides the second, and the other way round.
  RationalGame game = pie(0.9, 0.85);
  game.space = PackageSpace({2, 2});
  game.divisible = {1, 1};
  game.parties[0].tables = {{0, 0.8}, {0, 0.2}};
  game.parties[1].tables = {{0.3, 0}, {0.7, 0}};
  const RationalPlay play = rational_play(game);
  ASSERT_TRUE(play.settled);
  for (const RationalTurn& turn : play.exchanges[0]) {
    const RationalOffer& offer = turn.offers.at(0);
    EXPECT_TRUE(offer.amounts[0] == 1 || offer.amounts[1] == 0)
        << offer.amounts[0] << ' ' << offer.amounts[1];
  }
  // By hand: in both offers party 0 has less than 0.8 or more? It takes x of the first pie and leaves the
  // second: u0 = 0.8·x, u1 = 1 − 0.3·x. With 0 proposing x and 1 proposing y: u1(x) = 0.85·u1(y), capped at x
  // = 1 where part of the second pie is given as well; u0(y) = 0.9·u0(x).
  const auto u1 = [](double u0) { return u0 <= 0.8 ? 1 - 0.375 * u0 : 0.7 - 3.5 * (u0 - 0.8); };
  const double x = play.exchanges[0][0].values[0];
  const double y = play.exchanges[0][1].values[0];
  EXPECT_NEAR(y, 0.9 * x, kNear);
  EXPECT_NEAR(u1(x), 0.85 * u1(y), kNear);
}

TEST(RationalSearch, KeepsToLimitsAndToWhatIsAllowed) {
  RationalGame game = pie(0.9, 0.9, 5);
  const std::vector<double> nothing_needed{0, 0};
  game.limits.push_back({{{0, 0.25, 0.5, 0.75, 1}}});
  game.limits[0].upper = 0.6;
  EXPECT_NEAR(RationalSearch(game).best(0, nothing_needed).at(0).amounts[0], 0.6, 1e-12);
  game.limits[0].lower = 0.3;
  EXPECT_NEAR(RationalSearch(game).best(1, nothing_needed).at(0).amounts[0], 0.3, 1e-12);
  game.limits.clear();
  // Slices 0 and 1 may be agreed and all between them; slice 3 may, but nothing next to it.
  game.allowed = {1, 1, 0, 1, 0};
  EXPECT_NEAR(RationalSearch(game).best(0, nothing_needed).at(0).amounts[0], 0.75, 1e-12);
  const std::vector<double> half{0, 0.9};
  EXPECT_NEAR(RationalSearch(game).best(0, half).at(0).amounts[0], 0.1, 1e-12);
  const std::vector<double> much{0, 1.5};
  EXPECT_TRUE(RationalSearch(game).best(0, much).empty());
}

TEST(RationalSearch, CutsTheSpaceOnlyWhereSomethingBends) {
  EXPECT_EQ(RationalCells(pie(0.5, 0.5, 41)).size(), 1U);
  RationalGame game = pie(0.5, 0.5, 5);
  game.parties[1].tables[0] = {1, 0.9, 0.8, 0.4, 0};
  EXPECT_EQ(RationalCells(game).size(), 2U);
}

TEST(RationalGame, RefusesWhatDoesNotFit) {
  RationalGame game = pie(0.9, 0.9);
  EXPECT_NO_THROW(check(game));
  game.parties[0].discount = 1;
  EXPECT_THROW(check(game), Error);
  game.exchanges = 3;
  EXPECT_NO_THROW(check(game));
  game.order = {2};
  EXPECT_THROW(check(game), Error);
  game = pie(0.9, 0.9);
  game.parties[1].tables[0].pop_back();
  EXPECT_THROW(rational_play(game), Error);
  game = pie(0.9, 0.9);
  game.parties[1].values = {0, 1};
  game.parties[1].tables.clear();
  EXPECT_THROW(check(game), Error);
  game = pie(0.9, 0.9);
  game.quota = 3;
  EXPECT_THROW(check(game), Error);
}

}  // namespace
}  // namespace entente
