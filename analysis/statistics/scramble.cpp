#include "analysis/statistics/scramble.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <stdexcept>

namespace entente::statistics {
namespace {

constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15;  // 2^64 over the golden ratio

/// The finaliser of D. Stafford ("Mix13"), a bijection in which every input bit reaches every output bit.
constexpr std::uint64_t mix(std::uint64_t word) {
  word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9U;
  word = (word ^ (word >> 27)) * 0x94d049bb133111ebU;
  return word ^ (word >> 31);
}

void require(bool holds, const char* rule, std::uint64_t index, std::uint64_t size) {
  if (!holds) throw std::invalid_argument(fmt::format("{}; index {}, size {}", rule, index, size));
}

}  // namespace

double owen(std::uint64_t bits, std::uint64_t key) {
  constexpr int kDigits = 52;
  const std::uint64_t first = mix(key + kGolden), second = mix(first + kGolden);
  std::uint64_t flips = 0;
  for (int k = 0; k < kDigits; ++k) {
    // The node of the binary tree above digit k, numbered from 1 at the root: the digits after a leading one.
    const std::uint64_t node = k == 0 ? 1 : (std::uint64_t{1} << k) | (bits >> (64 - k));
    flips = (flips << 1) | (mix(mix(node ^ first) ^ second) >> 63);
  }
  const std::uint64_t scrambled = (bits >> (64 - kDigits)) ^ flips;
  return (static_cast<double>(scrambled) + 0.5) * 0x1p-52;
}

std::uint64_t permuted(std::uint64_t index, std::uint64_t size, std::uint64_t key) {
  require(index < size && size <= std::uint64_t{1} << 62, "a permutation needs index < size <= 2^62", index,
          size);
  constexpr int kRounds = 12;
  const auto width = static_cast<int>(std::bit_width(size - 1));
  const int low_width = width / 2, high_width = width - low_width;
  const std::uint64_t low_mask = (std::uint64_t{1} << low_width) - 1;
  const std::uint64_t high_mask = (std::uint64_t{1} << high_width) - 1;
  do {
    std::uint64_t low = index & low_mask, high = index >> low_width;
    std::uint64_t round_key = mix(key + kGolden);
    for (int round = 0; round < kRounds; ++round) {
      round_key += kGolden;
      high ^= mix(mix(round_key) ^ low) & high_mask;
      round_key += kGolden;
      low ^= mix(mix(round_key) ^ high) & low_mask;
    }
    index = (high << low_width) | low;
  } while (index >= size);
  return index;
}

double stratified(std::uint64_t index, std::uint64_t size, std::uint64_t key, double jitter) {
  require(index < size && size <= std::uint64_t{1} << 40, "a stratum needs index < size <= 2^40", index,
          size);
  if (!(jitter > 0.0 && jitter < 1.0)) {
    throw std::invalid_argument(fmt::format("a stratum needs 0 < jitter < 1, not {}", jitter));
  }
  const auto count = static_cast<double>(size);
  const double margin = count * 0x1p-51;
  const auto stratum = static_cast<double>(permuted(index, size, key));
  return (stratum + std::clamp(jitter, margin, 1.0 - margin)) / count;
}

}  // namespace entente::statistics
