#pragma once

#include "sim/scenario/import/game.hpp"
#include "sim/scenario/import/input.hpp"

namespace entente {

/// The input of an expected utility model as CSV: columns actor, capability (or power, or influence),
/// position and salience, found by name in any order and in any case; one line for each actor. Saliences are
/// shares when none is above 1, percentages otherwise. The dimension reaches from the smallest position to
/// the largest, for the model measures distances against their difference.
ImportedContest import_eum(const ImportFile& file, ImportProblems& problems);

/// Whether these cells are such column names.
bool is_eum_header(const std::vector<std::string>& cells);

}  // namespace entente
