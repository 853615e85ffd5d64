#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "sim/model/package.hpp"
#include "sim/solution/bargaining_problem.hpp"
#include "sim/solution/trade_curve.hpp"

namespace entente {

/// All packages that differ in divisible issues only, and the exact frontier over them.
struct DividedCell {
  /// The package with slice 0 of every divisible issue.
  PackageIndex package = 0;
  TradeCurve curve;
};

/// The allowed cells of a game of two actors, or why it is not supported (divisible.hpp).
std::variant<std::vector<DividedCell>, std::string> divided_cells(const BargainingProblem& problem,
                                                                  const ProblemFacts& facts,
                                                                  const PackageSpace& space,
                                                                  std::span<const std::size_t> divisible);

}  // namespace entente
