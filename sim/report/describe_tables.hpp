#pragma once

#include "sim/report/document.hpp"
#include "sim/scenario/load.hpp"

namespace entente {

/// Actors: role, power, patience, what talks are worth to a party and its tactic; in a scenario over
/// positions where each stands instead.
Tabular actors_table(const Scenario& scenario);

/// Components and terms of all actors, with their normalised weights and what each values.
Tabular goals_table(const Scenario& scenario);

/// Issues and their options, with what each brings; the status quo is marked.
Tabular issues_table(const Scenario& scenario);

/// The scales on which actors take positions.
Tabular dimensions_table(const Scenario& scenario);

/// Uncertain numbers: path, law, and what each moves with.
Tabular laws_table(const Uncertainty& uncertain);

/// Every number of the scenario, one row each, in a table for each of its parts: path below the part, value,
/// unit, range, law where it is uncertain, sources with the works behind them.
std::vector<Tabular> parameter_tables(const LoadedScenario& loaded);

/// All of the above but the laws, which the parameters have: tables alone, for whoever gives them headings.
Document describe_tables(const LoadedScenario& loaded);

}  // namespace entente
