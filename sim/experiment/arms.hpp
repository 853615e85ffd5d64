#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "sim/engine/record.hpp"
#include "sim/experiment/tables.hpp"
#include "sim/model/scenario.hpp"

namespace entente {

/// Several scenarios, the arms of an experiment, that are played on the same runs: run r of each arm has the
/// same seed and number, and so shares all luck that has the same name (common random numbers: core/random).
/// Run r has world r mod W, as in a sweep (SweepPlan).
struct Arms {
  std::size_t count = 1;
  std::uint64_t seed = 1;
  /// W, and the runs in each world.
  std::uint64_t worlds = 1;
  std::uint64_t runs_per_world = 1;
  RecordLevel level = {};
  /// The scenario of an arm in a world. InputError: the arm has no such world.
  std::function<Scenario(std::size_t arm, std::uint64_t world)> scenario;
  /// What is of interest in a run, as numbers; appended to `values`.
  std::function<void(std::size_t arm, const Scenario& played, const RunRecord& record,
                     std::vector<double>& values)>
      measure;

  std::uint64_t runs() const { return worlds * runs_per_world; }
};

/// A run of an arm.
struct ArmRun {
  std::size_t arm = 0;
  std::uint64_t world = 0;
  std::uint64_t run = 0;
  RunStatus status = RunStatus::Done;
  /// Why it is not done.
  std::string_view error = {};
  /// What `measure` gave; empty where the run is not done.
  std::span<const double> values = {};
};

/// Plays every run of every arm on `threads` threads. `record(base, one)` gets each run beside the same run
/// of the first arm, in an order that does not depend on threads: some hundred runs of the first arm, the
/// same of the second, and so on. Only `scenario` and `measure` are called on several threads at a time.
/// Returns false where `stop` turned true before the end.
bool play_arms(const Arms& arms, unsigned threads, const std::atomic<bool>& stop,
               const std::function<void(const ArmRun& base, const ArmRun& one)>& record);

}  // namespace entente
