#include "sim/mechanisms/acts.hpp"

#include <algorithm>
#include <array>

#include "sim/core/math.hpp"
#include "sim/mechanisms/beliefs.hpp"
#include "sim/mechanisms/trust.hpp"

namespace entente {

namespace {

/// Whether the act changes more than the weights of pressure and inducement.
bool moves_stocks(const Act& act) {
  return act.pledge != 0 || act.prepare != 0 || act.audience != 0 || !act.ties.empty() ||
         !act.trust.empty() || !act.signal.empty();
}

}  // namespace

Acts::Acts(const Scenario& scenario, const Layout& layout, const Support& support)
    : scenario_(&scenario),
      layout_(&layout),
      support_(&support),
      parties_(parties(scenario)),
      trial_utilities_(scenario, layout) {
  for (const Actor& actor : scenario.actors) {
    impatience_.push_back(1 - portable_pow(actor.patience, scenario.timing.planning_horizon));
  }
}

void Acts::end_unavailable(World& world) const {
  for (std::size_t i = 0; i < scenario_->actors.size(); ++i) {
    const Act& act = scenario_->actors[i].acts[world.acts[i]];
    if (!holds(act.available, {}, {}, world.context)) world.acts[i] = 0;
  }
}

bool Acts::choose(World& world, const Utilities& utilities, std::span<const ShortList> soundings,
                  TieDynamics& ties) {
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    bool changed = false;
    for (const std::size_t i : scenario_->protocol.acts_order) {
      const std::vector<Act>& acts = scenario_->actors[i].acts;
      if (acts.size() == 1) continue;
      std::size_t best = world.acts[i];
      double best_payoff = trial(i, best, world, utilities, soundings, ties);
      for (std::size_t act = 0; act < acts.size(); ++act) {
        if (act == world.acts[i] || !holds(acts[act].available, {}, {}, world.context)) continue;
        const double value = trial(i, act, world, utilities, soundings, ties);
        if (value > best_payoff + kTie) {
          best = act;
          best_payoff = value;
        }
      }
      changed = changed || best != world.acts[i];
      world.acts[i] = best;
    }
    if (!changed) return true;
  }
  return false;
}

double Acts::trial(std::size_t actor, std::size_t act, const World& world, const Utilities& utilities,
                   std::span<const ShortList> soundings, TieDynamics& ties) {
  const Act& tried = scenario_->actors[actor].acts[act];
  trial_utilities_ = utilities;
  if (!moves_stocks(tried)) {
    trial_world_.acts = world.acts;
    trial_world_.acts[actor] = act;
    trial_utilities_.set_acts(world, trial_world_.acts);
    return payoff(actor, world, trial_utilities_, soundings) +
           impatience_[actor] *
               (tried.benefit - tried.price * scale_factor(tried.price_scale, world.context));
  }
  trial_world_ = world;
  trial_world_.acts[actor] = act;
  apply(trial_world_, actor, tried, scenario_->timing.planning_horizon);
  if (!tried.ties.empty() && scenario_->switches.ties) ties.rebuild(trial_world_);
  refresh_trust(*scenario_, trial_world_);
  trial_utilities_.build(trial_world_);
  return payoff(actor, trial_world_, trial_utilities_, soundings) +
         impatience_[actor] * (tried.benefit - tried.price * scale_factor(tried.price_scale, world.context));
}

double Acts::worth(std::size_t actor, PackageIndex package, const World& world,
                   const Utilities& utilities) const {
  const double utility = utilities.utility(actor, package);
  if (!scenario_->actors[actor].party) return utility;
  const double talks = layout_->settles()[package] != 0 ? utilities.process_value(actor) : 0;
  return utility + layout_->over_options(world.private_valuations[actor], package) - talks;
}

