#include "sim/solution/measures.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/problem_table.hpp"

namespace entente {
namespace {

TEST(Measures, OfAnAgreementBelowTheFrontier) {
  // Ranges 4 and 3: D = 5. Nash (2, 2) [4 > 0, 3·1]; utilitarian (2, 2) and (3, 1), (4, 0) and (0, 3): no, 3.
  const Solutions s = ProblemTable({{4, 0}, {0, 3}, {2, 2}, {3, 1}, {1, 1}}).solve();
  const std::vector<double> agreement{1, 1};
  const AgreementMeasures m = measures_of(s, agreement);
  EXPECT_DOUBLE_EQ(m.frontier.distance, std::sqrt(2.0));
  EXPECT_DOUBLE_EQ(m.frontier.optimality, 1 - std::sqrt(2.0) / 5);
  EXPECT_DOUBLE_EQ(m.nash.distance, std::sqrt(2.0));
  EXPECT_DOUBLE_EQ(m.egalitarian.distance, std::sqrt(2.0));
  EXPECT_DOUBLE_EQ(m.utilitarian.distance, std::sqrt(2.0));
  EXPECT_DOUBLE_EQ(m.welfare_optimality, 0.5);
  EXPECT_DOUBLE_EQ(m.fairness, 1 - std::sqrt(2.0) / 5);
}

TEST(Measures, OfThePointsThemselves) {
  const Solutions s = ProblemTable({{4, 0}, {0, 3}, {2, 2}, {3, 1}}).solve();
  for (const std::size_t point : s.nash.points) {
    const AgreementMeasures m = measures_of(s, s.frontier.utilities(point));
    EXPECT_EQ(m.frontier.distance, 0);
    EXPECT_EQ(m.nash.distance, 0);
    EXPECT_EQ(m.nash.optimality, 1);
    EXPECT_EQ(m.fairness, 1);
  }
}

TEST(Measures, AreNotBelowZeroAndKnowNoEmptySolution) {
  const Solutions s = ProblemTable({{1, 0}, {0, 1}}).solve();
  const std::vector<double> far{-9, -9};
  EXPECT_EQ(measures_of(s, far).nash.optimality, 0);
  const Solutions none = ProblemTable({{-1, 1}}).solve();
  const AgreementMeasures m = measures_of(none, far);
  EXPECT_TRUE(std::isnan(m.frontier.distance));
  EXPECT_TRUE(std::isnan(m.fairness));
  EXPECT_TRUE(std::isnan(m.welfare_optimality));
  // One point: there is no distance to compare with.
  const Solutions one = ProblemTable({{1, 1}}).solve();
  EXPECT_EQ(measures_of(one, one.frontier.utilities(0)).frontier.optimality, 1);
}

TEST(Measures, WhereIssuesMayBeSplit) {
  // A pie: the frontier is the line u1 + u2 = 1, and all solutions but the utilitarian are its middle.
  const std::vector<double> first{0, 1};
  const std::vector<double> second{1, 0};
  const std::vector<std::uint8_t> allowed{1, 1};
  const BargainingProblem problem{{first, second}, allowed, {0, 0}};
  const std::vector<std::size_t> divisible{0};
  const auto exact = std::get<DividedSolutions>(divided_solutions(problem, PackageSpace({2}), divisible));
  const AgreementMeasures m = measures_of(exact, facts_of(problem), {0.5, 0.25});
  EXPECT_NEAR(m.frontier.distance, 0.25 / std::sqrt(2.0), 1e-15);
  EXPECT_NEAR(m.frontier.optimality, 1 - 0.125, 1e-15);
  EXPECT_NEAR(m.nash.distance, 0.25, 1e-15);
  EXPECT_NEAR(m.egalitarian.distance, 0.25, 1e-15);
  EXPECT_NEAR(m.welfare_optimality, 0.75, 1e-15);
  // Beyond the end of the line the end is nearest.
  EXPECT_NEAR(measures_of(exact, facts_of(problem), {1.5, -0.5}).frontier.distance, std::sqrt(0.5), 1e-15);
}

}  // namespace
}  // namespace entente
