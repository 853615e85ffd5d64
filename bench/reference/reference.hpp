#pragma once

#include <cstdint>

#include "sim/engine/record.hpp"
#include "sim/model/scenario.hpp"

/// A plain implementation of sim/MODEL.md, equation by equation: the oracle for the engine. It shares with it
/// the description of a scenario, the elementary functions and the random draws, and nothing else.
namespace entente::reference {

/// One negotiation, with all rounds, reasons and gaps filled. Takes O(packages² · parties²) for each offer.
RunRecord run(const Scenario& scenario, std::uint64_t seed, std::uint64_t run);

}  // namespace entente::reference
