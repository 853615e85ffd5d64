#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/bargaining/contest.hpp"
#include "sim/model/challenge.hpp"

/// The expected utility model: actors with positions on one scale challenge each other, and the weaker move
/// (B. Bueno de Mesquita, Political forecasting: an expected utility method, in F. Stokman and B. Bueno de
/// Mesquita, eds., European Community Decision Making, 1994; J. B. Scholz, G. J. Calbert and G. A. Smith,
/// Unravelling Bueno De Mesquita's group decision model, ICAART 2011, whose equation numbers are used here).
///
/// With c capability, s salience, x position, R = max x − min x of the round, μ the weighted median, and
/// d = |x_a − x_b|/R, seen by h with risk exponent r = r_h:
///
///     v_k(a, b) = c_k s_k (|x_k − x_b|^e − |x_k − x_a|^e) / R^e                            (26, 28)
///     P_ab = Σ_k max(0, v_k(a, b)) / D,   0 where x_a = x_b                                (30, 31)
///     U_s = 2 − 4(½ − d/2)^r,   U_f = 2 − 4(½ + d/2)^r,   U_q = 2 − 4(½)^r                 (15, 16, 24)
///     U_b, U_w = 2 − 4(½ ∓ (|x_a − μ|/R + d)/4)^r                                          (22, 23)
///     E^h(U_ab) = s_b (P_ab U_s + (1 − P_ab) U_f) + (1 − s_b) U_s − Q U_q
///                 − (1 − Q)(T U_b + (1 − T) U_w)                                           (5-7, 25)
///     Sec_i = Σ_{j≠i} E(U_ji) with r = 1,   R_i = (2 Sec_i − max Sec − min Sec)/(max Sec − min Sec)   (34)
///     r_i = (1 − R_i/3)/(1 + R_i/3), in [½, 2]                                             (33)
///
/// A round computes E with r = 1, from it the exponents, and P and E again with these. Each actor i then
/// looks at every j elsewhere, with a = E(U_ij) and b = E(U_ji):
///
///     b > a > 0               confrontation, i loses and moves to x_j
///     b > 0 > a and b > |a|   compromise, i moves to x_i + (x_j − x_i)|a/b|                (36)
///     b > 0 > a and b < |a|   capitulation, i moves to x_j
///
/// It takes a confrontation if there is one, else a compromise, else a capitulation; among its kind the one
/// that moves it least, the first in the order of actors if equal. All move at once. The model does not
/// converge in general; the number of rounds is given.
///
/// The equations as printed (`Published`) do not give the numbers that the paper prints. The `Replication`
/// reading does, and departs in this:
///
///   D: over all ordered pairs of actors, D = Σ_k Σ_a Σ_b |v_k(a, b)|, not over the pair at hand (D1);
///   i judges E(U_ij) and E(U_ji) both with r_i; printed: E(U_ji) with r_j (D2);
///   the salience is that of the actor challenged; the paper's (25b) repeats s_j, taken for a misprint in
///   both readings (D3); T = 1; printed: T = 1 where j, moving to the median, comes nearer to i (|x_a − μ| <
///   |x_a − x_b|), else 0 (D4); e = r_k in P, 1 in the median; printed: 1 in both (D5); among compromises
///   that with the lowest (|a| x_i + |b| x_j)/(|a| + |b|); printed: the least move (D6).
///
/// Where the paper is silent: nobody moves while R = 0; r_i = 1 while all Sec are equal (within 1e-12); P = 0
/// where nobody votes.

namespace entente {

/// What an actor did in a round, and why. Utilities are 0 when it stays.
struct ExpectedUtilityMove {
  enum class Kind { Stay, Compromise, Confrontation, Capitulation };
  Kind kind = Kind::Stay;
  /// To whom it moves; itself when it stays.
  std::size_t target = 0;
  /// What it expects from challenging the target, and of the target from challenging it: E^i(U_ij) and
  /// E^h(U_ji), h = i (replication) or j (published).
  double own = 0;
  double others = 0;
};

/// A round as it ended; positions, mean and median in the unit of the dimension.
struct ExpectedUtilityRound {
  double median = 0;
  double mean = 0;
  std::vector<double> positions;
  /// r_i.
  std::vector<double> risk;
  std::vector<ExpectedUtilityMove> moves;
};

/// The model in play on one dimension. Keeps all its memory: step() does not allocate. O(n³) votes and O(n²)
/// powers a round.
class ExpectedUtilityModel {
 public:
  /// Throws Error when the contest is not playable, has no such dimension, or Q is not in [0, 1].
  ExpectedUtilityModel(const Contest& contest, std::size_t dimension, const ExpectedUtilityRules& rules);

  /// Plays a round.
  void step();

  /// Before the first round: at the start.
  std::span<const double> positions() const { return positions_; }
  double median() const;
  double mean() const;
  /// Of the last round; 1 and Stay before the first.
  std::span<const double> risk() const { return risk_; }
  std::span<const ExpectedUtilityMove> moves() const { return moves_; }
  /// P_ij, E^i(U_ij), and E(U_ji) as i sees it, as they stood when the actors moved in the last round.
  double success(std::size_t i, std::size_t j) const { return success_[i * n_ + j]; }
  double own(std::size_t i, std::size_t j) const { return own_[i * n_ + j]; }
  double others(std::size_t i, std::size_t j) const { return others_[i * n_ + j]; }

 private:
  struct Basic;

  void find_success(bool with_risk);
  /// `as_it_is`: what it is worth that nothing moves.
  Basic basic(std::size_t a, std::size_t b, double risk, double as_it_is) const;
  double unchallenged(std::size_t a, std::size_t b, double risk, double as_it_is) const;
  double expected(std::size_t challenger, std::size_t target, const Basic& utilities) const;
  void find_risk();
  void find_expectations();
  ExpectedUtilityMove choose(std::size_t i, double& position) const;

  std::size_t n_;
  bool published_;
  double unchallenged_;
  std::vector<double> weights_;
  std::vector<double> saliences_;
  std::vector<double> positions_;
  std::vector<double> next_;
  double range_ = 0;
  double median_ = 0;
  std::vector<double> risk_;
  std::vector<double> security_;
  /// [position · n + voter]: c s (|x_voter − x|/R)^e.
  std::vector<double> losses_;
  /// [challenger · n + target].
  std::vector<double> success_;
  std::vector<double> own_;
  std::vector<double> others_;
  std::vector<ExpectedUtilityMove> moves_;
};

/// `rules.rounds` rounds on one dimension.
std::vector<ExpectedUtilityRound> expected_utility(const Contest& contest, std::size_t dimension,
                                                   const ExpectedUtilityRules& rules);

}  // namespace entente
