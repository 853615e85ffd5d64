#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

/// Random numbers and yardsticks for the tests of plain statistics.

namespace entente::statistics {

/// splitmix64 (G. L. Steele, D. Lea and C. H. Flood, Fast splittable pseudorandom number generators, 2014).
class SplitMix {
 public:
  explicit SplitMix(std::uint64_t seed) : state_(seed) {}

  std::uint64_t word() {
    std::uint64_t word = state_ += 0x9e3779b97f4a7c15U;
    word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9U;
    word = (word ^ (word >> 27)) * 0x94d049bb133111ebU;
    return word ^ (word >> 31);
  }

  /// Uniform on (0, 1): an odd multiple of 2^-53.
  double uniform() { return (static_cast<double>(word() >> 12) + 0.5) * 0x1p-52; }

 private:
  std::uint64_t state_;
};

/// sqrt(n) sup |F_n - F| of `values`, whose distribution function is `cumulative`. For a right one it is
/// above 1.95 with probability 0.001 (Kolmogorov's limit law).
template <typename Cumulative>
double kolmogorov(std::vector<double> values, Cumulative cumulative) {
  std::ranges::sort(values);
  const auto n = static_cast<double>(values.size());
  double worst = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double expected = cumulative(values[i]);
    worst =
        std::max({worst, expected - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - expected});
  }
  return std::sqrt(n) * worst;
}

/// Sum of (observed - expected)^2 / expected.
inline double chi_square(const std::vector<double>& observed, const std::vector<double>& expected) {
  double sum = 0.0;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    sum += (observed[i] - expected[i]) * (observed[i] - expected[i]) / expected[i];
  }
  return sum;
}

/// A bound that chi-square with `freedom` degrees exceeds with probability about 0.001: the cube-root normal
/// approximation (E. B. Wilson and M. M. Hilferty, 1931).
inline double chi_square_bound(double freedom) {
  const double spread = 2.0 / (9.0 * freedom);
  return freedom * std::pow(1.0 - spread + 3.0902 * std::sqrt(spread), 3.0);
}

inline double mean_of(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

/// Pearson's correlation.
inline double correlation_of(const std::vector<double>& a, const std::vector<double>& b) {
  const double mean_a = mean_of(a), mean_b = mean_of(b);
  double ab = 0.0, aa = 0.0, bb = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - mean_a) * (b[i] - mean_b);
    aa += (a[i] - mean_a) * (a[i] - mean_a);
    bb += (b[i] - mean_b) * (b[i] - mean_b);
  }
  return ab / std::sqrt(aa * bb);
}

}  // namespace entente::statistics
