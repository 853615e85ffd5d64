#pragma once

#include "bench/reference/offers.hpp"

namespace entente::reference {

/// Û_ij(x) or π̂_ij: the values by profile of j, mixed by i's belief (MODEL.md 4).
double mixed(const Vector& belief, const Vector& by_profile);

/// ℓ_i about j.
double learning_power(const World& world, std::size_t i, std::size_t j);

/// Every other party learns that j would (or would not) have package y (MODEL.md 4). `view` shows the state
/// before.
void learn(const World& world, State& state, const View& view, std::size_t j, bool accepts, PackageIndex y);

/// Every other party remembers at which D the party j refused y (MODEL.md 4).
void remember_refusal(const World& world, State& state, const View& view, std::size_t j, PackageIndex y);

/// Start of a later round where ϱ < 1: ν moves, and what is believed about it follows the same law
/// (MODEL.md 2.8).
void renew_valuations(const World& world, State& state);

}  // namespace entente::reference
