#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include "analysis/statistics/law.hpp"
#include "tests/analysis/draws.hpp"

/// Laws of every kind and places to ask for their quantiles.

namespace entente::statistics {

/// Laws whose distribution function is smooth on the scale of 2^-32 of the law.
inline std::vector<Law> smooth_laws() {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  return {Uniform{-2.0, 5.0},
          LogUniform{1e-3, 1e5},
          LogUniform{1000.0, 1000.001},
          Triangular{0.0, 1.0, 5.0},
          Triangular{-3.0, -3.0, 2.0},
          Triangular{-3.0, 2.0, 2.0},
          Normal{0.0, 1.0},
          Normal{1e6, 3.0},
          TruncatedNormal{0.0, 1.0, -1.0, 2.0},
          TruncatedNormal{0.0, 1.0, 8.0, 9.0},
          TruncatedNormal{5.0, 2.0, -50.0, -45.0},
          TruncatedNormal{0.0, 1.0, 29.0, infinity},
          TruncatedNormal{0.0, 1.0, 5.0, 5.000001},
          TruncatedNormal{0.0, 1.0, -2e-9, 1e-9},
          TruncatedNormal{0.0, 1.0, -0.2, 0.4},
          TruncatedNormal{3.0, 2.0, -infinity, infinity},
          LogNormal{2.0, 0.5},
          LogNormal{1e-3, 1e-4},
          LogNormal{1.0, 10.0},
          Beta{2.0, 5.0},
          Beta{1.0, 1.0, -1.0, 1.0},
          Beta{0.8, 9000.0, 3.0, 7.0},
          Beta{10000.0, 2.0},
          Beta{0.5, 0.5, 0.0, 1e-3}};
}

/// Laws with most of their mass at places that a double cannot tell apart, and a discrete one.
inline std::vector<Law> rough_laws() {
  return {Beta{0.01, 0.02}, Beta{0.001, 0.001}, Beta{10000.0, 0.001}, Beta{0.001, 3.0},
          Discrete{{3.0, 1.0, 2.0}, {1.0, 5.0, 2.0}}};
}

inline std::vector<Law> all_laws() {
  std::vector<Law> laws = smooth_laws();
  for (Law& law : rough_laws()) laws.push_back(std::move(law));
  return laws;
}

/// Uniforms, some of them deep in either tail.
inline std::vector<double> uniforms_with_tails(std::size_t count) {
  SplitMix random(20240601);
  std::vector<double> result{0x1p-53,      0.25, 0.5, std::nextafter(0.5, 0.0), std::nextafter(0.5, 1.0),
                             1.0 - 0x1p-53};
  while (result.size() < count) {
    const double u = random.uniform();
    result.push_back(u);
    result.push_back(std::exp2(-52.0 * u));
    result.push_back(std::min(1.0 - std::exp2(-52.0 * u), 1.0 - 0x1p-53));
  }
  return result;
}

}  // namespace entente::statistics
