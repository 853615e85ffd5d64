#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "sim/engine/run.hpp"
#include "sim/scenario/load.hpp"

namespace entente {

/// A shipped scenario, with `--set` assignments.
inline Scenario shipped(const std::string& name, const std::vector<std::string>& sets = {}) {
  return load_scenario(std::filesystem::path(ENTENTE_SOURCE_DIR) / "scenarios" / name, sets).scenario;
}

/// The results of runs 0 to `runs` − 1 with seed 1.
inline std::vector<RunResult> results(const Scenario& scenario, int runs) {
  std::vector<RunResult> all;
  Simulator simulator(scenario);
  for (int run = 0; run < runs; ++run)
    all.push_back(simulator.run(1, static_cast<std::uint64_t>(run)).result);
  return all;
}

/// The share of runs for which `what` holds.
inline double share(const std::vector<RunResult>& runs, const std::function<bool(const RunResult&)>& what) {
  int count = 0;
  for (const RunResult& run : runs) count += what(run) ? 1 : 0;
  return static_cast<double>(count) / static_cast<double>(runs.size());
}

/// Whether the run ended in the outcome of that name.
inline std::function<bool(const RunResult&)> ended_in(const Scenario& scenario, const std::string& name) {
  return [&scenario, name](const RunResult& run) {
    return run.outcome < scenario.outcomes.size() && scenario.outcomes[run.outcome].name == name;
  };
}

/// The mean of a number over runs.
inline double mean(const std::vector<RunResult>& runs, const std::function<double(const RunResult&)>& what) {
  double sum = 0;
  for (const RunResult& run : runs) sum += what(run);
  return sum / static_cast<double>(runs.size());
}

}  // namespace entente
