#include <algorithm>
#include <variant>

#include "bench/reference/mechanisms.hpp"
#include "sim/core/math.hpp"

namespace entente::reference {

namespace {

/// (kept + α)/(kept + broken + α + β), with α = β = 1 where nothing is declared.
double trust_from_counts(const World& world, std::size_t i, std::size_t j, double kept, double broken) {
  InitialTrust prior{.in = j, .alpha = 1, .beta = 1};
  for (const InitialTrust& declared : world.scenario.actors[i].trust) {
    if (declared.in == j) prior = declared;
  }
  return (kept + prior.alpha) / (kept + broken + prior.alpha + prior.beta);
}

double held(const PledgeTerm& pledge, const World& world, PackageIndex x) {
  return pledge.held[world.options[x][pledge.issue]];
}

}  // namespace

double trust_in(const World& world, const State& state, std::size_t i, std::size_t j) {
  return trust_from_counts(world, i, j, state.kept[i][j], state.broken[i][j]);
}

double trust_after_breach(const World& world, const State& state, std::size_t i, std::size_t j) {
  const double more = world.scenario.switches.trust ? world.scenario.trust.broken : 0;
  return trust_from_counts(world, i, j, state.kept[i][j], state.broken[i][j] + more);
}

void learn_conduct(const World& world, State& state, const std::vector<Conduct>& conduct) {
  if (!world.scenario.switches.trust) return;
  const TrustRules& rules = world.scenario.trust;
  for (const Conduct& seen : conduct) {
    if (seen.kept) {
      state.kept[seen.partner][seen.actor] += rules.kept_per_year * world.scenario.timing.round;
    } else {
      state.broken[seen.partner][seen.actor] += rules.broken;
    }
  }
}

double pledge_conceded(const World& world, const PledgeTerm& pledge, PackageIndex x) {
  return std::max(0.0,
                  std::min(pledge.level, held(pledge, world, world.status_quo)) - held(pledge, world, x));
}

double pledge_shortfall(const World& world, const PledgeTerm& pledge, PackageIndex x) {
  return std::max(0.0, pledge.level - held(pledge, world, x));
}

void pay_audience_costs(const World& world, State& state) {
  if (!world.scenario.switches.pledges) return;
  const PackageIndex a = state.arrangement;
  for (std::size_t i = 0; i < world.scenario.actors.size(); ++i) {
    const std::vector<Component>& components = world.scenario.actors[i].components;
    for (std::size_t c = 0; c < components.size(); ++c) {
      for (std::size_t t = 0; t < components[c].terms.size(); ++t) {
        const auto* pledge = std::get_if<PledgeTerm>(&components[c].terms[t].body);
        if (pledge == nullptr) continue;
        TermState& moving = state.terms[i][c][t];
        const double down =
            world.settles[a] ? pledge_shortfall(world, *pledge, a) : pledge_conceded(world, *pledge, a);
        if (down <= moving.backed_down) continue;
        moving.audience += pledge->cost * moving.strength * (down - moving.backed_down);
        moving.backed_down = down;
      }
    }
  }
}

void drift_aspirations(const World& world, State& state, PackageIndex on_the_table) {
  for (std::size_t i = 0; i < world.scenario.actors.size(); ++i) {
    const std::vector<Component>& components = world.scenario.actors[i].components;
    for (std::size_t c = 0; c < components.size(); ++c) {
      for (std::size_t t = 0; t < components[c].terms.size(); ++t) {
        const auto* holding = std::get_if<HoldingTerm>(&components[c].terms[t].body);
        if (holding == nullptr || !holding->aspiration) continue;
        const double step = 1 - portable_exp(-holding->aspiration_drift * world.scenario.timing.round);
        double& r = state.terms[i][c][t].aspiration;
        r += step * (holding->held[world.options[on_the_table][holding->issue]] - r);
      }
    }
  }
}

}  // namespace entente::reference
