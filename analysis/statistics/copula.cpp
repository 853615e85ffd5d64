#include "analysis/statistics/copula.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numbers>
#include <stdexcept>
#include <utility>

#include "analysis/statistics/rounding.hpp"

namespace entente::statistics {
namespace {

constexpr double kSmallestPivot = 1e-10;

void require_correlations(std::size_t n, const std::vector<double>& matrix) {
  if (matrix.size() != n * n) {
    throw std::invalid_argument(
        fmt::format("a correlation matrix of {} variables has {} numbers, not {}", n, n * n, matrix.size()));
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (matrix[i * n + i] != 1.0) {
      throw std::invalid_argument(
          fmt::format("the correlation of variable {} with itself is {}, not 1", i + 1, matrix[i * n + i]));
    }
    for (std::size_t j = 0; j < i; ++j) {
      const double here = matrix[i * n + j], there = matrix[j * n + i];
      if (!(here == there)) {
        throw std::invalid_argument(
            fmt::format("the correlation of variables {} and {} is {} in one place, {} in the other", i + 1,
                        j + 1, here, there));
      }
      if (!(std::fabs(here) < 1.0)) {
        throw std::invalid_argument(fmt::format(
            "the correlation of variables {} and {} is {}, not between -1 and 1", i + 1, j + 1, here));
      }
    }
  }
}

}  // namespace

GaussianCopula::GaussianCopula(std::size_t n, std::vector<double> correlation)
    : n_(n), factor_(std::move(correlation)) {
  require_correlations(n_, factor_);
  // Cholesky and Banachiewicz, row by row in place.
  for (std::size_t i = 0; i < n_; ++i) {
    double pivot = 1.0;
    for (std::size_t j = 0; j < i; ++j) {
      double rest = factor_[i * n_ + j];
      for (std::size_t k = 0; k < j; ++k) rest -= factor_[i * n_ + k] * factor_[j * n_ + k];
      const double entry = rest / factor_[j * n_ + j];
      factor_[i * n_ + j] = entry;
      pivot -= entry * entry;
    }
    if (!(pivot >= kSmallestPivot)) {
      throw std::invalid_argument(fmt::format(
          "the correlations of variable {} contradict those of the variables before it: the matrix "
          "is not positive definite",
          i + 1));
    }
    factor_[i * n_ + i] = std::sqrt(pivot);
    for (std::size_t j = i + 1; j < n_; ++j) factor_[i * n_ + j] = 0.0;
  }
}

void GaussianCopula::correlate(std::span<double> u) const {
  if (u.size() != n_) {
    throw std::invalid_argument(fmt::format("a copula of {} variables was given {}", n_, u.size()));
  }
  for (const double value : u) {
    if (!(value > 0.0 && value < 1.0)) {
      throw std::domain_error(fmt::format("a copula needs 0 < u < 1, not {}", value));
    }
  }
  std::vector<double> z(n_);
  for (std::size_t i = 0; i < n_; ++i) z[i] = rounding::normal_quantile(u[i]);
  for (std::size_t i = 0; i < n_; ++i) {
    const double* row = &factor_[i * n_];
    double mixed = 0.0;
    bool alone = true;
    for (std::size_t j = 0; j <= i; ++j) {
      mixed += row[j] * z[j];
      alone = alone && (j == i || row[j] == 0.0);
    }
    if (!alone) u[i] = rounding::normal_cumulative(mixed);
  }
}

double rank_correlation(double rho) { return 6.0 / std::numbers::pi * std::asin(0.5 * rho); }

}  // namespace entente::statistics
