#include "analysis/statistics/rounding.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <stdexcept>

#include "analysis/statistics/law.hpp"
#include "tests/analysis/draws.hpp"
#include "tests/analysis/sample_laws.hpp"

namespace entente::statistics {
namespace {

// Every estimate lies within a fifth of its error bound of the exact value.
TEST(Rounding, ErrorBoundsAreGenerous) {
  const std::vector<double> us = uniforms_with_tails(120);
  for (const Law& law : all_laws()) {
    rounding::Probe probe{.share = 0.2};
    for (const double u : us) rounding::probed_quantile(law, u, &probe);
    EXPECT_EQ(probe.strays, 0U) << "law " << law.index();
  }
  // And the comparison can fail: the bounds are not a thousand times too wide.
  rounding::Probe narrow{.share = 0.001};
  for (const double u : us) rounding::probed_quantile(Normal{0, 1}, u, &narrow);
  EXPECT_GT(narrow.strays, us.size() / 2);
}

// Estimates moved by nine tenths of their error bounds do not move a result.
TEST(Rounding, NoResultHangsOnTheLastBitsOfAnEstimate) {
  const std::vector<double> us = uniforms_with_tails(10000);
  for (const Law& law : all_laws()) {
    rounding::Probe up{.nudge = 0.9}, down{.nudge = -0.9};
    for (const double u : us) {
      const double x = quantile(law, u);
      ASSERT_EQ(rounding::probed_quantile(law, u, &up), x) << "law " << law.index() << " u " << u;
      ASSERT_EQ(rounding::probed_quantile(law, u, &down), x) << "law " << law.index() << " u " << u;
    }
    // One rounding in thousands is left to software arithmetic; one in ten for a normal cut off far out.
    EXPECT_LT(up.undecided, us.size() / 4) << "law " << law.index();
  }
}

TEST(Rounding, SomeResultsNeedSoftwareArithmetic) {
  for (const Law& law : {Law(Normal{0, 1}), Law(TruncatedNormal{0, 1, 2, 4}), Law(Beta{20, 0.01})}) {
    rounding::Probe probe;
    for (const double u : uniforms_with_tails(60000)) rounding::probed_quantile(law, u, &probe);
    EXPECT_GT(probe.undecided, 0U) << "law " << law.index();
  }
}

// One number over 29 laws and 3,000 places each, as every compiler, level and processor must find it. It may
// change with the promises of law.hpp only.
TEST(Rounding, SameBytesEverywhere) {
  std::uint64_t signature = 0;
  for (const Law& law : all_laws()) {
    SplitMix random(11);
    for (int i = 0; i < 3000; ++i) {
      const double u = std::ldexp(random.uniform(), i % 3 == 0 ? -(i % 50) : 0);
      signature = SplitMix(signature ^ std::bit_cast<std::uint64_t>(quantile(law, u))).word();
    }
  }
  EXPECT_EQ(signature, 2955364422265251566U);
}

TEST(Rounding, EveryBetaConverges) {
  SplitMix random(3);
  rounding::Probe up{.nudge = 0.9}, down{.nudge = -0.9}, exact{.share = 0.2};
  for (int i = 0; i < 4000; ++i) {
    const auto shape = [&] { return std::exp(std::log(1e-3) + random.uniform() * std::log(1e7)); };
    const Law law = Beta{shape(), shape()};
    const double u = i % 2 == 0 ? random.uniform() : std::exp2(-52.0 * random.uniform());
    const double x = rounding::probed_quantile(law, u, &up);
    ASSERT_EQ(rounding::probed_quantile(law, u, &down), x);
    if (i % 20 == 0) rounding::probed_quantile(law, u, &exact);
  }
  EXPECT_EQ(exact.strays, 0U);
}

TEST(Rounding, PassagesBetweenGridsKeepTheOrder) {
  for (const double edge : {std::numbers::ln2, -std::numbers::ln2, 1.0, -1.0, 0.0}) {
    double before = 0.0;
    for (int i = -2000; i <= 2000; ++i) {
      const double value = rounding::growth(edge + i * 0x1p-36);
      ASSERT_GE(value, before);
      before = value;
    }
  }
  EXPECT_EQ(rounding::growth(0.0), 1.0);
  EXPECT_NEAR(rounding::growth(1e-12), 1.0 + 1e-12, 0x1p-52);
}

TEST(Rounding, AWorthlessEstimateIsRefused) {
  EXPECT_THROW(rounding::settle({1.0, 0.6}, 1.0, [](double) { return true; }, nullptr), std::runtime_error);
  EXPECT_EQ(rounding::settle({1.4, 0.3}, 1.0, [](double x) { return 1.45 < x; }, nullptr), 1.0);
  EXPECT_EQ(rounding::settle({1.4, 0.3}, 1.0, [](double x) { return 1.55 < x; }, nullptr), 2.0);
}

TEST(Rounding, NormalDistributionFunction) {
  EXPECT_EQ(rounding::normal_cumulative(0.0), 0.5);
  EXPECT_NEAR(rounding::normal_cumulative(1.0), 0.8413447460685429, 0x1p-33);
  EXPECT_EQ(rounding::normal_cumulative(-40.0), 0x1p-53);
  EXPECT_EQ(rounding::normal_cumulative(40.0), 1.0 - 0x1p-53);
  SplitMix random(4);
  rounding::Probe up{.nudge = 0.9}, down{.nudge = -0.9};
  for (int i = 0; i < 20000; ++i) {
    const double z = 18.0 * (random.uniform() - 0.5);
    const double p = rounding::normal_cumulative(z);
    ASSERT_EQ(rounding::normal_cumulative(z, &up), p);
    ASSERT_EQ(rounding::normal_cumulative(z, &down), p);
    ASSERT_EQ(rounding::normal_cumulative(std::fabs(z)), 1.0 - rounding::normal_cumulative(-std::fabs(z)));
  }
  EXPECT_GT(up.undecided, 0U);
}

}  // namespace
}  // namespace entente::statistics
