#pragma once

#include <string>

#include "sim/report/text.hpp"
#include "sim/scenario/load.hpp"

namespace entente {

/// A scenario in words and tables: time, issues, what settles, outcomes, context, ties, protocol, each actor,
/// the mechanisms that are switched off, and every parameter with its value, unit, range and sources.
std::string describe(const LoadedScenario& loaded, Style style);

/// The same for machines: a JSON object, indented, ending in a newline.
std::string describe_json(const LoadedScenario& loaded);

/// Of the parameters that the scenario writes: how many there are, how many rest on an assumption (a source
/// that says `assumed`), and how many name no source at all.
struct SourceCounts {
  std::size_t written = 0;
  std::size_t assumed = 0;
  std::size_t unsourced = 0;
};
SourceCounts count_sources(const LoadedScenario& loaded);

/// Names of the mechanisms that are off and, for the one that is off by default, on: as in the scenario
/// language.
std::vector<std::string> mechanisms_off(const Switches& switches);

}  // namespace entente
