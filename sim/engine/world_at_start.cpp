#include "sim/engine/world_at_start.hpp"

#include "sim/core/random.hpp"
#include "sim/mechanisms/beliefs.hpp"
#include "sim/mechanisms/context.hpp"
#include "sim/mechanisms/influence.hpp"
#include "sim/mechanisms/pledges.hpp"
#include "sim/mechanisms/private_valuations.hpp"
#include "sim/mechanisms/ratification.hpp"
#include "sim/mechanisms/ties.hpp"
#include "sim/mechanisms/trust.hpp"

namespace entente {

World world_at_start(const Scenario& scenario) {
  World world;
  const RandomSource random(0, 0);
  world.acts.assign(scenario.actors.size(), 0);
  world.arrangement = status_quo(scenario);
  ContextProcesses(scenario).start(world);
  TieDynamics(scenario).start(world);
  draw_types(scenario, world, random);
  Influence(scenario).start(world);
  start_trust(scenario, world);
  start_valuations(scenario, world, random);
  start_ratification(scenario, world, random);
  start_pledges(scenario, world);
  return world;
}

}  // namespace entente
