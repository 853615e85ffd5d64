#include "sim/bargaining/rational_fixed_point.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace entente {
namespace {

TEST(RationalFixedPoint, SolvesASlowLinearMap) {
  // v = b + A·v with eigenvalues near 1; plain iteration would take millions of steps.
  const double slow = 1 - 1e-6;
  const FixedPoint found = fixed_point(
      [&](const std::vector<double>& v) {
        return std::vector<double>{1e-6 + slow * v[0], 0.25 * v[0] - 0.5 * v[1]};
      },
      {0, 0});
  EXPECT_TRUE(found.settled);
  EXPECT_LT(found.steps, 100U);
  // An error of e leaves a residual of 1e-6·e, and rounding is some 1e-16.
  EXPECT_NEAR(found.point[0], 1, 1e-9);
  EXPECT_NEAR(found.point[1], 1.0 / 6, 1e-9);
}

TEST(RationalFixedPoint, CrossesManySlowPieces) {
  // v + 1e-5·g(v) with a falling, kinked g that is 0 at 0.7 and nearly flat before it.
  const auto g = [](double v) {
    return std::max({1 - v, 0.31 - 0.02 * v, 0.0}) - 10 * std::max(0.0, v - 0.6) + 0.704;
  };
  const FixedPoint found = fixed_point(
      [&](const std::vector<double>& v) { return std::vector<double>{v[0] + 1e-5 * g(v[0])}; }, {-30});
  EXPECT_TRUE(found.settled);
  EXPECT_NEAR(g(found.point[0]), 0, 1e-9);
}

TEST(RationalFixedPoint, SaysWhereThereIsNone) {
  // A step down: the value comes back every second time.
  const FixedPoint found = fixed_point(
      [](const std::vector<double>& v) { return std::vector<double>{v[0] < 0.5 ? 1.0 : 0.0}; }, {0});
  EXPECT_FALSE(found.settled);
  EXPECT_LT(found.steps, 100U);
  EXPECT_DOUBLE_EQ(found.residual, 1);
}

}  // namespace
}  // namespace entente
