#include "sim/experiment/claim_verdict.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "analysis/statistics/paired.hpp"

namespace entente {
namespace {

ClaimEstimate unknown_estimate() {
  return {std::numeric_limits<double>::quiet_NaN(),
          {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()},
          0};
}

}  // namespace

const char* name_of(ClaimVerdict verdict) {
  constexpr std::array<const char*, 5> kNames{"holds", "fails", "cannot fail", "undecided", "untested"};
  return kNames[static_cast<std::size_t>(verdict)];
}

ClaimEstimate estimate_level(std::span<const double> values, bool is_share, double confidence) {
  std::vector<double> counted;
  std::ranges::copy_if(values, std::back_inserter(counted), [](double value) { return !std::isnan(value); });
  if (counted.empty() || (!is_share && counted.size() < 2)) return unknown_estimate();
  if (!is_share)
    return {statistics::moments(counted).mean, statistics::student(counted, confidence), counted.size()};
  const auto yes = static_cast<std::uint64_t>(std::ranges::count(counted, 1.0));
  return {static_cast<double>(yes) / static_cast<double>(counted.size()),
          statistics::share_interval(yes, counted.size(), confidence), counted.size()};
}

ClaimEstimate estimate_difference(std::span<const double> base, std::span<const double> changed,
                                  bool is_share, double confidence) {
  statistics::PairedCounts counts;
  statistics::PairedMeans means;
  for (std::size_t r = 0; r < base.size(); ++r) {
    if (std::isnan(base[r]) || std::isnan(changed[r])) continue;
    counts.add(base[r] == 1, changed[r] == 1);
    means.add(base[r], changed[r]);
  }
  if (means.pairs() < 2) return unknown_estimate();
  return {means.difference(),
          is_share ? statistics::paired_difference(counts, confidence) : means.interval(confidence),
          means.pairs()};
}

ClaimVerdict verdict_of(const ClaimTest& test, const ClaimEstimate& estimate) {
  if (estimate.counted < kLeastCounted) return ClaimVerdict::Untested;
  const statistics::Interval& interval = estimate.interval;
  if (interval.low > test.low && interval.high < test.high) return ClaimVerdict::Holds;
  if (interval.high <= test.low || interval.low >= test.high) return ClaimVerdict::Fails;
  return ClaimVerdict::Undecided;
}

}  // namespace entente
