#include "analysis/statistics/law.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>
#include <string>

#include "tests/analysis/draws.hpp"
#include "tests/analysis/sample_laws.hpp"

namespace entente::statistics {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kLastUniform = 1.0 - 0x1p-53;

TEST(Law, FaultsAreToldInWords) {
  for (const Law& law : all_laws()) EXPECT_EQ(fault(law), "");
  EXPECT_EQ(fault(Uniform{3, 2}), "low is 3, above high 2");
  EXPECT_EQ(fault(Uniform{2, 2}), "low and high are both 2; give a fixed number instead");
  EXPECT_EQ(fault(Uniform{0, kInfinity}), "high is infinite");
  EXPECT_EQ(fault(Uniform{std::nan(""), 1}), "low is not a number");
  EXPECT_EQ(fault(Uniform{0, 1e200}), "high is 1e+200, beyond 1e+150 in size");
  EXPECT_EQ(fault(LogUniform{0, 1}), "low is 0, not above 0");
  EXPECT_EQ(fault(LogUniform{2, 1}), "low is 2, above high 1");
  EXPECT_EQ(fault(Triangular{0, 3, 2}), "mode is 3, above high 2");
  EXPECT_EQ(fault(Triangular{0, -1, 2}), "mode is -1, below low 0");
  EXPECT_EQ(fault(Normal{0, 0}), "sd is 0, not above 0");
  EXPECT_EQ(fault(TruncatedNormal{0, -1, 0, 1}), "sd is -1, not above 0");
  EXPECT_EQ(fault(TruncatedNormal{0, 1, 31.5, 40}),
            "low is 31.5, 31.5 sd above the mean; at most 30 are allowed");
  EXPECT_EQ(fault(TruncatedNormal{0, 1, -50, -40}),
            "high is -40, 40 sd below the mean; at most 30 are allowed");
  EXPECT_EQ(fault(TruncatedNormal{0, 1e20, 0, 1}),
            "low 0 and high 1 lie within a billionth of sd 1e+20; a uniform law says the same");
  EXPECT_EQ(fault(LogNormal{-2, 1}), "median is -2, not above 0");
  EXPECT_EQ(fault(LogNormal{2, 11}), "spread is 11, outside 0 to 10");
  EXPECT_EQ(fault(Beta{0, 1}), "a is 0, outside 0.001 to 10000");
  EXPECT_EQ(fault(Beta{1, 1, 2, 1}), "low is 2, above high 1");
  EXPECT_EQ(fault(Discrete{}), "there are no values");
  EXPECT_EQ(fault(Discrete{{1, 2, 3}, {1, 2}}), "there are 3 values and 2 weights");
  EXPECT_EQ(fault(Discrete{{1, 2}, {1, -2}}), "weight 2 is -2, below 0");
  EXPECT_EQ(fault(Discrete{{1, kInfinity}, {1, 2}}), "value 2 is infinite");
  EXPECT_EQ(fault(Discrete{{1, 2}, {0, 0}}), "all weights are 0");
}

// The grid of rounding is at most 2^-32 of the scale: relative errors of 2^-32 = 2.3e-10 at most.
TEST(Law, KnownQuantiles) {
  EXPECT_DOUBLE_EQ(quantile(Uniform{-2, 5}, 0.25), -0.25);
  EXPECT_NEAR(quantile(LogUniform{1e-2, 1e4}, 0.5), 10.0, 1e-8);
  EXPECT_DOUBLE_EQ(quantile(Triangular{0, 1, 4}, 0.0625), 0.5);
  EXPECT_DOUBLE_EQ(quantile(Triangular{0, 1, 4}, 0.25), 1.0);
  EXPECT_DOUBLE_EQ(quantile(Triangular{0, 1, 4}, 0.6875), 4.0 - std::sqrt(3.75));
  EXPECT_EQ(quantile(Normal{7, 2}, 0.5), 7.0);
  EXPECT_NEAR(quantile(Normal{0, 1}, 0.975), 1.959963984540054, 0x1p-32);
  EXPECT_NEAR(quantile(Normal{0, 1}, 0x1p-53), -8.209536151601387, 0x1p-32);
  EXPECT_NEAR(quantile(LogNormal{2, 0.5}, 0.975), 2.0 * std::exp(0.5 * 1.959963984540054), 2e-9);
  // Computed with 40 digits in mpmath from the definitions.
  EXPECT_NEAR(quantile(TruncatedNormal{0, 1, -1, 2}, 0.5), 0.17116391801782477, 0x1p-32);
  EXPECT_NEAR(quantile(TruncatedNormal{0, 1, 8, 9}, 0.5), 8.084888899018166, 0x1p-34);
  EXPECT_NEAR(quantile(TruncatedNormal{0, 1, -9, -8}, 0.5), -8.084888899018166, 0x1p-34);
  EXPECT_NEAR(quantile(TruncatedNormal{0, 1, 29, kInfinity}, 0.25), 29.009906629634410, 0x1p-36);
  EXPECT_NEAR(quantile(Beta{2, 5}, 0.3), 0.18180347131894916, 0x1p-34);
  EXPECT_NEAR(quantile(Beta{0.5, 3.5, 10, 20}, 0.9), 13.389633566671364, 1e-8);
  EXPECT_NEAR(quantile(Beta{0.5, 0.5}, 0.75), std::pow(std::sin(0.375 * std::numbers::pi), 2), 0x1p-32);
  EXPECT_NEAR(quantile(Beta{0.01, 1}, 0.2) / std::pow(0.2, 100), 1.0, 1e-9);
  EXPECT_EQ(quantile(Beta{0.01, 1}, 0.1), 0.0);
}

TEST(Law, SymmetricLawsHaveSymmetricQuantiles) {
  for (const double u : uniforms_with_tails(3000)) {
    if (1.0 - (1.0 - u) != u) continue;
    EXPECT_EQ(quantile(Normal{0, 1}, 1.0 - u), -quantile(Normal{0, 1}, u));
    EXPECT_EQ(quantile(Beta{3, 3, -1, 1}, 1.0 - u), -quantile(Beta{3, 3, -1, 1}, u));
  }
}

TEST(Law, EndsOfTheSupport) {
  for (const Law& law : all_laws()) {
    for (const double u : {-0.1, 1.1, std::nan("")}) EXPECT_THROW(quantile(law, u), std::domain_error);
  }
  EXPECT_EQ(quantile(Beta{2, 5, 1, 3}, 0.0), 1.0);
  EXPECT_EQ(quantile(Beta{2, 5, 1, 3}, 1.0), 3.0);
  EXPECT_EQ(quantile(LogNormal{2, 0.5}, 0.0), 0.0);
  EXPECT_EQ(quantile(TruncatedNormal{0, 1, 1, kInfinity}, 0.0), 1.0);
  EXPECT_EQ(quantile(Discrete{{9, 3, 2, 1}, {0, 1, 1, 0}}, 0.0), 2.0);
  EXPECT_EQ(quantile(Discrete{{9, 3, 2, 1}, {0, 1, 1, 0}}, 1.0), 3.0);
  EXPECT_THROW(quantile(Normal{0, 1}, 0.0), std::domain_error);
  EXPECT_THROW(quantile(LogNormal{1, 1}, 1.0), std::domain_error);
  EXPECT_THROW(quantile(TruncatedNormal{0, 1, 1, kInfinity}, 1.0), std::domain_error);
  EXPECT_TRUE(bounded(Uniform{}) && bounded(LogUniform{}) && bounded(Triangular{}) && bounded(Beta{}));
  EXPECT_TRUE(bounded(TruncatedNormal{}) && bounded(Discrete{{1}, {1}}));
  EXPECT_FALSE(bounded(Normal{}) || bounded(LogNormal{}) || bounded(TruncatedNormal{0, 1, 1, kInfinity}));
}

TEST(Law, QuantilesNeverDecreaseNorLeaveTheSupport) {
  std::vector<double> us = uniforms_with_tails(20000);
  // Neighbours, where two branches of an estimate may meet.
  for (const double centre : {0.5, 0.2, 0.8, 0.158}) {
    double u = centre;
    for (int i = 0; i < 200; ++i) us.push_back(u = std::nextafter(u, 1.0));
  }
  std::ranges::sort(us);
  for (const Law& law : all_laws()) {
    const bool finite = bounded(law);
    const double low = finite ? quantile(law, 0.0) : -kInfinity,
                 high = finite ? quantile(law, 1.0) : kInfinity;
    double before = low;
    for (const double u : us) {
      const double x = quantile(law, u);
      ASSERT_GE(x, before) << "law " << law.index() << " u " << u;
      ASSERT_LE(x, high) << "law " << law.index() << " u " << u;
      before = x;
    }
  }
}

// A rounded quantile is off by a step of 2^-32 of the scale times a density of a few over the scale; the
// double nearest to a quantile is off by 2^-53 of its size, 1e-8 of the scale for the narrowest law here.
TEST(Law, DistributionFunctionUndoesTheQuantile) {
  for (const Law& law : smooth_laws()) {
    for (const double u : uniforms_with_tails(5000)) {
      ASSERT_NEAR(cumulative(law, quantile(law, u)), u, 1e-8) << "law " << law.index();
    }
  }
  for (const double u : uniforms_with_tails(5000)) {
    const double x = quantile(Normal{0, 1}, u);
    ASSERT_NEAR(cumulative(Normal{0, 1}, x) / u, 1.0, 2e-9) << u;
  }
}

TEST(Law, DistributionFunctionOutsideTheSupport) {
  for (const Law& law : all_laws()) {
    EXPECT_EQ(cumulative(law, -1e120), 0.0);
    EXPECT_EQ(cumulative(law, 1e120), 1.0);
  }
  EXPECT_EQ(cumulative(LogNormal{1, 1}, 0.0), 0.0);
  EXPECT_EQ(cumulative(Discrete{{1, 2}, {1, 3}}, 1.0), 0.25);
  EXPECT_EQ(cumulative(Discrete{{1, 2}, {1, 3}}, 1.5), 0.25);
}

// With this fixed seed the answer is the same for ever. Right quantiles pass 2.33 for a given law with
// probability 4e-5, for any of the 24 laws in one seed of a thousand.
TEST(Law, DrawsPassKolmogorovSmirnov) {
  SplitMix random(17);
  for (const Law& law : smooth_laws()) {
    std::vector<double> values(20000);
    for (double& value : values) value = quantile(law, random.uniform());
    EXPECT_LT(kolmogorov(values, [&](double x) { return cumulative(law, x); }), 2.33)
        << "law " << law.index();
  }
}

// Means by the midpoint rule over u, whose error here is below 1e-4 of the standard deviation.
TEST(Law, Moments) {
  const auto expect_moments = [](const Law& law, double mean, double variance) {
    constexpr int kPoints = 100000;
    double sum = 0.0, squares = 0.0;
    for (int i = 0; i < kPoints; ++i) {
      const double distance = quantile(law, (i + 0.5) / kPoints) - mean;
      sum += distance / kPoints;
      squares += distance * distance / kPoints;
    }
    EXPECT_NEAR(sum / std::sqrt(variance), 0.0, 1e-4) << "law " << law.index();
    EXPECT_NEAR(squares / variance, 1.0, 2e-3) << "law " << law.index();
  };
  expect_moments(Uniform{1, 3}, 2.0, 1.0 / 3.0);
  expect_moments(LogUniform{1, std::numbers::e}, std::numbers::e - 1.0,
                 (std::exp(2.0) - 1.0) / 2.0 - std::pow(std::numbers::e - 1.0, 2));
  expect_moments(Triangular{0, 1, 5}, 2.0, (25.0 + 1.0 - 5.0) / 18.0);
  expect_moments(Normal{-4, 3}, -4.0, 9.0);
  expect_moments(LogNormal{2, 0.5}, 2.0 * std::exp(0.125), 4.0 * std::exp(0.25) * (std::exp(0.25) - 1.0));
  expect_moments(Beta{2, 6}, 0.25, 12.0 / (64.0 * 9.0));
  // The half normal: mean sqrt(2/pi), variance 1 - 2/pi.
  expect_moments(TruncatedNormal{0, 1, 0, kInfinity}, std::sqrt(2.0 / std::numbers::pi),
                 1.0 - 2.0 / std::numbers::pi);
}

TEST(Law, DiscreteValuesShareTheUnitIntervalInIncreasingOrder) {
  const Law law = Discrete{{3, 1, 2, 1}, {4, 1, 2, 1}};
  EXPECT_EQ(quantile(law, 0.0), 1.0);
  EXPECT_EQ(quantile(law, std::nextafter(0.25, 0.0)), 1.0);
  EXPECT_EQ(quantile(law, 0.25), 2.0);
  EXPECT_EQ(quantile(law, 0.5), 3.0);
  EXPECT_EQ(quantile(law, kLastUniform), 3.0);
  // Chi-square with 2 degrees of freedom; a right law fails once in a thousand seeds.
  SplitMix random(5);
  std::vector<double> counts(3, 0.0);
  constexpr int kDraws = 20000;
  for (int i = 0; i < kDraws; ++i)
    counts[static_cast<std::size_t>(quantile(law, random.uniform())) - 1] += 1.0;
  EXPECT_LT(chi_square(counts, {kDraws * 0.25, kDraws * 0.25, kDraws * 0.5}), chi_square_bound(2.0));
}

}  // namespace
}  // namespace entente::statistics
