#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/core/hash.hpp"

namespace entente {

/// Numbers for tests, the same from every build for the same seed.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(mix_bits(seed + 1)) {}

  /// Uniform on [low, high).
  double uniform(double low = 0, double high = 1) {
    return low + (high - low) * (static_cast<double>(next() >> 11) * 0x1p-53);
  }
  /// A whole number in [0, count).
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }
  bool chance(double probability) { return uniform() < probability; }
  /// A multiple of 1/steps in [low, high]: equal values are likely.
  double coarse(double low, double high, std::size_t steps) {
    return low + (high - low) * static_cast<double>(below(steps + 1)) / static_cast<double>(steps);
  }

 private:
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15U;
    return mix_bits(state_);
  }
  std::uint64_t state_;
};

}  // namespace entente
