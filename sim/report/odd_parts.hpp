#pragma once

// The elements of the ODD protocol (odd.hpp), one file each, and the submodels, a file for each group.

#include <string>

#include "sim/report/document.hpp"
#include "sim/report/literature.hpp"
#include "sim/report/odd_scenario.hpp"
#include "sim/scenario/load.hpp"

namespace entente {

/// What all elements are about.
struct OddScenario {
  const LoadedScenario& loaded;
  /// as_run of the loaded one.
  const Scenario& run;

  bool has(std::string_view mechanism) const { return plays(run, mechanism); }
};

void odd_purpose(const OddScenario& odd, Document& document);
void odd_entities(const OddScenario& odd, Document& document);
void odd_schedule(const OddScenario& odd, Document& document);
void odd_concepts(const OddScenario& odd, Document& document);
void odd_initialization(const OddScenario& odd, Document& document);
void odd_input(const OddScenario& odd, Document& document);

/// Submodels: what packages are worth; the world around the table; what governments do about it; what happens
/// at home and after signing; offers and answers; tactics; positions on scales.
void odd_utility(const OddScenario& odd, Document& document);
void odd_alliances(const OddScenario& odd, Document& document);
void odd_surroundings(const OddScenario& odd, Document& document);
void odd_acts(const OddScenario& odd, Document& document);
void odd_agreements(const OddScenario& odd, Document& document);
void odd_offers(const OddScenario& odd, Document& document);
void odd_learning(const OddScenario& odd, Document& document);
void odd_tactics(const OddScenario& odd, Document& document);
void odd_equilibrium(const OddScenario& odd, Document& document);
void odd_positions(const OddScenario& odd, Document& document);

inline void say(Document& document, Prose text) { document.add(Paragraph{std::move(text)}); }

}  // namespace entente