double Acts::probability(std::size_t proposer, const Sounding& offer, const ShortList& list,
                         const World& world, const Utilities& utilities) const {
  std::array<double, kMostParties> chances{};
  std::size_t others = 0;
  for (const std::size_t j : parties_) {
    if (j == proposer) continue;
    double& chance = chances[others++];
    if (scenario_->switches.refusal_memory &&
        known_refusal(*layout_, utilities, world, proposer, j, offer.package)) {
      continue;
    }
    const ValuationBelief& belief = world.valuation_beliefs[proposer][j];
    const Comparison expected{
        utilities.estimated(proposer, j, offer.package) + layout_->over_options(belief.mean, offer.package),
        utilities.estimated(proposer, j, world.arrangement) +
            layout_->over_options(belief.mean, world.arrangement),
        layout_->settles()[offer.package] != 0,
        utilities.estimated_process_value(proposer, j),
        offer.others[j],
        list.others_now[j],
        outside_option(scenario_->actors[j])};
    chance = acceptance_probability(expected.margin(scenario_->switches.invest_in_hope),
                                    changed_variance(*layout_, belief, offer.package, world.arrangement));
  }
  double product = probability_of_enough(std::span(chances).first(others), answers_needed(*scenario_));
  for (const std::size_t i : parties_) {
    product *= support_->probability(i, offer.package, world.arrangement, world.ratification[i]);
  }
  return product;
}

double Acts::payoff(std::size_t actor, const World& world, const Utilities& utilities,
                    std::span<const ShortList> soundings) const {
  double sum = 0;
  const PackageIndex now = world.arrangement;
  for (const ShortList& list : soundings) {
    const std::size_t p = list.proposer;
    double best = kTie;
    double expected = 0;
    for (const Sounding& offer : std::span(list.offers).first(list.count)) {
      const std::vector<double>& nu = world.private_valuations[p];
      const Comparison own{utilities.utility(p, offer.package) + layout_->over_options(nu, offer.package),
                           utilities.utility(p, now) + layout_->over_options(nu, now),
                           layout_->settles()[offer.package] != 0,
                           utilities.process_value(p),
                           offer.hope,
                           list.hope_now,
                           outside_option(scenario_->actors[p])};
      const double chance = probability(p, offer, list, world, utilities);
      const double objective = chance * own.gain() - scenario_->protocol.offer_price;
      if (objective <= best + (best > kTie ? kTie : 0)) continue;
      best = objective;
      expected =
          chance * (worth(actor, offer.package, world, utilities) - worth(actor, now, world, utilities));
    }
    sum += expected;
  }
  return sum / static_cast<double>(parties_.size());
}

void Acts::apply(World& world, std::size_t actor, const Act& act, double years) const {
  for (PledgeState& pledge : world.pledges[actor]) {
    if (!scenario_->switches.pledges) break;
    pledge.strength = std::clamp(pledge.strength + act.pledge * years, 0.0, 1.0);
    pledge.audience += act.audience * years;
  }
  RatificationState& home = world.ratification[actor];
  home.preparation = std::clamp(home.preparation + act.prepare * years, 0.0, 1.0);
  for (const Act::TieEffect& effect : act.ties) {
    if (!scenario_->switches.ties) break;
    double& weight = world.tie_weights[effect.tie];
    weight = std::clamp(weight + effect.per_year * years, 0.0, scenario_->ties[effect.tie].maximum);
  }
  for (const Act::TrustEffect& effect : act.trust) {
    if (!scenario_->switches.trust) break;
    world.kept(effect.of, actor) += effect.kept * years;
    world.broken(effect.of, actor) += effect.broken * years;
  }
  if (scenario_->switches.learning) learn_from_act(*scenario_, world, actor, world.acts[actor], years);
}

void Acts::take_effect(World& world, TieDynamics& ties) const {
  for (std::size_t i = 0; i < scenario_->actors.size(); ++i) {
    apply(world, i, scenario_->actors[i].acts[world.acts[i]], scenario_->timing.round);
  }
  ties.rebuild(world);
  refresh_trust(*scenario_, world);
}

}  // namespace entente
