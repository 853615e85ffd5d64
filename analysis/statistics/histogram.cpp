#include "analysis/statistics/histogram.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace entente::statistics {

Histogram::Histogram(double from, double to, std::size_t bins) : low(from), high(to) {
  const double width = to - from;
  if (!(width > 0.0 && std::isfinite(width)) || bins == 0) {
    throw std::invalid_argument(fmt::format("no histogram of {} bins over [{}, {})", bins, from, to));
  }
  const double coarsest = std::max(std::fabs(from), std::fabs(to)) * std::numeric_limits<double>::epsilon();
  if (!(width / static_cast<double>(bins) > 2.0 * coarsest)) {
    throw std::invalid_argument(
        fmt::format("{} bins over [{}, {}) are too narrow to tell apart", bins, from, to));
  }
  counts.assign(bins, 0);
}

double Histogram::edge(std::size_t i) const {
  if (i >= counts.size()) return high;
  return low + (high - low) * (static_cast<double>(i) / static_cast<double>(counts.size()));
}

double Histogram::resolution() const { return (high - low) / static_cast<double>(counts.size()); }

std::uint64_t Histogram::total() const {
  std::uint64_t sum = below + above;
  for (const std::uint64_t count : counts) sum += count;
  return sum;
}

void Histogram::add(double value) {
  if (std::isnan(value)) throw std::invalid_argument("a histogram cannot take a NaN");
  if (value < low) {
    ++below;
  } else if (value >= high) {
    ++above;
  } else {
    // The quotient may be off by a rounding at an edge; the edges decide.
    auto bin = std::min(static_cast<std::size_t>((value - low) / resolution()), counts.size() - 1);
    while (value < edge(bin)) --bin;
    while (value >= edge(bin + 1)) ++bin;
    ++counts[bin];
  }
}

void Histogram::add(const Histogram& other) {
  if (low != other.low || high != other.high || counts.size() != other.counts.size()) {
    throw std::invalid_argument(
        fmt::format("a histogram of {} bins over [{}, {}) cannot take one of {} bins over [{}, {})",
                    counts.size(), low, high, other.counts.size(), other.low, other.high));
  }
  below += other.below;
  above += other.above;
  for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += other.counts[i];
}

/// Estimate of the value with so many values before it.
double Histogram::ranked(std::uint64_t rank) const {
  if (rank < below) return -std::numeric_limits<double>::infinity();
  rank -= below;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (rank < counts[i]) {
      const double part = (static_cast<double>(rank) + 0.5) / static_cast<double>(counts[i]);
      return edge(i) + part * (edge(i + 1) - edge(i));
    }
    rank -= counts[i];
  }
  return std::numeric_limits<double>::infinity();
}

double Histogram::quantile(double p) const {
  const std::uint64_t values = total();
  if (!(p >= 0.0 && p <= 1.0) || values == 0) {
    throw std::invalid_argument(fmt::format("no quantile {} of {} values", p, values));
  }
  const double position = static_cast<double>(values - 1) * p;
  const double floor = std::floor(position);
  const auto rank = static_cast<std::uint64_t>(floor);
  const double before = ranked(rank);
  const double weight = position - floor;
  // An infinite neighbour counts only when it has a weight.
  return weight == 0.0 ? before : (1.0 - weight) * before + weight * ranked(rank + 1);
}

}  // namespace entente::statistics
