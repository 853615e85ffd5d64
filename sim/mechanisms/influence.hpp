#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "sim/model/scenario.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// What governments care about and believe moves along their ties (MODEL.md 3.3; N. E. Friedkin and E. C.
/// Johnsen, Social influence and opinions, J. Math. Sociol. 15, 1990), with S = diag(susceptibility) and g =
/// 1 − e^(−rate·Δt):
///
///     saliences                    y ← y + g·(S·W·y + (I − S)·y⁰ − y)          fixed point (I − SW)⁻¹(I −
///     S)y⁰ beliefs about j's profile    y_i ← y_i + g·S_i·((W·y)_i − y_i)           over the actors other
///     than j
///
/// Rows of W: the sum of the declared layers' weights, normalised; W_ii = 1 for an actor without ties. For
/// the beliefs about j the rows are taken, and normalised, over the actors other than j. Both steps stay in
/// the convex hull of what is there. All actors move at once. With the switch `influence` off nothing moves.
class Influence {
 public:
  /// `scenario` must outlive the object.
  explicit Influence(const Scenario& scenario);

  /// Saliences y⁰ and prior beliefs about profiles.
  void start(World& world) const;
  /// One round. No allocation.
  void advance(World& world);

 private:
  void fill_weights(const World& world, std::optional<std::size_t> subject);
  /// (W·y)_i, y(j) the value of actor j.
  template <typename Value>
  double pull(std::size_t i, Value y) const;

  const Scenario* scenario_;
  double gain_;
  std::vector<std::vector<double>> anchors_;
  ActorMatrix weights_;
  std::vector<double> next_;
};

}  // namespace entente
