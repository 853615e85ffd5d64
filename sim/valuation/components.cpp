#include "sim/valuation/components.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/core/math.hpp"

namespace entente {

double scale_factor(const std::optional<ContextScale>& scale, std::span<const double> context) {
  if (!scale) return 1;
  return std::max(0.0, 1 + scale->slope * (context[scale->context] - scale->reference));
}

double conceded(const PledgeTerm& term, std::size_t option, std::size_t status_quo) {
  return std::max(0.0, std::min(term.level, term.held[status_quo]) - term.held[option]);
}

double shortfall(const PledgeTerm& term, std::size_t option) {
  return std::max(0.0, term.level - term.held[option]);
}

Components::Components(const Scenario& scenario, const Layout& layout)
    : scenario_(&scenario),
      layout_(&layout),
      absolute_(starts_from_nothing(scenario)),
      largest_total_(scenario.quantities.size(), 0.0) {
  std::vector<std::vector<Shape>> shapes;
  for (const Actor& actor : scenario.actors) {
    made_.emplace_back(actor.components.size(), Made{std::vector<double>(layout.size()), {}, 0});
    std::vector<Shape>& of_actor = shapes.emplace_back();
    Place place;
    for (const Component& component : actor.components) {
      of_actor.push_back(shape_of(component, place));
      for (const Term& term : component.terms) place.pass(term);
    }
  }
  shapes_ = std::make_shared<const std::vector<std::vector<Shape>>>(std::move(shapes));
  for (const Issue& issue : scenario.issues) {
    for (std::size_t q = 0; q < largest_total_.size(); ++q) {
      double largest = 0;
      for (const std::vector<double>& amounts : issue.amounts) largest = std::max(largest, amounts[q]);
      largest_total_[q] += largest;
    }
  }
}

void Components::build(const World& world, const Moved& moved) {
  for (std::size_t i = 0; i < scenario_->actors.size(); ++i) {
    const std::vector<Component>& components = scenario_->actors[i].components;
    for (std::size_t c = 0; c < components.size(); ++c) {
      const Shape& shape = (*shapes_)[i][c];
      Made& made = made_[i][c];
      if (made.version != 0 && !shape.depends_on.shares(moved)) continue;
      double total = 0;
      for (const Term& term : components[c].terms) total += term.share;
      Place place = shape.place;
      now_.clear();
      weights_.clear();
      for (const Term& term : components[c].terms) {
        const double weight = total > 0 && components[c].enabled
                                  ? term.share / total * scale_factor(term.scale, world.context)
                                  : 0;
        weights_.push_back(weight);
        now_.push_back(weight);
        std::visit([&](const auto& body) { inputs(body, {world, i, weight, made.table, place}); }, term.body);
        place.pass(term);
      }
      if (made.version != 0 && now_ == made.inputs) continue;
      made.inputs = now_;
      ++made.version;
      for (const std::uint32_t entry : shape.entries) made.table[entry] = 0;
      place = shape.place;
      for (std::size_t t = 0; t < weights_.size(); ++t) {
        const Term& term = components[c].terms[t];
        std::visit([&](const auto& body) { add(body, {world, i, weights_[t], made.table, place}); },
                   term.body);
        place.pass(term);
      }
    }
  }
}

void Components::Place::pass(const Term& term) {
  if (std::holds_alternative<PledgeTerm>(term.body)) ++pledge;
  const auto* const holding = std::get_if<HoldingTerm>(&term.body);
  if (holding && holding->aspiration) ++aspiration;
}

void Components::inputs(const HoldingTerm& term, const Context& at) {
  if (term.aspiration) now_.push_back(at.world.aspirations[at.actor][at.place.aspiration]);
}

void Components::inputs(const ProjectTerm& term, const Context& at) {
  if (term.viability) now_.push_back(at.world.context[term.viability->context]);
  if (term.risk_pair) now_.push_back(at.world.trust(term.risk_pair->first, term.risk_pair->second));
}

void Components::inputs(const SanctionTerm& term, const Context& at) {
  now_.push_back(at.world.layers[static_cast<std::size_t>(Layer::Trade)](at.actor, term.partner));
}

void Components::inputs(const HedgeTerm& term, const Context& at) {
  now_.push_back(at.world.layers[static_cast<std::size_t>(Layer::Alignment)](term.partner, term.rival));
}

void Components::inputs(const PledgeTerm&, const Context& at) {
  const PledgeState& pledge = at.world.pledges[at.actor][at.place.pledge];
  now_.push_back(pledge.strength);
  now_.push_back(pledge.backed_down);
}

void Components::add(const HoldingTerm& term, const Context& at) const {
  const Actor& actor = scenario_->actors[at.actor];
  const double aversion = scenario_->switches.loss_aversion ? actor.loss_aversion : 1;
  const double jump = scenario_->switches.jump ? term.jump : 0;
  const double at_start = term.held[scenario_->issues[term.issue].status_quo];
  for (std::size_t o = 0; o < term.held.size(); ++o) {
    const double change = term.held[o] - at_start;
    const double size = portable_pow(std::fabs(change), actor.curvature);
    const double value = change >= 0 ? size : -aversion * ((1 - jump) * size + jump);
    at.table[layout_->option(term.issue, o)] += at.weight * value;
    if (!term.aspiration || !scenario_->switches.aspiration) continue;
    const double missing = std::max(0.0, at.world.aspirations[at.actor][at.place.aspiration] - term.held[o]);
    at.table[layout_->finality(term.issue, o)] -=
        at.weight * aversion * portable_pow(missing, actor.curvature);
  }
}

void Components::add(const ProjectTerm& term, const Context& at) const {
  const Issue& issue = scenario_->issues[term.issue];
  const double viability =
      term.viability ? logistic((at.world.context[term.viability->context] - term.viability->midpoint) /
                                term.viability->width)
                     : 1;
  const double trust = term.risk_pair ? at.world.trust(term.risk_pair->first, term.risk_pair->second) : 0;
  double largest = 0;
  for (const std::vector<double>& amounts : issue.amounts)
    largest = std::max(largest, amounts[term.quantity]);
  const auto worth = [&](std::size_t option, double protection) {
    const double risk = std::clamp(term.risk * (1 - term.trust_effect * trust) * (1 - protection), 0.0, 1.0);
    double supplied = 1;
    if (term.gross_return && scenario_->switches.firm_supply) {
      const double net = *term.gross_return * viability * (1 - risk) - 1;
      supplied = std::clamp((net + term.return_spread) / (2 * term.return_spread), 0.0, 1.0);
    }
    const double delivered = supplied * issue.amounts[option][term.quantity];
    double value = (1 - portable_exp2(-delivered / term.half)) * viability * (1 - risk);
    if (term.role == ProjectTerm::Role::Investor && largest > 0) value -= term.cost * delivered / largest;
    return value;
  };
  if (!term.protection_issue) {
    const double at_start = worth(issue.status_quo, 0);
    for (std::size_t o = 0; o < issue.options.size(); ++o) {
      at.table[layout_->option(term.issue, o)] += at.weight * (worth(o, 0) - at_start);
    }
    return;
  }
  const double at_start =
      worth(issue.status_quo, term.protection[scenario_->issues[*term.protection_issue].status_quo]);
  for (std::size_t p = 0; p < term.protection.size(); ++p) {
    for (std::size_t o = 0; o < issue.options.size(); ++o) {
      at.table[layout_->linkage(term.issue, o, *term.protection_issue, p)] +=
          at.weight * (worth(o, term.protection[p]) - at_start);
    }
  }
}

void Components::add(const SanctionTerm& term, const Context& at) const {
  const Issue& issue = scenario_->issues[term.issue];
  const double trade = at.world.layers[static_cast<std::size_t>(Layer::Trade)](at.actor, term.partner);
  const double rally = term.role == SanctionTerm::Role::Target ? term.rally : 0;
  const double burden =
      term.burden * (1 - term.leakage) * std::min(1.0, trade / term.reference_trade) - rally;
  const double at_start = issue.amounts[issue.status_quo][term.quantity];
  for (std::size_t o = 0; o < issue.options.size(); ++o) {
    at.table[layout_->option(term.issue, o)] -=
        at.weight * (issue.amounts[o][term.quantity] - at_start) * burden;
  }
}

void Components::add(const HedgeTerm& term, const Context& at) const {
  const double alignment = std::clamp(
      at.world.layers[static_cast<std::size_t>(Layer::Alignment)](term.partner, term.rival), 0.0, 1.0);
  if (largest_total_[term.quantity] <= 0) return;
  const double rate = at.weight * term.believed * alignment / largest_total_[term.quantity];
  for (std::size_t k = 0; k < scenario_->issues.size(); ++k) {
    const Issue& issue = scenario_->issues[k];
    const double at_start = issue.amounts[issue.status_quo][term.quantity];
    for (std::size_t o = 0; o < issue.options.size(); ++o) {
      at.table[layout_->option(k, o)] += rate * (issue.amounts[o][term.quantity] - at_start);
    }
  }
}

void Components::add(const ValuesTerm& term, const Context& at) const {
  for (const ValuesTerm::PerIssue& per_issue : term.issues) {
    const double at_start = absolute_ ? 0 : per_issue.values[scenario_->issues[per_issue.issue].status_quo];
    for (std::size_t o = 0; o < per_issue.values.size(); ++o) {
      at.table[layout_->option(per_issue.issue, o)] +=
          at.weight * per_issue.weight * (per_issue.values[o] - at_start);
    }
  }
}

void Components::add(const LinkageTerm& term, const Context& at) const {
  const std::size_t first_options = scenario_->issues[term.first].options.size();
  const std::size_t second_options = scenario_->issues[term.second].options.size();
  const double at_start = absolute_ ? 0
                                    : term.values[scenario_->issues[term.first].status_quo * second_options +
                                                  scenario_->issues[term.second].status_quo];
  for (std::size_t p = 0; p < first_options; ++p) {
    for (std::size_t q = 0; q < second_options; ++q) {
      at.table[layout_->linkage(term.first, p, term.second, q)] +=
          at.weight * (term.values[p * second_options + q] - at_start);
    }
  }
}

void Components::add(const PledgeTerm& term, const Context& at) const {
  if (!scenario_->switches.pledges) return;
  const Issue& issue = scenario_->issues[term.issue];
  const PledgeState& pledge = at.world.pledges[at.actor][at.place.pledge];
  const double rate = at.weight * term.cost * pledge.strength;
  for (std::size_t o = 0; o < issue.options.size(); ++o) {
    const double open = std::max(0.0, conceded(term, o, issue.status_quo) - pledge.backed_down);
    const double final = std::max(0.0, shortfall(term, o) - pledge.backed_down);
    at.table[layout_->option(term.issue, o)] -= rate * open;
    at.table[layout_->finality(term.issue, o)] -= rate * (final - open);
  }
}

}  // namespace entente
