#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/experiment/plan.hpp"
#include "sim/experiment/runner.hpp"

namespace entente {

/// What makes a sweep the sweep that it is, as names and texts: the resolved scenario, what is drawn and how,
/// the seed, what is kept, which shard, and how the program behaves. Two sweeps that agree in all give the
/// same bytes.
using Identity = std::vector<std::pair<std::string, std::string>>;

/// A fingerprint of a text, as files state it of a resolved scenario.
std::string hash_of(const std::string& text);

/// `behaviour`: the behaviour signature of the program (engine/signature.hpp), which tells whether two builds
/// give the same results.
Identity identity(const Sweep& sweep, const Shard& shard, const std::string& behaviour);

/// A sweep as an identity states it.
struct StatedSweep {
  LoadedScenario loaded;
  Vary vary;
  SweepPlan plan;
  Shard shard;
};

/// Throws Error when the entries are not those of a sweep, or of another format of result files.
StatedSweep stated_sweep(const Identity& entries);

/// The shard alone.
Shard stated_shard(const Identity& entries);

/// The text under a name; throws Error when there is none.
const std::string& entry(const Identity& entries, const std::string& name);

/// What differs, a line each, worded as "seed: 1 in the file, 2 now"; of scenarios the keys that differ.
/// Names in `except` may differ.
std::vector<std::string> differences(const Identity& in_file, const Identity& now,
                                     const std::vector<std::string>& except = {});

}  // namespace entente
