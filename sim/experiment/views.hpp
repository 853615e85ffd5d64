#pragma once

#include <string>
#include <vector>

#include "sim/experiment/table.hpp"

namespace entente {

/// SQL that makes the views of a result file: outcome_shares, and the long form of the wide tables
/// (parameters_long, utilities_long, acts_long, trust_long, ties_long and, where there are gaps, gaps_long).
std::string views_sql(const std::vector<Table>& tables);

}  // namespace entente
