#pragma once

#include "sim/scenario/import/game.hpp"
#include "sim/scenario/import/input.hpp"

namespace entente {

/// An additive domain as neutral YAML: `id`, `source`, `licence`, `note`, `utility` (texts); `issues`, a list
/// of {name, values: [names]}; `actors`, a list of {name, reservation, weights: [one for each issue], values:
/// [a list for each issue]}. Weights and values stay as they stand. Actors propose in the order of the file.
/// Refused: actors with boxes (hyper-rectangles).
ImportedGame import_domain(const ImportFile& file, ImportProblems& problems);

}  // namespace entente
