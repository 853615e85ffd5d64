#pragma once

#include <cstdint>
#include <vector>

#include "sim/core/random.hpp"
#include "sim/model/scenario.hpp"
#include "sim/valuation/layout.hpp"
#include "sim/valuation/utilities.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// Delivering or defecting (MODEL.md 3.8). Signatory j with obligations on changed issues delivers an
/// agreement from a to x iff
///
///     (1 − δ_j^h_a)·(U_j(x′) − U_j(x)) ≤ δ_j^h_a·(U_j(x) − U_j(a)) + ψ_j·Σ_k(τ_kj − τ′_kj) + ε
///
/// x′ is x with j's issues put back, k the partners that it lets down, τ′ their trust after the breach. After
/// R. Powell, War as a commitment problem, International Organization 60, 2006; C90, C108, C123.
class Implementation {
 public:
  Implementation(const Scenario& scenario, const Layout& layout);

  /// What a signatory weighs.
  struct Decision {
    bool delivers = true;
    double temptation = 0;
    double cost = 0;
  };

  /// Whether the actor has to deliver on an issue that the agreement changes.
  bool obliged(std::size_t actor, const AgreementInForce& agreement) const;
  Decision decide(std::size_t actor, const AgreementInForce& agreement, const Utilities& utilities,
                  const World& world, const RandomSource& random) const;
  /// The partners to whom the actor is obliged under the agreement, each once, in the order of actors.
  void partners(std::size_t actor, const AgreementInForce& agreement, std::vector<std::size_t>& out) const;

 private:
  const Scenario* scenario_;
  const Layout* layout_;
  std::vector<NameHash> names_;
  /// δ^h_a.
  std::vector<double> patience_;
};

}  // namespace entente
