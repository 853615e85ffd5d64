#include <algorithm>
#include <limits>

#include "sim/engine/state.hpp"
#include "sim/mechanisms/beliefs.hpp"

namespace entente {

void Simulator::State::count_objection(std::size_t actor, PackageIndex package) {
  if (equilibrium || aspirants.aspires(actor)) {
    // It asks for more than the package is worth to it, whatever its parts.
    ++block_counts[actor][scenario.actors[actor].components.size() + 4];
    return;
  }
  reasons(actor, package);
  std::size_t worst = 0;
  double lowest = std::numeric_limits<double>::infinity();
  const auto weigh = [&](std::size_t reason, double contribution) {
    if (contribution >= lowest - kTie) return;
    worst = reason;
    lowest = contribution;
  };
  for (std::size_t c = 0; c < why.components.size(); ++c) weigh(c, why.components[c]);
  const double others[] = {why.alliance, why.private_valuation, why.process_value, why.hope};
  for (std::size_t r = 0; r < 4; ++r) weigh(why.components.size() + r, others[r]);
  ++block_counts[actor][worst];
}

void Simulator::State::remember_refusal(std::size_t actor, PackageIndex package) {
  if (!scenario.switches.refusal_memory) return;
  best_offers_fresh = false;
  for (const std::size_t i : signatories) {
    if (i == actor) continue;
    const double difference = public_difference(layout, utilities, world, i, actor, package);
    std::vector<Refusal>& known = world.refusals[i][actor];
    const auto same = std::ranges::find(known, package, &Refusal::package);
    if (same == known.end()) {
      known.push_back({package, difference});
    } else {
      same->difference = difference;
    }
  }
}

void Simulator::State::learn(std::size_t subject, PackageIndex package, bool yes) {
  best_offers_fresh = false;
  const PackageSpace& space = layout.space();
  new_options.clear();
  old_options.clear();
  for (std::size_t k = 0; k < space.issues(); ++k) {
    if (!space.differ(package, world.arrangement, k)) continue;
    new_options.push_back(layout.option(k, space.option(package, k)));
    if (space.is_nothing(world.arrangement)) continue;
    old_options.push_back(layout.option(k, space.option(world.arrangement, k)));
  }
  // All observers judge by what they knew before; then all learn.
  const std::size_t profiles = scenario.actors[subject].profiles.size();
  for (const std::size_t i : signatories) {
    if (i == subject) continue;
    expected[i] = negotiation.expected_answer(i, subject, package);
    std::vector<double>& margins = profile_margins[i];
    margins.assign(profiles, 0.0);
    if (profiles == 0) continue;
    double mean = 0;
    for (std::size_t p = 0; p < profiles; ++p) {
      const double ended = layout.settles()[package] != 0 ? utilities.profile_process_value(subject, p) : 0;
      margins[p] = utilities.with_profile(subject, p, package) - ended -
                   utilities.with_profile(subject, p, world.arrangement);
      mean += world.beliefs[i][subject][p] * margins[p];
    }
    for (double& margin : margins) margin += expected[i].margin - mean;
  }
  for (const std::size_t i : signatories) {
    if (i == subject) continue;
    if (profiles > 0) {
      learn_profiles(world.beliefs[i][subject], profile_margins[i], expected[i].variance, yes,
                     learning_rate(scenario, i, subject));
    }
    learn_valuations(world.valuation_beliefs[i][subject], new_options, old_options, expected[i].margin,
                     expected[i].variance, yes);
  }
  utilities.build_estimates(world);
  for (const std::size_t i : signatories) {
    if (i == subject) continue;
    board.refresh_estimate(world, utilities, i, subject);
    aspirants.estimate_changed(board, i, subject);
    negotiation.estimate_changed(i, subject);
  }
}

const Contributions& Simulator::State::reasons(std::size_t actor, PackageIndex package) {
  why.components.clear();
  const PackageIndex now = world.arrangement;
  for (std::size_t c = 0; c < scenario.actors[actor].components.size(); ++c) {
    why.components.push_back(utilities.component(actor, c, package) - utilities.component(actor, c, now));
  }
  why.alliance = utilities.alliance(actor, package) - utilities.alliance(actor, now);
  why.private_valuation = layout.over_options(world.private_valuations[actor], package) -
                          layout.over_options(world.private_valuations[actor], now);
  why.process_value = layout.settles()[package] != 0 ? -utilities.process_value(actor) : 0;
  if (layout.space().is_nothing(now)) why.process_value -= scenario.actors[actor].disagreement.value_or(0);
  why.hope = negotiation.hope(actor, package) - negotiation.hope(actor, now);
  return why;
}

}  // namespace entente
