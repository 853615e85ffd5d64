#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "sim/experiment/estimates.hpp"
#include "sim/experiment/recorder.hpp"
#include "sim/experiment/runner.hpp"
#include "sim/report/text.hpp"

namespace entente {

/// What came of a sweep, or of its part so far: for each outcome its share with the interval of simulation
/// error and, where worlds had several runs, how the share varies over plausible worlds; what the intervals
/// are; how many runs have no outcome, and why.
std::string sweep_table(const Sweep& sweep, const SweepProgress& progress,
                        const std::vector<OutcomeEstimate>& outcomes, Style style);

/// The same for machines.
nlohmann::ordered_json sweep_json(const Sweep& sweep, const SweepProgress& progress,
                                  const std::vector<OutcomeEstimate>& outcomes);

}  // namespace entente
