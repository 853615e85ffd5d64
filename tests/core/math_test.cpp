#include "sim/core/math.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace entente {
namespace {

constexpr double kTiny = std::numeric_limits<double>::denorm_min();

/// Error in ulp of a result against a reference in long double (64-bit significand on x86: 2^-11 ulp of its
/// own).
double ulps(double found, long double exact) {
  const double nearest = static_cast<double>(exact);
  const double ulp = std::nextafter(std::fabs(nearest), kInfinity) - std::fabs(nearest);
  return static_cast<double>(std::fabs(static_cast<long double>(found) - exact) / ulp);
}

/// The largest error over `count` points spread evenly over [from, to].
template <typename Function, typename Reference>
double worst_ulps(double from, double to, int count, Function function, Reference reference) {
  double worst = 0.0;
  for (int i = 0; i <= count; ++i) {
    const double x = from + (to - from) * i / count;
    worst = std::fmax(worst, ulps(function(x), reference(static_cast<long double>(x))));
  }
  return worst;
}

// Bounds are those of the header, 1 ulp, with what was measured against 240 bits: exp 0.83, exp2 0.81, log
// 0.50.
TEST(PortableExp, AgreesWithTheLibrary) {
  const auto exact = [](long double x) { return std::exp(x); };
  EXPECT_LT(worst_ulps(-708.0, 709.7, 200000, portable_exp, exact), 0.75);
  EXPECT_LT(worst_ulps(-1.0, 1.0, 200000, portable_exp, exact), 0.75);
}

TEST(PortableExp2, AgreesWithTheLibraryAndIsExactForIntegers) {
  EXPECT_LT(worst_ulps(-1022.0, 1023.9, 200000, portable_exp2, [](long double x) { return std::exp2(x); }),
            0.75);
  for (int k = -1074; k <= 1023; ++k) EXPECT_EQ(portable_exp2(k), std::ldexp(1.0, k)) << k;
  EXPECT_EQ(portable_exp2(1024.0), kInfinity);
  EXPECT_EQ(portable_exp2(-1080.0), 0.0);
  EXPECT_EQ(portable_exp2(-kInfinity), 0.0);
  EXPECT_EQ(portable_exp2(kInfinity), kInfinity);
  EXPECT_TRUE(std::isnan(portable_exp2(kNaN)));
}

TEST(PortableLog, CorrectlyRoundedToTheDigitThatCanBeChecked) {
  const auto exact = [](long double x) { return std::log(x); };
  EXPECT_LT(worst_ulps(0.4, 2.6, 200000, portable_log, exact), 0.51);
  EXPECT_LT(worst_ulps(1e-300, 1e-290, 20000, portable_log, exact), 0.51);
  EXPECT_LT(worst_ulps(1.0, 1e300, 20000, portable_log, exact), 0.51);
  EXPECT_LT(worst_ulps(kTiny, 1e-310, 20000, portable_log, exact), 0.51);
}

TEST(PortablePow, AgreesWithTheLibrary) {
  for (const double exponent : {-150.25, -2.0, -0.5, 1e-3, 0.5, 1.0, 2.0, 3.7, 120.0}) {
    EXPECT_LT(worst_ulps(
                  0.01, 100.0, 20000, [&](double x) { return portable_pow(x, exponent); },
                  [&](long double x) { return std::pow(x, static_cast<long double>(exponent)); }),
              0.75)
        << exponent;
  }
  // Near the ends of the range the logarithm needs its 65 bits: 53 would leave an error of hundreds of ulp.
  EXPECT_LT(ulps(portable_pow(1.0 + 0x1p-23, 5.9e9), std::pow(1.0L + 0x1p-23L, 5.9e9L)), 0.75);
  EXPECT_LT(ulps(portable_pow(0.999, 7.0e5), std::pow(static_cast<long double>(0.999), 7.0e5L)), 0.75);
}

TEST(PortableExp, Edges) {
  EXPECT_EQ(portable_exp(0.0), 1.0);
  EXPECT_EQ(portable_exp(-0.0), 1.0);
  EXPECT_EQ(portable_exp(kTiny), 1.0);
  EXPECT_EQ(portable_exp(1.0), 2.718281828459045);
  EXPECT_TRUE(std::isfinite(portable_exp(709.782712893384)));  // the largest argument without overflow
  EXPECT_EQ(portable_exp(709.7827128933841), kInfinity);
  EXPECT_EQ(portable_exp(kInfinity), kInfinity);
  EXPECT_EQ(portable_exp(-kInfinity), 0.0);
  EXPECT_EQ(portable_exp(-745.1332191019411),
            kTiny);  // just above the middle between 0 and the smallest number
  EXPECT_EQ(portable_exp(-745.1332191019412), 0.0);
  EXPECT_NEAR(portable_exp(-720.0) / kTiny, std::exp(-720.0) / kTiny, 1.0);
  EXPECT_TRUE(std::isnan(portable_exp(kNaN)));
}

TEST(PortableLog, Edges) {
  EXPECT_EQ(portable_log(1.0), 0.0);
  EXPECT_EQ(portable_log(2.0), 0.6931471805599453);
  EXPECT_EQ(portable_log(0.0), -kInfinity);
  EXPECT_EQ(portable_log(-0.0), -kInfinity);
  EXPECT_EQ(portable_log(kInfinity), kInfinity);
  EXPECT_TRUE(std::isnan(portable_log(-1.0)));
  EXPECT_TRUE(std::isnan(portable_log(kNaN)));
  EXPECT_EQ(portable_log(kTiny), -744.4400719213812);  // -1074 log 2
}

TEST(PortablePow, Edges) {
  EXPECT_EQ(portable_pow(0.0, 0.0), 1.0);
  EXPECT_EQ(portable_pow(0.0, 0.3), 0.0);
  EXPECT_EQ(portable_pow(0.0, -0.3), kInfinity);
  EXPECT_EQ(portable_pow(7.0, 0.0), 1.0);
  EXPECT_EQ(portable_pow(1.0, kInfinity), 1.0);
  EXPECT_EQ(portable_pow(0.5, kInfinity), 0.0);
  EXPECT_EQ(portable_pow(0.5, -kInfinity), kInfinity);
  EXPECT_EQ(portable_pow(kInfinity, 2.0), kInfinity);
  EXPECT_EQ(portable_pow(kInfinity, -2.0), 0.0);
  EXPECT_EQ(portable_pow(2.0, 1e300), kInfinity);
  EXPECT_EQ(portable_pow(2.0, -1e300), 0.0);
  EXPECT_EQ(portable_pow(3.0, 4.0), 81.0);
  EXPECT_EQ(portable_pow(10.0, -3.0), 1e-3);
  EXPECT_TRUE(std::isnan(portable_pow(-2.0, 2.0)));
  EXPECT_TRUE(std::isnan(portable_pow(kNaN, 2.0)));
  EXPECT_TRUE(std::isnan(portable_pow(2.0, kNaN)));
}

TEST(PortableMath, LogUndoesExp) {
  for (int i = -7000; i <= 7000; ++i) {
    const double x = 0.1 * i;
    // One ulp of e^x is 2.2e-16 in its logarithm; rounding of the logarithm adds half an ulp of x.
    EXPECT_NEAR(portable_log(portable_exp(x)), x, 2.3e-16 + 1.2e-16 * std::fabs(x));
  }
}

TEST(PortableMath, NeverDecreases) {
  // Steps down to one ulp, across the seams of the argument reduction (odd multiples of log(2)/2 and
  // sqrt(2)/2).
  for (const double seam : {-0.34657359027997264, 0.34657359027997264, 1.0397207708399179, 0.0, 1.0}) {
    double x = seam - 2000 * 1.2e-16;
    for (int i = 0; i < 4000; ++i) {
      const double next = std::nextafter(x, kInfinity);
      ASSERT_LE(portable_exp(x), portable_exp(next)) << x;
      ASSERT_LE(logistic(x), logistic(next) + 2.3e-16) << x;  // a quotient of rounded numbers: to 2 ulp only
      x = next;
    }
  }
  for (const double seam : {0.7071067811865476, 1.0, 1.4142135623730951}) {
    double x = seam - 2000 * 1.2e-16;
    for (int i = 0; i < 4000; ++i) {
      const double next = std::nextafter(x, kInfinity);
      ASSERT_LE(portable_log(x), portable_log(next)) << x;
      x = next;
    }
  }
}

TEST(ExactProduct, LeavesNoRoundingError) {
  // (1 + 2^-52)^2 = 1 + 2^-51 + 2^-104: the last term is the low part.
  const double a = 1.0 + 0x1p-52;
  const DoublePair square = exact_product(a, a);
  EXPECT_EQ(square.high, 1.0 + 0x1p-51);
  EXPECT_EQ(square.low, 0x1p-104);
}

TEST(Logistic, AgreesWithTheLibraryAndIsSymmetric) {
  EXPECT_LT(worst_ulps(-700.0, 40.0, 200000, logistic, [](long double x) { return 1 / (1 + std::exp(-x)); }),
            3.0);
  for (double x = 0.0; x < 40.0; x += 0.01) EXPECT_NEAR(logistic(x) + logistic(-x), 1.0, 3e-16);
}

TEST(Logistic, Edges) {
  EXPECT_EQ(logistic(0.0), 0.5);
  EXPECT_EQ(logistic(kInfinity), 1.0);
  EXPECT_EQ(logistic(-kInfinity), 0.0);
  EXPECT_EQ(logistic(1000.0), 1.0);
  EXPECT_EQ(logistic(-1000.0), 0.0);
  EXPECT_TRUE(std::isnan(logistic(kNaN)));
}

}  // namespace
}  // namespace entente
