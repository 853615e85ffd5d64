#pragma once

#include <cmath>
#include <span>

namespace entente {

/// Compensated sum (A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, ZAMM
/// 54, 1974). The error is about one rounding of the result plus n^2 2^-106 times the sum of magnitudes, for
/// n terms. The value depends on the order of the terms, though only in the last place for well-scaled sums.
class NeumaierSum {
 public:
  void add(double term) {
    const double sum = sum_ + term;
    // The smaller of the two is the one whose digits were lost.
    lost_ += std::fabs(sum_) >= std::fabs(term) ? (sum_ - sum) + term : (term - sum) + sum_;
    sum_ = sum;
  }

  /// The sum so far; an infinite or NaN sum is returned as plain addition gives it.
  double value() const { return std::isfinite(sum_) ? sum_ + lost_ : sum_; }

 private:
  double sum_ = 0.0;
  double lost_ = 0.0;
};

/// Compensated sum of the terms, first to last. 0 for none.
inline double sum_in_order(std::span<const double> terms) {
  NeumaierSum sum;
  for (const double term : terms) sum.add(term);
  return sum.value();
}

}  // namespace entente
