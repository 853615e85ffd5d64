#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "sim/model/scenario.hpp"
#include "sim/report/solution.hpp"
#include "sim/report/text.hpp"

namespace entente {

/// The package that a user names by issue=option, a divisible issue by its amount; an issue that is not named
/// keeps its status quo. Throws InputError for what does not exist, for an amount between the slices where
/// solutions are taken at slices, and for an issue that is left out of a game without a status quo.
SolutionRow named_agreement(const Scenario& scenario, const SolutionReport& report,
                            const std::vector<std::string>& choices);

/// What the agreement is worth, and what it leaves on the table.
std::string agreement_text(const Scenario& scenario, const SolutionReport& report,
                           const SolutionRow& agreement, Style style);

/// Keys: utilities, and for frontier, nash, egalitarian, kalai_smorodinsky, utilitarian {distance,
/// optimality}; welfare_optimality, fairness (solution/measures.hpp).
nlohmann::ordered_json agreement_json(const SolutionReport& report, const SolutionRow& agreement);

}  // namespace entente
