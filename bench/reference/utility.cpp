#include "bench/reference/utility.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

#include "bench/reference/mechanisms.hpp"
#include "sim/core/math.hpp"

namespace entente::reference {

namespace {

/// The seven kinds of terms, for one actor, one term and one package.
struct Evaluator {
  const World& world;
  const State& state;
  const Actor& actor;
  std::size_t self;
  const TermState& moving;
  PackageIndex x;

  std::uint32_t option(std::size_t issue) const { return world.options[x][issue]; }
  std::size_t start(std::size_t issue) const { return world.scenario.issues[issue].status_quo; }
  double amount(std::size_t issue, std::size_t o, std::size_t quantity) const {
    return world.scenario.issues[issue].amounts[o][quantity];
  }
  double largest_amount(std::size_t issue, std::size_t quantity) const {
    double largest = 0;
    for (const Vector& amounts : world.scenario.issues[issue].amounts)
      largest = std::max(largest, amounts[quantity]);
    return largest;
  }

  /// MODEL.md 2.1.
  TermValue operator()(const HoldingTerm& term) const {
    const Switches& on = world.scenario.switches;
    const double lambda = on.loss_aversion ? actor.loss_aversion : 1;
    const double jump = on.jump ? term.jump : 0;
    const double held = term.held[option(term.issue)];
    const double h = held - term.held[start(term.issue)];
    TermValue value;
    value.flow = h >= 0 ? portable_pow(h, actor.curvature)
                        : -lambda * ((1 - jump) * portable_pow(-h, actor.curvature) + jump);
    if (term.aspiration && on.aspiration) {
      value.finality = -lambda * portable_pow(std::max(0.0, moving.aspiration - held), actor.curvature);
    }
    return value;
  }

  /// MODEL.md 2.2: E, the benefit under option o and under the protection of option l.
  double project_benefit(const ProjectTerm& term, std::size_t o, std::size_t l) const {
    double tau = 0;
    if (term.risk_pair) tau = trust_in(world, state, term.risk_pair->first, term.risk_pair->second);
    const double protection = term.protection_issue ? term.protection[l] : 0;
    const double risk = std::clamp(term.risk * (1 - term.trust_effect * tau) * (1 - protection), 0.0, 1.0);
    const double v = term.viability
                         ? logistic((state.context[term.viability->context] - term.viability->midpoint) /
                                    term.viability->width)
                         : 1;
    double delivered_share = 1;
    if (term.gross_return && world.scenario.switches.firm_supply) {
      const double n = *term.gross_return * v * (1 - risk) - 1;
      delivered_share = std::clamp((n + term.return_spread) / (2 * term.return_spread), 0.0, 1.0);
    }
    const double delivered = delivered_share * amount(term.issue, o, term.quantity);
    const double q_max = largest_amount(term.issue, term.quantity);
    double benefit = (1 - portable_exp2(-delivered / term.half)) * v * (1 - risk);
    if (term.role == ProjectTerm::Role::Investor && q_max > 0) benefit -= term.cost * delivered / q_max;
    return benefit;
  }

  TermValue operator()(const ProjectTerm& term) const {
    const std::size_t l = term.protection_issue ? option(*term.protection_issue) : 0;
    const std::size_t l_start = term.protection_issue ? start(*term.protection_issue) : 0;
    return {.flow = project_benefit(term, option(term.issue), l) -
                    project_benefit(term, start(term.issue), l_start)};
  }

  /// MODEL.md 2.3.
  TermValue operator()(const SanctionTerm& term) const {
    const double change = amount(term.issue, option(term.issue), term.quantity) -
                          amount(term.issue, start(term.issue), term.quantity);
    const double trade = layer_weight(world, state, Layer::Trade, self, term.partner);
    const double pain = term.burden * (1 - term.leakage) * std::min(1.0, trade / term.reference_trade);
    const double rally = term.role == SanctionTerm::Role::Target ? term.rally : 0;
    return {.flow = -change * (pain - rally)};
  }

  /// MODEL.md 2.4.
  TermValue operator()(const HedgeTerm& term) const {
    const double g =
        std::clamp(layer_weight(world, state, Layer::Alignment, term.partner, term.rival), 0.0, 1.0);
    double change = 0;
    double most = 0;
    for (std::size_t k = 0; k < world.scenario.issues.size(); ++k) {
      change += amount(k, option(k), term.quantity) - amount(k, start(k), term.quantity);
      most += largest_amount(k, term.quantity);
    }
    return {.flow = most > 0 ? term.believed * g * change / most : 0};
  }

