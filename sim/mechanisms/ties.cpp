#include "sim/mechanisms/ties.hpp"

#include <algorithm>

#include "sim/core/math.hpp"

namespace entente {

namespace {

constexpr auto kSanctions = static_cast<std::size_t>(Layer::Sanctions);
constexpr auto kAlliance = static_cast<std::size_t>(Layer::Alliance);
constexpr auto kAlignment = static_cast<std::size_t>(Layer::Alignment);

}  // namespace

double isolation(const Scenario& scenario, const ActorMatrix& sanctions, std::size_t actor) {
  double pressed = 0;
  double power = 0;
  for (std::size_t j = 0; j < scenario.actors.size(); ++j) {
    if (j == actor) continue;
    pressed += sanctions(j, actor) * scenario.actors[j].power;
    power += scenario.actors[j].power;
  }
  return power > 0 ? pressed / power : 0;
}

TieDynamics::TieDynamics(const Scenario& scenario)
    : scenario_(&scenario),
      space_(package_space(scenario)),
      katz_(scenario.actors.size(), scenario.attenuation),
      options_(scenario.issues.size()),
      amounts_(scenario.quantities.size()),
      isolation_(scenario.actors.size()) {
  for (const Tie& tie : scenario.ties) gains_.push_back(1 - portable_exp(-tie.rate * scenario.timing.round));
}

void TieDynamics::start(World& world) {
  const std::size_t actors = scenario_->actors.size();
  world.tie_weights.clear();
  for (const Tie& tie : scenario_->ties) world.tie_weights.push_back(tie.weight);
  world.layers.fill(ActorMatrix(actors, 0.0));
  world.dependence = ActorMatrix(actors, 0.0);
  rebuild(world);
}

double TieDynamics::value_of(const Driver& driver, const World& world) const {
  switch (driver.kind) {
    case Driver::Kind::Context:
      return world.context[driver.of];
    case Driver::Kind::Amount:
      return amounts_[driver.of];
    case Driver::Kind::Isolation:
      return isolation_[driver.of];
  }
  return 0;
}

void TieDynamics::advance(World& world) {
  if (!scenario_->switches.ties) return;
  options_.clear();
  for (std::size_t k = 0; k < space_.issues() && !space_.is_nothing(world.arrangement); ++k) {
    options_.push_back(space_.option(world.arrangement, k));
  }
  package_amounts(*scenario_, options_, amounts_);
  for (std::size_t i = 0; i < isolation_.size(); ++i) {
    isolation_[i] = isolation(*scenario_, world.layers[kSanctions], i);
  }
  for (std::size_t t = 0; t < gains_.size(); ++t) {
    const Tie& tie = scenario_->ties[t];
    double target = tie.weight;
    for (const Driver& driver : tie.drivers) {
      target += driver.effect * (value_of(driver, world) - driver.reference);
    }
    target = std::clamp(target, 0.0, tie.maximum);
    world.tie_weights[t] += gains_[t] * (target - world.tie_weights[t]);
  }
  rebuild(world);
}

void TieDynamics::rebuild(World& world) {
  for (ActorMatrix& layer : world.layers) layer.fill(0);
  for (std::size_t t = 0; t < scenario_->ties.size(); ++t) {
    const Tie& tie = scenario_->ties[t];
    ActorMatrix& layer = world.layers[static_cast<std::size_t>(tie.layer)];
    layer(tie.from, tie.to) += world.tie_weights[t];
    if (tie.mutual) layer(tie.to, tie.from) += world.tie_weights[t];
  }
  katz_.dependence(world.layers[kAlliance], world.layers[kAlignment], world.dependence);
}

}  // namespace entente
