#include <algorithm>
#include <variant>

#include "bench/reference/beliefs.hpp"
#include "bench/reference/mechanisms.hpp"
#include "sim/core/math.hpp"

namespace entente::reference {

namespace {

constexpr int kSweeps = 10;

/// What the soundings found: a short list for each party, and all hopes that count for it.
struct Soundings {
  /// [actor]; empty for third parties.
  std::vector<std::vector<PackageIndex>> lists;
  std::vector<std::map<PackageIndex, Hopes>> hopes;
  std::vector<Hopes> hopes_now;
  /// a_t and every package of a list.
  std::vector<PackageIndex> packages;
};

Soundings sound(const World& world, const State& state) {
  const std::size_t actors = world.scenario.actors.size();
  Soundings soundings;
  soundings.lists.resize(actors);
  soundings.hopes.resize(actors);
  soundings.hopes_now.resize(actors);
  soundings.packages.push_back(state.arrangement);
  if (world.settles[state.arrangement]) return soundings;

  State nobody_acts = state;
  nobody_acts.acts.assign(actors, 0);
  const View without = make_view(world, nobody_acts, world.packages);
  const View with = make_view(world, state, world.packages);
  for (const std::size_t p : world.parties) {
    for (const View* view : {&without, &with}) {
      if (const auto offer = best_offer(world, *view, p)) soundings.lists[p].push_back(offer->package);
    }
    soundings.hopes_now[p] = hopes_of(world, with, p, state.arrangement);
    for (const PackageIndex x : soundings.lists[p]) {
      soundings.hopes[p][x] = hopes_of(world, with, p, x);
      soundings.packages.push_back(x);
    }
  }
  return soundings;
}

/// x_p with Q_p, none where nothing on p's list is worth tabling.
std::optional<Offer> predicted_offer(const World& world, const View& view, const Soundings& soundings,
                                     std::size_t p) {
  std::optional<Offer> best;
  for (const PackageIndex x : soundings.lists[p]) {
    const Offer offer = appraise(world, view, p, x, soundings.hopes[p].at(x), soundings.hopes_now[p]);
    if (!best || offer.objective > best->objective + kTie) best = offer;
  }
  if (best && best->objective <= kTie) return std::nullopt;
  return best;
}

/// Π_j of an act, the others at their latest.
double payoff(const World& world, State state, const Soundings& soundings, std::size_t j, std::size_t act) {
  const Actor& actor = world.scenario.actors[j];
  const double horizon = world.scenario.timing.planning_horizon;
  state.acts[j] = act;
  apply_act(world, state, j, horizon);
  const View view = make_view(world, state, soundings.packages);

  double sum = 0;
  const Vector& worth = actor.party ? view.final_value[j] : view.tables.utility[j][world.types[j]];
  for (const std::size_t p : world.parties) {
    const auto offer = predicted_offer(world, view, soundings, p);
    if (!offer) continue;
    sum += offer->acceptance * offer->ratification * (worth[offer->package] - worth[state.arrangement]);
  }
  const double running = 1 - portable_pow(actor.patience, horizon);
  const double net = actor.acts[act].benefit - act_price(state, actor.acts[act]);
  return sum / static_cast<double>(world.parties.size()) + running * net;
}

bool available(const State& state, const Act& act) { return holds(act.available, {}, {}, state.context); }

/// The best act of j; the current one stays on ties, then the earliest.
std::size_t best_act(const World& world, const State& state, const Soundings& soundings, std::size_t j) {
  const std::vector<Act>& acts = world.scenario.actors[j].acts;
  const double none = -std::numeric_limits<double>::infinity();
  Vector payoffs;
  for (std::size_t act = 0; act < acts.size(); ++act) {
    payoffs.push_back(available(state, acts[act]) ? payoff(world, state, soundings, j, act) : none);
  }
  const double best = *std::ranges::max_element(payoffs);
  if (payoffs[state.acts[j]] >= best - kTie) return state.acts[j];
  const auto first = std::ranges::find_if(payoffs, [&](double value) { return value >= best - kTie; });
  return static_cast<std::size_t>(first - payoffs.begin());
}

/// b_p ∝ b_p·signal_p^(ℓ_i·years) for every other actor i.
void read_signal(const World& world, State& state, std::size_t j, const Act& act, double years) {
  if (act.signal.empty() || !world.scenario.switches.learning) return;
  for (std::size_t i = 0; i < world.scenario.actors.size(); ++i) {
    Vector& belief = state.beliefs[i][j];
    if (i == j || belief.empty()) continue;
    for (std::size_t p = 0; p < belief.size(); ++p) {
      belief[p] *= portable_pow(act.signal[p], learning_power(world, i, j) * years);
    }
    belief = normalised(belief);
  }
}

}  // namespace

double act_price(const State& state, const Act& act) {
  return act.price * context_scale(state, act.price_scale);
}

void decay_stocks(const World& world, State& state) {
  const double dt = world.scenario.timing.round;
  const double counts_left = portable_exp(-world.scenario.trust.decay * dt);
  for (std::size_t i = 0; i < world.scenario.actors.size(); ++i) {
    const Actor& actor = world.scenario.actors[i];
    const double audience_left = portable_exp(-actor.audience_decay * dt);
    for (std::size_t c = 0; c < actor.components.size(); ++c) {
      for (std::size_t t = 0; t < actor.components[c].terms.size(); ++t) {
        const auto* pledge = std::get_if<PledgeTerm>(&actor.components[c].terms[t].body);
        if (pledge == nullptr) continue;
        TermState& moving = state.terms[i][c][t];
        moving.strength = pledge->strength + (moving.strength - pledge->strength) * audience_left;
        moving.audience *= audience_left;
      }
    }
    if (actor.ratification) {
      const double start = actor.ratification->preparation;
      const double left = portable_exp(-actor.ratification->preparation_decay * dt);
      state.home[i].preparation = start + (state.home[i].preparation - start) * left;
    }
    for (double& count : state.kept[i]) count *= counts_left;
    for (double& count : state.broken[i]) count *= counts_left;
  }
}

void end_unavailable_acts(const World& world, State& state) {
  for (std::size_t j = 0; j < state.acts.size(); ++j) {
    if (!available(state, world.scenario.actors[j].acts[state.acts[j]])) state.acts[j] = 0;
  }
}

bool choose_acts(const World& world, State& state) {
  const Soundings soundings = sound(world, state);
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    bool changed = false;
    for (const std::size_t j : world.scenario.protocol.acts_order) {
      const std::size_t act = best_act(world, state, soundings, j);
      changed = changed || act != state.acts[j];
      state.acts[j] = act;
    }
    if (!changed) return true;
  }
  return false;
}

