#include "sim/experiment/runner.hpp"

#include <fmt/format.h>

#include <exception>
#include <new>
#include <utility>

namespace entente {
namespace {

/// Every problem, without the place in a file: that is not the same where the scenario is read again.
std::string without_places(const InputError& error) {
  std::string text;
  for (const Problem& problem : error.problems()) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : "\n", problem.key, problem.message);
  }
  return text;
}

}  // namespace

LoadedScenario about_packages(LoadedScenario loaded) {
  if (loaded.scenario.protocol.kind < Protocol::Kind::ExpectedUtility) return loaded;
  throw InputError({whole_problem(loaded.files.empty() ? "" : loaded.files.front(), "protocol.kind",
                                  "is about positions; this command plays talks about packages")});
}

Sweep::Sweep(LoadedScenario loaded_scenario, const Vary& vary, SweepPlan sweep_plan)
    : loaded(about_packages(std::move(loaded_scenario))),
      plan(std::move(sweep_plan)),
      worlds(loaded, sampled_parameters(loaded, vary), plan),
      tables(loaded.scenario, worlds.paths(), plan.keep),
      patch(loaded, worlds.paths()) {}

void Runner::prepare(std::uint64_t world) {
  world_.reset();
  sweep_->worlds.draw(world, drawn_);
  const bool ready = simulator_.has_value() && drawn_.empty();
  status_ = RunStatus::Done;
  error_.clear();
  if (!ready) {
    try {
      sweep_->patch.apply(scenario_, drawn_);
      simulator_ = Simulator(scenario_, simulator_ ? &*simulator_ : nullptr);
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const InputError& error) {
      status_ = RunStatus::Invalid;
      error_ = without_places(error);
    } catch (const std::exception& error) {
      status_ = RunStatus::Failed;
      error_ = error.what();
    }
  }
  world_ = world;
}

RunRows Runner::run(std::uint64_t number, bool tell_world) {
  const SweepPlan& plan = sweep_->plan;
  const std::uint64_t world = plan.world(number);
  if (world_ != world) prepare(world);
  FinishedRun finished{.run = number,
                       .world = world,
                       .randomisation = plan.randomisation(world),
                       .status = status_,
                       .error = error_,
                       .drawn = tell_world ? &drawn_ : nullptr};
  RunRecord record;
  if (status_ == RunStatus::Done) {
    try {
      record =
          simulator_->run(plan.seed, number, {.rounds = plan.keep.traces(number), .gaps = plan.keep.gaps});
      finished.played = &simulator_->scenario();
      finished.record = &record;
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& error) {
      finished.status = RunStatus::Failed;
      finished.error = error.what();
      // It may have stopped halfway.
      simulator_.reset();
      world_.reset();
    }
  }
  return sweep_->tables.rows(finished);
}

}  // namespace entente
