#include "analysis/statistics/copula.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <string>

#include "analysis/statistics/rounding.hpp"
#include "tests/analysis/draws.hpp"

namespace entente::statistics {
namespace {

std::string refusal(std::size_t n, std::vector<double> correlation) {
  try {
    const GaussianCopula copula(n, std::move(correlation));
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "";
}

TEST(GaussianCopula, RefusesWhatIsNoCorrelationMatrix) {
  EXPECT_EQ(refusal(2, {1, 0.5, 0.5, 1}), "");
  EXPECT_EQ(refusal(2, {1, 0.5, 0.5}), "a correlation matrix of 2 variables has 4 numbers, not 3");
  EXPECT_EQ(refusal(2, {1, 0.5, 0.5, 2}), "the correlation of variable 2 with itself is 2, not 1");
  EXPECT_EQ(refusal(2, {1, 0.5, 0.4, 1}),
            "the correlation of variables 2 and 1 is 0.4 in one place, 0.5 in the other");
  EXPECT_EQ(refusal(2, {1, 1.5, 1.5, 1}),
            "the correlation of variables 2 and 1 is 1.5, not between -1 and 1");
  EXPECT_NE(refusal(2, {1, std::nan(""), std::nan(""), 1}), "");
  // 1 and 2 alike, 1 and 3 alike, 2 and 3 opposed.
  EXPECT_EQ(refusal(3, {1, 0.9, 0.9, 0.9, 1, -0.9, 0.9, -0.9, 1}),
            "the correlations of variable 3 contradict those of the variables before it: the matrix is not "
            "positive definite");
}

TEST(GaussianCopula, RefusesPointsThatDoNotFit) {
  const GaussianCopula copula(2, {1, 0.5, 0.5, 1});
  std::vector<double> three(3, 0.5);
  EXPECT_THROW(copula.correlate(three), std::invalid_argument);
  for (const double bad : {0.0, 1.0, -0.5, std::nan("")}) {
    std::vector<double> u{0.5, bad};
    EXPECT_THROW(copula.correlate(u), std::domain_error);
  }
}

TEST(GaussianCopula, VariablesCorrelatedWithNoneBeforeThemStayAsTheyAre) {
  const GaussianCopula copula(3, {1, 0, 0.6, 0, 1, 0, 0.6, 0, 1});
  SplitMix random(1);
  for (int i = 0; i < 1000; ++i) {
    const std::vector<double> before{random.uniform(), random.uniform(), random.uniform()};
    std::vector<double> u = before;
    copula.correlate(u);
    EXPECT_EQ(u[0], before[0]);
    EXPECT_EQ(u[1], before[1]);
    EXPECT_NE(u[2], before[2]);
  }
}

// Standard error of a correlation: (1 - rho^2) / sqrt(n). Four of them are exceeded by chance once in 16,000,
// by one of the three here once in 5,000 seeds; Kolmogorov's 1.95 once in a thousand for each margin.
TEST(GaussianCopula, NormalsHaveTheCorrelationAndMarginsStayUniform) {
  const std::vector<double> correlation{1, 0.8, -0.3, 0.8, 1, 0.1, -0.3, 0.1, 1};
  const GaussianCopula copula(3, correlation);
  constexpr std::size_t kDraws = 20000;
  SplitMix random(2);
  std::vector<std::vector<double>> uniforms(3), normals(3);
  for (std::size_t i = 0; i < kDraws; ++i) {
    std::vector<double> u{random.uniform(), random.uniform(), random.uniform()};
    copula.correlate(u);
    for (std::size_t d = 0; d < 3; ++d) {
      uniforms[d].push_back(u[d]);
      normals[d].push_back(rounding::normal_quantile(u[d]));
    }
  }
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_LT(kolmogorov(uniforms[i], [](double u) { return u; }), 1.95);
    for (std::size_t j = 0; j < i; ++j) {
      const double rho = correlation[3 * i + j];
      const double standard_error = (1.0 - rho * rho) / std::sqrt(double{kDraws});
      EXPECT_NEAR(correlation_of(normals[i], normals[j]), rho, 4.0 * standard_error);
      // A correlation of uniforms is a rank correlation; its standard error is at most 1 / sqrt(n).
      EXPECT_NEAR(correlation_of(uniforms[i], uniforms[j]), rank_correlation(rho),
                  4.0 / std::sqrt(double{kDraws}));
    }
  }
}

TEST(GaussianCopula, ResultsHaveQuantiles) {
  // Six variables nearly alike: the last normals go beyond what any single uniform gives.
  std::vector<double> correlation(36, -0.19);
  for (std::size_t i = 0; i < 6; ++i) correlation[7 * i] = 1.0;
  const GaussianCopula copula(6, correlation);
  for (const double extreme : {0x1p-53, 1.0 - 0x1p-53}) {
    std::vector<double> u(6, extreme);
    copula.correlate(u);
    for (const double value : u) {
      EXPECT_GE(value, 0x1p-53);
      EXPECT_LE(value, 1.0 - 0x1p-53);
    }
  }
}

TEST(GaussianCopula, RankCorrelation) {
  EXPECT_NEAR(rank_correlation(1.0), 1.0, 1e-15);
  EXPECT_NEAR(rank_correlation(-1.0), -1.0, 1e-15);
  EXPECT_EQ(rank_correlation(0.0), 0.0);
  EXPECT_NEAR(rank_correlation(0.5), 0.4825837395, 1e-10);
}

}  // namespace
}  // namespace entente::statistics
