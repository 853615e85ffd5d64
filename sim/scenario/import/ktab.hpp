#pragma once

#include "sim/scenario/import/game.hpp"
#include "sim/scenario/import/input.hpp"

namespace entente {

/// A scenario of KTAB's spatial model as CSV: a line with name, description, number of actors and of
/// dimensions; a line of column names; then one line for each actor with its name, a description, its power
/// and, for each dimension, its position and its salience, both in [0, 100], the saliences of an actor
/// together at most 100. Positions stay; saliences become shares.
ImportedContest import_ktab(const ImportFile& file, ImportProblems& problems);

}  // namespace entente
