#pragma once

#include "sim/model/scenario.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// Pledges that tie hands and aspirations that adapt (MODEL.md 2.5, 3.4, 3.9; J. D. Fearon, Domestic
/// political audiences, APSR 88, 1994, and Signaling foreign policy interests, J. Confl. Resolut. 41, 1997).
/// Pledges and aspirations stand in the order of components and terms; aspirations only of holding terms that
/// declare one. None of these allocates, but for the first.

/// P as declared, nothing backed down (b̂ = 0), no audience costs (A = 0), r as declared.
void start_pledges(const Scenario& scenario, World& world);

/// One round: P to its value at the start and A to 0, at `audience_decay` per year.
void decay_pledges(const Scenario& scenario, World& world);

/// What the agreement now in force backs down from each pledge: b' = b(o) if it settles, else c(o)
/// (MODEL.md 2.5). Where b' > b̂: A ← A + cost·P·(b' − b̂), b̂ ← b'. With the switch `pledges` off nothing
/// accrues.
void back_down(const Scenario& scenario, World& world, PackageIndex in_force, bool settles);

/// r ← r + (1 − e^(−drift·Δt))·(held(y) − r), y the last offer of the round that settles; without one r
/// stays.
void drift_aspirations(const Scenario& scenario, World& world);

}  // namespace entente
