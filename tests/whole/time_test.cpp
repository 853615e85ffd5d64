// Rounds of a quarter instead of half a year: the same negotiation on a finer clock.

#include <gtest/gtest.h>

#include <array>
#include <utility>

#include "tests/whole/shares.hpp"

namespace entente {
namespace {

/// Shares of runs in which each outcome was first reached by the end of years 2, 5 and 10: an agreement's
/// outcome is that of the arrangement it brings, as long as it is in force.
std::vector<std::array<double, 3>> outcome_by_year(const Scenario& scenario, int runs) {
  const PackageSpace space = package_space(scenario);
  std::vector<std::array<double, 3>> shares(scenario.outcomes.size(), {0, 0, 0});
  const auto outcome_of = [&](PackageIndex x) {
    std::vector<std::uint32_t> options;
    for (std::size_t k = 0; k < space.issues(); ++k) options.push_back(space.option(x, k));
    std::vector<double> amounts(scenario.quantities.size());
    package_amounts(scenario, options, amounts);
    std::size_t outcome = 0;
    while (outcome < scenario.outcomes.size() &&
           !holds(scenario.outcomes[outcome].when, options, amounts, {})) {
      ++outcome;
    }
    return outcome;
  };
  for (const RunResult& run : results(scenario, runs)) {
    const std::array<double, 3> years{2, 5, 10};
    for (std::size_t y = 0; y < years.size(); ++y) {
      // The last agreement in force at the end of that year.
      const Agreement* last = nullptr;
      for (const Agreement& agreement : run.agreements) {
        const double signed_at = agreement.round * scenario.timing.round;
        const bool broken = agreement.broken >= 0 && agreement.broken * scenario.timing.round < years[y];
        if (signed_at < years[y] && !broken) last = &agreement;
      }
      if (last == nullptr) continue;
      const std::size_t outcome = outcome_of(last->to);
      if (outcome < shares.size()) shares[outcome][y] += 1.0 / runs;
    }
  }
  return shares;
}

// The standard error of the difference of two shares over 1,000 runs is at most 2.2 points where they are
// drawn apart; private valuations and ζ are the same draws on both clocks, which leaves about half of that.
TEST(Clock, AQuarterInsteadOfHalfAYearMovesNoOutcomeByYearByMoreThanThreePoints) {
  for (const auto& [name, runs] :
       {std::pair{"kuril/base.yaml", 400}, std::pair{"kuril/marginal.yaml", 1000}}) {
    const Scenario half = shipped(name);
    Scenario quarter = half;
    quarter.timing.round = half.timing.round / 2;
    quarter.timing.rounds = half.timing.rounds * 2;
    const auto by_half = outcome_by_year(half, runs);
    const auto by_quarter = outcome_by_year(quarter, runs);
    for (std::size_t outcome = 0; outcome < by_half.size(); ++outcome) {
      for (std::size_t y = 0; y < 3; ++y) {
        EXPECT_NEAR(by_half[outcome][y], by_quarter[outcome][y], 0.03)
            << name << ' ' << half.outcomes[outcome].name << " by year " << std::array{2, 5, 10}[y];
      }
    }
  }
}

}  // namespace
}  // namespace entente
