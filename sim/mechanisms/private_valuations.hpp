#pragma once

#include "sim/core/random.hpp"
#include "sim/model/scenario.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// What a party truly thinks of an option and nobody else knows (MODEL.md 2.8): ν_iko ~ N(0, σ_i²) for every
/// option of every issue, drawn once a run under the name combine(combine(actor, issue), option), so that
/// neither the order of issues nor a new actor changes a draw. With persistence ϱ < 1 a year they drift at
/// the start of each later round, and the Gaussians that others hold of them follow the same law:
///
///     ν ← ϱ^Δt·ν + √(1 − ϱ^(2Δt))·σ·N,    ν̂ ← ϱ^Δt·ν̂,    var ← ϱ^(2Δt)·var + (1 − ϱ^(2Δt))·σ²
///
/// Values stand flat: the options of the first issue in their order, then those of the next. Parties only.
/// With the switch `private_valuations` off all are 0 and known to be.

/// ν and every party's belief about every other's, mean 0 and variance σ².
void start_valuations(const Scenario& scenario, World& world, const RandomSource& random);
/// The drift into world.round ≥ 1. No allocation.
void drift_valuations(const Scenario& scenario, World& world, const RandomSource& random);

}  // namespace entente
