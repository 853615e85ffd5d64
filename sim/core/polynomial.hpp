#pragma once

#include <array>
#include <cstddef>

namespace entente {

/// coefficients[0] + coefficients[1] x + ... by Horner's rule, in exactly that order of operations.
template <std::size_t N>
constexpr double horner(const std::array<double, N>& coefficients, double x) {
  double value = coefficients[N - 1];
  for (std::size_t i = N - 1; i-- > 0;) value = value * x + coefficients[i];
  return value;
}

}  // namespace entente
