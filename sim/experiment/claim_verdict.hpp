#pragma once

#include <cstdint>
#include <span>

#include "analysis/statistics/interval.hpp"
#include "sim/experiment/claims.hpp"

namespace entente {

/// What the simulation says to an emergent claim.
enum class ClaimVerdict : std::uint8_t {
  Holds,
  Fails,
  CannotFail,  ///< it holds, but it would in (nearly) any scenario: that it does here says nothing
  Undecided,   ///< the interval reaches over the bound
  Untested     ///< its condition came up in fewer than kLeastCounted runs
};
/// "holds", "fails", "cannot fail", "undecided", "untested".
const char* name_of(ClaimVerdict verdict);

inline constexpr std::uint64_t kLeastCounted = 30;
/// A claim that fails in a smaller share of random scenarios than this cannot fail.
inline constexpr double kLeastSeverity = 0.05;

/// A mean, or a mean difference, over the runs that count.
struct ClaimEstimate {
  double measured = 0;
  statistics::Interval interval;
  std::uint64_t counted = 0;
};

/// The values of the runs in question, those that are NaN left out. A share of runs: Wilson's interval, the
/// exact bound where it is never or always so. A mean: Student's.
ClaimEstimate estimate_level(std::span<const double> values, bool is_share, double confidence);

/// The mean of `changed` − `base`, run by run; runs that are NaN in one of them are left out. Newcombe's
/// interval for shares, Student's of the differences for everything else (statistics/paired).
ClaimEstimate estimate_difference(std::span<const double> base, std::span<const double> changed,
                                  bool is_share, double confidence);

/// Holds where the whole interval is as expected, fails where none of it is.
ClaimVerdict verdict_of(const ClaimTest& test, const ClaimEstimate& estimate);

}  // namespace entente
