#include "analysis/statistics/nested.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "analysis/statistics/exact_sum.hpp"

namespace entente::statistics {
namespace {

/// Quantile of type 7: linear between the order statistics about rank (n - 1) p, counted from 0.
double sorted_quantile(std::span<const double> sorted, double p) {
  const double position = static_cast<double>(sorted.size() - 1) * p;
  const double floor = std::floor(position);
  const auto rank = static_cast<std::size_t>(floor);
  const std::size_t next = std::min(rank + 1, sorted.size() - 1);
  return sorted[rank] + (position - floor) * (sorted[next] - sorted[rank]);
}

}  // namespace

NestedShare nested_share(std::span<const World> worlds, double confidence) {
  std::vector<double> shares;
  shares.reserve(worlds.size());
  ExactSum simulation_variances;
  bool never = true;
  bool always = true;
  for (const auto& [successes, runs] : worlds) {
    if (runs < 2 || successes > runs) {
      throw std::invalid_argument(
          fmt::format("a world needs at least two runs and no more successes: {} in {}", successes, runs));
    }
    const double share = static_cast<double>(successes) / static_cast<double>(runs);
    const double failed = static_cast<double>(runs - successes) / static_cast<double>(runs);
    shares.push_back(share);
    simulation_variances.add(share * failed / static_cast<double>(runs - 1));
    never = never && successes == 0;
    always = always && successes == runs;
  }
  const auto [mean, variance] = moments(shares);
  const Interval spread = student(shares, confidence);
  const double within = simulation_variances.value() / static_cast<double>(shares.size());

  NestedShare nested;
  nested.mean = mean;
  nested.interval = {std::max(0.0, spread.low), std::min(1.0, spread.high)};
  if (never || always) {
    nested.interval = share_interval(always ? shares.size() : 0, shares.size(), confidence);
  }
  nested.between_sd = std::sqrt(std::max(0.0, variance - within));
  nested.within_sd = std::sqrt(within);
  std::ranges::sort(shares);
  nested.low = sorted_quantile(shares, 0.05);
  nested.high = sorted_quantile(shares, 0.95);
  return nested;
}

}  // namespace entente::statistics
