#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/model/bibliography.hpp"
#include "sim/model/scenario.hpp"
#include "sim/model/uncertainty.hpp"
#include "sim/scenario/check.hpp"
#include "sim/scenario/parameters.hpp"
#include "sim/scenario/reader.hpp"

namespace entente {

/// A scenario as read, with everything needed to change its numbers and to say where they come from.
struct LoadedScenario {
  Scenario scenario;
  /// Every number, in the order of paths; those that are left to their defaults too.
  std::vector<Parameter> parameters;
  /// Which of them a sweep draws, and from what.
  Uncertainty uncertain;
  /// The works behind the sources, in the order of names. No result depends on them.
  std::vector<Work> bibliography;
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

/// Numbers that are put again and again, as for a sweep: their paths are resolved once.
class NumberPatch {
 public:
  /// `loaded` must outlive the patch. Throws InputError with every path that is no number of the scenario,
  /// and the nearest one.
  NumberPatch(const LoadedScenario& loaded, std::span<const std::string> paths);
  NumberPatch(LoadedScenario&&, std::span<const std::string>) = delete;

  /// Puts one value for each path, in their order, into `scenario`, which has the shape of the loaded one: it
  /// is a copy in which nothing but numbers differs. A path that is there twice keeps its last value.
  ///
  /// Throws InputError with every value that is not allowed, and leaves the scenario alone; else with every
  /// rule that the scenario now breaks (check.hpp), and it is not to be used until numbers are put that keep
  /// them. Throws Error when there are not as many values as paths. Concurrent calls are safe on different
  /// scenarios.
  void apply(Scenario& scenario, std::span<const double> values) const;

 private:
  const LoadedScenario* loaded_;
  std::vector<const Parameter*> parameters_;
  /// Whether which packages are feasible and settle depends on one of the numbers.
  bool changes_packages_ = false;
};

/// Puts numbers into a copy of a loaded scenario and looks at the rules that join several of them. Throws
/// InputError. The same scenario as reading the document with these assignments.
Scenario with_parameters(const LoadedScenario& loaded,
                         std::span<const std::pair<std::string, double>> values);

/// What the readers of all blocks that this text uses know of the language: block kind -> key -> what it
/// accepts.
ReadLog read_log(std::string_view text);

}  // namespace entente
