#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/core/random.hpp"
#include "sim/model/scenario.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// The true profiles: as declared, or drawn once a run by the profiles' shares, the draw named (actor,
/// Purpose::Type); 0 for an actor without profiles (MODEL.md 2.9).
void draw_types(const Scenario& scenario, World& world, const RandomSource& random);

/// Prior beliefs of every actor about every other's profile: what it declares, or else the profiles' own
/// shares; normalised.
void start_beliefs(const Scenario& scenario, World& world);

/// ℓ: how fast `observer` learns about `subject`, in [0, 1]; 1 where it declares nothing.
double learning_rate(const Scenario& scenario, std::size_t observer, std::size_t subject);

/// What acts kept up for `years` tell every other actor i about their actor's profile (MODEL.md 3.4):
///
///     b_p ∝ b_p·signal_p^(ℓ_i·years)
///
/// the powers computed once. An act without signal says nothing, and with the switch `learning` off nobody
/// listens. A belief that would vanish altogether is left alone.
class Signals {
 public:
  Signals(const Scenario& scenario, double years);
  /// Moves what every other actor believes about `actor`, whose act it is. No allocation.
  void tell(World& world, std::size_t actor, std::size_t act) const;

 private:
  /// By actor and act, then observer by observer; empty for an act that says nothing.
  std::vector<std::vector<std::vector<double>>> powers_;
};

/// What an answer says about the answerer's private valuations (MODEL.md 4): it accepts iff its margin, of
/// mean `margin` and variance `variance` as believed, is at least 0. The belief becomes the Gaussian with the
/// mean and variance of the exact posterior, option by option (probit moment matching, assumed-density
/// filtering; T. P. Minka, A family of algorithms for approximate Bayesian inference, MIT, 2001):
///
///     s = ±1,  z = s·M/√v,  g = φ(z)/Φ(z)
///     ν̂ ← ν̂ ± s·(var/√v)·g           + for a new option, − for a replaced one
///     var ← var·(1 − (var/v)·g·(g + z))
///
/// `new_options` and `old_options` are the flat places of the options that the package brings and replaces,
/// issues that do not change left out; v is the sum of their variances. v = 0: nothing can be learnt. No
/// allocation.
void learn_valuations(ValuationBelief& belief, std::span<const std::size_t> new_options,
                      std::span<const std::size_t> old_options, double margin, double variance, bool yes);

/// What the same answer says about its profile: b_p ∝ b_p·Φ(s·m_p/√v)^ℓ, `margins` the m_p. v = 0: a profile
/// says yes iff m_p ≥ −kTie. A belief that would vanish altogether is left alone. No allocation.
void learn_profiles(std::span<double> probabilities, std::span<const double> margins, double variance,
                    bool yes, double learning);

}  // namespace entente
