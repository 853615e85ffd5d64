#include "sim/experiment/claim_verdict.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace entente {
namespace {

ClaimEstimate unknown_estimate() {
  return {std::numeric_limits<double>::quiet_NaN(),
          {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()},
          0};
}

ClaimEstimate mean_of(const std::vector<double>& values, double confidence) {
  if (values.size() < 2) return unknown_estimate();
  return {statistics::moments(values).mean, statistics::student(values, confidence), values.size()};
}

}  // namespace

const char* name_of(ClaimVerdict verdict) {
  constexpr std::array<const char*, 5> kNames{"holds", "fails", "cannot fail", "undecided", "untested"};
  return kNames[static_cast<std::size_t>(verdict)];
}

ClaimEstimate estimate_level(std::span<const double> values, bool is_share, double confidence) {
  std::vector<double> counted;
  std::ranges::copy_if(values, std::back_inserter(counted), [](double value) { return !std::isnan(value); });
  if (!is_share) return mean_of(counted, confidence);
  if (counted.empty()) return unknown_estimate();
  const auto yes = static_cast<std::uint64_t>(std::ranges::count(counted, 1.0));
  return {static_cast<double>(yes) / static_cast<double>(counted.size()),
          statistics::share_interval(yes, counted.size(), confidence), counted.size()};
}

ClaimEstimate estimate_difference(std::span<const double> base, std::span<const double> changed,
                                  bool is_share, double confidence) {
  std::vector<double> differences;
  for (std::size_t r = 0; r < base.size(); ++r) {
    if (!std::isnan(base[r]) && !std::isnan(changed[r])) differences.push_back(changed[r] - base[r]);
  }
  if (!is_share) return mean_of(differences, confidence);
  if (differences.empty()) return unknown_estimate();
  const std::uint64_t n = differences.size();
  const auto to_yes = static_cast<std::uint64_t>(std::ranges::count(differences, 1.0));
  const auto to_no = static_cast<std::uint64_t>(std::ranges::count(differences, -1.0));
  const double each = 1 - (1 - confidence) / 2;
  const statistics::Interval more = statistics::share_interval(to_yes, n, each);
  const statistics::Interval less = statistics::share_interval(to_no, n, each);
  const double measured = (static_cast<double>(to_yes) - static_cast<double>(to_no)) / static_cast<double>(n);
  return {measured, {more.low - less.high, more.high - less.low}, n};
}

ClaimVerdict verdict_of(const ClaimTest& test, const ClaimEstimate& estimate) {
  if (estimate.counted < kLeastCounted) return ClaimVerdict::Untested;
  const statistics::Interval& interval = estimate.interval;
  if (interval.low > test.low && interval.high < test.high) return ClaimVerdict::Holds;
  if (interval.high <= test.low || interval.low >= test.high) return ClaimVerdict::Fails;
  return ClaimVerdict::Undecided;
}

}  // namespace entente
