#pragma once

#include <cstddef>
#include <span>
#include <vector>

/// Dependence between uncertain numbers by the Gaussian copula: independent uniforms become normals, the
/// normals are mixed by the Cholesky factor of their correlation matrix, and the mixed normals become
/// uniforms again (R. B. Nelsen, An Introduction to Copulas, 2nd edition 2006, section 2.3). Each margin
/// stays uniform, so any laws may follow.

namespace entente::statistics {

class GaussianCopula {
 public:
  /// `correlation` is row-major, n by n: the correlations of the normals.
  /// Throws std::invalid_argument unless it has n^2 numbers, 1 on the diagonal, is exactly symmetric and
  /// positive definite; the message names the entry, or the first variable whose correlations contradict
  /// those before it. Also when its smallest pivot is below 1e-10: one variable a mere copy of others.
  explicit GaussianCopula(std::size_t n, std::vector<double> correlation);

  std::size_t size() const { return n_; }

  /// Turns n independent uniforms on (0, 1) into n with the dependence, in place: u_i = Phi(sum_j L_ij z_j)
  /// with z_j = Phi^-1(u_j) and L L' = correlation. A variable correlated with none before it, such as the
  /// first, stays as it is, bit for bit. The others have 32 significant binary digits of u or 1 - u, the same
  /// on every machine (rounding.hpp), and lie between 2^-53 and 1 - 2^-53.
  /// Throws std::invalid_argument unless u holds n numbers, std::domain_error unless each is above 0 and
  /// below 1.
  void correlate(std::span<double> u) const;

 private:
  std::size_t n_;
  std::vector<double> factor_;  ///< L, row-major, zero above the diagonal
};

/// Spearman's rank correlation of two variables whose normals have the correlation rho: 6/pi asin(rho/2)
/// (K. Pearson, On further methods of determining correlation, 1907). For display: not rounded.
double rank_correlation(double rho);

}  // namespace entente::statistics
