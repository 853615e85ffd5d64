#pragma once

/// Differences between two conditions that were seen on the same units, such as two scenarios played with
/// the same luck. Everything is "second less first".
///
/// Effect sizes stand where p-values would: a p-value falls with the number of runs at will, an effect does
/// not. The contract of interval.hpp holds.

#include <cstdint>

#include "analysis/statistics/interval.hpp"

namespace entente::statistics {

/// How often an event happened in the first condition, in the second, in both, in neither.
struct PairedCounts {
  std::uint64_t both = 0;
  std::uint64_t first_only = 0;
  std::uint64_t second_only = 0;
  std::uint64_t neither = 0;

  std::uint64_t pairs() const { return both + first_only + second_only + neither; }
  std::uint64_t first() const { return both + first_only; }
  std::uint64_t second() const { return both + second_only; }
  void add(bool first, bool second);
};

/// Newcombe's interval for the difference of paired shares, his method 10: Wilson's intervals of the two
/// shares, joined with the correlation of the pairs (R. G. Newcombe, Improved confidence intervals for the
/// difference between binomial proportions based on paired data, Statistics in Medicine 17, 1998). With
/// p = first()/n in [l1, u1], q = second()/n in [l2, u2] and phi the correlation of the two-by-two table,
/// whose numerator ad − bc loses n/2, though not below 0, where it is positive:
///
///   low  = q − p − sqrt((q − l2)² − 2 phi (q − l2)(u1 − p) + (u1 − p)²)
///   high = q − p + sqrt((u2 − q)² − 2 phi (u2 − q)(p − l1) + (p − l1)²)
///
/// phi is 0 where a margin of the table is. It covers the true difference about as often as stated on
/// average, and more often where shares are near 0 or 1; the usual interval of Wald fails there. No pairs:
/// [−1, 1].
Interval paired_difference(const PairedCounts& counts, double confidence = 0.95);

/// Cohen's h, 2 asin √q − 2 asin √p: a difference of shares in which a point counts for more near 0 and 1 (J.
/// Cohen, Statistical Power Analysis for the Behavioral Sciences, 2nd edition 1988, chapter 6). In [−π, π].
/// Throws std::invalid_argument unless both are in [0, 1].
double cohens_h(double p, double q);

/// Means of paired values, one pass and no memory (B. P. Welford, Note on a method for calculating corrected
/// sums of squares and products, Technometrics 4, 1962). The order of the pairs shows in the last digits.
class PairedMeans {
 public:
  /// Throws std::invalid_argument unless both are finite.
  void add(double first, double second);

  std::uint64_t pairs() const { return pairs_; }
  /// Pairs whose values differ by more than rounding, a part in 10^12 of the larger or, between values below
  /// 1, 10^-12; smaller differences count as 0.
  std::uint64_t changed() const { return changed_; }
  double first() const { return first_.mean; }
  double second() const { return second_.mean; }
  /// Mean of the differences; exactly 0 where no pair changed.
  double difference() const { return difference_.mean; }
  /// Student's interval of the mean difference; nothing but the difference itself where no two pairs tell how
  /// differences vary, as where none changed. Differences that are rare and large make it too narrow: few
  /// changed pairs are to be told with it.
  Interval interval(double confidence = 0.95) const;
  /// The difference in standard deviations of the values, √((s_first² + s_second²)/2) (Cohen's d for paired
  /// values as d_av: G. Cumming, Understanding the New Statistics, 2012, chapter 11). Unlike the ratio to the
  /// deviation of the differences it does not grow with how well the luck is shared. 0 where no pair changed,
  /// NaN where values changed that do not vary.
  double effect() const;

 private:
  struct Running {
    double mean = 0;
    double squares = 0;
    void add(double value, double count);
  };

  std::uint64_t pairs_ = 0;
  std::uint64_t changed_ = 0;
  Running first_;
  Running second_;
  Running difference_;
};

}  // namespace entente::statistics
