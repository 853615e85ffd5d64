#include "sim/report/describe_tables.hpp"

#include <fmt/format.h>

#include "sim/report/describe_rules.hpp"
#include "sim/report/describe_terms.hpp"
#include "sim/report/describe_uncertain.hpp"
#include "sim/report/odd_scenario.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

std::string role(const Actor& actor) { return actor.party ? "party" : "third party"; }

Tabular positions_table(const Scenario& scenario) {
  Tabular table{"Actors and their positions",
                {{"Actor"}, {"Power", true}, {"Scale"}, {"Stands at", true}, {"Salience", true}},
                {}};
  for (const Actor& actor : scenario.actors) {
    for (std::size_t k = 0; k < actor.positions.size(); ++k) {
      table.rows.push_back({k == 0 ? actor_name(actor) : "", k == 0 ? exact(actor.power) : "",
                            dimension_name(scenario.dimensions[k]), exact(actor.positions[k].at),
                            exact(actor.positions[k].salience)});
    }
  }
  return table;
}

}  // namespace

Tabular actors_table(const Scenario& scenario) {
  if (over_positions(scenario)) return positions_table(scenario);
  Tabular table{
      "Actors",
      {{"Actor"},
       {"Role"},
       {"Power", true},
       {"Patience", true},
       {"Talks", true},
       {"Meeting", true},
       {"Tactic"}},
      {},
      "Power is relative; patience is the discount factor of a year; talks and meeting are what talks "
      "bring and meeting costs, in utility a year."};
  for (const Actor& actor : scenario.actors) {
    table.rows.push_back({actor_name(actor), role(actor), exact(actor.power), exact(actor.patience),
                          exact(actor.process_value), exact(actor.meeting_cost),
                          actor.party ? tactic_in_words(actor.tactic) : "–"});
  }
  return table;
}

Tabular goals_table(const Scenario& scenario) {
  Tabular table{
      "What actors want", {{"Actor"}, {"Component"}, {"Weight", true}, {"Term and what it values"}}, {}};
  for (const Actor& actor : scenario.actors) {
    double shares = 0;
    for (const Component& component : actor.components) shares += component.share;
    for (const Component& component : actor.components) {
      if (!component.enabled) continue;
      double term_shares = 0;
      for (const Term& term : component.terms) term_shares += term.share;
      for (const Term& term : component.terms) {
        if (!term_plays(scenario, component, term)) continue;
        const double weight = component.share / shares * term.share / term_shares;
        table.rows.push_back({actor_name(actor), readable(component.name), fixed(weight),
                              fmt::format("{}: {}", readable(term.name), term_in_words(scenario, term))});
      }
    }
  }
  return table;
}

Tabular issues_table(const Scenario& scenario) {
  const bool from_nothing = starts_from_nothing(scenario);
  Tabular table{"Issues and their options",
                {{"Issue"}, {"Option"}, {"Meaning"}, {"Brings"}},
                {},
                from_nothing ? "Nothing is in force until something is signed."
                             : "The option of the status quo is marked with *."};
  for (const Issue& issue : scenario.issues) {
    std::string shown = issue_name(issue);
    if (issue.divisible) {
      table.rows.push_back(
          {shown, "0 to 1",
           from_nothing ? "divisible" : "divisible; status quo " + option_name(issue, issue.status_quo), ""});
      continue;
    }
    for (std::size_t o = 0; o < issue.options.size(); ++o) {
      const std::string label = option_label(issue, o);
      const std::string title = option_name(issue, o);
      const bool in_force = o == issue.status_quo && !from_nothing;
      table.rows.push_back({shown, label + (in_force ? " *" : ""), title == label ? "" : title,
                            amounts_in_words(scenario, issue, o)});
      shown.clear();
    }
  }
  return table;
}

Tabular dimensions_table(const Scenario& scenario) {
  Tabular table{"Scales", {{"Scale"}, {"From", true}, {"To", true}, {"Unit"}}, {}};
  for (const Dimension& dimension : scenario.dimensions) {
    table.rows.push_back(
        {dimension_name(dimension), exact(dimension.low), exact(dimension.high), dimension.unit});
  }
  return table;
}

Tabular laws_table(const Uncertainty& uncertain) {
  Tabular table{"Uncertain numbers", {{"Number"}, {"Path"}, {"Law"}, {"Moves with"}}, {}};
  for (std::size_t i = 0; i < uncertain.parameters.size(); ++i) {
    const UncertainParameter& law = uncertain.parameters[i];
    table.rows.push_back(
        {readable(law.name), Prose{code(law.path)}, law_in_words(law), correlations_in_words(uncertain, i)});
  }
  return table;
}

Document describe_tables(const LoadedScenario& loaded) {
  const Scenario& scenario = loaded.scenario;
  Document document;
  document.add(actors_table(scenario));
  if (!scenario.issues.empty()) document.add(goals_table(scenario)).add(issues_table(scenario));
  if (!scenario.dimensions.empty()) document.add(dimensions_table(scenario));
  for (Tabular& table : parameter_tables(loaded)) document.add(std::move(table));
  return document;
}

}  // namespace entente
