#pragma once

#include <array>

namespace entente {

/// An upper bound on P̂(accepted) that costs a multiplication and a look at a table: most packages fall behind
/// the best one on it, and Φ itself (57 ns, with its root and quotient) is computed for few.
class AcceptanceBound {
 public:
  /// For variances of at most `most`.
  explicit AcceptanceBound(double most);

  /// At least acceptance_probability(m, v) for every m ≤ `margin` and v ≤ `most`, rounding included.
  double operator()(double margin) const;

  /// A margin below which the bound is below `probability`; −∞ where it never is.
  double least_margin(double probability) const;

 private:
  /// Φ at −8, −8 + 1/64, ..., 0: a bound is a few percent above the probability at most where that matters.
  static constexpr int kSteps = 64;
  static constexpr int kLowest = -8;
  using Table = std::array<double, 8 * 64 + 1>;
  static const Table& table();

  const Table* values_;
  /// 1/√most.
  double rate_ = 0;
};

}  // namespace entente
