#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/statistics/law.hpp"
#include "sim/model/uncertainty.hpp"
#include "sim/scenario/load.hpp"

namespace entente {

/// Which numbers of a scenario a sweep draws.
struct Vary {
  enum class Kind : std::uint8_t {
    Declared,  ///< those under `uncertain:` and those with several coders' values; where there are none, as
               ///< Assumed
    Assumed,   ///< those with a plausible range or several coders' values
    All,       ///< those under `uncertain:`, and the rest of Assumed
    Nothing,
    Paths,  ///< the given ones, by the law under `uncertain:` or, where there is none, as Assumed
    Given   ///< the given ones, whose values somebody else chooses; they need no law
  };
  Kind kind = Kind::Declared;
  std::vector<std::string> paths = {};
};

/// A number that a sweep draws.
struct SampledParameter {
  std::string path;
  std::string unit;
  /// What stands in the scenario.
  double value = 0;
  statistics::Law law;
  /// The law in words, as "uniform on [0.7, 0.95]".
  std::string law_text;
};

/// The numbers to draw, in the order of their paths, each once.
///
/// A number with coders' values is one of them, all equally likely; one with a plausible range is uniform on
/// it; numbers whose range is a single point are left out. Throws InputError where a path is no number of the
/// scenario, or has neither law nor range, or where its law cannot be drawn from (statistics/law).
std::vector<SampledParameter> sampled_parameters(const LoadedScenario& loaded, const Vary& vary);

}  // namespace entente
