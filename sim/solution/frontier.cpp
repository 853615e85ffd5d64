#include "sim/solution/frontier.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace entente {

namespace {

enum class Relation { Better, Worse, Equal, Neither };

Relation compare(std::span<const std::span<const double>> utilities, PackageIndex x, PackageIndex y) {
  bool better = false;
  bool worse = false;
  for (const std::span<const double>& utility : utilities) {
    better = better || utility[x] > utility[y];
    worse = worse || utility[x] < utility[y];
  }
  if (better) return worse ? Relation::Neither : Relation::Better;
  return worse ? Relation::Worse : Relation::Equal;
}

}  // namespace

std::vector<PackageIndex> pareto_frontier(std::span<const std::span<const double>> utilities,
                                          std::span<const std::uint8_t> allowed) {
  std::vector<PackageIndex> frontier;
  for (PackageIndex x = 0; x < allowed.size(); ++x) {
    if (allowed[x] == 0) continue;
    bool dominated = false;
    for (std::size_t point = 0; point < frontier.size() && !dominated; ++point) {
      if (compare(utilities, frontier[point], x) != Relation::Better) continue;
      dominated = true;
      // A point that beats one package is likely to beat the next: it is asked first.
      std::swap(frontier[point], frontier.front());
    }
    if (dominated) continue;
    std::erase_if(frontier, [&](PackageIndex y) { return compare(utilities, x, y) == Relation::Better; });
    frontier.push_back(x);
  }
  std::ranges::sort(frontier);
  return frontier;
}

double distance_to(std::span<const PackageIndex> frontier, std::span<const std::span<const double>> utilities,
                   PackageIndex x) {
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

}  // namespace entente
