#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/model/scenario.hpp"
#include "sim/scenario/check.hpp"
#include "sim/scenario/parameters.hpp"
#include "sim/scenario/reader.hpp"

namespace entente {

/// A scenario as read, with everything needed to change its numbers and to say where they come from.
struct LoadedScenario {
  Scenario scenario;
  /// Every number, in the order of paths; those that are left to their defaults too.
  std::vector<Parameter> parameters;
  /// Where each path was written.
  Sites sites;
  /// The files that were read: the given one first, then what it extends.
  std::vector<std::string> files;
  /// The whole document after `extends` and --set, as canonical YAML: the same text for the same content.
  std::string resolved;
};

/// Reads a scenario file, what it extends, and the assignments "path=value" on top (patch.hpp). A path of a
/// number may be set also when the blocks around it are not written. Throws InputError with all problems.
LoadedScenario load_scenario(const std::filesystem::path& path, std::span<const std::string> sets = {});

/// The same for a text without `extends`; `name` stands for the file in messages.
LoadedScenario load_scenario_text(std::string_view text, std::string name,
                                  std::span<const std::string> sets = {});

/// Puts numbers into a copy of a loaded scenario and looks at the rules that join several of them. Throws
/// InputError. The same scenario as reading the document with these assignments.
Scenario with_parameters(const LoadedScenario& loaded,
                         std::span<const std::pair<std::string, double>> values);

/// What the readers of all blocks that this text uses know of the language: block kind -> key -> what it
/// accepts.
ReadLog read_log(std::string_view text);

}  // namespace entente
