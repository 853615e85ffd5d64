// Closed forms on dense samples of frontiers that hold the exact point, and the pair of games of Kalai and
// Smorodinsky (1975).

#include "sim/solution/solution.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "tests/support/dice.hpp"
#include "tests/support/problem_table.hpp"

namespace entente {
namespace {

using Points = ProblemTable::Points;

/// Random points of the curve u2 = f(u1) on [low, high], one in each of 4,000 cells, and the exact ones.
/// Cells next to an exact point are left empty, so that it wins by more than the slack: products differ by
/// the square of the distance, (2.5·10⁻⁴)², times a curvature near 1.
Points sampled(const std::function<double(double)>& f, double low, double high, const Points& exact) {
  constexpr int kCells = 4000;
  Dice dice(3);
  Points points = exact;
  for (int cell = 0; cell < kCells; ++cell) {
    const double u = low + (high - low) * (cell + dice.uniform()) / kCells;
    const bool near = std::ranges::any_of(exact, [&](const std::vector<double>& point) {
      return std::abs(point[0] - u) < (high - low) / kCells;
    });
    if (!near) points.push_back({u, f(u)});
  }
  return points;
}

void expect_only(const Solutions& s, const SolutionPoints& solution, double first, double second,
                 double slack = 1e-9) {
  const Points found = picked(s.frontier, solution);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NEAR(found[0][0], first, slack);
  EXPECT_NEAR(found[0][1], second, slack);
}

TEST(ClosedForms, OnALineTheSurplusIsHalved) {
  // Nash = Kalai-Smorodinsky = egalitarian: d_i + (1 − d_1 − d_2)/2; with weights α_i instead of 1/2.
  const Points line = sampled([](double u) { return 1 - u; }, 0, 1, {{0.45, 0.55}, {0.55, 0.45}});
  const ProblemTable table(line, {0.2, 0.3});
  const Solutions s = table.solve();
  expect_only(s, s.nash, 0.45, 0.55);
  EXPECT_NEAR(s.nash.value, 0.25 * 0.25, 1e-15);
  expect_only(s, s.egalitarian, 0.45, 0.55);
  // The sample's ideal point lies within a cell of the exact one.
  expect_only(s, s.kalai_smorodinsky, 0.45, 0.55);
  const Solutions weighted = table.solve(Reading::Textbook, {0.7, 0.3});
  expect_only(weighted, weighted.nash, 0.55, 0.45);
  const Solutions doubled = table.solve(Reading::Textbook, {1.4, 0.6});
  expect_only(doubled, doubled.nash, 0.55, 0.45);
  // Everything on the line is worth the same together.
  EXPECT_EQ(s.utilitarian.points.size(), s.frontier.size());
}

TEST(ClosedForms, WithManyActorsTheSurplusGoesByWeight) {
  // Σ u = 1, d = (0.1, 0.2, 0.1), α = (1/2, 1/3, 1/6): d_i + α_i·0.6.
  Points simplex{{0.4, 0.4, 0.2}, {0.3, 0.4, 0.3}};
  for (int a = 0; a <= 200; ++a) {
    for (int b = 0; a + b <= 200; ++b) simplex.push_back({a / 200.0, b / 200.0, (200 - a - b) / 200.0});
  }
  const ProblemTable table(simplex, {0.1, 0.2, 0.1});
  const Solutions weighted = table.solve(Reading::Textbook, {3, 2, 1});
  for (const std::vector<double>& u : picked(weighted.frontier, weighted.nash)) {
    EXPECT_NEAR(u[0], 0.4, 1e-12);
    EXPECT_NEAR(u[1], 0.4, 1e-12);
  }
  const Solutions s = table.solve();
  const Points nash = picked(s.frontier, s.nash);
  ASSERT_EQ(nash.size(), 1u);
  EXPECT_NEAR(nash[0][0], 0.3, 1e-12);
  EXPECT_NEAR(nash[0][1], 0.4, 1e-12);
  EXPECT_EQ(picked(s.frontier, s.egalitarian), nash);
}

TEST(ClosedForms, RiskAverseActorsGetLess) {
  // u_i = x_i^c_i, Σ x = 1, d = 0: Nash shares a_i·c_i/Σ a_j·c_j. c = (1, 1/2): 2/3.
  const Points curve =
      sampled([](double u) { return std::sqrt(1 - u); }, 0, 1, {{2.0 / 3, std::sqrt(1.0 / 3)}});
  const Solutions s = ProblemTable(curve).solve();
  expect_only(s, s.nash, 2.0 / 3, std::sqrt(1.0 / 3));
  // With weights (1, 2) it is one half each.
  const Points half = sampled([](double u) { return std::sqrt(1 - u); }, 0, 1, {{0.5, std::sqrt(0.5)}});
  const Solutions weighted = ProblemTable(half).solve(Reading::Textbook, {1, 2});
  expect_only(weighted, weighted.nash, 0.5, std::sqrt(0.5));
}

TEST(ClosedForms, TheSquareRootSeparatesAllFour) {
  const double golden = (std::sqrt(5.0) - 1) / 2;
  const double egalitarian = 2 * std::sqrt(2.0) - 2;
  // The ends of the curve too: they make the ideal point (1, 1), or (1, 2).
  const Points exact{{2.0 / 3, std::sqrt(1.0 / 3)}, {golden, golden}, {0.75, 0.5}, {0, 1}, {1, 0}};
  const Solutions s = ProblemTable(sampled([](double u) { return std::sqrt(1 - u); }, 0, 1, exact)).solve();
  expect_only(s, s.nash, 2.0 / 3, std::sqrt(1.0 / 3));
  expect_only(s, s.kalai_smorodinsky, golden, golden);
  expect_only(s, s.egalitarian, golden, golden);
  expect_only(s, s.utilitarian, 0.75, 0.5);

  // The second utility doubled: Nash and Kalai-Smorodinsky scale with it, the other two do not.
  const Points twice{
      {2.0 / 3, 2 * std::sqrt(1.0 / 3)}, {golden, 2 * golden}, {egalitarian, egalitarian}, {0, 2}, {1, 0}};
  const Solutions t =
      ProblemTable(sampled([](double u) { return 2 * std::sqrt(1 - u); }, 0, 1, twice)).solve();
  expect_only(t, t.nash, 2.0 / 3, 2 * std::sqrt(1.0 / 3));
  expect_only(t, t.kalai_smorodinsky, golden, 2 * golden);
  expect_only(t, t.egalitarian, egalitarian, egalitarian);
  expect_only(t, t.utilitarian, 0, 2);
}

TEST(ClosedForms, OnTheCircleAllFourAgree) {
  const double half = std::sqrt(0.5);
  const Points circle = sampled([](double u) { return std::sqrt(1 - u * u); }, 0, 1,
                                {{half, half}, {std::sqrt(0.8), std::sqrt(0.2)}, {0, 1}, {1, 0}});
  const ProblemTable table(circle);
  const Solutions s = table.solve();
  for (const SolutionPoints& solution : {s.nash, s.egalitarian, s.kalai_smorodinsky, s.utilitarian}) {
    expect_only(s, solution, half, half);
  }
  // Weight a: (√a, √(1 − a)).
  const Solutions weighted = table.solve(Reading::Textbook, {0.8, 0.2});
  expect_only(weighted, weighted.nash, std::sqrt(0.8), std::sqrt(0.2));
}

TEST(ClosedForms, TheGamesOfKalaiAndSmorodinsky) {
  // S1 = conv{(0,1), (3/4,3/4), (1,0)} lies in S2 = conv{(0,1), (1,0.7), (1,0)}, and both promise either 1.
  const auto s1 = [](double u) { return u <= 0.75 ? 1 - u / 3 : 3 - 3 * u; };
  const Solutions small = ProblemTable(sampled(s1, 0, 1, {{0.75, 0.75}, {0, 1}, {1, 0}})).solve();
  expect_only(small, small.nash, 0.75, 0.75);
  expect_only(small, small.kalai_smorodinsky, 0.75, 0.75);
  const auto s2 = [](double u) { return 1 - 0.3 * u; };
  const Solutions large =
      ProblemTable(sampled(s2, 0, 1, {{0.75, 0.75}, {1 / 1.3, 1 / 1.3}, {0, 1}, {1, 0.7}})).solve();
  // Nash: player 2 loses although there is more to share; Kalai-Smorodinsky: both gain.
  expect_only(large, large.nash, 1, 0.7);
  expect_only(large, large.kalai_smorodinsky, 1 / 1.3, 1 / 1.3);
  expect_only(large, large.egalitarian, 1 / 1.3, 1 / 1.3);
  expect_only(large, large.utilitarian, 1, 0.7);
}

TEST(Ties, AllAreGiven) {
  const Solutions s = ProblemTable({{3, 2}, {2, 3}, {1, 4}, {6, 1}}).solve();
  EXPECT_EQ(picked(s.frontier, s.nash), (Points{{2, 3}, {3, 2}, {6, 1}}));
  EXPECT_EQ(picked(s.frontier, s.egalitarian), (Points{{2, 3}, {3, 2}}));
  EXPECT_EQ(picked(s.frontier, s.utilitarian), (Points{{6, 1}}));
  // 0.1 + 0.2 is not the double 0.3.
  const Solutions rounded = ProblemTable({{0.1 + 0.2, 0.4}, {0.4, 0.3}}).solve();
  EXPECT_EQ(rounded.nash.points.size(), 2u);
  EXPECT_EQ(rounded.egalitarian.points.size(), 2u);
  EXPECT_EQ(rounded.utilitarian.points.size(), 2u);
}

TEST(Ties, WhoCanGainNothingHoldsNobodyUp) {
  // Actor 2 gets its disagreement whatever happens: all products are 0, and Kalai-Smorodinsky looks at
  // actor 1.
  const Solutions s = ProblemTable({{3, 2}, {1, 2}}, {0, 2}).solve();
  EXPECT_EQ(s.nash.value, 0);
  EXPECT_EQ(picked(s.frontier, s.nash), (Points{{3, 2}}));
  EXPECT_EQ(s.kalai_smorodinsky.value, 1);
  const Solutions alone = ProblemTable({{1, 1}}, {1, 1}).solve();
  EXPECT_EQ(alone.kalai_smorodinsky.value, 0);
  EXPECT_EQ(alone.kalai_smorodinsky.points.size(), 1u);
}

}  // namespace
}  // namespace entente
