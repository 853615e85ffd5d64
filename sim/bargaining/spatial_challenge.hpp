#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/model/challenge.hpp"

namespace entente {

/// A challenge of i to j as someone sees it.
struct SpatialView {
  /// That i wins, in (0, 1).
  double probability = 0;
  /// What i gains on the status quo, in utility.
  double gain = 0;
};

/// What an actor with risk attitude R in [−1, 1] has of a position at distance d ≥ 0 from its own:
/// (1 − d)(1 + dR), and (1 − d)(1 + R) beyond 1.
inline double spatial_utility(double d, double risk) { return (1 - d) * (1 + (d < 1 ? d : 1) * risk); }

/// How one actor, h, judges challenges (B. Wise, L. Lester and B. Efird 2015). U_ab is h's estimate of the
/// utility to a of the position of b; w = S·c with S the sum of an actor's saliences; f is the voting rule.
///
///     A = 1e-10 + w_i f(U_ii − U_ij),   B = 1e-10 − w_j f(U_ji − U_jj)
///
/// Each third party n thinks of a contest of i, j and itself: v = w_n f(U_ni − U_nj), and casts
/// t_n = w_n f(worth of joining i − worth of joining j). Positive t_n adds to i's side, negative to j's:
/// p = (A + Σ t⁺)/(A + Σ t⁺ + B + Σ t⁻). What joining is worth is the sum over the three of n's utility once
/// the loser has moved to the winner, with n's own position
///
///     full: moved to that of the winner, whichever side n joined;
///     semi: moved to that of the winner if n joined the loser, else kept;
///     none: kept.
///
/// Semi takes one probability that i wins, with n on the side that it votes for, whichever it then joins:
/// p_n = (A + max(v, 0))/(A + B + |v|), so that t_n = w_n f(p_n (1 − U_ni) − (1 − p_n)(1 − U_nj)). So does
/// KTAB for the other two, and there the worths cancel and no third party ever counts. Here they know that
/// they tip the scale: i wins with (A + |v|)/(A + B + |v|) if n joins it and A/(A + B + |v|) if not, so that
/// t_n = w_n f(m·|v|/(A + B + |v|)·(U_ni − U_nj)), m = 3 (full) or 2 (none).
///
/// The target resists with S_j: gain = (1 − S_j)·2U_ii + S_j (p·2U_ii + (1 − p)·2U_ij) − (U_ii + U_ij).
class SpatialChallenges {
 public:
  /// `weights` w and `saliences` S, one for each actor.
  SpatialChallenges(const SpatialRules& rules, std::span<const double> weights,
                    std::span<const double> saliences);

  /// i against j as the owner of the estimates sees it; utilities[j · actors + i] = U_ij. O(actors), no
  /// allocation.
  SpatialView operator()(std::span<const double> utilities, std::size_t i, std::size_t j);

 private:
  SpatialRules::Voting voting_;
  SpatialRules::ThirdParties third_parties_;
  std::vector<double> weights_;
  std::vector<double> saliences_;
};

}  // namespace entente
