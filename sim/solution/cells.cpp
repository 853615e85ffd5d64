#include "sim/solution/cells.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace entente {

namespace {

PackageIndex cell_of(const PackageSpace& space, std::span<const std::size_t> divisible, PackageIndex x) {
  for (const std::size_t k : divisible) x = space.with(x, k, 0);
  return x;
}

/// What both get from each slice of issue k in the cell, above slice 0.
SliceValues slice_values(const BargainingProblem& problem, const PackageSpace& space, PackageIndex cell,
                         std::size_t k) {
  SliceValues values(space.options(k));
  for (std::uint32_t o = 0; o < values.size(); ++o) {
    const PackageIndex x = space.with(cell, k, o);
    for (std::size_t i = 0; i < 2; ++i) values[o][i] = problem.utilities[i][x] - problem.utilities[i][cell];
  }
  return values;
}

/// Whether U_i(x) is the cell's plus the sum of what each divisible issue adds by itself.
bool adds_up(const BargainingProblem& problem, const ProblemFacts& facts, const PackageSpace& space,
             std::span<const std::size_t> divisible, PackageIndex x) {
  const PackageIndex cell = cell_of(space, divisible, x);
  for (std::size_t i = 0; i < 2; ++i) {
    const std::span<const double> u = problem.utilities[i];
    double sum = u[cell];
    for (const std::size_t k : divisible) sum += u[space.with(cell, k, space.option(x, k))] - u[cell];
    if (std::abs(sum - u[x]) > facts.tolerance[i]) return false;
  }
  return true;
}

}  // namespace

std::variant<std::vector<DividedCell>, std::string> divided_cells(const BargainingProblem& problem,
                                                                  const ProblemFacts& facts,
                                                                  const PackageSpace& space,
                                                                  std::span<const std::size_t> divisible) {
  if (problem.utilities.size() != 2) return "there are not two parties";
  if (divisible.empty()) return "no issue is divisible";
  const auto packages = static_cast<PackageIndex>(space.packages());
  for (PackageIndex x = 0; x < packages; ++x) {
    const PackageIndex cell = cell_of(space, divisible, x);
    if ((problem.allowed[x] != 0) != (problem.allowed[cell] != 0)) {
      return "rules or red lines depend on how the divisible issues are split";
    }
    if (problem.allowed[x] != 0 && !adds_up(problem, facts, space, divisible, x)) {
      return "a divisible issue is worth more or less together with another one";
    }
  }
  const double tolerance = std::max(facts.tolerance[0], facts.tolerance[1]);
  std::vector<DividedCell> cells;
  for (PackageIndex x = 0; x < packages; ++x) {
    if (problem.allowed[x] == 0 || cell_of(space, divisible, x) != x) continue;
    std::vector<SliceValues> values;
    for (const std::size_t k : divisible) values.push_back(slice_values(problem, space, x, k));
    const std::optional<TradeCurve> curve =
        TradeCurve::through({problem.utilities[0][x], problem.utilities[1][x]}, values, tolerance);
    if (!curve) return "a mixture of two slices of a divisible issue would be better than the slices between";
    cells.push_back({x, *curve});
  }
  return cells;
}

}  // namespace entente
