#include <algorithm>

#include "bench/reference/mechanisms.hpp"
#include "sim/core/math.hpp"

namespace entente::reference {

namespace {

/// I_i = Σ_(j≠i) W^sanctions_ji·c_j / Σ_(j≠i) c_j.
double isolation(const World& world, const State& state, std::size_t i) {
  double shunned = 0;
  double all = 0;
  for (std::size_t j = 0; j < world.scenario.actors.size(); ++j) {
    if (j == i) continue;
    const double power = world.scenario.actors[j].power;
    shunned += layer_weight(world, state, Layer::Sanctions, j, i) * power;
    all += power;
  }
  return all > 0 ? shunned / all : 0;
}

double driver_value(const World& world, const State& state, const Driver& driver) {
  switch (driver.kind) {
    case Driver::Kind::Context:
      return state.context[driver.of];
    case Driver::Kind::Amount:
      return world.amounts[state.arrangement][driver.of];
    case Driver::Kind::Isolation:
      return isolation(world, state, driver.of);
  }
  return 0;
}

}  // namespace

void relax_ties(const World& world, State& state) {
  if (!world.scenario.switches.ties) return;
  const State before = state;
  for (std::size_t t = 0; t < world.scenario.ties.size(); ++t) {
    const Tie& tie = world.scenario.ties[t];
    double target = tie.weight;
    for (const Driver& driver : tie.drivers) {
      target += driver.effect * (driver_value(world, before, driver) - driver.reference);
    }
    target = std::clamp(target, 0.0, tie.maximum);
    state.ties[t] += (1 - portable_exp(-tie.rate * world.scenario.timing.round)) * (target - state.ties[t]);
  }
}

}  // namespace entente::reference
