#include "bench/floor_kernels.hpp"

#include <algorithm>

namespace entente::floor {

double least_odds_against(double z) {
  const double below = std::min(z, 0.0);
  const double half_square = 0.5 * below * below;
  return std::max(1.7777 - 0.7112 * z, 1 + half_square * (2 + half_square));
}

void multiply_odds_against(const double* values, const double* rates, double limit,
                           std::span<double> needed) {
  for (std::size_t k = 0; k < needed.size(); ++k) {
    needed[k] *= least_odds_against((values[k] - limit) * rates[k]);
  }
}

void add_shift(const double* own, double shift, std::span<double> most) {
  for (std::size_t k = 0; k < most.size(); ++k) most[k] = own[k] + shift;
}

void add_hope(const double* own, const double* thresholds, double weight, std::span<const double> steps,
              double lowest, double steps_per_unit, std::span<double> most) {
  const double last = static_cast<double>(steps.size() - 1);
  for (std::size_t k = 0; k < most.size(); ++k) {
    const double step = std::clamp((thresholds[k] - lowest) * steps_per_unit, 0.0, last);
    most[k] += weight * std::max(0.0, steps[static_cast<std::uint32_t>(step)] - own[k]);
  }
}

void add_hope(const double* own, double highest, double weight, std::span<double> most) {
  for (std::size_t k = 0; k < most.size(); ++k) most[k] += weight * std::max(0.0, highest - own[k]);
}

bool any_reaches(const double* own, double least, std::span<const double> most,
                 std::span<const double> needed) {
  // The smaller of the two distances, negative where the package falls short; the largest of these.
  double largest = -1;
  for (std::size_t k = 0; k < most.size(); ++k) {
    largest = std::max(largest, std::min(most[k] - needed[k], own[k] - least));
  }
  return largest >= 0;
}

std::uint64_t count_above(std::span<const double> a, double limit_a, const double* b, double limit_b) {
  std::uint64_t count = 0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    count += std::max(a[k] - limit_a, b[k] - limit_b) > 0 ? 1U : 0U;
  }
  return count;
}

void spread(std::span<const double> low, std::span<const double> high, double* out) {
  for (const double of_high : high) {
    for (const double of_low : low) *out++ = of_low + of_high;
  }
}

}  // namespace entente::floor
