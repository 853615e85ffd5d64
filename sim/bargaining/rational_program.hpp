#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace entente {

/// The best offer where all utilities are linear in shares z ∈ [0, 1]^n:
///
///     maximise  Σ_k own[k]·z[k]    subject to    lower_r ≤ Σ_k coefficients_r[k]·z[k] ≤ upper_r
///
/// Among several optima the one that maximises Σ_k others[k]·z[k], then the one with the smallest z[0], then
/// z[1], and so on.
struct ShareProgram {
  struct Row {
    std::vector<double> coefficients;
    double lower = 0;
    double upper = 0;
  };
  std::vector<double> own;
  std::vector<double> others;
  std::vector<Row> rows;
};

/// The optimum; nothing where the rows contradict each other by more than kRationalTolerance. By the simplex
/// method of COIN-OR Clp, without perturbation, scaling or presolve; the vertex that it finds is solved for
/// afresh, to rounding. Every call has a solver of its own, so calls do not depend on each other and may run
/// in parallel. Infinite bounds are no bounds.
std::optional<std::vector<double>> best_shares(const ShareProgram& program);

/// The same for one other party and no limits, Σ_k other[k]·z[k] ≥ needed: the fractional knapsack (G. B.
/// Dantzig, Discrete-variable extremum problems, Operations Research 5, 1957). The proposer starts from what
/// it likes best and gives way where that costs it least for what the other gains.
std::optional<std::vector<double>> best_shares(std::span<const double> own, std::span<const double> other,
                                               double needed);

}  // namespace entente
