#pragma once

#include "bench/reference/state.hpp"
#include "sim/engine/record.hpp"

namespace entente::reference {

/// Flow of this round by actor: components in order, then the columns but for offers (MODEL.md 5).
Matrix round_flows(const World& world, const State& state, const Round& round);

/// U_i(a_t) by actor; trust row-major; beliefs.
Vector arrangement_utilities(const World& world, const State& state);
Vector trust_matrix(const World& world, const State& state);

/// The first outcome that holds for the arrangement, else their number.
std::size_t outcome_of(const World& world, PackageIndex arrangement);

/// Π_i max(0, U_i(a) − max(o_i, 0)) over parties.
double nash_product(const World& world, const State& state);
/// Euclidean distance from a to the nearest undominated feasible package, in the parties' U.
double frontier_distance(const World& world, const State& state);
/// Whether a package was left that all parties would have signed and ratified, and that was worth the price
/// of an offer to one of them.
bool left_unsigned(const World& world, const State& state);

/// The reason that weighs most against the refused package.
std::size_t main_reason(const Contributions& reasons);

/// For each outcome, from the arrangement in force and from x⁰ (MODEL.md 5).
std::vector<Gap> gaps(const World& world, const State& state);

}  // namespace entente::reference
