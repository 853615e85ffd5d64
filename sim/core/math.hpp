#pragma once

/// Elementary functions and the normal distribution, the same bytes from every build.
///
/// Only + - * / sqrt floor, comparisons, integer operations and std::bit_cast are used, so the results do not
/// depend on the compiler, the optimisation level or the C library. Compile with -ffp-contract=off: a fused
/// multiply-add would change them. Error bounds are in units in the last place (ulp) of the exact result, for
/// normal numbers.
///
/// Methods:
///  - exp: two-part argument reduction by log 2 (W. J. Cody and W. Waite, Software Manual for the Elementary
///    Functions, 1980), then the Taylor polynomial of degree 13 on |r| <= log(2)/2, truncation below 2^-57.
///  - log: m = x 2^-k in [sqrt(1/2), sqrt(2)], log m = 2 atanh((m - 1)/(m + 1)), leading terms in two doubles
///    (T. J. Dekker, A floating-point technique for extending the available precision, Numer. Math. 18,
///    1971).
///  - normal distribution function: the rational approximations of W. J. Cody (Rational Chebyshev
///    approximations for the error function, Math. Comp. 23, 1969) in the normal form of his ANORM
///    (Algorithm 715, ACM TOMS 19, 1993).
///  - normal quantile: M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37, 1988.
///
/// A NaN argument gives NaN unless stated otherwise.

#include <limits>

namespace entente {

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();
inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// An unevaluated sum high + low, with |low| at most half an ulp of high when a function here returns it.
struct DoublePair {
  double high = 0.0;
  double low = 0.0;
};

/// a * b without rounding error, as a pair. Exact while |a|, |b| < 2^995 and the product is above 2^-968.
DoublePair exact_product(double a, double b);

/// e^x. Below 0.75 ulp; at most 1 ulp of the subnormal grid below 2^-1022. exp(-inf) = 0; overflow gives
/// +inf.
double portable_exp(double x);

/// e^(high + low) for a small correction |low| << 1. Same bound as portable_exp.
double portable_exp_of_sum(double high, double low);

/// 2^x. Below 0.75 ulp; exact for integers.
double portable_exp2(double x);

/// Natural logarithm. Below 0.51 ulp. log(0) = -inf, log(+inf) = +inf, NaN for x < 0.
double portable_log(double x);

/// base^exponent = exp(exponent * log(base)), the logarithm carried to about 65 bits. Below 0.75 ulp.
/// pow(x, 0) = 1 (also for x = 0), pow(1, y) = 1, pow(0, y > 0) = 0, pow(0, y < 0) = +inf. NaN for base < 0.
double portable_pow(double base, double exponent);

/// 1 / (1 + e^-x), in [0, 1]; keeps its relative accuracy (2 ulp) for x -> -inf.
double logistic(double x);

/// Standard normal density. Relative error below 4e-16.
double normal_pdf(double x);

/// Standard normal distribution function P(Z <= x). Absolute error below 2e-16; relative error below 2e-15 in
/// the lower tail down to the smallest normal number.
double normal_cdf(double x);

/// Inverse of normal_cdf for 0 < p < 1, relative error below 1e-15. -inf at 0, +inf at 1, NaN outside [0, 1].
double normal_quantile(double p);

/// Inverse Mills ratio phi(z) / Phi(z), in [0, +inf). Relative error below 2e-15. No cancellation or
/// underflow for z -> -inf, where it tends to -z + 1/(-z).
double inverse_mills(double z);

/// P(Z >= threshold | lower < Z < upper), Z ~ N(0, sd^2); all arguments in one unit, bounds may be infinite.
/// Formed as a / (a + b) from two interval masses scaled by the density at the bound nearest to 0, so that it
/// stays stable in far tails and for narrow intervals: absolute error below 1e-14, relative error below 1e-12
/// unless the interval from threshold to a bound is below 1e-3 sd wide and far from that nearest bound.
/// sd = 0 (and any sd so small that both bounds lie 2^500 of them away) is a point mass at the point of
/// [lower, upper] nearest to 0, the limit sd -> 0. Result in [0, 1].
/// Throws Error unless lower < upper, 0 <= sd < inf and threshold is a number.
double truncated_normal_upper_tail(double threshold, double sd, double lower, double upper);

/// E(X | lower < X < upper), X ~ N(mean, sd^2), by Gauss-Legendre quadrature (8 panels of 16 points) relative
/// to the bound nearest to the mean: about 13 digits, in far tails and narrow intervals too. Costs some 128
/// exponentials. sd = 0: the point of [lower, upper] nearest to the mean.
/// Throws Error unless lower < upper, 0 <= sd < inf and mean is finite.
double truncated_normal_mean(double mean, double sd, double lower, double upper);

/// Var(X | lower < X < upper), same method and errors as truncated_normal_mean. sd = 0 gives 0.
double truncated_normal_variance(double mean, double sd, double lower, double upper);

}  // namespace entente
