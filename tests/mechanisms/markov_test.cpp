#include "sim/mechanisms/markov.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/core/math.hpp"

namespace entente {
namespace {

using Matrix = std::vector<std::vector<double>>;

TEST(TransitionMatrix, TwoStatesInClosedForm) {
  // P_01 = a/(a + b)·(1 − e^(−(a + b)t)); 1e-14 leaves room for the roundings of the squarings.
  const double a = 0.7, b = 0.2;
  for (const double t : {0.01, 0.25, 0.5, 5.0, 40.0}) {
    const std::vector<double> p = transition_matrix({{0, a}, {b, 0}}, t);
    const double moved = 1 - std::exp(-(a + b) * t);
    EXPECT_NEAR(p[1], a / (a + b) * moved, 1e-14);
    EXPECT_NEAR(p[2], b / (a + b) * moved, 1e-14);
    EXPECT_NEAR(p[0], 1 - a / (a + b) * moved, 1e-14);
  }
}

TEST(TransitionMatrix, TwoStepsAreOneOfTwiceTheLength) {
  const Matrix rates = {{0, 0.3, 1.1}, {4.0, 0, 0.5}, {0.05, 0.9, 0}};
  for (const double t : {0.125, 0.25, 0.5, 3.0}) {
    const std::vector<double> once = transition_matrix(rates, t);
    const std::vector<double> twice = transition_matrix(rates, 2 * t);
    for (std::size_t r = 0; r < 3; ++r) {
      double row = 0;
      for (std::size_t s = 0; s < 3; ++s) {
        double product = 0;
        for (std::size_t m = 0; m < 3; ++m) product += once[3 * r + m] * once[3 * m + s];
        EXPECT_NEAR(twice[3 * r + s], product, 1e-12);
        EXPECT_GE(once[3 * r + s], 0);
        row += once[3 * r + s];
      }
      EXPECT_NEAR(row, 1, 1e-13);
    }
  }
}

TEST(TransitionMatrix, NoTimeOrNoRatesIsTheIdentity) {
  const std::vector<double> identity = {1, 0, 0, 1};
  EXPECT_EQ(transition_matrix({{0, 2}, {3, 0}}, 0), identity);
  EXPECT_EQ(transition_matrix({{0, 0}, {0, 0}}, 5), identity);
}

TEST(TransitionMatrix, TheDiagonalOfTheRatesIsIgnored) {
  EXPECT_EQ(transition_matrix({{-0.7, 0.7}, {0.2, 9}}, 1), transition_matrix({{0, 0.7}, {0.2, 0}}, 1));
}

TEST(DrawState, IsTheInverseDistributionFunction) {
  const std::vector<double> p = {0.25, 0.5, 0.25, 0, 0, 1, 1, 0, 0};
  EXPECT_EQ(draw_state(p, 3, 0, 0.1), 0U);
  EXPECT_EQ(draw_state(p, 3, 0, 0.25), 1U);
  EXPECT_EQ(draw_state(p, 3, 0, 0.74), 1U);
  EXPECT_EQ(draw_state(p, 3, 0, 0.75), 2U);
  EXPECT_EQ(draw_state(p, 3, 1, 0.001), 2U);
  EXPECT_EQ(draw_state(p, 3, 2, 0.999), 0U);
}

}  // namespace
}  // namespace entente
