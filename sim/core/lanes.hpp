#pragma once

#include <cstddef>
#include <span>

namespace entente {

/// Loops over rows of doubles, several at a time, by Highway: compiled for each instruction set that a
/// machine may have, chosen at the first call. Only comparisons, sums, differences and maxima of single
/// numbers, so that all of them give the same answers. No number is NaN.

/// A row of numbers and the highest of each block of kLength of them, the last perhaps shorter: a search
/// looks into the few blocks that may hold what it looks for.
struct Blocks {
  static constexpr std::size_t kLength = 16;
  std::span<const double> values;
  std::span<const double> maxima;
};
constexpr std::size_t blocks_of(std::size_t count) { return (count + Blocks::kLength - 1) / Blocks::kLength; }
/// Writes blocks_of(values.size()) maxima.
void find_maxima(std::span<const double> values, double* maxima);
/// −∞ of none.
double highest_of(const Blocks& row);

/// out[k] = a[k] + b[k] for k < count.
void add_rows(const double* a, const double* b, std::size_t count, double* out);

/// Asks where a row, less `shift`, is at least at `bound`, or above it.
struct Bounded {
  Blocks row;
  double bound;
  double shift = 0;
};

/// The first k in [begin, end) where both rows are at least at their bounds; `end` if there is none.
std::size_t first_reaching(const Bounded& a, const Bounded& b, std::size_t begin, std::size_t end);

/// The first k in [begin, end) where `above` is above its bound once `barred` (0 or −∞ each) has been added,
/// and `reaching` at least at its own; `end` if there is none.
std::size_t first_above(const Bounded& above, const Bounded& reaching, const double* barred,
                        std::size_t begin, std::size_t end);

}  // namespace entente
