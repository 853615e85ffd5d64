#pragma once

#include <filesystem>
#include <vector>

#include "sim/engine/consent_tables.hpp"
#include "sim/scenario/load.hpp"

namespace entente {

/// The weights of every actor's components as the scenario declares them: the plausible range of each
/// (`range:`, or that of its source, as assumed ±50%), the number itself where it has none.
std::vector<ShareRanges> declared_ranges(const LoadedScenario& loaded);

/// The weights of all components within so many per cent of the numbers, whatever the scenario finds
/// plausible.
std::vector<ShareRanges> ranges_within(const Scenario& scenario, double percent);

/// Any shares at all.
std::vector<ShareRanges> any_ranges(const Scenario& scenario);

/// Ranges of shares from a file
///
///     shares:
///       japan: {sovereignty: [0.3, 0.5], economy: [0.1, 0.3]}
///
/// whose shares of one actor sum to 1. A component that an actor named there leaves out may have any share;
/// an actor that is not named keeps its declared range. Throws InputError.
std::vector<ShareRanges> ranges_from_file(const std::filesystem::path& path, const LoadedScenario& loaded);

}  // namespace entente
