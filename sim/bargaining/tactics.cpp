#include "sim/bargaining/tactics.hpp"

#include <algorithm>

#include "sim/core/math.hpp"

namespace entente {

double hold_out(const Tactic& tactic, double years) {
  if (tactic.kind > Tactic::Kind::Exponential) return 0;
  if (tactic.kind == Tactic::Kind::Constant) return tactic.initial;
  const double elapsed = std::min(1.0, years / tactic.deadline);
  const double concession =
      tactic.kind == Tactic::Kind::Polynomial
          ? portable_pow(elapsed, 1 / tactic.exponent)
          : portable_exp(portable_pow(1 - elapsed, tactic.exponent) * portable_log(0.01));
  return tactic.initial + (tactic.final - tactic.initial) * concession;
}

}  // namespace entente
