#pragma once

#include <string>

#include "sim/engine/record.hpp"
#include "sim/model/scenario.hpp"
#include "sim/report/text.hpp"

namespace entente {

/// For each outcome and party, from the arrangement at the end and from x⁰ (MODEL.md 5): the lack in utility
/// a year (negative: to spare), in standard deviations of private valuations, in USD bn a year of side
/// payment, and support at home less the threshold; below the table, the package nearest to each outcome.
std::string gap_table(const Scenario& scenario, const RunResult& result, Style style);

}  // namespace entente
