#include "bench/reference/dice.hpp"

namespace entente::reference {

namespace {

constexpr std::size_t kMissing = static_cast<std::size_t>(-1);

std::size_t another(Dice& dice, const Scenario& scenario, std::size_t self) {
  const std::size_t j = dice.integer(0, scenario.actors.size() - 2);
  return j < self ? j : j + 1;
}

/// What the actor holds of the disputed land under each option: the holder less and less, the others more and
/// more.
std::vector<double> held_by(const Scenario& scenario, bool holder) {
  const Issue& border = scenario.issues[issue_named(scenario, "border")];
  std::vector<double> held;
  for (std::size_t o = 0; o < border.options.size(); ++o) {
    const double moved = static_cast<double>(o) / static_cast<double>(border.options.size() - 1);
    held.push_back(holder ? 1 - moved * moved : moved * moved);
  }
  return held;
}

HoldingTerm random_holding(Dice& dice, const Scenario& scenario, bool holder) {
  HoldingTerm term;
  term.issue = issue_named(scenario, "border");
  term.held = held_by(scenario, holder);
  term.jump = dice.chance(0.4) ? dice.between(0, 0.3) : 0;
  if (!holder && dice.chance(0.4)) {
    term.aspiration = dice.between(0.3, 1);
    term.aspiration_drift = dice.between(0, 2);
  }
  return term;
}

ProjectTerm random_project(Dice& dice, const Scenario& scenario, std::size_t self) {
  ProjectTerm term;
  const std::size_t zone = issue_named(scenario, "zone");
  term.issue = zone != kMissing && dice.chance(0.3) ? zone : issue_named(scenario, "fund");
  term.quantity = quantity_named(scenario, "capital");
  term.role = dice.chance(0.4) ? ProjectTerm::Role::Investor : ProjectTerm::Role::Host;
  term.half = dice.between(1, 6);
  if (!scenario.context.empty() && dice.chance(0.6)) {
    const std::size_t z = dice.integer(0, scenario.context.size() - 1);
    const double initial = scenario.context[z].initial;
    term.viability =
        Viability{.context = z, .midpoint = initial - 0.5, .width = 0.3 + std::fabs(initial) / 8};
  }
  if (dice.chance(0.6)) {
    const std::size_t j = another(dice, scenario, self);
    const bool investor = term.role == ProjectTerm::Role::Investor;
    term.risk_pair = investor ? std::pair{self, j} : std::pair{j, self};
    term.risk = dice.between(0, 0.6);
    term.trust_effect = dice.between(0, 1);
  }
  const std::size_t law = issue_named(scenario, "law");
  if (law != kMissing && dice.chance(0.6)) {
    term.protection_issue = law;
    for (std::size_t o = 0; o < scenario.issues[law].options.size(); ++o) {
      term.protection.push_back(o > 0 ? dice.between(0, 1) : 0);
    }
  }
  if (dice.chance(0.4)) {
    term.gross_return = dice.between(0.9, 2.5);
    term.return_spread = dice.between(0.2, 1);
  }
  term.cost = dice.between(0, 0.3);
  return term;
}

SanctionTerm random_sanction(Dice& dice, const Scenario& scenario, std::size_t self) {
  SanctionTerm term;
  term.issue = issue_named(scenario, "embargo");
  term.quantity = quantity_named(scenario, "level");
  term.role = dice.chance(0.5) ? SanctionTerm::Role::Target : SanctionTerm::Role::Sender;
  term.partner = another(dice, scenario, self);
  term.reference_trade = dice.between(5, 40);
  term.burden = dice.between(0.2, 1);
  term.leakage = dice.between(0, 0.5);
  term.rally = dice.between(0, 0.4);
  return term;
}

HedgeTerm random_hedge(Dice& dice, const Scenario& scenario, std::size_t self) {
  HedgeTerm term;
  term.quantity = dice.integer(0, scenario.quantities.size() - 1);
  term.partner = another(dice, scenario, self);
  term.rival = another(dice, scenario, term.partner);
  term.believed = dice.between(-0.3, 1);
  return term;
}

LinkageTerm random_linkage(Dice& dice, const Scenario& scenario) {
  LinkageTerm term;
  term.first = dice.integer(0, scenario.issues.size() - 2);
  term.second = dice.integer(term.first + 1, scenario.issues.size() - 1);
  // Declared in either order.
  if (dice.chance(0.3)) std::swap(term.first, term.second);
  const std::size_t cells =
      scenario.issues[term.first].options.size() * scenario.issues[term.second].options.size();
  for (std::size_t n = 0; n < cells; ++n)
    term.values.push_back(dice.chance(0.5) ? dice.between(-0.3, 0.45) : 0);
  return term;
}

PledgeTerm random_pledge(Dice& dice, const Scenario& scenario, bool holder) {
  PledgeTerm term;
  term.issue = issue_named(scenario, "border");
  term.held = held_by(scenario, holder);
  term.level = dice.between(0.3, 1);
  term.strength = dice.between(0, 0.8);
  term.cost = dice.between(0.05, 0.6);
  return term;
}

template <typename Body>
void add(Dice& dice, const Scenario& scenario, Component& component, const std::string& name, Body body) {
  component.terms.push_back({.name = name,
                             .share = dice.between(0.3, 1),
                             .scale = random_scale(dice, scenario, 0.5),
                             .body = std::move(body)});
}

Component random_component(Dice& dice, const Scenario& scenario, std::size_t self, const std::string& name,
                           bool holder) {
  Component component;
  component.name = name;
  component.share = dice.between(0.1, 1);
  component.enabled = !dice.chance(0.06);
  const bool embargo = issue_named(scenario, "embargo") != kMissing;
  if (name == "economy") {
    component.share += 0.5;
    add(dice, scenario, component, "project", random_project(dice, scenario, self));
    if (dice.chance(0.3)) add(dice, scenario, component, "second", random_project(dice, scenario, self));
    if (embargo) add(dice, scenario, component, "trade", random_sanction(dice, scenario, self));
  } else if (name == "land") {
    add(dice, scenario, component, "land", random_holding(dice, scenario, holder));
  } else if (name == "order") {
    add(dice, scenario, component, "linkage", random_linkage(dice, scenario));
    if (dice.chance(0.5)) add(dice, scenario, component, "values", random_values(dice, scenario));
  } else if (name == "security") {
    add(dice, scenario, component, "hedge", random_hedge(dice, scenario, self));
    add(dice, scenario, component, "values", random_values(dice, scenario));
  } else {
    add(dice, scenario, component, "pledge", random_pledge(dice, scenario, holder));
  }
  return component;
}

}  // namespace

ValuesTerm random_values(Dice& dice, const Scenario& scenario) {
  ValuesTerm term;
  const bool weighted = dice.chance(0.5);
  std::vector<std::size_t> issues;
  for (std::size_t k = 0; k < scenario.issues.size(); ++k) issues.push_back(k);
  issues = dice.some(issues, 0.6);
  if (issues.empty()) issues.push_back(issue_named(scenario, "fund"));
  const auto count = static_cast<double>(issues.size());
  double weight_left = 1;
  for (const std::size_t k : issues) {
    ValuesTerm::PerIssue part;
    part.issue = k;
    const bool last = k == issues.back();
    part.weight = weighted ? (last ? weight_left : weight_left * dice.between(0.2, 0.8)) : 1;
    weight_left -= part.weight;
    for (std::size_t o = 0; o < scenario.issues[k].options.size(); ++o) {
      part.values.push_back(dice.between(-0.3, 0.45) / (weighted ? 1 : count));
    }
    term.issues.push_back(part);
  }
  return term;
}

std::vector<Component> random_components(Dice& dice, const Scenario& scenario, std::size_t self,
                                         bool holder) {
  const bool party = scenario.actors[self].party;
  std::vector<Component> components;
  for (const std::string name : {"economy", "land", "order", "security", "standing"}) {
    const bool central = party && (name == "economy" || name == "land");
    const bool possible = party || (name != "land" && name != "standing");
    if (possible && dice.chance(central ? 0.9 : 0.5)) {
      components.push_back(random_component(dice, scenario, self, name, holder));
    }
  }
  if (components.empty()) components.push_back(random_component(dice, scenario, self, "security", holder));
  return components;
}

}  // namespace entente::reference
