#pragma once

#include <cstdint>

#include "sim/model/scenario.hpp"

namespace entente {

/// A small valid scenario that is the same for the same seed: 2 or 3 parties, up to 2 third parties, 2 to 5
/// issues, at most 300 packages, 3 to 12 rounds. Over many seeds every mechanism, kind of term, process and
/// effect of an act occurs, with some mechanisms switched off. It keeps the bounds that the reader of
/// scenarios sets, and all collections are in the order of names.
Scenario random_scenario(std::uint64_t seed);

}  // namespace entente
