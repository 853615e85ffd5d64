#include "sim/core/math.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "sim/core/polynomial.hpp"

namespace entente {
namespace {

constexpr double kLog2E = 0x1.71547652b82fep+0;
// log 2 with 41 significant bits, so that k * kLn2Coarse is exact for |k| < 2^12, and what is left of it.
constexpr double kLn2Coarse = 0x1.62e42fefa3000p-1;
constexpr double kLn2CoarseRest = 0x1.3de6af278ece6p-42;
// log 2 as the nearest double and what is left of it.
constexpr double kLn2 = 0x1.62e42fefa39efp-1;
constexpr double kLn2Rest = 0x1.abc9e3b39803fp-56;

/// a + b without rounding error, for |a| >= |b| or a = 0.
DoublePair ordered_sum(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

/// a + b without rounding error.
DoublePair exact_sum(double a, double b) {
  const double sum = a + b;
  const double b_part = sum - a;
  return {sum, (a - (sum - b_part)) + (b - b_part)};
}

/// The upper 26 bits of a (Veltkamp).
double upper_half(double a) {
  const double shifted = a * 0x1.0000002p+27;
  return shifted - (shifted - a);
}

/// 2^exponent for -1022 <= exponent <= 1023.
double power_of_two(int exponent) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52);
}

/// log(x) as a pair with relative error about 2^-65, for finite x > 0.
DoublePair log_pair(double x) {
  int exponent = 0;
  if (x < std::numeric_limits<double>::min()) {
    x *= 0x1p+54;
    exponent = -54;
  }
  // Subtracting the bits of sqrt(1/2) makes the exponent field count from there: x = 2^k m, m in [sqrt(1/2),
  // sqrt(2)).
  constexpr std::uint64_t kHalfRoot = 0x3fe6a09e667f3bcd;
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
  const std::int64_t k = static_cast<std::int64_t>(bits - kHalfRoot) >> 52;
  const double m = std::bit_cast<double>(bits - (static_cast<std::uint64_t>(k) << 52));
  exponent += static_cast<int>(k);

  // s = (m - 1)/(m + 1) and its square as pairs; log m = 2 (s + s C), C = s^2 (1/3 + s^2/5 + s^4/7 + ...).
  const double numerator = m - 1.0;
  const DoublePair denominator = exact_sum(1.0, m);
  const double s = numerator / denominator.high;
  const DoublePair back = exact_product(s, denominator.high);
  const double s_low = ((numerator - back.high) - back.low - s * denominator.low) / denominator.high;
  DoublePair square = exact_product(s, s);
  square.low += 2.0 * s * s_low;

  constexpr std::array<double, 12> kTail{1.0 / 5,  1.0 / 7,  1.0 / 9,  1.0 / 11, 1.0 / 13, 1.0 / 15,
                                         1.0 / 17, 1.0 / 19, 1.0 / 21, 1.0 / 23, 1.0 / 25, 1.0 / 27};
  constexpr double kThird = 1.0 / 3;
  constexpr double kThirdRest = 0x1p-54 / 3;
  DoublePair series = ordered_sum(kThird, square.high * horner(kTail, square.high));
  series.low += kThirdRest;
  DoublePair correction = exact_product(square.high, series.high);
  correction.low += square.high * series.low + square.low * series.high;
  DoublePair term = exact_product(s, correction.high);
  term.low += s * correction.low + s_low * correction.high;

  const DoublePair half_log = ordered_sum(s, term.high);
  const double half_low = half_log.low + (s_low + term.low);
  const DoublePair total = exact_sum(exponent * kLn2Coarse, 2.0 * half_log.high);
  return ordered_sum(total.high, total.low + (2.0 * half_low + exponent * kLn2CoarseRest));
}

}  // namespace

DoublePair exact_product(double a, double b) {
  const double product = a * b;
  const double a_high = upper_half(a);
  const double a_low = a - a_high;
  const double b_high = upper_half(b);
  const double b_low = b - b_high;
  return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

double portable_exp_of_sum(double high, double low) {
  if (std::isnan(high)) return high;
  if (high > 710.0) return kInfinity;
  if (high < -746.0) return 0.0;

  const double k = std::floor(high * kLog2E + 0.5);
  const double coarse = high - k * kLn2Coarse;
  const double fine = low - k * kLn2CoarseRest;
  const double r = coarse + fine;
  const double r_low = (coarse - r) + fine;

  // e^r = 1 + r + r^2 (1/2! + r/3! + ... + r^11/13!), even and odd powers apart for a shorter chain of
  // operations.
  constexpr std::array<double, 6> kEven{1.0 / 2,     1.0 / 24,      1.0 / 720,
                                        1.0 / 40320, 1.0 / 3628800, 1.0 / 479001600};
  constexpr std::array<double, 6> kOdd{1.0 / 6,      1.0 / 120,      1.0 / 5040,
                                       1.0 / 362880, 1.0 / 39916800, 1.0 / 6227020800};
  const double square = r * r;
  const double curvature = square * (horner(kEven, square) + r * horner(kOdd, square));
  const DoublePair linear = ordered_sum(1.0, r);
  const double value = linear.high + (linear.low + (curvature + r_low));

  // 2^k in two factors: k may lie outside the range of exponents, and only the last product may round.
  const int exponent = static_cast<int>(k);
  const int first = exponent / 2;
  return value * power_of_two(first) * power_of_two(exponent - first);
}

double portable_exp(double x) { return portable_exp_of_sum(x, 0.0); }

double portable_exp2(double x) {
  if (!(x < 1025.0)) return std::isnan(x) ? x : kInfinity;
  if (x < -1076.0) return 0.0;
  const DoublePair product = exact_product(x, kLn2);
  return portable_exp_of_sum(product.high, product.low + x * kLn2Rest);
}

double portable_log(double x) {
  if (std::isnan(x) || x < 0.0) return kNaN;
  if (x == 0.0) return -kInfinity;
  if (x == kInfinity) return kInfinity;
  return log_pair(x).high;
}

double portable_pow(double base, double exponent) {
  if (std::isnan(base) || std::isnan(exponent) || base < 0.0) return kNaN;
  if (exponent == 0.0 || base == 1.0) return 1.0;
  if (base == 0.0) return exponent > 0.0 ? 0.0 : kInfinity;
  if (base == kInfinity) return exponent > 0.0 ? kInfinity : 0.0;
  const DoublePair log_base = log_pair(base);
  const double estimate = exponent * log_base.high;
  // Far outside the range of exp the low part cannot matter, and the exact product might overflow.
  if (std::fabs(estimate) > 800.0) return portable_exp(estimate);
  const DoublePair product = exact_product(exponent, log_base.high);
  return portable_exp_of_sum(product.high, product.low + exponent * log_base.low);
}

double logistic(double x) {
  if (x >= 0.0) return 1.0 / (1.0 + portable_exp(-x));
  const double odds = portable_exp(x);
  return odds / (1.0 + odds);
}

}  // namespace entente
