#include "sim/mechanisms/markov.hpp"

#include <algorithm>

#include "sim/core/math.hpp"

namespace entente {

namespace {

// With at most one jump expected, the term after this many is below 1e-25.
constexpr int kJumps = 24;

std::vector<double> product(const std::vector<double>& a, const std::vector<double>& b, std::size_t n) {
  std::vector<double> result(n * n, 0.0);
  for (std::size_t r = 0; r < n; ++r) {
    for (std::size_t m = 0; m < n; ++m) {
      for (std::size_t s = 0; s < n; ++s) result[r * n + s] += a[r * n + m] * b[m * n + s];
    }
  }
  return result;
}

}  // namespace

std::vector<double> transition_matrix(const std::vector<std::vector<double>>& rates, double years) {
  const std::size_t n = rates.size();
  std::vector<double> leaving(n, 0.0);
  for (std::size_t r = 0; r < n; ++r) {
    for (std::size_t s = 0; s < n; ++s) leaving[r] += r == s ? 0 : rates[r][s];
  }
  const double fastest = n == 0 ? 0 : std::ranges::max(leaving);

  std::vector<double> power(n * n, 0.0);
  for (std::size_t r = 0; r < n; ++r) power[r * n + r] = 1;
  if (!(fastest * years > 0)) return power;

  // The chain that is looked at `fastest` times a year, and jumps or stays.
  std::vector<double> jump(n * n);
  for (std::size_t r = 0; r < n; ++r) {
    for (std::size_t s = 0; s < n; ++s) {
      jump[r * n + s] = (r == s ? fastest - leaving[r] : rates[r][s]) / fastest;
    }
  }
  int halvings = 0;
  double expected = fastest * years;
  for (; expected > 1; expected /= 2) ++halvings;

  std::vector<double> result(n * n, 0.0);
  double weight = portable_exp(-expected);
  for (int jumps = 0; jumps <= kJumps; ++jumps) {
    for (std::size_t e = 0; e < n * n; ++e) result[e] += weight * power[e];
    power = product(power, jump, n);
    weight *= expected / (jumps + 1);
  }
  for (; halvings > 0; --halvings) result = product(result, result, n);
  return result;
}

std::size_t draw_state(const std::vector<double>& matrix, std::size_t states, std::size_t from, double u) {
  double cumulative = 0;
  for (std::size_t s = 0; s + 1 < states; ++s) {
    cumulative += matrix[from * states + s];
    if (u < cumulative) return s;
  }
  return states - 1;
}

}  // namespace entente
