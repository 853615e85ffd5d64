#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/model/scenario.hpp"

namespace entente {

/// How a mechanism that can be switched off stands in a scenario as it would be run.
enum class Part {
  Off,     ///< Switched off.
  Idle,    ///< On, and nothing in the scenario engages it.
  Playing  ///< On, and it can change a run.
};

/// What a mechanism is called in a text, by its name in the scenario language: "Public pledges".
std::string mechanism_title(std::string_view name);

Part part_of(const Scenario& scenario, std::string_view name);
inline bool plays(const Scenario& scenario, std::string_view name) {
  return part_of(scenario, name) == Part::Playing;
}

/// Titles of the mechanisms that stand so, in the order of kSwitches.
std::vector<std::string> mechanisms_that_are(const Scenario& scenario, Part part);

/// Whether the protocol bargains over positions on scales rather than over packages.
bool over_positions(const Scenario& scenario);

/// Whether the parties play an equilibrium.
bool is_rational(const Scenario& scenario);

/// Whether some party weighs every package and holds out for what it hopes for, or bargains by aspiration.
bool some_weigh(const Scenario& scenario);
bool some_aspire(const Scenario& scenario);

/// The scenario without the numbers of mechanisms that are off, so that what says something about it says
/// only what would be run: loss aversion is 1 where that is off, red lines are gone, and so on. Components
/// and terms stay, for their shares count; whether a term plays is said by `term_plays`.
Scenario as_run(Scenario scenario);

bool term_plays(const Scenario& scenario, const Component& component, const Term& term);

/// Whether some term that plays is of this kind.
template <class Body>
bool some_term(const Scenario& scenario) {
  for (const Actor& actor : scenario.actors) {
    for (const Component& component : actor.components) {
      for (const Term& term : component.terms) {
        if (std::holds_alternative<Body>(term.body) && term_plays(scenario, component, term)) return true;
      }
    }
  }
  return false;
}

}  // namespace entente