void apply_act(const World& world, State& state, std::size_t j, double years) {
  const Actor& actor = world.scenario.actors[j];
  const Switches& on = world.scenario.switches;
  const Act& act = actor.acts[state.acts[j]];
  for (std::size_t c = 0; c < actor.components.size(); ++c) {
    for (std::size_t t = 0; t < actor.components[c].terms.size(); ++t) {
      if (!on.pledges || !std::holds_alternative<PledgeTerm>(actor.components[c].terms[t].body)) continue;
      TermState& moving = state.terms[j][c][t];
      moving.strength = std::clamp(moving.strength + act.pledge * years, 0.0, 1.0);
      moving.audience += act.audience * years;
    }
  }
  double& preparation = state.home[j].preparation;
  preparation = std::clamp(preparation + act.prepare * years, 0.0, 1.0);
  if (on.ties) {
    for (const Act::TieEffect& effect : act.ties) {
      double& weight = state.ties[effect.tie];
      weight = std::clamp(weight + effect.per_year * years, 0.0, world.scenario.ties[effect.tie].maximum);
    }
  }
  if (on.trust) {
    for (const Act::TrustEffect& effect : act.trust) {
      state.kept[effect.of][j] += effect.kept * years;
      state.broken[effect.of][j] += effect.broken * years;
    }
  }
  read_signal(world, state, j, act, years);
}

}  // namespace entente::reference
