#include "sim/solution/frontier.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "sim/solution/dominance.hpp"

namespace entente {

namespace {

/// Puts in the place of each value its class: 0 for the highest, one less wherever the next lower value lies
/// more than `tolerance` below. Gives whether values that differ share a class.
bool classify(std::vector<double>& values, double tolerance) {
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) { return values[a] > values[b]; });
  bool merged = false;
  double current = 0;
  double last = order.empty() ? 0 : values[order.front()];
  for (const std::uint32_t place : order) {
    const double value = std::exchange(values[place], current);
    if (last > value + tolerance)
      values[place] = --current;
    else
      merged = merged || last != value;
    last = value;
  }
  return merged;
}

}  // namespace

std::vector<PackageIndex> pareto_frontier(UtilityRows utilities, std::span<const std::uint8_t> allowed) {
  std::vector<PackageIndex> frontier = unbeaten(utilities, allowed, std::vector<double>(utilities.size(), 0));
  std::ranges::sort(frontier);
  return frontier;
}

double distance_to(std::span<const PackageIndex> frontier, UtilityRows utilities, PackageIndex x) {
  double nearest = std::numeric_limits<double>::infinity();
  for (const PackageIndex y : frontier) {
    double squares = 0;
    for (const std::span<const double>& utility : utilities) {
      squares += (utility[y] - utility[x]) * (utility[y] - utility[x]);
    }
    nearest = std::min(nearest, squares);
  }
  return std::sqrt(nearest);
}

ParetoSet::ParetoSet(UtilityRows utilities, std::span<const std::uint8_t> allowed,
                     std::span<const double> tolerance)
    : actors_(utilities.size()) {
  const std::vector<PackageIndex> standing = unbeaten(utilities, allowed, tolerance);
  // Tables of classes over those that stand, in place of the utilities.
  std::vector<std::vector<double>> ranks(actors_, std::vector<double>(standing.size()));
  bool merged = false;
  for (std::size_t i = 0; i < actors_; ++i) {
    std::ranges::transform(standing, ranks[i].begin(), [&](PackageIndex x) { return utilities[i][x]; });
    merged = classify(ranks[i], tolerance[i]) || merged;
  }
  std::vector<PackageIndex> places(standing.size());
  std::iota(places.begin(), places.end(), 0u);
  if (merged) {
    const std::vector<std::span<const double>> rows(ranks.begin(), ranks.end());
    places = unbeaten(rows, std::vector<std::uint8_t>(standing.size(), 1), std::vector<double>(actors_, 0));
  }
  std::ranges::sort(places, [&](PackageIndex a, PackageIndex b) {
    for (const std::vector<double>& rank : ranks) {
      if (rank[a] != rank[b]) return rank[a] > rank[b];
    }
    return standing[a] < standing[b];
  });
  for (std::size_t k = 0; k < places.size(); ++k) {
    const bool same = k > 0 && std::ranges::all_of(ranks, [&](const std::vector<double>& rank) {
                        return rank[places[k]] == rank[places[k - 1]];
                      });
    const PackageIndex package = standing[places[k]];
    if (!same) {
      first_.push_back(packages_.size());
      for (const std::span<const double>& utility : utilities) utilities_.push_back(utility[package]);
    }
    packages_.push_back(package);
  }
  if (!first_.empty()) first_.push_back(packages_.size());
}

}  // namespace entente
