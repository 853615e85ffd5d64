#include "sim/solution/dominance.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

namespace entente {

namespace {

/// A package with its utilities in a row of `values`.
struct Candidate {
  double sum = 0;
  PackageIndex package = 0;
  std::uint32_t row = 0;
};

/// Candidates and their utilities, row by row.
struct Candidates {
  std::size_t actors = 0;
  std::vector<double> values;
  std::vector<Candidate> list;

  const double* row(const Candidate& candidate) const { return values.data() + candidate.row * actors; }
};

bool beats(const double* y, const double* x, std::span<const double> tolerance) {
  bool better = false;
  for (std::size_t i = 0; i < tolerance.size(); ++i) {
    if (y[i] < x[i]) return false;
    better = better || y[i] > x[i] + tolerance[i];
  }
  return better;
}

/// One pass against a few strong packages, those of the largest sums met so far, which beat most of the
/// others (linear elimination sort, P. Godfrey, R. Shipley and J. Gryz, VLDB Journal 16, 2007).
Candidates eliminate(UtilityRows utilities, std::span<const std::uint8_t> allowed,
                     std::span<const double> tolerance) {
  constexpr std::size_t kStrong = 12;
  const std::size_t n = utilities.size();
  Candidates result;
  result.actors = n;
  std::vector<double> strong(kStrong * n);
  std::array<double, kStrong> sums{};
  std::size_t count = 0;
  std::vector<double> x(n);
  for (PackageIndex package = 0; package < allowed.size(); ++package) {
    if (allowed[package] == 0) continue;
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
      x[i] = utilities[i][package];
      sum += x[i];
    }
    bool beaten = false;
    for (std::size_t s = 0; s < count && !beaten; ++s) {
      if (sums[s] < sum || !beats(strong.data() + s * n, x.data(), tolerance)) continue;
      beaten = true;
      // What beats one package is likely to beat the next: it is asked first.
      if (s == 0) continue;
      std::swap_ranges(strong.begin(), strong.begin() + static_cast<std::ptrdiff_t>(n),
                       strong.begin() + static_cast<std::ptrdiff_t>(s * n));
      std::swap(sums[0], sums[s]);
    }
    if (beaten) continue;
    const std::size_t rows = result.list.size();
    result.list.push_back({sum, package, static_cast<std::uint32_t>(rows)});
    result.values.insert(result.values.end(), x.begin(), x.end());
    std::size_t place = count;
    if (count < kStrong) {
      ++count;
    } else {
      place = static_cast<std::size_t>(std::ranges::min_element(sums) - sums.begin());
      if (sums[place] >= sum) continue;
    }
    sums[place] = sum;
    std::ranges::copy(x, strong.begin() + static_cast<std::ptrdiff_t>(place * n));
  }
  return result;
}

/// Two actors: sorted by what the first gets, best first, a package stands unless the best that the second
/// has had so far beats it.
std::vector<PackageIndex> sweep(const Candidates& candidates, std::span<const double> tolerance) {
  std::vector<std::array<double, 2>> points;
  for (const Candidate& it : candidates.list)
    points.push_back({candidates.row(it)[0], candidates.row(it)[1]});
  std::vector<std::uint32_t> order(points.size());
  for (std::uint32_t k = 0; k < order.size(); ++k) order[k] = k;
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) { return points[a] > points[b]; });
  std::vector<PackageIndex> result;
  constexpr double kNone = -std::numeric_limits<double>::infinity();
  // The second's best among packages at least as good for the first, and clearly better for the first.
  double best = kNone;
  double best_above = kNone;
  std::size_t above = 0;
  for (const std::uint32_t k : order) {
    const auto& [first, second] = points[k];
    while (points[order[above]][0] > first + tolerance[0])
      best_above = std::max(best_above, points[order[above++]][1]);
    if (best <= second + tolerance[1] && best_above < second) result.push_back(candidates.list[k].package);
    best = std::max(best, second);
  }
  return result;
}

/// Any number of actors: sorted so that what beats a package stands before it, each is asked against those
/// that stood (sort-filter skyline, J. Chomicki, P. Godfrey, J. Gryz and D. Liang, ICDE 2003).
std::vector<PackageIndex> filter(Candidates& candidates, std::span<const double> tolerance) {
  const std::size_t n = candidates.actors;
  // Rounded sums keep the order of dominance (each addition is monotone) up to ties, which the utilities
  // break.
  std::ranges::sort(candidates.list, [&](const Candidate& a, const Candidate& b) {
    if (a.sum != b.sum) return a.sum > b.sum;
    const double* const x = candidates.row(a);
    const double* const y = candidates.row(b);
    return std::lexicographical_compare(y, y + n, x, x + n);
  });
  std::vector<PackageIndex> result;
  std::vector<double> standing;
  for (const Candidate& it : candidates.list) {
    const double* const x = candidates.row(it);
    bool beaten = false;
    for (std::size_t s = 0; s < standing.size() && !beaten; s += n) {
      beaten = beats(standing.data() + s, x, tolerance);
    }
    if (beaten) continue;
    standing.insert(standing.end(), x, x + n);
    result.push_back(it.package);
  }
  return result;
}

}  // namespace

std::vector<PackageIndex> unbeaten(UtilityRows utilities, std::span<const std::uint8_t> allowed,
                                   std::span<const double> tolerance) {
  Candidates candidates = eliminate(utilities, allowed, tolerance);
  return utilities.size() == 2 ? sweep(candidates, tolerance) : filter(candidates, tolerance);
}

}  // namespace entente
