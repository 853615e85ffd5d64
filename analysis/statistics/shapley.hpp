#pragma once

/// What each of several things contributes to a whole that depends on which of them are there: Shapley's
/// value (L. S. Shapley, A value for n-person games, Contributions to the Theory of Games II, 1953), the mean
/// of its marginal contributions over all orders in which the players can enter. The contributions sum to
/// what all together bring over none (efficiency), exactly but for rounding, whether all coalitions are
/// looked at or orders are sampled.
///
/// A coalition is a set of bits, player i being bit i.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace entente::statistics {

/// The most players of shapley(): 2^20 worths.
inline constexpr std::size_t kMostPlayers = 20;

/// The value of each player from the worth of every coalition, worths[S]:
///
///   phi_i = sum over S without i of |S|! (n − |S| − 1)! / n! (v(S ∪ i) − v(S)).
///
/// Throws std::invalid_argument unless there are 2^n worths, 1 <= n <= kMostPlayers.
std::vector<double> shapley(std::span<const double> worths);

/// A random order of n players that belongs to (key, draw); draws 2k and 2k + 1 are each other's reverse
/// (antithetic: where a player gains from being late in one, it is early in the other). Permutation sampling
/// after J. Castro, D. Gómez and J. Tejada, Polynomial calculation of the Shapley value based on sampling,
/// Computers & Operations Research 36, 2009; antithetic pairs after R. Mitchell, J. Cooper, E. Frank and G.
/// Holmes, Sampling permutations for Shapley value estimation, JMLR 23, 2022.
std::vector<std::size_t> entry_order(std::size_t players, std::uint64_t draw, std::uint64_t key);

/// The coalitions that form while players enter, from none to all: n + 1.
std::vector<std::uint64_t> entry_coalitions(std::span<const std::size_t> order);

/// Adds to each player's value what it brought on entering, times `weight`; worths[k] is the worth of the
/// k-th of entry_coalitions. Averaged over all orders this is Shapley's value.
void add_entries(std::span<const std::size_t> order, std::span<const double> worths, double weight,
                 std::span<double> values);

}  // namespace entente::statistics
