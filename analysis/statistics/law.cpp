#include "analysis/statistics/law.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <utility>

#include "analysis/statistics/rounding.hpp"

namespace entente::statistics {
namespace {

using rounding::Probe;
using rounding::TruncatedNormalKernel;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Supports.

using Support = std::pair<double, double>;

/// The values with positive weight and their weights, in increasing order.
std::vector<std::pair<double, double>> in_order(const Discrete& law) {
  std::vector<std::pair<double, double>> atoms;
  atoms.reserve(law.values.size());
  for (std::size_t i = 0; i < law.values.size(); ++i) {
    if (law.weights[i] > 0.0) atoms.emplace_back(law.values[i], law.weights[i]);
  }
  if (!std::ranges::is_sorted(atoms)) std::ranges::sort(atoms);
  return atoms;
}

struct Ends {
  template <typename Between>
  Support operator()(const Between& law) const {
    return {law.low, law.high};
  }
  Support operator()(const Normal&) const { return {-kInfinity, kInfinity}; }
  Support operator()(const LogNormal&) const { return {0.0, kInfinity}; }
  Support operator()(const Discrete& law) const {
    const auto atoms = in_order(law);
    return {atoms.front().first, atoms.back().first};
  }
};

// Quantiles of 0 < u < 1.

TruncatedNormalKernel kernel(const TruncatedNormal& law) {
  return {(law.low - law.mean) / law.sd, (law.high - law.mean) / law.sd};
}

/// The point from which the kernel of a truncated normal measures, in the law's own unit.
double origin(const TruncatedNormal& law, const TruncatedNormalKernel& standard) {
  return standard.narrow() ? law.low : std::clamp(law.mean, law.low, law.high);
}

struct Quantile {
  double u;
  Probe* probe;

  double operator()(const Uniform& law) const {
    return std::min(law.low + (law.high - law.low) * u, law.high);
  }

  double operator()(const LogUniform& law) const {
    const double length = rounding::log_of_one_plus((law.high - law.low) / law.low, probe);
    return std::clamp(law.low * rounding::growth(u * length, probe), law.low, law.high);
  }

  double operator()(const Triangular& law) const {
    const double width = law.high - law.low;
    const double below = (law.mode - law.low) / width;
    if (u < below) return std::min(law.low + width * std::sqrt(u * below), law.mode);
    return std::max(law.high - width * std::sqrt((1.0 - u) * ((law.high - law.mode) / width)), law.mode);
  }

  double operator()(const Normal& law) const {
    return law.mean + law.sd * rounding::normal_quantile(u, probe);
  }

  double operator()(const TruncatedNormal& law) const {
    const TruncatedNormalKernel standard = kernel(law);
    return std::clamp(origin(law, standard) + law.sd * standard.offset(u, probe), law.low, law.high);
  }

  double operator()(const LogNormal& law) const {
    return law.median * rounding::growth(law.spread * rounding::normal_quantile(u, probe), probe);
  }

  double operator()(const Beta& law) const {
    const auto [distance, from_top] = rounding::beta_quantile(law.a, law.b, u, probe);
    const double width = law.high - law.low, middle = law.low + 0.5 * width;
    if (from_top) return std::max(law.high - width * distance, middle);
    return std::min(law.low + width * distance, middle);
  }

  double operator()(const Discrete& law) const {
    const auto atoms = in_order(law);
    double total = 0.0;
    for (const auto& [value, weight] : atoms) total += weight;
    double sum = 0.0;
    for (const auto& [value, weight] : atoms) {
      sum += weight;
      if (sum > u * total) return value;
    }
    return atoms.back().first;
  }
};

// Distribution functions inside the support.

struct Cumulative {
  double x;

  double operator()(const Uniform& law) const { return (x - law.low) / (law.high - law.low); }

  double operator()(const LogUniform& law) const {
    return std::log1p((x - law.low) / law.low) / std::log1p((law.high - law.low) / law.low);
  }

  double operator()(const Triangular& law) const {
    const double width = law.high - law.low;
    const double from_low = (x - law.low) / width, from_high = (law.high - x) / width;
    if (x < law.mode) return from_low * from_low / ((law.mode - law.low) / width);
    return x == law.high ? 1.0 : 1.0 - from_high * from_high / ((law.high - law.mode) / width);
  }

  double operator()(const Normal& law) const { return rounding::normal_tail((law.mean - x) / law.sd); }

  double operator()(const TruncatedNormal& law) const {
    const TruncatedNormalKernel standard = kernel(law);
    return standard.cumulative((x - origin(law, standard)) / law.sd);
  }

  double operator()(const LogNormal& law) const {
    return rounding::normal_tail(std::log(law.median / x) / law.spread);
  }

  double operator()(const Beta& law) const {
    const double width = law.high - law.low;
    const double from_low = (x - law.low) / width, from_high = (law.high - x) / width;
    if (from_low <= 0.5) return rounding::beta_cumulative(law.a, law.b, from_low);
    return 1.0 - rounding::beta_cumulative(law.b, law.a, from_high);
  }

  double operator()(const Discrete& law) const {
    double sum = 0.0, total = 0.0;
    for (const auto& [value, weight] : in_order(law)) {
      total += weight;
      if (value <= x) sum = total;
    }
    return sum / total;
  }
};

}  // namespace

double quantile(const Law& law, double u) { return rounding::probed_quantile(law, u, nullptr); }

double rounding::probed_quantile(const Law& law, double u, Probe* probe) {
  if (!(u >= 0.0 && u <= 1.0))
    throw std::domain_error(fmt::format("a quantile needs 0 <= u <= 1, not {}", u));
  if (u > 0.0 && u < 1.0) return std::visit(Quantile{u, probe}, law);
  const auto [low, high] = std::visit(Ends{}, law);
  const double end = u == 0.0 ? low : high;
  if (std::isinf(end)) throw std::domain_error(fmt::format("u is {} and that end of the law is infinite", u));
  return end;
}

double cumulative(const Law& law, double x) {
  const auto [low, high] = std::visit(Ends{}, law);
  if (x < low) return 0.0;
  if (x >= high) return 1.0;
  if (x == low && !std::holds_alternative<Discrete>(law)) return 0.0;
  return std::visit(Cumulative{x}, law);
}

bool bounded(const Law& law) {
  const auto [low, high] = std::visit(Ends{}, law);
  return std::isfinite(low) && std::isfinite(high);
}

}  // namespace entente::statistics
