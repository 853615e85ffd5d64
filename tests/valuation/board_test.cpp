#include "sim/valuation/board.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/random_terms.hpp"
#include "tests/support/small_tables.hpp"

namespace entente {
namespace {

void expect_equal_utilities(const SmallTables& tables, std::uint64_t seed) {
  const std::vector<std::size_t> signatories = parties(tables.scenario);
  for (PackageIndex x = 0; x < tables.layout.space().size(); ++x) {
    for (const std::size_t i : signatories) {
      // 1e-14: sums of some dozen numbers near 1, in another order.
      EXPECT_NEAR(
          tables.board.own(i, x),
          tables.utilities.utility(i, x) + tables.layout.over_options(tables.world.private_valuations[i], x),
          1e-14)
          << "seed " << seed;
      for (const std::size_t j : signatories) {
        if (i == j) continue;
        EXPECT_NEAR(tables.board.estimate(i, j, x),
                    tables.utilities.estimated(i, j, x) +
                        tables.layout.over_options(tables.world.valuation_beliefs[i][j].mean, x),
                    1e-14)
            << "seed " << seed;
      }
    }
  }
}

TEST(Board, IsTheUtilitiesOfEveryPackage) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SmallTables tables(random_terms(seed));
    Dice dice(seed + 1000);
    // Twice, so that what the first left behind would show.
    for (int time = 0; time < 2; ++time) {
      shake(tables.world, tables.scenario, dice);
      tables.refresh();
      expect_equal_utilities(tables, seed);
    }
    // Nobody acts any more: no alliance terms are left over.
    tables.world.acts.assign(tables.scenario.actors.size(), 0);
    tables.refresh();
    expect_equal_utilities(tables, seed);
  }
}

TEST(Board, RefreshesOneEstimateAlone) {
  SmallTables tables(random_terms(5));
  Dice dice(5);
  shake(tables.world, tables.scenario, dice);
  tables.refresh();
  const std::vector<double> other(tables.board.estimate(1, 0).begin(), tables.board.estimate(1, 0).end());
  for (double& mean : tables.world.valuation_beliefs[0][1].mean) mean += 0.25;
  for (double& mean : tables.world.valuation_beliefs[1][0].mean) mean += 0.5;
  tables.board.refresh_estimate(tables.world, tables.utilities, 0, 1);
  EXPECT_TRUE(std::ranges::equal(tables.board.estimate(1, 0), other));
  tables.board.refresh_estimate(tables.world, tables.utilities, 1, 0);
  expect_equal_utilities(tables, 5);
}

}  // namespace
}  // namespace entente
