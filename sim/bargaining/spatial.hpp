#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/bargaining/contest.hpp"
#include "sim/bargaining/spatial_bargain.hpp"
#include "sim/bargaining/spatial_challenge.hpp"
#include "sim/bargaining/spatial_election.hpp"
#include "sim/core/random.hpp"
#include "sim/model/challenge.hpp"

/// The spatial model of politics: actors with positions on several dimensions each challenge the one from
/// whom they gain most, write an interim bargain with it, and all bargains that an actor is party to compete
/// for it (B. Wise, L. Lester and B. Efird, An introduction to the KAPSARC Toolkit for Behavioral Analysis,
/// 2015, as its program KTAB does it).
///
/// Positions x are scaled to [0, 1] by the ends of their dimension; s are saliences, S_i their sum over
/// dimensions, at most 1; c are capabilities, times the power of 2 that brings their mean to [8, 16), so that
/// the least strengths of coalitions mean about the same in any unit. A turn:
///
///  1. d_ij = √(Σ_d (s_id (x_id − x_jd))² / Σ_d s_id²), 0 where i cares for nothing.
///  2. q = the election (spatial_election.hpp) of all positions with u(d, 0) and weights c. R_i from q_i, its
///     least and greatest: middle (3q_i − max − 2 min)/(2(max − min)) in [−½, 1], minimum (q_i − min)/(max −
///     min), maximum (2q_i − max − min)/(max − min); 0 where all are equal (within 1e-14).
///  3. h takes the attitude of i for R_h + a(R_i − R_h), a = 0, 1/3, 1/2, 2/3 or 1 (risk estimate), and so
///     U^h_ij = u(d_ij, that).
///  4. Each i challenges the j with the greatest gain in its own eyes (spatial_challenge.hpp), if that is
///     above 1e-5; the first of equals (within 1e-14).
///  5. i and j write an interim bargain (spatial_bargain.hpp): with i's probability; or one with i's and one
///     with j's; or the mean of these two, weighted with S_i c_i and S_j c_j.
///  6. Each k has a queue: things as they are, then the bargains to which it is party, in the order of their
///     initiators. A bargain is worth to a the mean of u(a's distance to each actor's position, R_a) over
///     all actors, the two moved. By the election of the queue with weights c, k takes its own side of the
///     likeliest bargain, the first of equals, or draws one. The other party may choose otherwise.
///  7. All move at once. Talks end after turn 2 or later when the sum of all moves is below a fiftieth of
///     that of turn 1 (+ 1e-4), or after `turns`.
///
/// What departs from the program: third parties that commit fully or not at all count
/// (spatial_challenge.hpp); estimates may be exact (a = 1), which it refuses; the receiver's view of a
/// bargain is its probability, where the program takes the gain for it; each side of a joint bargain has its
/// own power, where the program gives both the initiator's; draws do not depend on threads; the status quo is
/// first in every queue, where the program puts it behind the bargains of those declared before, which
/// matters to the asymmetric rule.

namespace entente {

/// What an actor did in a turn.
struct SpatialMove {
  static constexpr std::size_t kNobody = SIZE_MAX;
  /// Whom it challenged, or kNobody, and how it saw that.
  std::size_t target = kNobody;
  SpatialView view;
  /// Whose bargain it took, by its initiator and receiver; itself and itself when it stayed.
  std::size_t initiator = 0;
  std::size_t receiver = 0;
};

/// The model in play. Keeps all its memory: step() does not allocate. O(n³·dimensions) a turn, O(n³) of them
/// for the election of positions and for the challenges each.
class SpatialModel {
 public:
  /// Throws Error when the contest is not playable or an actor's saliences sum to more than 1.
  SpatialModel(const Contest& contest, const SpatialRules& rules);

  /// Plays a turn. Draws from `random` only if the rules are stochastic: Purpose::Answer of the actor's name
  /// and the turn, from 0.
  void step(const RandomSource& random);

  /// Whether talks have ended, by themselves or by the number of turns.
  bool settled() const;
  int turn() const { return turn_; }
  /// [dimension · actors + actor], in the unit of the dimension.
  std::span<const double> positions() const { return positions_; }
  /// q and R of the last turn, from the positions before it; 0 before the first.
  std::span<const double> support() const { return support_; }
  std::span<const double> risk() const { return risk_; }
  std::span<const SpatialMove> moves() const { return moves_; }

 private:
  struct Bargain {
    std::size_t initiator = 0;
    std::size_t receiver = 0;
  };

  double distance(std::size_t i, const double* to) const;
  void assess();
  void estimate(std::size_t observer, std::vector<double>& utilities) const;
  void find_target(std::size_t i);
  void write_bargains(std::size_t i);
  std::span<double> side(std::size_t bargain, bool receiver);
  SpatialSide side_of(std::size_t i) const;
  void value_bargains();
  void choose(std::size_t k, const RandomSource& random);
  void end_turn();

  std::size_t n_;
  std::size_t dimensions_;
  SpatialRules rules_;
  std::vector<NameHash> names_;
  std::vector<double> low_;
  std::vector<double> width_;
  /// c and S·c.
  std::vector<double> capability_;
  std::vector<double> weights_;
  /// S, and Σ s², by actor.
  std::vector<double> total_salience_;
  std::vector<double> squared_salience_;
  /// [actor · dimensions + dimension], in [0, 1].
  std::vector<double> saliences_;
  std::vector<double> at_;
  std::vector<double> next_;
  std::vector<double> positions_;
  int turn_ = 0;
  double first_moved_ = 0;
  double moved_ = 0;

  SpatialElection election_;
  SpatialChallenges challenges_;
  std::vector<double> support_;
  std::vector<double> risk_;
  std::vector<SpatialMove> moves_;
  /// [position's owner · n + actor]: distances; utilities with R = 0, then as estimated by one.
  std::vector<double> distances_;
  std::vector<double> utilities_;
  std::vector<double> others_view_;
  /// In the order of initiators, and [(2 · bargain + side) · dimensions + dimension].
  std::vector<Bargain> bargains_;
  std::vector<double> sides_;
  /// [option · n + actor]: worth of each bargain, the status quo behind all others; and of a queue.
  std::vector<double> worth_;
  std::vector<double> queue_worth_;
  std::vector<std::size_t> queue_;
};

/// A turn as it ended.
struct SpatialTurn {
  std::vector<double> positions;
  std::vector<double> support;
  std::vector<double> risk;
  std::vector<SpatialMove> moves;
};

/// Turns until talks end.
std::vector<SpatialTurn> spatial(const Contest& contest, const SpatialRules& rules,
                                 const RandomSource& random);

}  // namespace entente
