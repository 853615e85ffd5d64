#include "sim/mechanisms/acts.hpp"

#include <algorithm>

#include "sim/core/math.hpp"
#include "sim/mechanisms/trust.hpp"

namespace entente {

namespace {

/// What the act moves of all that tables of utilities are computed from.
Moved moved_by(const Act& act) {
  return {act.pledge != 0 || act.audience != 0, !act.trust.empty(), !act.ties.empty(), false};
}

constexpr Moved kNothing{false, false, false, false};

bool anything(const Moved& moved) { return moved.shares({}); }

/// Whether the act changes more than the weights of pressure and inducement.
bool moves_stocks(const Act& act) {
  return anything(moved_by(act)) || act.prepare != 0 || !act.signal.empty();
}

}  // namespace

Acts::Acts(const Scenario& scenario, const Layout& layout, const Support& support)
    : scenario_(&scenario),
      signals_(scenario, scenario.timing.round),
      planned_signals_(scenario, scenario.timing.planning_horizon),
      prospects_(scenario, layout, support),
      leverage_(scenario),
      leverage_among_(scenario),
      trial_utilities_(scenario, layout) {
  for (const Actor& actor : scenario.actors) {
    trials_.emplace_back(actor.acts.size());
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
  for (std::vector<Trial>& of_actor : trials_) {
    for (Trial& trial : of_actor) trial.known = false;
  }
  // Copied once and not for each act that is tried: copies were most of the work.
  trial_utilities_ = utilities;
  trial_world_ = world;
  tried_last_ = kNothing;
  prospects_.hear(world, soundings);
  prospects_.read_tables(utilities, reading_);
  prospects_.read_odds(world, reading_);
  leverage_.set(world.context, world.dependence, world.acts);
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    bool changed = false;
    for (const std::size_t i : scenario_->protocol.acts_order) {
      const std::vector<Act>& acts = scenario_->actors[i].acts;
      if (acts.size() == 1) continue;
      std::size_t best = world.acts[i];
      double best_payoff = payoff(i, best, world, ties);
      for (std::size_t act = 0; act < acts.size(); ++act) {
        if (act == world.acts[i] || !holds(acts[act].available, {}, {}, world.context)) continue;
        const double value = payoff(i, act, world, ties);
        if (value > best_payoff + kTie) {
          best = act;
          best_payoff = value;
        }
      }
      changed = changed || best != world.acts[i];
      world.acts[i] = best;
      leverage_.set_act(i, best);
    }
    if (!changed) return true;
  }
  return false;
}

double Acts::payoff(std::size_t actor, std::size_t act, const World& world, TieDynamics& ties) {
  const Act& tried = scenario_->actors[actor].acts[act];
  const Trial* const moved = moves_stocks(tried) ? &trial(actor, act, world, ties) : nullptr;
  const bool other_ties = moved != nullptr && !tried.ties.empty();
  if (other_ties) {
    acts_ = world.acts;
    acts_[actor] = act;
    leverage_among_.set(world.context, moved->dependence, acts_);
  } else {
    leverage_.set_act(actor, act);
  }
  return prospects_.of(actor, moved != nullptr ? moved->reading : reading_,
                       other_ties ? leverage_among_ : leverage_) +
         impatience_[actor] * (tried.benefit - tried.price * scale_factor(tried.price_scale, world.context));
}

const Acts::Trial& Acts::trial(std::size_t actor, std::size_t act, const World& world, TieDynamics& ties) {
  Trial& trial = trials_[actor][act];
  if (trial.known) return trial;
  trial.known = true;
  const Act& tried = scenario_->actors[actor].acts[act];
  trial_world_.acts[actor] = act;
  apply(trial_world_, actor, scenario_->timing.planning_horizon, planned_signals_);
  if (!tried.ties.empty()) {
    if (scenario_->switches.ties) ties.rebuild(trial_world_);
    trial.dependence = trial_world_.dependence;
  }
  // What the act before moved has been taken back since.
  const Moved moved = moved_by(tried) | tried_last_;
  if (anything(moved)) refresh_trust(*scenario_, trial_world_);
  trial_utilities_.rebuild(trial_world_, moved);
  tried_last_ = moved_by(tried);
  prospects_.read_tables(trial_utilities_, trial.reading);
  if (tried.prepare != 0) {
    prospects_.read_odds(trial_world_, trial.reading);
  } else {
    trial.reading.ratified = reading_.ratified;
  }
  take_back(world, actor);
  return trial;
}

void Acts::take_back(const World& world, std::size_t actor) {
  trial_world_.pledges[actor] = world.pledges[actor];
  trial_world_.ratification[actor] = world.ratification[actor];
  trial_world_.tie_weights = world.tie_weights;
  trial_world_.layers = world.layers;
  trial_world_.dependence = world.dependence;
  trial_world_.kept = world.kept;
  trial_world_.broken = world.broken;
  trial_world_.trust = world.trust;
  for (std::size_t i = 0; i < world.beliefs.size(); ++i) {
    trial_world_.beliefs[i][actor] = world.beliefs[i][actor];
  }
}

void Acts::apply(World& world, std::size_t actor, double years, const Signals& signals) const {
  const Act& act = scenario_->actors[actor].acts[world.acts[actor]];
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
  signals.tell(world, actor, world.acts[actor]);
}

void Acts::take_effect(World& world, TieDynamics& ties) const {
  for (std::size_t i = 0; i < scenario_->actors.size(); ++i) {
    apply(world, i, scenario_->timing.round, signals_);
  }
  ties.rebuild(world);
  refresh_trust(*scenario_, world);
}

}  // namespace entente
