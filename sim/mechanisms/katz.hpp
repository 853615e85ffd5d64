#pragma once

#include <cstddef>
#include <memory>

#include "sim/valuation/world.hpp"

namespace entente {

/// How much each actor depends on each other (MODEL.md 2.7), from the walks between them that pass through
/// their allies' allies, discounted by β at each step (L. Katz, A new status index derived from sociometric
/// analysis, Psychometrika 18, 1953):
///
///     K = Σ_(n≥1) (βA)ⁿ = (I − βA)⁻¹ − I,    w_ij = K_ij / max_l Σ_(m≠l) K_lm,    w_ii = 0
///
/// so that the actor that depends most has dependences that sum to 1. All w are 0 where nobody has a tie.
class Katz {
 public:
  /// β ≥ 0 must keep β·(largest row sum of A) below 1, which the reader of scenarios sees to.
  Katz(std::size_t actors, double attenuation);
  ~Katz();
  Katz(Katz&&) noexcept;
  Katz& operator=(Katz&&) noexcept;

  /// w for A = first + second. Uses scratch of the object.
  void dependence(const ActorMatrix& first, const ActorMatrix& second, ActorMatrix& w);

 private:
  /// Keeps Eigen out of the headers.
  struct Solver;
  std::unique_ptr<Solver> solver_;
};

}  // namespace entente
