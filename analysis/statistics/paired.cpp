#include "analysis/statistics/paired.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace entente::statistics {
namespace {

/// Differences up to this part of the values come of rounding.
constexpr double kRounding = 1e-12;

/// The correlation of the two-by-two table as method 10 has it.
double shrunk_correlation(const PairedCounts& counts) {
  const auto a = static_cast<double>(counts.both);
  const auto b = static_cast<double>(counts.first_only);
  const auto c = static_cast<double>(counts.second_only);
  const auto d = static_cast<double>(counts.neither);
  const double margins = std::sqrt(a + b) * std::sqrt(c + d) * std::sqrt(a + c) * std::sqrt(b + d);
  if (margins == 0.0) return 0.0;
  const double determinant = a * d - b * c;
  const double shrunk = determinant > 0.0 ? std::max(determinant - (a + b + c + d) / 2.0, 0.0) : determinant;
  return shrunk / margins;
}

/// The third side of a triangle with sides a and b whose angle has this cosine.
double third_side(double a, double b, double cosine) {
  return std::sqrt(std::max(0.0, a * a - 2.0 * cosine * a * b + b * b));
}

}  // namespace

void PairedCounts::add(bool in_first, bool in_second) {
  ++(in_first ? (in_second ? both : first_only) : (in_second ? second_only : neither));
}

Interval paired_difference(const PairedCounts& counts, double confidence) {
  const std::uint64_t pairs = counts.pairs();
  const Interval first = wilson(counts.first(), pairs, confidence);
  const Interval second = wilson(counts.second(), pairs, confidence);
  if (pairs == 0) return {-1.0, 1.0};
  const auto n = static_cast<double>(pairs);
  const double p = static_cast<double>(counts.first()) / n;
  const double q = static_cast<double>(counts.second()) / n;
  const double phi = shrunk_correlation(counts);
  const double difference =
      (static_cast<double>(counts.second_only) - static_cast<double>(counts.first_only)) / n;
  return {std::max(-1.0, difference - third_side(q - second.low, first.high - p, phi)),
          std::min(1.0, difference + third_side(second.high - q, p - first.low, phi))};
}

double cohens_h(double p, double q) {
  if (!(p >= 0.0 && p <= 1.0 && q >= 0.0 && q <= 1.0)) {
    throw std::invalid_argument(fmt::format("shares are in [0, 1], not {} and {}", p, q));
  }
  return p == q ? 0.0 : 2.0 * (std::asin(std::sqrt(q)) - std::asin(std::sqrt(p)));
}

void PairedMeans::Running::add(double value, double count) {
  const double from_mean = value - mean;
  mean += from_mean / count;
  squares += from_mean * (value - mean);
}

void PairedMeans::add(double first, double second) {
  if (!std::isfinite(first) || !std::isfinite(second)) {
    throw std::invalid_argument(fmt::format("paired values are finite, not {} and {}", first, second));
  }
  const double scale = std::max({1.0, std::fabs(first), std::fabs(second)});
  const bool changed = std::fabs(second - first) > kRounding * scale;
  ++pairs_;
  if (changed) ++changed_;
  const auto count = static_cast<double>(pairs_);
  first_.add(first, count);
  second_.add(second, count);
  difference_.add(changed ? second - first : 0.0, count);
}

Interval PairedMeans::interval(double confidence) const {
  if (pairs_ < 2) return {difference(), difference()};
  return student({difference(), difference_.squares / static_cast<double>(pairs_ - 1)}, pairs_, confidence);
}

double PairedMeans::effect() const {
  if (changed_ == 0) return 0.0;
  const double squares = (first_.squares + second_.squares) / 2.0;
  if (pairs_ < 2 || squares == 0.0) return std::numeric_limits<double>::quiet_NaN();
  return difference() / std::sqrt(squares / static_cast<double>(pairs_ - 1));
}

}  // namespace entente::statistics
