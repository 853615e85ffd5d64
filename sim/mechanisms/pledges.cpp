#include "sim/mechanisms/pledges.hpp"

#include <variant>

#include "sim/core/math.hpp"
#include "sim/valuation/components.hpp"

namespace entente {

namespace {

/// visit(term, place) for every pledge of an actor, in the order in which the world keeps them.
template <typename Visit>
void for_each_pledge(const Actor& actor, Visit visit) {
  std::size_t place = 0;
  for (const Component& component : actor.components) {
    for (const Term& term : component.terms) {
      if (const auto* pledge = std::get_if<PledgeTerm>(&term.body)) visit(*pledge, place++);
    }
  }
}

/// visit(term, place) for every holding term with an aspiration.
template <typename Visit>
void for_each_aspiration(const Actor& actor, Visit visit) {
  std::size_t place = 0;
  for (const Component& component : actor.components) {
    for (const Term& term : component.terms) {
      const auto* holding = std::get_if<HoldingTerm>(&term.body);
      if (holding && holding->aspiration) visit(*holding, place++);
    }
  }
}

/// The option of `issue` in `package`, as PackageSpace numbers them.
std::size_t option_of(const Scenario& scenario, PackageIndex package, std::size_t issue) {
  std::size_t rest = package;
  for (std::size_t k = 0; k < issue; ++k) rest /= scenario.issues[k].options.size();
  return rest % scenario.issues[issue].options.size();
}

}  // namespace

void start_pledges(const Scenario& scenario, World& world) {
  const std::size_t n = scenario.actors.size();
  world.pledges.assign(n, {});
  world.aspirations.assign(n, {});
  for (std::size_t i = 0; i < n; ++i) {
    for_each_pledge(scenario.actors[i], [&](const PledgeTerm& term, std::size_t) {
      world.pledges[i].push_back({term.strength, 0, 0});
    });
    for_each_aspiration(scenario.actors[i], [&](const HoldingTerm& term, std::size_t) {
      world.aspirations[i].push_back(*term.aspiration);
    });
  }
}

void decay_pledges(const Scenario& scenario, World& world) {
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    if (world.pledges[i].empty()) continue;
    const double keep = portable_exp(-scenario.actors[i].audience_decay * scenario.timing.round);
    for_each_pledge(scenario.actors[i], [&](const PledgeTerm& term, std::size_t place) {
      PledgeState& pledge = world.pledges[i][place];
      pledge.strength = term.strength + (pledge.strength - term.strength) * keep;
      pledge.audience *= keep;
    });
  }
}

void back_down(const Scenario& scenario, World& world, PackageIndex in_force, bool settles) {
  if (!scenario.switches.pledges) return;
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    for_each_pledge(scenario.actors[i], [&](const PledgeTerm& term, std::size_t place) {
      PledgeState& pledge = world.pledges[i][place];
      const std::size_t option = option_of(scenario, in_force, term.issue);
      const double given =
          settles ? shortfall(term, option) : conceded(term, option, scenario.issues[term.issue].status_quo);
      if (given <= pledge.backed_down) return;
      pledge.audience += term.cost * pledge.strength * (given - pledge.backed_down);
      pledge.backed_down = given;
    });
  }
}

void drift_aspirations(const Scenario& scenario, World& world) {
  if (!world.last_final_offer) return;
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    for_each_aspiration(scenario.actors[i], [&](const HoldingTerm& term, std::size_t place) {
      const double gain = 1 - portable_exp(-term.aspiration_drift * scenario.timing.round);
      const double held = term.held[option_of(scenario, *world.last_final_offer, term.issue)];
      world.aspirations[i][place] += gain * (held - world.aspirations[i][place]);
    });
  }
}

}  // namespace entente
