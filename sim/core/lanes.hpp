#pragma once

#include <cstddef>

namespace entente {

/// Searches in rows of doubles, several at a time, by Highway: compiled for each instruction set that a
/// machine may have, chosen at the first call. Only comparisons, sums, differences and maxima of single
/// numbers, so that all of them give the same answers.

/// The highest of `count` numbers, none of them NaN; −∞ of none.
double highest_of(const double* values, std::size_t count);

/// Asks where a row of numbers is at least `bound`.
struct AtLeast {
  const double* values;
  double bound;
};

/// The first k in [begin, end) of which both are true; `end` if there is none.
std::size_t first_reaching(AtLeast a, AtLeast b, std::size_t begin, std::size_t end);

/// Asks where a row of numbers, less `shift`, is above `bound`, or is at least at it.
struct Shifted {
  const double* values;
  double shift;
  double bound;
};

/// The first k in [begin, end) where `above` is above its bound once `barred` (0 or −∞ each) has been added
/// to its numbers, and `reaching` at least at its own; `end` if there is none.
std::size_t first_above(Shifted above, Shifted reaching, const double* barred, std::size_t begin,
                        std::size_t end);

}  // namespace entente
