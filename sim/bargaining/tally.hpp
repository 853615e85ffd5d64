#pragma once

#include <cstddef>

namespace entente {

/// Votes for the first of two options and for the second, each summed; both ≥ 0.
struct Tally {
  double first = 0;
  double second = 0;
};

/// Adds up vote(k) for k below `voters`: positive votes are for the first option, negative ones for the
/// second. Four sums in parallel, so that the compiler can use vector instructions; their order is fixed, so
/// the bytes are too.
template <class Vote>
Tally tally(std::size_t voters, const Vote& vote) {
  constexpr std::size_t kLanes = 4;
  double first[kLanes] = {};
  double second[kLanes] = {};
  const auto count = [&](std::size_t lane, double v) {
    first[lane] += v > 0 ? v : 0;
    second[lane] += v < 0 ? -v : 0;
  };
  std::size_t k = 0;
  for (; k + kLanes <= voters; k += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) count(lane, vote(k + lane));
  }
  for (; k < voters; ++k) count(0, vote(k));
  return {(first[0] + first[1]) + (first[2] + first[3]), (second[0] + second[1]) + (second[2] + second[3])};
}

}  // namespace entente
