#include <gtest/gtest.h>

#include <cmath>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"

namespace entente {
namespace {

double relative_error(double found, long double exact) {
  return static_cast<double>(std::fabs((static_cast<long double>(found) - exact) / exact));
}

long double exact_lower_tail(long double x) { return std::erfc(-x / std::sqrt(2.0L)) / 2; }

long double exact_density(long double x) {
  return std::exp(-x * x / 2) * 0.39894228040143267793994605993438L;
}

// Bounds are the header's; measured against 240 bits: density 2.8e-16, tail 5.1e-16, Mills 5.9e-16,
// quantile 6.7e-16.
TEST(NormalPdf, AgreesWithTheLibrary) {
  for (double x = -37.0; x <= 37.0; x += 0.0007) {
    ASSERT_LT(relative_error(normal_pdf(x), exact_density(x)), 4e-16) << x;
  }
}

TEST(NormalCdf, AgreesWithTheLibraryInBothTails) {
  for (double x = -37.0; x <= 9.0; x += 0.0003) {
    ASSERT_LT(relative_error(normal_cdf(x), exact_lower_tail(x)), 2e-15) << x;
    ASSERT_NEAR(normal_cdf(x), static_cast<double>(exact_lower_tail(x)), 2e-16) << x;
  }
}

TEST(NormalCdf, KnownValues) {
  EXPECT_DOUBLE_EQ(normal_cdf(0.0), 0.5);
  EXPECT_DOUBLE_EQ(normal_cdf(1.0), 0.84134474606854294859);
  EXPECT_DOUBLE_EQ(normal_cdf(-1.0), 0.15865525393145705141);
  EXPECT_DOUBLE_EQ(normal_cdf(-5.0), 2.8665157187919391167e-7);
  EXPECT_DOUBLE_EQ(normal_cdf(-10.0), 7.619853024160526066e-24);
  EXPECT_DOUBLE_EQ(normal_cdf(-37.0), 5.7255712225245768227e-300);
}

TEST(NormalCdf, Edges) {
  EXPECT_EQ(normal_cdf(-kInfinity), 0.0);
  EXPECT_EQ(normal_cdf(kInfinity), 1.0);
  EXPECT_EQ(normal_cdf(-50.0), 0.0);
  EXPECT_GT(normal_cdf(-38.4), 0.0);  // subnormal
  EXPECT_EQ(normal_pdf(kInfinity), 0.0);
  EXPECT_TRUE(std::isnan(normal_cdf(kNaN)));
  EXPECT_TRUE(std::isnan(normal_pdf(kNaN)));
}

TEST(NormalCdf, NeverDecreases) {
  double before = 0.0;
  for (double x = -38.5; x <= 9.0; x += 0.0001) {
    const double now = normal_cdf(x);
    ASSERT_GE(now, before) << x;
    before = now;
  }
}

TEST(NormalQuantile, KnownValues) {
  EXPECT_EQ(normal_quantile(0.5), 0.0);
  EXPECT_DOUBLE_EQ(normal_quantile(0.9), 1.2815515655446005935);
  EXPECT_DOUBLE_EQ(normal_quantile(0.975), 1.9599639845400538556);
  EXPECT_DOUBLE_EQ(normal_quantile(0.995), 2.5758293035489004539);
  EXPECT_DOUBLE_EQ(normal_quantile(0.0001), -3.7190164854556805523);
  EXPECT_DOUBLE_EQ(normal_quantile(1e-300), -37.047096299361199237);
}

TEST(NormalQuantile, UndoesTheDistributionFunction) {
  // dx = dp / phi(x): the relative error of p, some 1e-15, divided by the inverse Mills ratio, at least |x|.
  for (double x = -37.0; x <= 0.0; x += 0.001) {
    ASSERT_NEAR(normal_quantile(normal_cdf(x)), x, 1e-15 * (2.0 + std::fabs(x))) << x;
  }
}

TEST(NormalQuantile, IsOddAndIncreasing) {
  double before = -kInfinity;
  for (int i = 1; i < 1 << 16; ++i) {
    const double p = i * 0x1p-16;
    ASSERT_EQ(normal_quantile(1.0 - p), -normal_quantile(p));
    ASSERT_GT(normal_quantile(p), before);
    before = normal_quantile(p);
  }
}

TEST(NormalQuantile, Edges) {
  EXPECT_EQ(normal_quantile(0.0), -kInfinity);
  EXPECT_EQ(normal_quantile(1.0), kInfinity);
  EXPECT_TRUE(std::isnan(normal_quantile(-0.1)));
  EXPECT_TRUE(std::isnan(normal_quantile(1.1)));
  EXPECT_TRUE(std::isnan(normal_quantile(kNaN)));
}

TEST(InverseMills, AgreesWithTheRatioAndItsLimits) {
  for (double z = -37.0; z <= 9.0; z += 0.001) {
    ASSERT_LT(relative_error(inverse_mills(z), exact_density(z) / exact_lower_tail(z)), 2e-15) << z;
  }
  EXPECT_DOUBLE_EQ(inverse_mills(0.0), 0.79788456080286535588);  // sqrt(2 / pi)
  EXPECT_DOUBLE_EQ(inverse_mills(-100.0), 100.00999800099926071);
  EXPECT_DOUBLE_EQ(inverse_mills(-1e6), 1000000.000001);
  EXPECT_DOUBLE_EQ(inverse_mills(-1e200), 1e200);
  EXPECT_EQ(inverse_mills(-kInfinity), kInfinity);
  EXPECT_EQ(inverse_mills(kInfinity), 0.0);
  EXPECT_TRUE(std::isnan(inverse_mills(kNaN)));
}

TEST(TruncatedUpperTail, WithoutBoundsIsTheNormalTail) {
  for (double t = -8.0; t <= 30.0; t += 0.1) {
    EXPECT_LT(
        relative_error(truncated_normal_upper_tail(t, 2.0, -kInfinity, kInfinity), exact_lower_tail(-t / 2)),
        1e-14);
  }
}

// Reference values computed with 300 bits.
TEST(TruncatedUpperTail, KnownValues) {
  EXPECT_NEAR(truncated_normal_upper_tail(-0.5, 1.0, -2.0, 1.0), 0.65088042133662712997, 1e-15);
  const double tail = truncated_normal_upper_tail(31.0, 1.0, 30.0, 32.0);
  EXPECT_NEAR(tail / 5.4929839424466749515e-14, 1.0, 1e-13);
}

TEST(TruncatedUpperTail, FarTailTendsToTheExponential) {
  // P(Z > l + s/l | Z > l) = e^-s (1 + O(1/l^2)); at l = 1e8 the correction is below 1e-15.
  for (const double s : {0.01, 1.0, 10.0}) {
    const double found = truncated_normal_upper_tail(1.0 + s * 1e-16, 1e-8, 1.0, kInfinity);
    const double step = (1.0 + s * 1e-16) - 1.0;  // what is left of s in double
    EXPECT_NEAR(found, std::exp(-step * 1e16), 1e-13);
  }
}

TEST(TruncatedUpperTail, NarrowIntervalTendsToTheUniform) {
  // The density varies by w z over a width w at z, so a third of the way leaves 2/3 up to about w z / 8.
  EXPECT_NEAR(truncated_normal_upper_tail(1.0 + 0x1p-41, 1.0, 1.0, 1.0 + 3 * 0x1p-41), 2.0 / 3, 1e-12);
  EXPECT_NEAR(truncated_normal_upper_tail(0.5, 1e12, 0.0, 1.0), 0.5, 1e-15);
}

TEST(TruncatedUpperTail, MirrorsAndFallsFromOneToZero) {
  for (const double shift : {-50.0, -3.0, -1.0, 0.0, 0.5, 3.0, 50.0}) {
    double before = 1.0;
    for (int i = 0; i <= 200; ++i) {
      const double t = shift + 0.01 * i;
      const double above = truncated_normal_upper_tail(t, 0.7, shift, shift + 2.0);
      ASSERT_GE(above, 0.0);
      ASSERT_LE(above, before + 1e-15);
      before = above;
      ASSERT_NEAR(above + truncated_normal_upper_tail(-t, 0.7, -shift - 2.0, -shift), 1.0, 1e-14);
    }
    EXPECT_EQ(truncated_normal_upper_tail(shift, 0.7, shift, shift + 2.0), 1.0);
    EXPECT_EQ(truncated_normal_upper_tail(shift + 2.0, 0.7, shift, shift + 2.0), 0.0);
  }
}

TEST(TruncatedUpperTail, WithoutSpreadIsAPointMass) {
  EXPECT_EQ(truncated_normal_upper_tail(0.0, 0.0, -1.0, 1.0), 1.0);
  EXPECT_EQ(truncated_normal_upper_tail(1e-300, 0.0, -1.0, 1.0), 0.0);
  EXPECT_EQ(truncated_normal_upper_tail(-1e-300, 0.0, -1.0, 1.0), 1.0);
  // An interval without 0: the point nearest to it, as for a vanishing sd.
  EXPECT_EQ(truncated_normal_upper_tail(2.5, 0.0, 2.0, 3.0), 0.0);
  EXPECT_EQ(truncated_normal_upper_tail(2.5, 1e-300, 2.0, 3.0), 0.0);
  EXPECT_EQ(truncated_normal_upper_tail(-2.5, 0.0, -3.0, -2.0), 1.0);
}

TEST(TruncatedNormal, RefusesBrokenContracts) {
  EXPECT_THROW(truncated_normal_upper_tail(0.0, 1.0, 1.0, 1.0), Error);
  EXPECT_THROW(truncated_normal_upper_tail(0.0, -1.0, 0.0, 1.0), Error);
  EXPECT_THROW(truncated_normal_upper_tail(kNaN, 1.0, 0.0, 1.0), Error);
  EXPECT_THROW(truncated_normal_mean(0.0, 1.0, kNaN, 1.0), Error);
  EXPECT_THROW(truncated_normal_mean(kInfinity, 1.0, 0.0, 1.0), Error);
  EXPECT_THROW(truncated_normal_variance(0.0, kNaN, 0.0, 1.0), Error);
}

TEST(TruncatedMoments, ClosedForms) {
  // One-sided: mean = phi / Phi, variance = 1 + a m - m^2; two-sided (-1, 2) and l = 30 computed with 300
  // bits.
  for (double a = -6.0; a <= 4.0; a += 0.25) {
    const double m = inverse_mills(-a);
    EXPECT_NEAR(truncated_normal_mean(0.0, 1.0, a, kInfinity), m, 1e-14 * (1.0 + m));
    EXPECT_NEAR(truncated_normal_variance(0.0, 1.0, a, kInfinity), 1.0 + a * m - m * m, 1e-13);
  }
  EXPECT_NEAR(truncated_normal_mean(0.0, 1.0, -1.0, 2.0), 0.22963717909132896862, 1e-14);
  EXPECT_NEAR(truncated_normal_variance(0.0, 1.0, -1.0, 2.0), 0.51976253921153393591, 1e-14);
  EXPECT_NEAR(truncated_normal_mean(0.0, 1.0, 30.0, kInfinity), 30.033259667433677037, 1e-13);
  EXPECT_NEAR(truncated_normal_variance(0.0, 1.0, 30.0, kInfinity) / 0.0011037715118900910011, 1.0, 1e-12);
}

TEST(TruncatedMoments, WithoutBoundsAreThoseOfTheNormal) {
  EXPECT_NEAR(truncated_normal_mean(3.0, 2.0, -kInfinity, kInfinity), 3.0, 1e-14);
  EXPECT_NEAR(truncated_normal_variance(3.0, 2.0, -kInfinity, kInfinity), 4.0, 1e-13);
}

TEST(TruncatedMoments, NarrowIntervalTendsToTheUniform) {
  const double width = 0x1p-30;
  EXPECT_NEAR(truncated_normal_mean(0.0, 1.0, 2.0, 2.0 + width), 2.0 + width / 2, 1e-15);
  EXPECT_NEAR(truncated_normal_variance(0.0, 1.0, 2.0, 2.0 + width) / (width * width / 12), 1.0, 1e-8);
}

TEST(TruncatedMoments, StayInsideTheInterval) {
  for (const double lower : {-1e9, -40.0, -1.0, 0.0, 1.0, 40.0, 1e9}) {
    const double mean = truncated_normal_mean(0.0, 1.0, lower, lower + 1.0);
    EXPECT_GE(mean, lower);
    EXPECT_LE(mean, lower + 1.0);
    const double variance = truncated_normal_variance(0.0, 1.0, lower, lower + 1.0);
    EXPECT_GT(variance, 0.0);
    EXPECT_LT(variance, 1.0 / 12);  // less than the uniform's: the density is log-concave
  }
}

TEST(TruncatedMoments, WithoutSpreadIsThePointNearestToTheMean) {
  EXPECT_EQ(truncated_normal_mean(0.3, 0.0, 0.0, 1.0), 0.3);
  EXPECT_EQ(truncated_normal_mean(5.0, 0.0, 0.0, 1.0), 1.0);
  EXPECT_EQ(truncated_normal_variance(0.3, 0.0, 0.0, 1.0), 0.0);
}

}  // namespace
}  // namespace entente
