#pragma once

#include <variant>
#include <vector>

#include "sim/core/math.hpp"
#include "sim/model/scenario.hpp"
#include "sim/valuation/layout.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// The world at the start of a run, without luck: initial context, ties as declared, no dependence, trust
/// 1/2, first profiles, prior beliefs, private valuations 0 with the variance that others ascribe to them.
inline World small_world(const Scenario& scenario) {
  World world;
  const std::size_t n = scenario.actors.size();
  const Layout layout(scenario);
  for (const Process& process : scenario.context) world.context.push_back(process.initial);
  for (ActorMatrix& layer : world.layers) layer = ActorMatrix(n, 0);
  for (const Tie& tie : scenario.ties) {
    world.tie_weights.push_back(tie.weight);
    ActorMatrix& layer = world.layers[static_cast<std::size_t>(tie.layer)];
    layer(tie.from, tie.to) += tie.weight;
    if (tie.mutual) layer(tie.to, tie.from) += tie.weight;
  }
  world.dependence = ActorMatrix(n, 0);
  world.kept = ActorMatrix(n, 0);
  world.broken = ActorMatrix(n, 0);
  world.trust = ActorMatrix(n, 0.5);
  world.saliences = initial_saliences(scenario, component_names(scenario));
  world.types.assign(n, 0);
  world.beliefs.resize(n, std::vector<std::vector<double>>(n));
  world.acts.assign(n, 0);
  world.pledges.resize(n);
  world.aspirations.resize(n);
  world.ratification.resize(n);
  world.private_valuations.resize(n);
  world.valuation_beliefs.resize(n, std::vector<ValuationBelief>(n));
  world.refusals.resize(n, std::vector<std::vector<Refusal>>(n));
  for (std::size_t i = 0; i < n; ++i) {
    const Actor& actor = scenario.actors[i];
    for (std::size_t j = 0; j < n; ++j) {
      if (i == j) continue;
      double total = 0;
      for (const Profile& profile : scenario.actors[j].profiles) total += profile.share;
      for (const Profile& profile : scenario.actors[j].profiles)
        world.beliefs[i][j].push_back(profile.share / total);
      const double sd = scenario.actors[j].private_sd;
      world.valuation_beliefs[i][j] = {std::vector<double>(layout.options(), 0.0),
                                       std::vector<double>(layout.options(), sd * sd)};
    }
    if (actor.party) world.private_valuations[i].assign(layout.options(), 0.0);
    for (const Component& component : actor.components) {
      for (const Term& term : component.terms) {
        if (const auto* pledge = std::get_if<PledgeTerm>(&term.body))
          world.pledges[i].push_back({pledge->strength, 0, 0});
        if (const auto* holding = std::get_if<HoldingTerm>(&term.body); holding && holding->aspiration)
          world.aspirations[i].push_back(*holding->aspiration);
      }
    }
    if (!actor.ratification) continue;
    world.ratification[i] = {0,          0,         actor.ratification->uncertainty,
                             -kInfinity, kInfinity, actor.ratification->preparation};
  }
  world.arrangement = status_quo(scenario);
  return world;
}

}  // namespace entente
