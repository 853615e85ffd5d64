#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>

/// Transcendental functions with the same bytes on every machine.
///
/// The C library's exp, log and pow differ in their last bits between processors with and without fused
/// multiply-add, and so does whatever Boost.Math builds on them. Each function below therefore returns the
/// exact value rounded to a coarser grid than double's: an estimate in double decides when it lies farther
/// from a rounding boundary than its error, and software arithmetic of 113 bits decides when it does not
/// (correct rounding by A. Ziv, Fast evaluation of elementary mathematical functions with correctly rounded
/// last bit, ACM TOMS 17, 1991). A function rounded correctly is also monotone where the exact one is, across
/// all branches of its estimate.
///
/// The guarantee rests on the error bounds being true of every C library. They are at least five times the
/// errors found here: the tests compare estimates with software arithmetic, and move them by nine tenths of
/// their bounds without moving a result.

namespace entente::statistics::rounding {

/// A number and a bound on its absolute error.
struct Estimate {
  double value = 0.0;
  double error = 0.0;
};

/// What a test may ask of a rounding; a null pointer everywhere else.
struct Probe {
  double share = 0.0;      ///< compares each exact value with its estimate and this much of its error bound
  std::size_t strays = 0;  ///< counts the exact values farther away
  double nudge = 0.0;      ///< moves every estimate by this many of its error bounds
  std::size_t undecided = 0;  ///< counts the roundings that an estimate could not decide
};

inline void nudge(Estimate& estimate, const Probe* probe) {
  if (probe != nullptr) estimate.value += probe->nudge * estimate.error;
}

/// The multiple of `step`, a power of two, nearest to the exact value that `estimate` stands for.
/// `below(boundary)` says whether the exact value is below a number; it is asked only near one.
/// Throws std::runtime_error when the error is above half a step: the estimate is worthless.
template <typename Below>
double settle(const Estimate& estimate, double step, Below below, Probe* probe) {
  if (probe != nullptr && probe->share > 0.0 && estimate.error > 0.0) {
    const double margin = probe->share * estimate.error;
    if (below(estimate.value - margin) || !below(estimate.value + margin)) ++probe->strays;
  }
  const double scaled = estimate.value / step;
  const double lower = std::floor(scaled);
  const double boundary = lower + 0.5;
  const double error = estimate.error / step;
  if (!(error <= 0.5)) throw std::runtime_error("a quantile could not be computed to the digits promised");
  if (std::fabs(scaled - boundary) > error) return step * (scaled < boundary ? lower : lower + 1.0);
  if (probe != nullptr) ++probe->undecided;
  return step * (below(step * boundary) ? lower : lower + 1.0);
}

/// The distance of two neighbours among the numbers with `digits` binary digits around x.
inline double step_at(double x, int digits) {
  int exponent = 0;
  std::frexp(x, &exponent);
  return std::ldexp(1.0, exponent - digits);
}

/// settle to `digits` significant binary digits, but to no step finer than `finest`.
template <typename Below>
double settle_digits(Estimate estimate, int digits, double finest, Below below, Probe* probe) {
  nudge(estimate, probe);
  return settle(estimate, std::fmax(step_at(estimate.value, digits), finest), below, probe);
}

constexpr int kDigits = 32;              ///< significant binary digits of the results below
constexpr double kFinest = 0x1p-300;     ///< their finest step
constexpr double kNormalStep = 0x1p-32;  ///< step of normal quantiles

/// Standard normal quantile of 0 < u < 1, a multiple of 2^-32: a step fine against the unit scale, and the
/// same near 0. normal_quantile(1 - u) = -normal_quantile(u) where 1 - u is exact.
double normal_quantile(double u, Probe* probe = nullptr);

/// P(Z <= z) with 32 significant digits for z <= 0, and 1 - P(Z <= -z) for z > 0; 2^-53 at least and
/// 1 - 2^-53 at most, so that it has a quantile.
double normal_cumulative(double z, Probe* probe = nullptr);

/// log(1 + x) for x > 0 with 42 significant digits.
double log_of_one_plus(double x, Probe* probe = nullptr);

/// e^y, where between 1/2 and 2 it is e^y - 1 that has 32 significant digits, and elsewhere e^y: exact to a
/// part in 2^32 of its distance from 1, so that narrow laws keep their shape. For |y| < 700.
double growth(double y, Probe* probe = nullptr);

/// A point of [0, 1] by its distance from the nearer end.
struct Fraction {
  double distance = 0.0;  ///< at most 1/2
  bool from_top = false;  ///< false at 1/2
};

/// Quantile of the beta law on [0, 1] for 0 < u < 1 and 0.001 <= a, b <= 10000; the distance has 32
/// significant digits, and 0 stands for less than 2^-301.
Fraction beta_quantile(double a, double b, double u, Probe* probe = nullptr);

/// P(X <= x) of the beta law on [0, 1], as Boost.Math has it: not rounded.
double beta_cumulative(double a, double b, double x);

/// P(Z > z), as Boost.Math has it: not rounded. Infinite z allowed.
double normal_tail(double z);

/// A standard normal law between two bounds: `low` < `high` (either may be infinite), at least 1e-9 apart and
/// the nearer one to 0 at most 30 from it. It measures from its origin, its point nearest to 0 or, when it is
/// narrow, its low bound, so that no digits are lost far out.
class TruncatedNormalKernel {
 public:
  TruncatedNormalKernel(double low, double high);

  bool narrow() const { return narrow_; }
  double origin() const { return origin_; }

  /// quantile - origin for 0 < u < 1: a multiple of a step of at most 2^-32 of the scale of the law, which is
  /// the smallest of its width, 1 and 1 / |origin|.
  double offset(double u, Probe* probe = nullptr) const;

  /// P(X <= origin + t), not rounded; clamped to [0, 1].
  double cumulative(double t) const;

 private:
  Estimate narrow_estimate(double u) const;
  Estimate wide_estimate(double u) const;
  bool below(double u, double t) const;

  double low_;
  double high_;
  bool narrow_;
  double origin_;
  double step_;
};

}  // namespace entente::statistics::rounding
