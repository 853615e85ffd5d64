#pragma once

#include <cstddef>
#include <vector>

#include "sim/core/random.hpp"
#include "sim/model/scenario.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// The exogenous processes z_t (MODEL.md 3.1): the oil price, a government's stance, a shock, a date on which
/// something happens. Every law is exact for any length Δt of the round, so a shorter round changes no
/// distribution:
///
///     Ornstein-Uhlenbeck   z ← m + (z − m)e^(−rΔt) + s·√((1 − e^(−2rΔt))/(2r))·N
///     random walk          z ← z + drift·Δt + s·√Δt·N
///     Markov chain         P = exp(Q·Δt), the next state by the inverse distribution function along the row
///     Poisson shocks       y ← y·e^(−decay·Δt) + size·Poisson(intensity·Δt), z = initial + y
///     event, series        the value of the last point at or before t·Δt (`initial` before the first)
///
/// m, initial and z in the unit of the process, r, intensity and decay per year, s per √year; for a
/// `logarithmic` process the first two laws hold for ln z. The draw of a process in round t is that of (its
/// name, Purpose::Context, t). With the switch `context` off every process keeps the value that it has at
/// time 0.
class ContextProcesses {
 public:
  /// `scenario` must outlive the object.
  explicit ContextProcesses(const Scenario& scenario);

  /// Sets `world.context` to the values at time 0.
  void start(World& world) const;
  /// Moves `world.context` from round world.round − 1 to world.round ≥ 1. No allocation.
  void advance(World& world, const RandomSource& random) const;

 private:
  /// What of a law depends on Δt and not on the state.
  struct Law {
    NameHash name = 0;
    /// Weight of the last value, shift and standard deviation of the step, expected number of shocks.
    double keep = 1;
    double shift = 0;
    double spread = 0;
    double shocks = 0;
    /// Markov: row-major P, and whether a value tells the state.
    std::vector<double> transition;
    bool distinct = true;
  };
  double next(const Process& process, const Law& law, double value, std::uint32_t round,
              const RandomSource& random) const;

  const Scenario* scenario_;
  std::vector<Law> laws_;
};

}  // namespace entente