  /// MODEL.md 2.6.
  TermValue operator()(const ValuesTerm& term) const {
    double flow = 0;
    for (const ValuesTerm::PerIssue& part : term.issues) {
      flow += part.weight * (part.values[option(part.issue)] - part.values[start(part.issue)]);
    }
    return {.flow = flow};
  }

  /// MODEL.md 2.6.
  TermValue operator()(const LinkageTerm& term) const {
    const std::size_t columns = world.scenario.issues[term.second].options.size();
    return {.flow = term.values[option(term.first) * columns + option(term.second)] -
                    term.values[start(term.first) * columns + start(term.second)]};
  }

  /// MODEL.md 2.5.
  TermValue operator()(const PledgeTerm& term) const {
    if (!world.scenario.switches.pledges) return {};
    const double conceded = std::max(0.0, pledge_conceded(world, term, x) - moving.backed_down);
    const double short_fall = std::max(0.0, pledge_shortfall(world, term, x) - moving.backed_down);
    const double weight = term.cost * moving.strength;
    return {.flow = -weight * conceded, .finality = -weight * (short_fall - conceded)};
  }
};

}  // namespace

double context_scale(const State& state, const std::optional<ContextScale>& scale) {
  if (!scale) return 1;
  return std::max(0.0, 1 + scale->slope * (state.context[scale->context] - scale->reference));
}

double layer_weight(const World& world, const State& state, Layer layer, std::size_t i, std::size_t j) {
  double weight = 0;
  for (std::size_t t = 0; t < world.scenario.ties.size(); ++t) {
    const Tie& tie = world.scenario.ties[t];
    const bool there = (tie.from == i && tie.to == j) || (tie.mutual && tie.from == j && tie.to == i);
    if (tie.layer == layer && there) weight += state.ties[t];
  }
  return weight;
}

TermValue term_value(const World& world, const State& state, std::size_t i, std::size_t c, std::size_t t,
                     PackageIndex x) {
  const Actor& actor = world.scenario.actors[i];
  const Evaluator evaluator{world, state, actor, i, state.terms[i][c][t], x};
  return std::visit(evaluator, actor.components[c].terms[t].body);
}

double component_value(const World& world, const State& state, std::size_t i, std::size_t c, PackageIndex x) {
  const Component& component = world.scenario.actors[i].components[c];
  if (!component.enabled) return 0;
  Vector shares;
  for (const Term& term : component.terms) shares.push_back(term.share);
  shares = normalised(shares);
  double sum = 0;
  for (std::size_t t = 0; t < component.terms.size(); ++t) {
    const TermValue value = term_value(world, state, i, c, t, x);
    const double whole = value.flow + (world.settles[x] ? value.finality : 0);
    sum += shares[t] * context_scale(state, component.terms[t].scale) * whole;
  }
  return sum;
}

Vector component_shares(const World& world, const State& state, std::size_t i, std::size_t profile) {
  const Actor& actor = world.scenario.actors[i];
  // A salience of a component that the actor lacks counts in the sum.
  Vector all = state.salience[i];
  Vector shares;
  std::vector<std::size_t> places;
  for (std::size_t c = 0; c < actor.components.size(); ++c) {
    const auto found = std::ranges::find(world.component_names, actor.components[c].name);
    const auto place = static_cast<std::size_t>(found - world.component_names.begin());
    if (!actor.profiles.empty()) all[place] *= actor.profiles[profile].share_factors[c];
    places.push_back(place);
  }
  all = normalised(all);
  for (const std::size_t place : places) shares.push_back(all[place]);
  return shares;
}

double process_value(const World& world, const State& state, std::size_t i, std::size_t profile) {
  const Actor& actor = world.scenario.actors[i];
  if (!world.scenario.switches.process_value) return 0;
  const double factor = actor.profiles.empty() ? 1 : actor.profiles[profile].process_value_factor;
  return actor.process_value * factor * context_scale(state, actor.process_scale);
}

double utility(const World& world, const Tables& tables, std::size_t i, PackageIndex x) {
  return tables.utility[i][world.types[i]][x];
}

double process_value(const World& world, const Tables& tables, std::size_t i) {
  return tables.process[i][world.types[i]];
}

double private_value(const World& world, const Matrix& valuations, PackageIndex x) {
  double sum = 0;
  for (std::size_t k = 0; k < valuations.size(); ++k) sum += valuations[k][world.options[x][k]];
  return sum;
}

}  // namespace entente::reference
