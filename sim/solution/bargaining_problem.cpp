#include "sim/solution/bargaining_problem.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

namespace {

std::size_t set_in(std::span<const std::uint8_t> flags) {
  return static_cast<std::size_t>(std::ranges::count_if(flags, [](std::uint8_t flag) { return flag != 0; }));
}

}  // namespace

ProblemFacts facts_of(const BargainingProblem& problem) {
  const std::size_t n = problem.utilities.size();
  require(n > 0 && problem.disagreement.size() == n, "one row of utilities and one disagreement an actor");
  ProblemFacts facts;
  facts.packages = set_in(problem.allowed);
  facts.zone.assign(problem.allowed.begin(), problem.allowed.end());
  std::vector<std::uint8_t> better = facts.zone;
  for (std::size_t i = 0; i < n; ++i) {
    const std::span<const double> row = problem.utilities[i];
    require(row.size() == problem.allowed.size(), "one utility and one flag a package");
    double low = kInfinity;
    double high = -kInfinity;
    for (std::size_t x = 0; x < row.size(); ++x) {
      low = std::min(low, problem.allowed[x] != 0 ? row[x] : kInfinity);
      high = std::max(high, problem.allowed[x] != 0 ? row[x] : -kInfinity);
    }
    facts.lowest.push_back(facts.packages > 0 ? low : 0);
    facts.highest.push_back(facts.packages > 0 ? high : 0);
    const double largest = std::max(std::abs(facts.lowest[i]), std::abs(facts.highest[i]));
    facts.tolerance.push_back(kTie * std::max(1.0, largest));
    const double least = problem.disagreement[i] - facts.tolerance[i];
    const double more = problem.disagreement[i] + facts.tolerance[i];
    std::size_t wins = 0;
    for (std::size_t x = 0; x < row.size(); ++x) {
      wins += problem.allowed[x] != 0 && row[x] >= least ? 1u : 0u;
      facts.zone[x] = facts.zone[x] != 0 && row[x] >= least ? 1 : 0;
      better[x] = better[x] != 0 && row[x] > more ? 1 : 0;
    }
    facts.win_sets.push_back(wins);
  }
  facts.zone_size = set_in(facts.zone);
  facts.strictly_better = set_in(better);
  return facts;
}

}  // namespace entente
