#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "sim/bargaining/rational.hpp"
#include "tests/bargaining/rational_games.hpp"

namespace entente {
namespace {

constexpr double kNear = 1e-9;

/// Σ_j δ_j^((j − i) mod n)·X_j = 1 for every i: X_j is what j keeps when it proposes. Gauss-Seidel, far past
/// convergence; by hand so that it shares nothing with the program.
std::vector<double> cyclic_unanimity(const std::vector<double>& d) {
  const std::size_t n = d.size();
  std::vector<std::vector<double>> a(n, std::vector<double>(n + 1, 1));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      for (std::size_t k = 0; k < (j + n - i) % n; ++k) a[i][j] *= d[j];
    }
  }
  for (std::size_t c = 0; c < n; ++c) {
    for (std::size_t r = 0; r < n; ++r) {
      if (r == c) continue;
      const double factor = a[r][c] / a[c][c];
      for (std::size_t k = c; k <= n; ++k) a[r][k] -= factor * a[c][k];
    }
  }
  std::vector<double> x;
  for (std::size_t i = 0; i < n; ++i) x.push_back(a[i][n] / a[i][i]);
  return x;
}

RC_GTEST_PROP(RationalParties, UnanimityWithProposersInTurn, ()) {
  const auto n = static_cast<std::size_t>(*rc::gen::inRange(2, 7));
  std::vector<double> d;
  for (std::size_t i = 0; i < n; ++i) d.push_back(*rc::gen::inRange(100, 990) / 1000.0);
  const RationalPlay play = rational_play(pie(d));
  RC_ASSERT(play.settled);
  const std::vector<double> x = cyclic_unanimity(d);
  for (std::size_t i = 0; i < n; ++i) {
    const RationalTurn& turn = play.exchanges[0][i];
    RC_ASSERT(turn.proposer == i);
    for (std::size_t j = 0; j < n; ++j) {
      double share = x[j];
      for (std::size_t k = 0; k < (j + n - i) % n; ++k) share *= d[j];
      RC_ASSERT(std::fabs(turn.values[j] - share) <= kNear);
      RC_ASSERT(std::fabs(turn.offers[0].amounts[j] - share) <= kNear);
    }
  }
}

TEST(RationalParties, UnanimityAmongEquals) {
  // The proposer keeps (1 − δ)/(1 − δ^n), the k-th after it δ^k of that.
  for (std::size_t n = 2; n <= 6; ++n) {
    const double d = 0.95;
    const RationalPlay play = rational_play(pie(std::vector<double>(n, d)));
    double power = 1;
    for (std::size_t k = 0; k < n; ++k) power *= d;
    double share = (1 - d) / (1 - power);
    for (std::size_t k = 0; k < n; ++k, share *= d) {
      EXPECT_NEAR(play.exchanges[0][0].values[k], share, kNear);
    }
  }
}

TEST(RationalParties, BuysTheCheapestCoalition) {
  // Baron and Ferejohn, American Political Science Review 83, 1989, closed rule: the proposer keeps
  // 1 − δ·(q − 1)/n and pays each of q − 1 partners δ/n; before it is known who proposes all have 1/n.
  for (std::size_t n = 3; n <= 7; ++n) {
    for (std::size_t quota = 1; quota <= n; ++quota) {
      for (const double d : {0.6, 0.99}) {
        RationalGame game = pie(std::vector<double>(n, d));
        game.random_recognition = true;
        game.quota = quota;
        const RationalPlay play = rational_play(game);
        EXPECT_TRUE(play.settled);
        const auto count = static_cast<double>(n);
        double coalitions = 1;
        for (std::size_t k = 1; k < quota; ++k) {
          coalitions = coalitions * static_cast<double>(n - k) / static_cast<double>(k);
        }
        ASSERT_EQ(play.exchanges[0].size(), n);
        for (const RationalTurn& turn : play.exchanges[0]) {
          EXPECT_NEAR(turn.values[turn.proposer], 1 - d * static_cast<double>(quota - 1) / count, kNear);
          EXPECT_DOUBLE_EQ(static_cast<double>(turn.offers.size()), coalitions);
          for (const RationalOffer& offer : turn.offers) {
            std::size_t partners = 0;
            for (std::size_t j = 0; j < n; ++j) {
              if (j == turn.proposer || offer.amounts[j] < kNear) continue;
              ++partners;
              EXPECT_NEAR(offer.amounts[j], d / count, kNear);
            }
            EXPECT_EQ(partners, quota - 1);
          }
          // Every other party is a partner as often as any.
          for (std::size_t j = 0; j < n; ++j) {
            if (j == turn.proposer) continue;
            EXPECT_NEAR(turn.values[j], d / count * static_cast<double>(quota - 1) / (count - 1), kNear);
          }
        }
        if (n > 5) break;
      }
    }
  }
}

TEST(RationalParties, AFiniteLegislatureBuysTheSameCoalitions) {
  // With T sessions and all symmetric, the value before recognition is 1/n in every session but after the
  // last, when it is 0 (Baron and Ferejohn 1989, finite sessions).
  RationalGame game = pie({0.8, 0.8, 0.8});
  game.random_recognition = true;
  game.quota = 2;
  game.exchanges = 3;
  const RationalPlay play = rational_play(game);
  EXPECT_NEAR(keeps(play, 1, 0), 1 - 0.8 / 3, kNear);
  EXPECT_NEAR(keeps(play, 2, 1), 1 - 0.8 / 3, kNear);
  EXPECT_NEAR(keeps(play, 0, 2), 1, kNear);
}

TEST(RationalParties, RandomRecognitionOfTwoUnequals) {
  // v_i before recognition: v_i = ½(1 − δ_j·v_j) + ½·δ_i·v_i, so v_i = (1 − δ_j)/(2 − δ_i − δ_j).
  RationalGame game = pie(0.9, 0.6);
  game.random_recognition = true;
  const RationalPlay play = rational_play(game);
  const double v0 = (1 - 0.6) / (2 - 1.5);
  const double v1 = (1 - 0.9) / (2 - 1.5);
  EXPECT_NEAR(keeps(play, 0), 1 - 0.6 * v1, kNear);
  EXPECT_NEAR(keeps(play, 1), 1 - 0.9 * v0, kNear);
}

}  // namespace
}  // namespace entente
