#include "sim/bargaining/tactics.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace entente {
namespace {

using Kind = Tactic::Kind;

Tactic tactic(Kind kind, double exponent) {
  Tactic result;
  result.kind = kind;
  result.initial = 0.9;
  result.final = 0.1;
  result.exponent = exponent;
  result.deadline = 10;
  return result;
}

TEST(HoldOut, ConstantStays) {
  for (const double years : {0.0, 5.0, 100.0}) EXPECT_EQ(hold_out(tactic(Kind::Constant, 1), years), 0.9);
}

TEST(HoldOut, PolynomialConcedesByAPower) {
  for (const double exponent : {0.2, 1.0, 4.0}) {
    const Tactic polynomial = tactic(Kind::Polynomial, exponent);
    EXPECT_EQ(hold_out(polynomial, 0), 0.9);
    // 1e-15: roundings of numbers below 1.
    EXPECT_NEAR(hold_out(polynomial, 5), 0.9 - 0.8 * std::pow(0.5, 1 / exponent), 1e-15);
    EXPECT_NEAR(hold_out(polynomial, 10), 0.1, 1e-15);
    EXPECT_NEAR(hold_out(polynomial, 25), 0.1, 1e-15);
  }
}

TEST(HoldOut, ExponentialStartsAtAHundredth) {
  for (const double exponent : {0.2, 1.0, 4.0}) {
    const Tactic exponential = tactic(Kind::Exponential, exponent);
    EXPECT_NEAR(hold_out(exponential, 0), 0.9 - 0.8 * 0.01, 1e-15);
    EXPECT_NEAR(hold_out(exponential, 5), 0.9 - 0.8 * std::pow(0.01, std::pow(0.5, exponent)), 1e-15);
    EXPECT_NEAR(hold_out(exponential, 10), 0.1, 1e-15);
    EXPECT_NEAR(hold_out(exponential, 25), 0.1, 1e-15);
  }
}

TEST(HoldOut, NeverHardens) {
  for (const Kind kind : {Kind::Constant, Kind::Polynomial, Kind::Exponential}) {
    for (const double exponent : {0.05, 0.5, 1.0, 3.0, 20.0}) {
      double before = 0.9;
      for (int month = 0; month <= 150; ++month) {
        const double now = hold_out(tactic(kind, exponent), month / 12.0);
        EXPECT_LE(now, before + 1e-15);
        EXPECT_GE(now, 0.1 - 1e-15);
        before = now;
      }
    }
  }
}

TEST(HoldOut, BoulwareConcedesLaterThanAConceder) {
  for (int year = 1; year < 10; ++year) {
    EXPECT_GT(hold_out(tactic(Kind::Polynomial, 0.3), year), hold_out(tactic(Kind::Polynomial, 3), year));
    EXPECT_LT(hold_out(tactic(Kind::Exponential, 3), year), hold_out(tactic(Kind::Exponential, 0.3), year));
  }
}

}  // namespace
}  // namespace entente
