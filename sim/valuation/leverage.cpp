#include "sim/valuation/leverage.hpp"

#include "sim/valuation/components.hpp"

namespace entente {

Leverage::Leverage(const Scenario& scenario)
    : scenario_(&scenario),
      depends_(scenario.actors.size(), 0.0),
      pressure_(scenario.actors.size(), 0.0),
      inducement_(scenario.actors.size(), 0.0) {}

void Leverage::set(std::span<const double> context, const ActorMatrix& dependence,
                   std::span<const std::size_t> acts) {
  for (std::size_t i = 0; i < scenario_->actors.size(); ++i) {
    const Actor& actor = scenario_->actors[i];
    const double weight = actor.alliance_weight * scale_factor(actor.alliance_scale, context);
    for (std::size_t j = 0; j < scenario_->actors.size(); ++j) {
      depends_(i, j) = i == j ? 0 : weight * dependence(i, j);
    }
  }
  for (std::size_t j = 0; j < scenario_->actors.size(); ++j) set_act(j, acts[j]);
}

void Leverage::set_act(std::size_t actor, std::size_t act) {
  const Act& taken = scenario_->actors[actor].acts[act];
  for (std::size_t i = 0; i < scenario_->actors.size(); ++i) {
    pressure_(i, actor) = scenario_->switches.alliance_pressure ? depends_(i, actor) * taken.pressure : 0;
    inducement_(i, actor) = scenario_->switches.inducement ? depends_(i, actor) * taken.inducement : 0;
  }
}

}  // namespace entente
