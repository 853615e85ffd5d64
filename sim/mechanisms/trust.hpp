#pragma once

#include <cstddef>

#include "sim/model/scenario.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// Trust: what i believes of j's word, from what j kept and broke towards it (MODEL.md 3.9; A. H. Kydd, Trust
/// and Mistrust in International Relations, 2005; C40):
///
///     τ_ij = (kept + α)/(kept + broken + α + β)        in (0, 1); τ_ii = 1
///
/// The counts stand above the prior α, β (1 and 1 where nothing is declared) and decay to it. Only what costs
/// something counts: obligations kept or broken, and acts that declare it.

/// No counts, and trust as the priors give it.
void start_trust(const Scenario& scenario, World& world);
/// One round of decay of the counts, at `trust.decay` per year.
void decay_trust(const Scenario& scenario, World& world);
/// τ from the counts; with the switch `trust` off it stays as it started.
void refresh_trust(const Scenario& scenario, World& world);
/// τ′_ij: i's trust in j if j broke an agreement now.
double trust_after_breach(const Scenario& scenario, const World& world, std::size_t observer,
                          std::size_t actor);
/// `amount` of conduct of `actor` towards `observer`, in counts.
void count_kept(World& world, std::size_t observer, std::size_t actor, double amount);
void count_broken(World& world, std::size_t observer, std::size_t actor, double amount);

}  // namespace entente
