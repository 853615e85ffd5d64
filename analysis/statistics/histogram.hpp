#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace entente::statistics {

/// Counts of values in equal bins over [low, high), and of the values outside. Integers, so merging parts in
/// any order gives the same histogram.
///
/// Bin i holds the x with edge(i) <= x < edge(i + 1), compared exactly with the edges as doubles.
struct Histogram {
  double low = 0.0;
  double high = 1.0;
  std::uint64_t below = 0;            ///< values under low
  std::uint64_t above = 0;            ///< values of high or more
  std::vector<std::uint64_t> counts;  ///< one for each bin

  /// An empty histogram. Throws std::invalid_argument unless low < high, both and their distance are finite,
  /// there is at least one bin, and a bin is wide enough for its two edges to differ.
  Histogram(double low, double high, std::size_t bins);

  /// Lower edge of bin i, low + i (high - low) / bins; edge(bins) is high.
  double edge(std::size_t i) const;

  /// Width of a bin, up to rounding.
  double resolution() const;

  /// Number of values, those outside included.
  std::uint64_t total() const;

  /// Counts a value; infinities are outside. Throws std::invalid_argument for a NaN.
  void add(double value);

  /// Adds the counts of another histogram. Throws std::invalid_argument unless low, high and the number of
  /// bins are the same.
  void add(const Histogram& other);

  /// Estimate of the quantile of type 7 of R. J. Hyndman and Y. Fan (Sample quantiles in statistical
  /// packages, The American Statistician 50, 1996): linear between the order statistics about rank (N - 1) p,
  /// counted from 0. The values of a bin are taken as spread evenly over it, so the estimate is within
  /// resolution() of the quantile of the values themselves. -inf or +inf when an order statistic that it
  /// needs lies outside. Throws std::invalid_argument unless 0 <= p <= 1 and total() > 0.
  double quantile(double p) const;

  bool operator==(const Histogram&) const = default;

 private:
  double ranked(std::uint64_t rank) const;
};

}  // namespace entente::statistics
