#include "sim/bargaining/aspiration.hpp"

#include <gtest/gtest.h>

#include "tests/bargaining/aspirants.hpp"

namespace entente {
namespace {

using Kind = Tactic::Kind;

TEST(Conceded, PolynomialIsAPowerOfTime) {
  // Exact or rounded once: 1/2 and 1/4 to whole powers, and square roots of squares.
  EXPECT_EQ(conceded(aspiration_tactic(Kind::Aspiration, 0.25), 0.5), 0.0625);
  EXPECT_EQ(conceded(aspiration_tactic(Kind::Aspiration, 1), 0.3), 0.3);
  EXPECT_NEAR(conceded(aspiration_tactic(Kind::Aspiration, 2), 0.49), 0.7, 1e-15);
  EXPECT_NEAR(conceded(aspiration_tactic(Kind::Aspiration, 4), 0.0625), 0.5, 1e-15);
  // 0.5^(1/0.7), by another program.
  EXPECT_NEAR(conceded(aspiration_tactic(Kind::Aspiration, 0.7), 0.5), 0.37149857228, 1e-11);
}

TEST(Conceded, WholePowersAgreeWithTheGeneralPower) {
  for (const double t : {0.013, 0.2, 0.77, 0.999}) {
    for (int p = 2; p < 20; ++p) {
      const double whole = conceded(aspiration_tactic(Kind::Aspiration, 1.0 / p), t);
      const double general = conceded(aspiration_tactic(Kind::Aspiration, 1 / (p + 1e-13)), t);
      // The exponents differ by 1e-13, the logarithm of t is at most 4.4 in size.
      EXPECT_NEAR(whole / general, 1, 1e-12);
    }
  }
}

TEST(Conceded, ExponentialStartsAtAHundredth) {
  EXPECT_NEAR(conceded(aspiration_tactic(Kind::ExponentialAspiration, 3), 0), 0.01, 1e-16);
  // With exponent 1 the logarithm falls evenly: 0.01^(1/2) half-way.
  EXPECT_NEAR(conceded(aspiration_tactic(Kind::ExponentialAspiration, 1), 0.5), 0.1, 1e-15);
}

TEST(Conceded, RisesToOneAtTheDeadline) {
  for (const Kind kind : {Kind::Aspiration, Kind::ExponentialAspiration}) {
    for (const double exponent : {0.0, 0.1, 0.25, 1.0, 4.0}) {
      const Tactic tactic = aspiration_tactic(kind, exponent);
      EXPECT_EQ(conceded(tactic, 1), 1);
      double before = 0;
      for (int step = 0; step <= 100; ++step) {
        const double now = conceded(tactic, step / 100.0);
        EXPECT_GE(now, before);
        before = now;
      }
    }
  }
}

TEST(Conceded, HardheadedHoldsUntilTheDeadline) {
  EXPECT_EQ(conceded(aspiration_tactic(Kind::Aspiration, 0), 0.999999), 0);
  EXPECT_EQ(conceded(aspiration_tactic(Kind::ExponentialAspiration, 0), 0.999999), 0.01);
}

TEST(Aspiration, FallsFromInitialToFinal) {
  const std::vector<double> values = {-1, 0, 1, 3};
  const Ranking ranking(values, std::vector<std::uint8_t>(4, 1), 0);
  Tactic tactic = aspiration_tactic(Kind::Aspiration, 1);
  tactic.initial = 0.9;
  tactic.final = 0.3;
  EXPECT_NEAR(aspiration(tactic, ranking, 0), 2.7, 1e-15);
  EXPECT_NEAR(aspiration(tactic, ranking, 0.5), 1.8, 1e-15);
  EXPECT_NEAR(aspiration(tactic, ranking, 1), 0.9, 1e-15);
}

TEST(Aspiration, AReservationBelowAllPackagesIsNotTheFloor) {
  // As NegMAS: the floor is the worst package where the reservation lies below it.
  const std::vector<double> values = {1, 2, 3};
  const Ranking ranking(values, std::vector<std::uint8_t>(3, 1), -5);
  EXPECT_EQ(aspiration(aspiration_tactic(Kind::Aspiration, 1), ranking, 0.5), 2);
}

TEST(Aspiration, ConcedersComeDownBeforeBoulware) {
  std::vector<double> values;
  for (int x = 0; x <= 100; ++x) values.push_back(x / 100.0);
  const PackageSpace space({101});
  const std::vector<double> other(values.rbegin(), values.rend());
  // Against a party that never moves: the first offer that is worth half or less to the speaker.
  std::vector<std::size_t> came_down;
  for (const double exponent : {4.0, 1.0, 0.25, 0.0}) {
    const Tactic tactic = aspiration_tactic(Kind::Aspiration, exponent, 100);
    AspiringParties parties(space, {values, other}, {0, 0}, {tactic, aspiration_tactic(Kind::Staller)});
    const AspiringParties::Talks talks = parties.play(100);
    std::size_t m = 0;
    while (m < talks.moves.size() && (!talks.moves[m].offer || talks.moves[m].demand > 0.5)) m += 2;
    came_down.push_back(m / 2);
  }
  // t^(1/e) ≥ 1/2 at t = 1/16, 1/2, 0.8409, 1, and t = (step + 1)/100; one that gives all at t = 1 accepts.
  EXPECT_EQ(came_down, (std::vector<std::size_t>{6, 49, 84, 100}));
}

TEST(Aspiration, AStallerAlwaysAsksForTheBest) {
  const Tactic staller = aspiration_tactic(Kind::Staller, 1, 10);
  AspiringParties parties(PackageSpace({3}), {{0, 0.5, 1}, {1, 0.5, 0}}, {0, 0}, {staller, staller});
  const AspiringParties::Talks talks = parties.play(40);
  EXPECT_FALSE(talks.agreement);
  for (const StackedMove& move : talks.moves) EXPECT_EQ(*move.offer, move.party == 0 ? 2U : 0U);
}

}  // namespace
}  // namespace entente
