#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/statistics/interval.hpp"
#include "analysis/statistics/nested.hpp"
#include "sim/experiment/database.hpp"
#include "sim/experiment/plan.hpp"

namespace entente {

/// How the simulation error of a share was found.
enum class ErrorMethod : std::uint8_t {
  Wilson,          ///< independent runs: score interval; the exact one-sided bound where never or always seen
  Randomisations,  ///< Student's interval over independent randomisations of the design
  Worlds,          ///< Student's interval over worlds, of which each had several runs
  None             ///< a grid, given rows or unscrambled Sobol points: nothing was drawn at random but luck
};
const char* name_of(ErrorMethod method);

/// The share of an outcome among the runs that have one.
struct OutcomeEstimate {
  std::string outcome;
  std::string title;
  std::uint64_t happened = 0;
  std::uint64_t runs = 0;
  double share = 0;
  ErrorMethod method = ErrorMethod::None;
  /// 95 % interval of simulation error; none with ErrorMethod::None, and where there are fewer than two
  /// units.
  std::optional<statistics::Interval> simulation;
  /// How the share varies over the worlds; only where worlds had several runs.
  std::optional<statistics::NestedShare> worlds;
};

/// One estimate for each outcome, in the scenario's order, `other` last; from however many runs there are.
std::vector<OutcomeEstimate> estimates(const Database& database, const SweepPlan& plan);

/// Puts them into the table `estimates` of a result file, within a transaction.
void write_estimates(Database& database, const SweepPlan& plan);

}  // namespace entente
