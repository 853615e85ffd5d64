#pragma once

#include <cstddef>
#include <vector>

#include "sim/bargaining/rational_game.hpp"

namespace entente {

/// One party's turn to propose, and what all expect of it.
struct RationalTurn {
  enum class Move { Offer, Pass, Leave };
  std::size_t proposer = 0;
  Move move = Move::Pass;
  /// What is offered: one offer, or several of equal probability where different partners are equally dear.
  /// Empty unless the move is an offer.
  std::vector<RationalOffer> offers;
  /// θ_j by party: the least that j accepts. The proposer's own is what it has without an offer.
  std::vector<double> thresholds;
  /// W_j by party, before the offer is made.
  std::vector<double> values;
};

/// How rational parties play.
struct RationalPlay {
  /// Finite talks: for every exchange the turn of who proposes in it. Talks without a last exchange: one
  /// record, which holds in every cycle. In a record with more turns than one there is a turn for every place
  /// of the order, or under random recognition for every party.
  std::vector<std::vector<RationalTurn>> exchanges;
  /// Largest change of a value in one more cycle, in units of utility; 0 for finite talks.
  double residual = 0;
  /// Whether the residual is at most kRationalTolerance (of the largest value, where that is above 1). A game
  /// with indivisible issues, or with a quota and unequal parties, may have no stationary equilibrium of this
  /// kind; then the play is that of the first of very many exchanges.
  bool settled = true;
  /// Cycles computed.
  std::size_t cycles = 0;
};

/// The subgame-perfect equilibrium, by backward induction where there is a last exchange, otherwise the limit
/// of finite games of growing length, as a fixed point. With p proposing, b the probability of breakdown, D_j
/// what j has without agreement and W_j(next) its value in the next exchange (D_j after the last; the mean
/// over proposers under random recognition):
///
///     c_j    = b·D_j + (1 − b)·[(1 − δ_j)·(U_j(a) + π_j) + δ_j·W_j(next)]
///     θ_j    = max(o_j, c_j)
///     W_p(p) = max(U_p(x_p), o_p, r_p)        r_p = c_p, or D_p where another leaves after a refusal (o_j >
///     c_j) W_j(p) = U_j(x_p), or D_j where p leaves, or where it passes o_j, D_j, c_j accordingly
///
/// x_p is the best offer (RationalSearch). Who is indifferent accepts, and agrees rather than passes.
/// A. Rubinstein, Perfect equilibrium in a bargaining model, Econometrica 50, 1982; I. Ståhl, Bargaining
/// theory, 1972; A. Shaked and J. Sutton, Econometrica 52, 1984 (who answers may leave at once); A. Muthoo,
/// Bargaining theory with applications, 1999 (inside options, breakdown); D. Baron and J. Ferejohn, American
/// Political Science Review 83, 1989 (quota, random recognition).
///
/// Throws Error where the game's parts do not fit together.
RationalPlay rational_play(const RationalGame& game);

}  // namespace entente
