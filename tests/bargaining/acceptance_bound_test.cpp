#include "sim/bargaining/acceptance_bound.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/valuation/acceptance.hpp"
#include "tests/support/dice.hpp"

namespace entente {
namespace {

TEST(AcceptanceBound, IsNeverBelowTheProbability) {
  Dice dice(1);
  int informative = 0;
  for (int trial = 0; trial < 20'000; ++trial) {
    const double most = dice.chance(0.05) ? 0 : dice.uniform(0, 0.1);
    const double variance = dice.chance(0.2) ? most : most * dice.uniform();
    const double margin = dice.chance(0.1) ? dice.uniform(-2, 2) * kTie : dice.uniform(-1, 0.2);
    const double bound = AcceptanceBound(most)(margin);
    EXPECT_GE(bound, acceptance_probability(margin, variance)) << margin << " " << variance;
    EXPECT_GE(bound, acceptance_probability(margin - dice.uniform(), variance));
    informative += bound < 0.1 ? 1 : 0;
  }
  EXPECT_GT(informative, 1000);
}

TEST(AcceptanceBound, IsAnEighthOfASigmaWide) {
  for (double z = -7.9; z < -0.1; z += 0.01) {
    EXPECT_LE(AcceptanceBound(0.04)(0.2 * z), acceptance_probability(z + 0.126, 1) + 2e-15);
  }
}

TEST(AcceptanceBound, BelowItsLeastMarginItFallsShort) {
  Dice dice(2);
  int informative = 0;
  for (int trial = 0; trial < 20'000; ++trial) {
    const AcceptanceBound bound(dice.chance(0.05) ? 0 : dice.uniform(0, 0.1));
    const double probability = dice.chance(0.2) ? dice.uniform(0, 1e-12) : dice.uniform(-0.1, 1.1);
    const double least = bound.least_margin(probability);
    const double margin = least - (dice.chance(0.5) ? 1e-13 : dice.uniform());
    if (std::isinf(least)) continue;
    EXPECT_LT(bound(margin), probability) << probability;
    informative += least > -1 && least < -kTie ? 1 : 0;
  }
  EXPECT_GT(informative, 1000);
}

TEST(AcceptanceBound, IsOneWhereAYesMayBeCertain) {
  EXPECT_EQ(AcceptanceBound(0.01)(0), 1);
  EXPECT_EQ(AcceptanceBound(0)(-0.5 * kTie), 1);
  EXPECT_LT(AcceptanceBound(0)(-2 * kTie), 1e-14);
}

}  // namespace
}  // namespace entente
