#include "sim/model/structure.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace entente {
namespace {

/// The two issues that a term links, or none.
std::optional<std::pair<std::size_t, std::size_t>> linked(const Term& term) {
  if (const auto* linkage = std::get_if<LinkageTerm>(&term.body)) {
    return std::pair(linkage->first, linkage->second);
  }
  const auto* project = std::get_if<ProjectTerm>(&term.body);
  if (project == nullptr || !project->protection_issue) return std::nullopt;
  return std::pair(project->issue, *project->protection_issue);
}

bool same_links(const Component& a, const Component& b) {
  return std::ranges::equal(a.terms, b.terms, {}, linked, linked);
}

bool same_concerns(const Constituency& a, const Constituency& b) {
  const auto issue = &ValuesTerm::PerIssue::issue;
  return std::ranges::equal(a.values.issues, b.values.issues, {}, issue, issue);
}

bool same_home(const std::optional<Ratification>& a, const std::optional<Ratification>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return std::ranges::equal(a->constituencies, b->constituencies, same_concerns);
}

/// Adds the quantities that the condition asks for.
void add_quantities(const Predicate& predicate, std::set<std::size_t>& quantities) {
  if (predicate.kind == Predicate::Kind::Amount) quantities.insert(predicate.subject);
  for (const Predicate& part : predicate.parts) add_quantities(part, quantities);
}

std::set<std::size_t> quantities_asked_for(const Scenario& scenario) {
  std::set<std::size_t> quantities;
  add_quantities(scenario.settles, quantities);
  for (const Predicate& rule : scenario.feasible) add_quantities(rule, quantities);
  for (const Outcome& outcome : scenario.outcomes) add_quantities(outcome.when, quantities);
  for (const Actor& actor : scenario.actors) {
    for (const RedLine& line : actor.red_lines) {
      add_quantities(line.never, quantities);
      if (line.unless) add_quantities(*line.unless, quantities);
      if (line.unless_in_force) add_quantities(*line.unless_in_force, quantities);
    }
  }
  return quantities;
}

bool same_issues(const Scenario& a, const Scenario& b) {
  const std::set<std::size_t> quantities = quantities_asked_for(a);
  return std::ranges::equal(a.issues, b.issues, [&](const Issue& one, const Issue& other) {
    if (one.options.size() != other.options.size() || one.status_quo != other.status_quo ||
        one.divisible != other.divisible) {
      return false;
    }
    for (std::size_t o = 0; o < one.options.size(); ++o) {
      for (const std::size_t q : quantities) {
        if (one.amounts[o][q] != other.amounts[o][q]) return false;
      }
    }
    return true;
  });
}

bool same_actor(const Actor& a, const Actor& b) {
  return a.party == b.party && a.red_lines == b.red_lines && same_home(a.ratification, b.ratification) &&
         std::ranges::equal(a.components, b.components, same_links);
}

}  // namespace

bool same_structure(const Scenario& a, const Scenario& b) {
  return a.settles == b.settles && a.feasible == b.feasible &&
         std::ranges::equal(a.outcomes, b.outcomes, {}, &Outcome::when, &Outcome::when) &&
         std::ranges::equal(a.actors, b.actors, same_actor) && same_issues(a, b) &&
         starts_from_nothing(a) == starts_from_nothing(b) && a.switches.red_lines == b.switches.red_lines &&
         a.switches.ratification == b.switches.ratification;
}

}  // namespace entente
