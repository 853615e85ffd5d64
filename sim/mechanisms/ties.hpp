#pragma once

#include <cstdint>
#include <vector>

#include "sim/mechanisms/katz.hpp"
#include "sim/model/scenario.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// Ties that relax to what drives them (MODEL.md 3.2):
///
///     target = clip(weight at the start + Σ effect·(value − reference), 0, maximum)
///     W ← W + (1 − e^(−rate·Δt))·(target − W)
///
/// The value of a driver is a context process, the amount of a quantity in the arrangement in force, or the
/// isolation of an actor (the isolated are pushed together; C114), all as they stand before the step:
///
///     I_i = Σ_(j≠i) W^sanctions_ji·c_j / Σ_(j≠i) c_j        c power
///
/// Rates are per year, weights in the unit of the layer. With the switch `ties` off no tie relaxes.
class TieDynamics {
 public:
  /// `scenario` must outlive the object.
  explicit TieDynamics(const Scenario& scenario);

  /// The weights of the scenario, the layers and the dependence that follow from them.
  void start(World& world);
  /// One round of relaxation, for rounds from 1 on; ends with rebuild().
  void advance(World& world);
  /// `world.layers` and `world.dependence` from `world.tie_weights`. A mutual tie counts in both directions;
  /// ties of one layer between the same actors add.
  void rebuild(World& world);

 private:
  double value_of(const Driver& driver, const World& world) const;

  const Scenario* scenario_;
  PackageSpace space_;
  /// 1 − e^(−rate·Δt) for each tie.
  std::vector<double> gains_;
  Katz katz_;
  std::vector<std::uint32_t> options_;
  std::vector<double> amounts_;
  std::vector<double> isolation_;
};

/// I_i in [0, maximum of the sanctions' weights]; 0 where the others have no power.
double isolation(const Scenario& scenario, const ActorMatrix& sanctions, std::size_t actor);

}  // namespace entente
