#include <algorithm>

#include "bench/reference/beliefs.hpp"
#include "bench/reference/mechanisms.hpp"
#include "bench/reference/offers.hpp"

namespace entente::reference {

namespace {

/// MODEL.md 1: whether the red line removes x while `a` is in force.
bool crosses(const World& world, const RedLine& line, PackageIndex x, PackageIndex a) {
  const auto met = [&](const Predicate& predicate, PackageIndex of) {
    return holds(predicate, world.options[of], world.amounts[of], {});
  };
  return line.enabled && met(line.never, x) && !(line.unless && met(*line.unless, x)) &&
         !(line.unless_in_force && met(*line.unless_in_force, a));
}

/// MODEL.md 1: feasible, and across no red line of any party.
bool is_admissible(const World& world, PackageIndex x, PackageIndex a) {
  if (!world.feasible[x]) return false;
  if (!world.scenario.switches.red_lines) return true;
  for (const std::size_t i : world.parties) {
    for (const RedLine& line : world.scenario.actors[i].red_lines) {
      if (crosses(world, line, x, a)) return false;
    }
  }
  return true;
}

/// Û_ij with what hangs on it, for one pair of parties.
void estimate_pair(const World& world, const State& state, View& view, std::size_t i, std::size_t j,
                   const std::vector<PackageIndex>& packages) {
  const Vector& belief = state.beliefs[i][j];
  const double process = mixed(belief, view.tables.process[j]);
  view.estimated_process[i][j] = process;
  for (const PackageIndex x : packages) {
    Vector by_profile;
    for (const Vector& u : view.tables.utility[j]) by_profile.push_back(u[x]);
    const double estimate = mixed(belief, by_profile);
    const double value = estimate + private_value(world, state.valuation_beliefs[i][j].mean, x);
    view.estimate[i][j][x] = estimate;
    view.estimated_value[i][j][x] = value;
    view.estimated_final_value[i][j][x] = value - (world.settles[x] ? process : 0);
  }
}

}  // namespace

View make_view(const World& world, const State& state, const std::vector<PackageIndex>& packages) {
  const std::size_t actors = world.scenario.actors.size();
  const Vector empty(world.space.size(), 0.0);
  View view;
  view.arrangement = state.arrangement;
  view.time = time_of(world, state.round);
  view.tables = make_tables(world, state, packages);
  view.refused = state.refused;
  view.valuation_beliefs = state.valuation_beliefs;

  view.admissible.assign(world.space.size(), false);
  view.ratified = empty;
  for (const PackageIndex x : packages) {
    view.admissible[x] = is_admissible(world, x, state.arrangement);
    view.ratified[x] = 1;
    for (const std::size_t i : world.parties)
      view.ratified[x] *= ratification_probability(world, state, i, x);
    if (view.admissible[x] && view.ratified[x] >= 0.5) view.hopeful.push_back(x);
  }

  view.value.assign(actors, empty);
  view.final_value.assign(actors, empty);
  for (std::size_t i = 0; i < actors; ++i) {
    const double process = process_value(world, view.tables, i);
    for (const PackageIndex x : packages) {
      view.value[i][x] = utility(world, view.tables, i, x) + private_value(world, state.valuations[i], x);
      view.final_value[i][x] = view.value[i][x] - (world.settles[x] ? process : 0);
    }
  }

  view.estimate.assign(actors, Matrix(actors, empty));
  view.estimated_value = view.estimate;
  view.estimated_final_value = view.estimate;
  view.estimated_process.assign(actors, Vector(actors, 0.0));
  for (const std::size_t i : world.parties) {
    for (const std::size_t j : world.parties) {
      if (i != j) estimate_pair(world, state, view, i, j, packages);
    }
  }
  return view;
}

Contributions contributions(const World& world, const View& view, std::size_t i, PackageIndex x) {
  const PackageIndex a = view.arrangement;
  const Tables& tables = view.tables;
  const double goes_on_x = world.settles[x] ? 0 : 1;
  const double goes_on_a = world.settles[a] ? 0 : 1;
  Contributions result;
  for (std::size_t c = 0; c < tables.components[i].size(); ++c) {
    const double share = tables.shares[i][world.types[i]][c];
    result.components.push_back(share * (tables.components[i][c][x] - tables.components[i][c][a]));
  }
  const auto private_part = [&](PackageIndex of) {
    return view.value[i][of] - utility(world, tables, i, of);
  };
  result.alliance = tables.alliance[i][x] - tables.alliance[i][a];
  result.private_valuation = private_part(x) - private_part(a);
  result.process_value = (goes_on_x - goes_on_a) * process_value(world, tables, i);
  result.hope = hope_weight(world, view, i) *
                (goes_on_x * hope(world, view, i, x) - goes_on_a * hope(world, view, i, a));
  return result;
}

}  // namespace entente::reference
