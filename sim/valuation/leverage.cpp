#include "sim/valuation/leverage.hpp"

#include "sim/valuation/components.hpp"

namespace entente {

Leverage::Leverage(const Scenario& scenario)
    : scenario_(&scenario),
      pressure_(scenario.actors.size(), 0.0),
      inducement_(scenario.actors.size(), 0.0) {}

void Leverage::set(std::span<const double> context, const ActorMatrix& dependence,
                   std::span<const std::size_t> acts) {
  for (std::size_t i = 0; i < scenario_->actors.size(); ++i) {
    const Actor& actor = scenario_->actors[i];
    const double weight = actor.alliance_weight * scale_factor(actor.alliance_scale, context);
    for (std::size_t j = 0; j < scenario_->actors.size(); ++j) {
      const Act& act = scenario_->actors[j].acts[acts[j]];
      const double depends = i == j ? 0 : weight * dependence(i, j);
      pressure_(i, j) = scenario_->switches.alliance_pressure ? depends * act.pressure : 0;
      inducement_(i, j) = scenario_->switches.inducement ? depends * act.inducement : 0;
    }
  }
}

}  // namespace entente
