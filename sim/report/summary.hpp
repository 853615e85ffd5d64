#pragma once

#include <string>

#include "sim/engine/record.hpp"
#include "sim/model/scenario.hpp"
#include "sim/report/text.hpp"

namespace entente {

/// What came of a run: the outcome, the arrangement against the status quo, agreements, votes lost, who
/// blocked what and why, utilities by component, the gap of each outcome (where `result.gaps` is filled),
/// counts and measures. Votes lost and what was refused need the rounds; without them only their number is
/// given.
std::string summary(const Scenario& scenario, const RunRecord& record, Style style);

}  // namespace entente
