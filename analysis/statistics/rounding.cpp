#include "analysis/statistics/rounding.hpp"

#include <algorithm>
#include <array>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/expm1.hpp>
#include <boost/math/special_functions/log1p.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <numbers>
#include <utility>

namespace entente::statistics::rounding {
namespace {

namespace policies = boost::math::policies;

/// Not promoted to long double: half the time, and the same arithmetic everywhere.
using Policy = policies::policy<
    policies::promote_float<false>, policies::promote_double<false>,
    policies::domain_error<policies::throw_on_error>, policies::pole_error<policies::throw_on_error>,
    policies::overflow_error<policies::throw_on_error>, policies::underflow_error<policies::ignore_error>,
    policies::evaluation_error<policies::throw_on_error>>;

/// Software arithmetic with 113 significant bits.
using Wide = boost::multiprecision::cpp_bin_float_quad;

constexpr double kRootHalf = 0.5 * std::numbers::sqrt2;

/// P(Z > z).
Wide wide_tail(const Wide& z) {
  if (boost::multiprecision::isinf(z)) return z > 0 ? 0 : 1;
  return boost::math::erfc(Wide(z / sqrt(Wide(2))), Policy()) / 2;
}

/// The z with P(Z > z) = p <= 1/2.
double upper_quantile(double p) { return boost::math::erfc_inv(2.0 * p, Policy()) / kRootHalf; }

/// Integral of e^(-x (x + 2 low) / 2) over 0 < x < t: the normal mass above `low` relative to the density
/// there. Gauss-Legendre with 8 points, exact to double where t max(1, |low|, |low + t|) <= 1/2.
double relative_mass(double low, double t) {
  constexpr std::array<double, 4> kNode{0.18343464249564980494, 0.52553240991632898582,
                                        0.79666647741362673959, 0.96028985649753623168};
  constexpr std::array<double, 4> kWeight{0.36268378337836198297, 0.31370664587788728734,
                                          0.22238103445337447054, 0.10122853629037625915};
  double sum = 0.0;
  for (std::size_t i = 0; i < kNode.size(); ++i) {
    for (const double side : {-1.0, 1.0}) {
      const double x = 0.5 * t * (1.0 + side * kNode[i]);
      sum += kWeight[i] * std::exp(-0.5 * x * (x + 2.0 * low));
    }
  }
  return 0.5 * t * sum;
}

}  // namespace

double normal_quantile(double u, Probe* probe) {
  const double p = u < 0.5 ? u : 1.0 - u;
  const double z = upper_quantile(p);
  Estimate estimate{z, 0x1p-47 * z};
  nudge(estimate, probe);
  const double result =
      settle(estimate, kNormalStep, [p](double bound) { return p > wide_tail(bound); }, probe);
  return u < 0.5 ? -result : result;
}

double normal_cumulative(double z, Probe* probe) {
  const double distance = std::fabs(z);
  double tail = 0x1p-53;
  if (distance < 8.5) {
    const double value = normal_tail(distance);
    const double error = 0x1p-49 * (8.0 + distance * distance) * value;
    const auto below = [distance](double bound) { return wide_tail(distance) < bound; };
    tail = std::max(tail, settle_digits({value, error}, kDigits, kFinest, below, probe));
  }
  return z < 0.0 ? tail : 1.0 - tail;
}

double log_of_one_plus(double x, Probe* probe) {
  constexpr int kLogarithmDigits = 42;
  const double value = std::log1p(x);
  const auto below = [x](double bound) { return boost::math::log1p(Wide(x), Policy()) < bound; };
  return settle_digits({value, 0x1p-49 * value}, kLogarithmDigits, kFinest, below, probe);
}

double growth(double y, Probe* probe) {
  if (y == 0.0) return 1.0;
  if (std::fabs(y) < 1.0) {
    const double excess = std::expm1(y);
    const auto below = [y](double bound) { return boost::math::expm1(Wide(y), Policy()) < bound; };
    const double rounded =
        settle_digits({excess, 0x1p-49 * std::fabs(excess)}, kDigits, kFinest, below, probe);
    // The numbers 1/2 and 2 belong to either grid, so the passage between them keeps the order.
    if (rounded >= -0.5 && rounded <= 1.0) return 1.0 + rounded;
  }
  const double value = std::exp(y);
  const auto below = [y](double bound) { return exp(Wide(y)) < bound; };
  return settle_digits({value, 0x1p-49 * value}, kDigits, kFinest, below, probe);
}

Fraction beta_quantile(double a, double b, double u, Probe* probe) {
  double p = u, q = 1.0 - u;
  double complement = 0.0;
  double x = boost::math::ibeta_inv(a, b, p, &complement, Policy());
  const bool from_top = x > 0.5;
  if (from_top) {
    x = complement;
    std::swap(a, b);
    std::swap(p, q);
  }
  if (x < 0.25 * kFinest) return {0.0, from_top};
  // The distribution function at x tells the error of x and corrects it: it is better understood than its
  // inverse. Its own relative error grows with a + b, and with a + b times the smaller when that is below 1.
  const bool lower = p <= q;
  const double residual =
      lower ? boost::math::ibeta(a, b, x, Policy()) - p : q - boost::math::ibetac(a, b, x, Policy());
  const double doubt = 0x1p-50 * (64.0 + (a + b) * std::min({1.0, a, b})) * std::min(p, q);
  const double density = boost::math::ibeta_derivative(a, b, x, Policy());
  const double error = 0x1p-50 * x + (2.0 * std::fabs(residual) + doubt) / density;
  const auto below = [&](double bound) {
    return lower ? boost::math::ibeta(Wide(a), Wide(b), Wide(bound), Policy()) > p
                 : boost::math::ibetac(Wide(a), Wide(b), Wide(bound), Policy()) < q;
  };
  const double distance = settle_digits({x - residual / density, error}, kDigits, kFinest, below, probe);
  return {distance, from_top && distance < 0.5};
}

double beta_cumulative(double a, double b, double x) { return boost::math::ibeta(a, b, x, Policy()); }

double normal_tail(double z) {
  if (std::isinf(z)) return z > 0.0 ? 0.0 : 1.0;
  return 0.5 * boost::math::erfc(z * kRootHalf, Policy());
}

TruncatedNormalKernel::TruncatedNormalKernel(double low, double high) : low_(low), high_(high) {
  const double width = high - low;
  narrow_ = width * std::max({1.0, std::fabs(low), std::fabs(high)}) <= 0.5;
  origin_ = narrow_ ? low : std::clamp(0.0, low, high);
  step_ = step_at(std::min(width, 1.0 / std::max(1.0, std::fabs(origin_))), kDigits + 1);
}

Estimate TruncatedNormalKernel::narrow_estimate(double u) const {
  const double width = high_ - low_;
  const double total = relative_mass(low_, width);
  double t = u * width;
  // Newton's steps square the error: from at most 0.1 of the width to its last digit in four.
  for (int i = 0; i < 4; ++i) {
    const double density = std::exp(-0.5 * t * (t + 2.0 * low_));
    t = std::clamp(t - (relative_mass(low_, t) - u * total) / density, 0.0, width);
  }
  return {t, 0x1p-46 * width};
}

Estimate TruncatedNormalKernel::wide_estimate(double u) const {
  // Masses below and above the quantile in the untruncated law. Sums of positive terms: no digits are lost.
  const double below = (1.0 - u) * normal_tail(-low_) + u * normal_tail(-high_);
  const double above = (1.0 - u) * normal_tail(low_) + u * normal_tail(high_);
  const double z = below < above ? -upper_quantile(below) : upper_quantile(above);
  // A relative error of a tail p moves z by p / density, which is below 1.26 at 0 and 1 / |z| far out.
  return {z - origin_, 0x1p-46 * (1.3 + std::fabs(z))};
}

bool TruncatedNormalKernel::below(double u, double t) const {
  // The tail on the side where the masses are smaller keeps its relative precision.
  const Wide x = Wide(origin_) + t;
  const Wide sign = x > 0 ? 1 : -1;
  const Wide rest = wide_tail(sign * x), at_low = wide_tail(sign * low_), at_high = wide_tail(sign * high_);
  const Wide target = (1 - Wide(u)) * at_low + u * at_high;
  return x > 0 ? target > rest : target < rest;
}

double TruncatedNormalKernel::offset(double u, Probe* probe) const {
  Estimate estimate = narrow_ ? narrow_estimate(u) : wide_estimate(u);
  nudge(estimate, probe);
  const double t = settle(estimate, step_, [&](double bound) { return below(u, bound); }, probe);
  return std::clamp(t, low_ - origin_, high_ - origin_);
}

double TruncatedNormalKernel::cumulative(double t) const {
  if (t <= low_ - origin_) return 0.0;
  if (t >= high_ - origin_) return 1.0;
  if (narrow_) return relative_mass(low_, t) / relative_mass(low_, high_ - low_);
  const double sign = origin_ + t > 0.0 ? 1.0 : -1.0;
  const double at_low = normal_tail(sign * low_), at_high = normal_tail(sign * high_);
  return (at_low - normal_tail(sign * (origin_ + t))) / (at_low - at_high);
}

}  // namespace entente::statistics::rounding
