#include "bench/reference/results.hpp"

#include <algorithm>
#include <cmath>

#include "bench/reference/mechanisms.hpp"
#include "bench/reference/offers.hpp"

namespace entente::reference {

namespace {

/// Whether y is at least as good as x for all parties and better for one.
bool dominates(const World& world, const Tables& tables, PackageIndex y, PackageIndex x) {
  bool better = false;
  for (const std::size_t i : world.parties) {
    const double difference = utility(world, tables, i, y) - utility(world, tables, i, x);
    if (difference < -kTie) return false;
    better = better || difference > kTie;
  }
  return better;
}

/// Σ ω·ρ·A over the pledges of an actor.
double audience_cost(const World& world, const State& state, std::size_t i) {
  const Actor& actor = world.scenario.actors[i];
  const Vector shares = component_shares(world, state, i, world.types[i]);
  double cost = 0;
  for (std::size_t c = 0; c < actor.components.size(); ++c) {
    if (!actor.components[c].enabled) continue;
    Vector terms;
    for (const Term& term : actor.components[c].terms) terms.push_back(term.share);
    terms = normalised(terms);
    for (std::size_t t = 0; t < terms.size(); ++t)
      cost += shares[c] * terms[t] * state.terms[i][c][t].audience;
  }
  return cost;
}

bool takes_part(const World& world, std::size_t i) {
  const std::vector<std::size_t>& required = world.scenario.protocol.required;
  return world.scenario.actors[i].party || std::ranges::find(required, i) != required.end();
}

}  // namespace

Matrix round_flows(const World& world, const State& state, const Round& round) {
  const PackageIndex a = state.arrangement;
  const Tables tables = make_tables(world, state, {a});
  Matrix flows;
  for (std::size_t i = 0; i < world.scenario.actors.size(); ++i) {
    const Actor& actor = world.scenario.actors[i];
    Vector flow;
    for (std::size_t c = 0; c < actor.components.size(); ++c) {
      flow.push_back(tables.shares[i][world.types[i]][c] * tables.components[i][c][a]);
    }
    const Act& act = actor.acts[state.acts[i]];
    const bool talked = round.talks && takes_part(world, i);
    flow.push_back(tables.alliance[i][a]);
    flow.push_back(talked ? process_value(world, tables, i) - actor.meeting_cost : 0);
    flow.push_back(act.benefit - act_price(state, act));
    flow.push_back(-audience_cost(world, state, i));
    flow.push_back(0);
    flows.push_back(flow);
  }
  return flows;
}

Vector arrangement_utilities(const World& world, const State& state) {
  const Tables tables = make_tables(world, state, {state.arrangement});
  Vector values;
  for (std::size_t i = 0; i < world.scenario.actors.size(); ++i) {
    values.push_back(utility(world, tables, i, state.arrangement));
  }
  return values;
}

Vector trust_matrix(const World& world, const State& state) {
  Vector values;
  for (std::size_t i = 0; i < world.scenario.actors.size(); ++i) {
    for (std::size_t j = 0; j < world.scenario.actors.size(); ++j) {
      values.push_back(i == j ? 1 : trust_in(world, state, i, j));
    }
  }
  return values;
}

std::size_t outcome_of(const World& world, PackageIndex arrangement) {
  const std::vector<Outcome>& outcomes = world.scenario.outcomes;
  const auto found = std::ranges::find_if(outcomes, [&](const Outcome& outcome) {
    return holds(outcome.when, world.options[arrangement], world.amounts[arrangement], {});
  });
  return static_cast<std::size_t>(found - outcomes.begin());
}

double nash_product(const World& world, const State& state) {
  const Vector values = arrangement_utilities(world, state);
  double product = 1;
  for (const std::size_t i : world.parties) {
    const double outside = std::max(0.0, world.scenario.actors[i].outside_option.value_or(0));
    product *= std::max(0.0, values[i] - outside);
  }
  return product;
}

double frontier_distance(const World& world, const State& state) {
  const Tables tables = make_tables(world, state, world.packages);
  double nearest = std::numeric_limits<double>::infinity();
  for (const PackageIndex x : world.packages) {
    if (!world.feasible[x]) continue;
    const bool dominated = std::ranges::any_of(
        world.packages, [&](PackageIndex y) { return world.feasible[y] && dominates(world, tables, y, x); });
    if (dominated) continue;
    double squares = 0;
    for (const std::size_t i : world.parties) {
      const double step = utility(world, tables, i, x) - utility(world, tables, i, state.arrangement);
      squares += step * step;
    }
    nearest = std::min(nearest, std::sqrt(squares));
  }
  return nearest;
}

bool left_unsigned(const World& world, const State& state) {
  if (world.settles[state.arrangement]) return false;
  const View view = make_view(world, state, world.packages);
  const double price = world.scenario.protocol.offer_price;
  return std::ranges::any_of(world.packages, [&](PackageIndex x) {
    if (x == state.arrangement || !view.admissible[x]) return false;
    bool worth_tabling = false;
    for (const std::size_t i : world.parties) {
      const double hope_x = hope(world, view, i, x);
      const double hope_a = hope(world, view, i, state.arrangement);
      if (true_margin(world, view, i, x, hope_x, hope_a) < -kTie || !ratifies(world, state, i, x))
        return false;
      const double gain = full_value(world, view, i, x, hope_x) - reservation(world, view, i, hope_a);
      worth_tabling = worth_tabling || gain > price + kTie;
    }
    return worth_tabling;
  });
}

std::size_t main_reason(const Contributions& reasons) {
  Vector values = reasons.components;
  values.insert(values.end(),
                {reasons.alliance, reasons.private_valuation, reasons.process_value, reasons.hope});
  std::size_t worst = 0;
  for (std::size_t r = 1; r < values.size(); ++r) {
    if (values[r] < values[worst] - kTie) worst = r;
  }
  return worst;
}

}  // namespace entente::reference
