#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/experiment/identity.hpp"

namespace entente {

/// What a result file is about, as far as it can be told again from the file.
struct ResultOrigin {
  /// "sweep", "comparison", "tip", "account", "claims" or, of a scenario itself, "scenario".
  std::string kind;
  std::uint64_t seed = 1;
  /// The scenario of the sweep, or the base of a comparison; none for a ledger of claims.
  std::optional<LoadedScenario> loaded;
  /// Of a sweep: how its runs are drawn, and how many are in the file.
  std::optional<StatedSweep> sweep;
  std::uint64_t done = 0;
};

/// Reads it from a result file. Throws InputError where the file is none.
ResultOrigin result_origin(const std::string& file);

/// How much is told beside a result file.
struct SettingPlan {
  /// The run whose course is told offer by offer.
  std::uint64_t run = 0;
  /// Runs that are played again, from the first on, to tell how the world moves.
  std::uint64_t replays = 200;
  /// Packages that are listed at most, besides those of the frontier and of the solutions.
  std::uint64_t packages = 20'000;
};

/// Writes what figures need beside a result file, and what it does not keep, as a result file of its own:
///
/// - `names`, `actors`, `ties`, `options`: what there is and what it is called;
/// - `packages`, `points`: what each allowed package is worth to each party at the start
/// (engine/opening.hpp),
///   whether it would be ratified, and which are the solutions of the textbook (solution/reading.hpp);
/// - `dimensions`, `positions`, `forecasts`: of a scenario of positions, how the challenge protocol moves
/// them;
/// - the tables of a sweep (sim/experiment/tables.hpp) with all rounds of some runs, played again with the
///   numbers of their worlds: `runs`, `rounds`, `offers`, `answers`, `votes`, `agreements` and so on.
///
/// `behaviour` is the program's signature. Throws InputError where `plan.run` is not among the runs of a
/// sweep, Error where a run that the file has cannot be played again.
void write_setting(const std::string& path, const ResultOrigin& origin, const SettingPlan& plan,
                   const std::string& behaviour);

}  // namespace entente
