#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "sim/model/scenario.hpp"

namespace entente {

/// Actors with positions on scales: what the two challenge protocols play on (B. Bueno de Mesquita 1994;
/// B. Wise, L. Lester and B. Efird 2015). All actors of a scenario take part, whether they sign or not.
struct Contest {
  std::vector<std::string> actors;
  /// c ≥ 0, one for each actor. Only ratios matter.
  std::vector<double> capability;
  /// Ends of each dimension, low < high.
  std::vector<double> low;
  std::vector<double> high;
  /// [dimension · actors + actor]. Positions in the unit of the dimension, within its ends; saliences in
  /// [0, 1].
  std::vector<double> positions;
  std::vector<double> saliences;

  std::size_t size() const { return capability.size(); }
  std::size_t dimensions() const { return low.size(); }
  std::span<const double> positions_on(std::size_t dimension) const {
    return std::span(positions).subspan(dimension * size(), size());
  }
  std::span<const double> saliences_on(std::size_t dimension) const {
    return std::span(saliences).subspan(dimension * size(), size());
  }
};

/// Power and positions of every actor of the scenario, in its order.
Contest contest(const Scenario& scenario);

/// Throws Error, naming the actor or the dimension, unless the contest is as its members say: shapes, low <
/// high, capabilities finite and not negative, positions within the ends, saliences in [0, 1].
void require_playable(const Contest& contest);

/// Σ c·s·x / Σ c·s for each dimension, in its unit. Where nobody cares, all count the same.
std::vector<double> weighted_mean(const Contest& contest);
/// For each dimension the lowest position that no other beats when each actor votes with weight c·s for the
/// nearer of two: the Condorcet winner (D. Black 1948). Where nobody cares, all count the same.
std::vector<double> weighted_median(const Contest& contest);

/// The same on one scale; `weights` and `positions` have one entry for each actor, at least one. O(actors)
/// and O(actors²).
double weighted_mean(std::span<const double> weights, std::span<const double> positions);
double weighted_median(std::span<const double> weights, std::span<const double> positions);

}  // namespace entente
