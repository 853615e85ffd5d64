#pragma once

#include "sim/core/random.hpp"
#include "sim/model/scenario.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// The vote at home (MODEL.md 3.7; R. D. Putnam, Diplomacy and domestic politics, Int. Organ. 42, 1988; C95,
/// C102 to C104, C127): x is ratified by i iff support_i(x) + ζ_i ≥ q_i, with ζ_i ~ N(0, sd²) drawn once a
/// run under the name (actor, Purpose::Ratification). Every vote leaves the interval in which ζ_i lies, for
/// all to see. Supports, thresholds and ζ are shares in one unit.

/// ζ, its law, an open interval, and the preparation at the start.
void start_ratification(const Scenario& scenario, World& world, const RandomSource& random);

/// Whether the vote passes; cuts the interval: passed, lower ← max(lower, q − support); failed, upper ←
/// min(upper, q − support).
bool vote(RatificationState& state, double support, double threshold);

/// For persistence ϱ < 1 a year, the drift into world.round ≥ 1: ζ ← ϱ^Δt·ζ + √(1 − ϱ^(2Δt))·sd·N. What is
/// known of ζ is first collapsed to the mean and variance of its truncated normal, which follow the same law;
/// the interval opens again.
void drift_ratification(const Scenario& scenario, World& world, const RandomSource& random);

/// One round of decay of the preparation H to its value at the start, at `preparation_decay` per year.
void decay_preparation(const Scenario& scenario, World& world);

}  // namespace entente
