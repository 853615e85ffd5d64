#include "analysis/statistics/crossing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "analysis/statistics/paired.hpp"
#include "analysis/statistics/scramble.hpp"

namespace entente::statistics {
namespace {

constexpr double kConfidence = 0.95;
constexpr double kBelow = -std::numeric_limits<double>::infinity();
constexpr double kAbove = std::numeric_limits<double>::infinity();

void check_curve(const ResponseCurve& curve, double level, std::size_t replicates) {
  const bool grid = curve.xs.size() >= 2 && curve.responses.size() == curve.xs.size() &&
                    std::ranges::adjacent_find(curve.xs, std::greater_equal()) == curve.xs.end();
  if (!grid) throw std::invalid_argument("a curve has responses at two or more values in increasing order");
  const std::size_t units = curve.responses.front().size();
  const bool full =
      units >= 2 && std::ranges::all_of(curve.responses, [&](const auto& at) { return at.size() == units; });
  if (!full) throw std::invalid_argument("a curve has a response of each of two or more units at each value");
  if (!(level > 0.0 && level < 1.0) || replicates == 0)
    throw std::invalid_argument("a level is between 0 and 1, and replicates are needed");
}

/// Shares as a sequence that should not fall.
std::vector<double> monotone(std::vector<double> shares, bool rising) {
  if (!rising) std::ranges::transform(shares, shares.begin(), std::negate());
  std::vector<double> fit = isotonic(shares);
  if (!rising) std::ranges::transform(fit, fit.begin(), std::negate());
  return fit;
}

/// Where the fit first reaches the level coming from the first value; infinite where it lies beyond the ends.
double reach(const std::vector<double>& xs, const std::vector<double>& fit, double level, bool rising) {
  const auto beyond = [&](double share) { return rising ? share >= level : share <= level; };
  if (beyond(fit.front())) return kBelow;
  for (std::size_t g = 1; g < xs.size(); ++g) {
    if (!beyond(fit[g])) continue;
    return xs[g - 1] + (xs[g] - xs[g - 1]) * (level - fit[g - 1]) / (fit[g] - fit[g - 1]);
  }
  return kAbove;
}

/// Responses of the first of two values, the second.
PairedCounts paired(const ResponseCurve& curve, std::size_t first, std::size_t second) {
  PairedCounts counts;
  for (std::size_t u = 0; u < curve.responses[first].size(); ++u)
    counts.add(curve.responses[first][u] != 0, curve.responses[second][u] != 0);
  return counts;
}

std::optional<std::pair<std::size_t, std::size_t>> against(const ResponseCurve& curve,
                                                           const Crossing& found) {
  const std::size_t values = curve.xs.size();
  const double pairs = static_cast<double>(values * (values - 1)) / 2.0;
  std::optional<std::pair<std::size_t, std::size_t>> worst;
  double most = 0.0;
  for (std::size_t i = 0; i < values; ++i) {
    for (std::size_t j = i + 1; j < values; ++j) {
      const double fall =
          found.rising ? found.shares[i] - found.shares[j] : found.shares[j] - found.shares[i];
      if (fall <= most) continue;
      const Interval interval = paired_difference(paired(curve, i, j), 1.0 - (1.0 - kConfidence) / pairs);
      if (found.rising ? interval.high >= 0.0 : interval.low <= 0.0) continue;
      most = fall;
      worst = {i, j};
    }
  }
  return worst;
}

}  // namespace

std::vector<double> isotonic(std::span<const double> values) {
  struct Pool {
    double sum;
    std::size_t count;
    double mean() const { return sum / static_cast<double>(count); }
  };
  std::vector<Pool> pools;
  for (const double value : values) {
    pools.push_back({value, 1});
    while (pools.size() > 1 && pools[pools.size() - 2].mean() >= pools.back().mean()) {
      const Pool last = pools.back();
      pools.pop_back();
      pools.back().sum += last.sum;
      pools.back().count += last.count;
    }
  }
  std::vector<double> fit;
  for (const Pool& pool : pools) fit.insert(fit.end(), pool.count, pool.mean());
  return fit;
}

Crossing crossing(const ResponseCurve& curve, double level, std::uint64_t key, std::size_t replicates) {
  check_curve(curve, level, replicates);
  const std::size_t units = curve.responses.front().size();
  Crossing found;
  for (const auto& at : curve.responses) {
    const auto responded = std::ranges::count_if(at, [](std::uint8_t one) { return one != 0; });
    found.shares.push_back(static_cast<double>(responded) / static_cast<double>(units));
  }
  found.rising = found.shares.back() >= found.shares.front();
  found.fit = monotone(found.shares, found.rising);
  const double value = reach(curve.xs, found.fit, level, found.rising);
  if (std::isfinite(value)) found.value = value;
  found.against = against(curve, found);

  std::vector<double> drawn;
  std::vector<double> shares(curve.xs.size());
  constexpr std::uint64_t kRange = std::uint64_t{1} << 62;
  std::vector<std::uint32_t> times(units);
  for (std::size_t b = 0; b < replicates; ++b) {
    std::ranges::fill(times, 0U);
    for (std::size_t u = 0; u < units; ++u) ++times[permuted(b * units + u, kRange, key) % units];
    for (std::size_t g = 0; g < shares.size(); ++g) {
      std::uint64_t responded = 0;
      for (std::size_t u = 0; u < units; ++u) responded += curve.responses[g][u] != 0 ? times[u] : 0U;
      shares[g] = static_cast<double>(responded) / static_cast<double>(units);
    }
    drawn.push_back(reach(curve.xs, monotone(shares, found.rising), level, found.rising));
  }
  std::ranges::sort(drawn);
  const auto tail = static_cast<std::size_t>((1.0 - kConfidence) / 2.0 * static_cast<double>(replicates));
  const double low = std::min(drawn[tail], value);
  const double high = std::max(drawn[replicates - 1 - tail], value);
  // Outwards to the values of the grid.
  if (low >= curve.xs.front() && low <= curve.xs.back()) {
    found.low = *(std::ranges::upper_bound(curve.xs, low) - 1);
  } else if (low > curve.xs.back()) {
    found.low = curve.xs.back();
  }
  if (high >= curve.xs.front() && high <= curve.xs.back()) {
    found.high = *std::ranges::lower_bound(curve.xs, high);
  } else if (high < curve.xs.front()) {
    found.high = curve.xs.front();
  }
  return found;
}

}  // namespace entente::statistics
