#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/tables.hpp"

namespace entente {

/// How the uncertain numbers of the worlds are chosen.
enum class Design : std::uint8_t {
  MonteCarlo,      ///< independent draws
  LatinHypercube,  ///< one draw in each of as many strata as there are worlds, for each number
  Sobol,           ///< Sobol points, scrambled
  SobolRaw,        ///< Sobol points as they are, the first, all zero, left out
  Grid,            ///< all combinations of levels
  Rows             ///< rows that the user gives
};
/// "mc", "lhs", "sobol", "sobol_raw", "grid", "csv".
const char* name_of(Design design);

/// Stop once the confidence sequence of an outcome's share is narrow enough (statistics/confidence_sequence).
struct StopRule {
  std::string outcome;
  /// Half the width of the interval, as a share: 0.01 is a percentage point.
  double half_width = 0;

  bool operator==(const StopRule&) const = default;
};

/// Rows of numbers that the user gives for the uncertain parameters.
struct GivenRows {
  std::vector<std::string> paths;
  std::vector<std::vector<double>> rows;
};

/// Which runs a sweep has. Run r has world r mod W and is the (r div W)-th run of it, so that a sweep that
/// ends early has tried all worlds about equally often; world w belongs to randomisation w mod K of the
/// design and is its (w div K)-th point. Chance within run r is that of `entente run --seed --run r`.
struct SweepPlan {
  Design design = Design::MonteCarlo;
  std::uint64_t seed = 1;
  /// W.
  std::uint64_t worlds = 1;
  std::uint64_t runs_per_world = 1;
  /// K, of LatinHypercube and Sobol; divides W. 1 for the others.
  std::uint64_t randomisations = 1;
  /// Levels of a continuous law in a grid.
  std::uint64_t levels = 5;
  GivenRows given;
  Keep keep;
  /// Keep totals only.
  bool aggregate = false;
  std::optional<StopRule> until;

  std::uint64_t runs() const { return worlds * runs_per_world; }
  std::uint64_t world(std::uint64_t run) const { return run % worlds; }
  std::uint64_t randomisation(std::uint64_t world_number) const { return world_number % randomisations; }
  /// Whether more runs can be added later without changing the first ones.
  bool can_grow() const { return design == Design::MonteCarlo && runs_per_world == 1 && !until; }
};

/// The part of a sweep that one machine plays: runs r with r mod count = index, in order.
struct Shard {
  std::uint64_t index = 0;
  std::uint64_t count = 1;

  std::uint64_t size(const SweepPlan& plan) const {
    return plan.runs() / count + (plan.runs() % count > index ? 1 : 0);
  }
  std::uint64_t run(std::uint64_t position) const { return index + position * count; }
  /// Whether no earlier run of the shard has the same world.
  bool first_of_world(const SweepPlan& plan, std::uint64_t run) const;
  std::string text() const;

  bool operator==(const Shard&) const = default;
};

}  // namespace entente
