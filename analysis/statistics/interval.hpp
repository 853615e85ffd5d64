#pragma once

/// Intervals of a fixed number of independent runs: for a share, and for a mean.
///
/// They hold for a number of runs that was chosen beforehand. A sweep that looks at its results and stops
/// when they please it needs confidence_sequence.hpp instead.
///
/// The quantiles come from Boost.Math and the elementary functions from the C library: the last digits may
/// differ between machines, so these numbers are for tables and must not decide anything.
///
/// Common contract: 0 < confidence < 1, successes <= runs, finite values; std::invalid_argument otherwise.

#include <cstdint>
#include <span>

namespace entente::statistics {

/// The closed interval [low, high].
struct Interval {
  double low = 0.0;
  double high = 0.0;

  double half_width() const { return (high - low) / 2.0; }

  bool operator==(const Interval&) const = default;
};

/// Wilson's score interval for a share, without continuity correction (E. B. Wilson, Probable inference, the
/// law of succession, and statistical inference, JASA 22, 1927): the p with
///
///   |s - n p| <= z sqrt(n p (1 - p)),   z = normal quantile of (1 + confidence) / 2,
///
/// that is (s + z^2/2 -+ z sqrt(s (n - s) / n + z^2/4)) / (n + z^2). In [0, 1]; the low end is 0 when s = 0,
/// the high end 1 when s = n. No runs tell nothing: [0, 1]. The exact coverage oscillates about the stated
/// one (L. D. Brown, T. T. Cai and A. DasGupta, Interval estimation for a binomial proportion, Statistical
/// Science 16, 2001): on average over p it is right, at a given p it may fall below by a per cent, and
/// further for the narrow bands n p < 1.
Interval wilson(std::uint64_t successes, std::uint64_t runs, double confidence = 0.95);

/// The exact one-sided upper bound for the share of an event that was not seen in n runs:
///
///   1 - (1 - confidence)^(1/n),
///
/// the largest p with (1 - p)^n >= 1 - confidence. For 95 % it is nearly 3/n, the rule of three (J. A. Hanley
/// and A. Lippman-Hand, If nothing goes wrong, is everything all right?, JAMA 249, 1983). 1 for no runs.
double unseen_bound(std::uint64_t runs, double confidence = 0.95);

/// What a table prints for a share: wilson, but [0, unseen_bound] for an event that was never seen and
/// [1 - unseen_bound, 1] for one that was always seen. No runs: [0, 1].
Interval share_interval(std::uint64_t successes, std::uint64_t runs, double confidence = 0.95);

/// Mean and unbiased variance, sum (x - mean)^2 / (n - 1).
struct Moments {
  double mean = 0.0;
  double variance = 0.0;
};

/// The moments of at least two values of magnitude below 1e150. The sums are exact (ExactSum), so the order
/// of the values does not matter to the last bit.
Moments moments(std::span<const double> values);

/// Student's interval for the mean of at least two independent, roughly normal values such as the means of
/// independent randomisations (Student, The probable error of a mean, Biometrika 6, 1908):
///
///   mean -+ t s / sqrt(n),   t = quantile of (1 + confidence) / 2 of Student's law with n - 1 degrees of
///   freedom.
///
/// For paired comparisons give it the differences. Equal values give an interval of width 0: it sees only the
/// spread that it is shown.
Interval student(std::span<const double> values, double confidence = 0.95);
/// The same from the moments of n values.
Interval student(const Moments& moments, std::uint64_t n, double confidence = 0.95);

}  // namespace entente::statistics
