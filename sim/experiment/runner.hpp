#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/engine/run.hpp"
#include "sim/experiment/plan.hpp"
#include "sim/experiment/tables.hpp"
#include "sim/experiment/worlds.hpp"
#include "sim/scenario/load.hpp"

namespace entente {

/// The scenario itself; throws InputError where its parties do not talk about packages.
LoadedScenario about_packages(LoadedScenario loaded);

/// Everything about a sweep that does not change while it goes on. Shared by all threads.
struct Sweep {
  /// Throws InputError where scenario, numbers and plan do not fit together.
  Sweep(LoadedScenario loaded_scenario, const Vary& vary, SweepPlan sweep_plan);
  Sweep(const Sweep&) = delete;
  Sweep& operator=(const Sweep&) = delete;

  LoadedScenario loaded;
  SweepPlan plan;
  Worlds worlds;
  Tables tables;
  NumberPatch patch;
};

/// Plays runs of a sweep, one after the other. One object serves one thread; what it gives for a run does not
/// depend on what it played before.
class Runner {
 public:
  /// `sweep` must outlive it.
  explicit Runner(const Sweep& sweep) : sweep_(&sweep), scenario_(sweep.loaded.scenario) {}

  /// The rows of a run. A world that breaks a rule and a run that fails are rows too. `tell_world`: with the
  /// row of its world.
  RunRows run(std::uint64_t number, bool tell_world);

 private:
  void prepare(std::uint64_t world);

  const Sweep* sweep_;
  Scenario scenario_;
  std::vector<double> drawn_;
  /// For the world below, or, where it could not be made, for one before it.
  std::optional<Simulator> simulator_;
  std::optional<std::uint64_t> world_;
  RunStatus status_ = RunStatus::Done;
  std::string error_;
};

}  // namespace entente
