#include "analysis/statistics/sobol.hpp"

#include <fmt/format.h>

#include <bit>
#include <boost/random/sobol.hpp>
#include <stdexcept>

namespace entente::statistics {
namespace {

constexpr std::size_t kDigits = 64;

static_assert(Sobol::kMostDimensions == boost::random::default_sobol_table::max_dimension);

std::size_t allowed(std::size_t dimensions) {
  if (dimensions == 0 || dimensions > Sobol::kMostDimensions) {
    throw std::invalid_argument(
        fmt::format("a Sobol' sequence has 1 to {} dimensions, not {}", Sobol::kMostDimensions, dimensions));
  }
  return dimensions;
}

}  // namespace

Sobol::Sobol(std::size_t dimensions) : dimensions_(allowed(dimensions)), directions_(kDigits * dimensions) {
  // Boost leaves out point 0, so that its seed i gives point i + 1. The Gray code of 2^j has the digits j and
  // j - 1: v_0 = point 1, and v_j = point 2^j less v_(j - 1).
  boost::random::sobol engine(dimensions);
  for (std::size_t j = 0; j < kDigits; ++j) {
    engine.seed((std::uint64_t{1} << j) - 1);
    for (std::size_t d = 0; d < dimensions_; ++d) {
      const std::uint64_t before = j == 0 ? 0 : directions_[(j - 1) * dimensions_ + d];
      directions_[j * dimensions_ + d] = engine() ^ before;
    }
  }
}

void Sobol::point(std::uint64_t index, std::span<std::uint64_t> bits) const {
  if (bits.size() != dimensions_) {
    throw std::invalid_argument(
        fmt::format("a Sobol' point of {} dimensions was asked for {}", dimensions_, bits.size()));
  }
  for (std::uint64_t& coordinate : bits) coordinate = 0;
  for (std::uint64_t gray = index ^ (index >> 1); gray != 0; gray &= gray - 1) {
    const auto j = static_cast<std::size_t>(std::countr_zero(gray));
    const std::uint64_t* direction = &directions_[j * dimensions_];
    for (std::size_t d = 0; d < dimensions_; ++d) bits[d] ^= direction[d];
  }
}

double unit(std::uint64_t bits) { return static_cast<double>(bits >> 11) * 0x1p-53; }

}  // namespace entente::statistics
