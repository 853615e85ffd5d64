#include "sim/bargaining/rational_program.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "sim/core/math.hpp"

namespace entente {
namespace {

// Vertices of tiny programs with coefficients in [-1, 1]: a system of three equations is solved to some 1e-14
// unless it is nearly singular; those below kSingular are no vertices of their own.
constexpr double kNear = 1e-10;
constexpr double kSingular = 1e-6;

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += a[k] * b[k];
  return sum;
}

/// Every vertex, by solving for every set of as many active constraints as there are shares.
std::vector<std::vector<double>> vertices(const ShareProgram& program) {
  const std::size_t n = program.own.size();
  std::vector<ShareProgram::Row> rows = program.rows;
  for (std::size_t k = 0; k < n; ++k) {
    std::vector<double> unit(n, 0);
    unit[k] = 1;
    rows.push_back({unit, 0, 1});
  }
  std::vector<std::pair<std::vector<double>, double>> planes;
  for (const ShareProgram::Row& row : rows) {
    if (std::isfinite(row.lower)) planes.emplace_back(row.coefficients, row.lower);
    if (std::isfinite(row.upper)) planes.emplace_back(row.coefficients, row.upper);
  }
  std::vector<std::vector<double>> result;
  for (std::size_t set = 0; set < std::size_t{1} << planes.size(); ++set) {
    if (static_cast<std::size_t>(std::popcount(set)) != n) continue;
    Eigen::MatrixXd a(n, n);
    Eigen::VectorXd b(n);
    Eigen::Index r = 0;
    for (std::size_t p = 0; p < planes.size(); ++p) {
      if ((set >> p & 1) == 0) continue;
      for (std::size_t k = 0; k < n; ++k) a(r, static_cast<Eigen::Index>(k)) = planes[p].first[k];
      b(r++) = planes[p].second;
    }
    const Eigen::FullPivLU<Eigen::MatrixXd> lu(a);
    if (std::fabs(lu.determinant()) < kSingular) continue;
    const Eigen::VectorXd x = lu.solve(b);
    std::vector<double> point(x.begin(), x.end());
    const bool feasible = std::all_of(rows.begin(), rows.end(), [&](const ShareProgram::Row& row) {
      const double value = dot(row.coefficients, point);
      return value >= row.lower - kNear && value <= row.upper + kNear;
    });
    if (feasible) result.push_back(point);
  }
  return result;
}

double coefficient() { return *rc::gen::inRange(-1000, 1001) / 1000.0; }

std::vector<double> coefficients(std::size_t count) {
  std::vector<double> result;
  for (std::size_t k = 0; k < count; ++k) result.push_back(coefficient());
  return result;
}

RC_GTEST_PROP(RationalProgram, FindsTheBestVertex, ()) {
  const auto n = static_cast<std::size_t>(*rc::gen::inRange(1, 4));
  ShareProgram program{coefficients(n), coefficients(n), {}};
  const int rows = *rc::gen::inRange(0, 4);
  for (int r = 0; r < rows; ++r) program.rows.push_back({coefficients(n), coefficient(), kInfinity});
  if (*rc::gen::inRange(0, 2) == 1) program.rows.push_back({coefficients(n), -kInfinity, coefficient()});
  const std::vector<std::vector<double>> corners = vertices(program);
  const std::optional<std::vector<double>> found = best_shares(program);
  if (!found) {
    RC_ASSERT(corners.empty());
    return;
  }
  for (const ShareProgram::Row& row : program.rows) {
    RC_ASSERT(dot(row.coefficients, *found) >= row.lower - 1e-12);
    RC_ASSERT(dot(row.coefficients, *found) <= row.upper + 1e-12);
  }
  for (const std::vector<double>& corner : corners) {
    RC_ASSERT(dot(program.own, *found) >= dot(program.own, corner) - kNear);
  }
}

RC_GTEST_PROP(RationalProgram, TheKnapsackAgreesWithTheSimplexMethod, ()) {
  // Coefficients of few values, so that prices are often equal and often 0; down to the last tie.
  const auto n = static_cast<std::size_t>(*rc::gen::inRange(1, 6));
  ShareProgram program;
  for (std::size_t k = 0; k < n; ++k) {
    program.own.push_back(*rc::gen::inRange(-2, 3) / 4.0);
    program.others.push_back(*rc::gen::inRange(-2, 3) / 4.0);
  }
  const double needed = *rc::gen::inRange(-8, 9) / 8.0;
  program.rows.push_back({program.others, needed, kInfinity});
  const auto simplex = best_shares(program);
  const auto knapsack = best_shares(program.own, program.others, needed);
  RC_ASSERT(simplex.has_value() == knapsack.has_value());
  if (!simplex) return;
  for (std::size_t k = 0; k < n; ++k) RC_ASSERT(std::fabs((*simplex)[k] - (*knapsack)[k]) <= 1e-12);
}

TEST(RationalProgram, AmongOptimaTakesTheKindestThenTheFirstSharesSmallest) {
  // The proposer wants z0 + z1 + z2 ≤ 2 and cares for z2 only; others like z0 and z1 alike.
  ShareProgram program{{0, 0, 1}, {1, 1, 0}, {{{1, 1, 1}, -kInfinity, 2}}};
  const std::vector<double> found = best_shares(program).value();
  EXPECT_NEAR(found[0], 0, 1e-12);
  EXPECT_NEAR(found[1], 1, 1e-12);
  EXPECT_NEAR(found[2], 1, 1e-12);
}

TEST(RationalProgram, SeesContradictions) {
  EXPECT_FALSE(
      best_shares(ShareProgram{{1}, {0}, {{{1}, 0.6, kInfinity}, {{1}, -kInfinity, 0.5}}}).has_value());
  const std::vector<double> own{1};
  const std::vector<double> other{-1};
  EXPECT_FALSE(best_shares(own, other, 0.5).has_value());
  EXPECT_EQ(best_shares(own, other, -kInfinity).value(), std::vector<double>{1});
}

}  // namespace
}  // namespace entente
