#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/model/challenge.hpp"

namespace entente {

/// Probabilistic Condorcet election (B. Wise, L. Lester and B. Efird 2015): how likely each of several
/// options is to prevail.
///
/// C_ab = 1e-8 + Σ of the votes for a over b, and P(a>b) = victory(C_ab, C_ba), P(a>a) = ½. Then
///
///   Conditional      q_a ∝ Π_b P(a>b): that a beats all others, given that some option does;
///   MarkovUniform    q_a = Σ_b P(a>b)(q_a + q_b)/n: whichever prevails is challenged by any, with equal
///   odds; MarkovIncentive  q_a = Σ_b P(a>b)(q_a h_ba + q_b h_ab), where b is challenged by a with
///   probability
///                    h_ab ∝ C_ab P(a>b) (+ 1e-10 for a = b).
///
/// The last two are iterated from equal odds, q ← (q + q')/2, until no probability changes by more than 1e-6
/// or 1e-8, at most 1000 times. Where no option can beat all others, all are equally likely.
class SpatialElection {
 public:
  /// Votes weigh as `weights`, one ≥ 0 for each actor; memory for up to `most` options.
  SpatialElection(const SpatialRules& rules, std::span<const double> weights, std::size_t most);

  /// Probabilities of the options, which sum to 1; good until the next call. utilities[option · actors +
  /// actor]; at least one option. O(options²·actors), no allocation.
  std::span<const double> operator()(std::span<const double> utilities, std::size_t options);

 private:
  void conditional();
  void find_challenges();
  void markov(double enough);

  SpatialRules::Victory victory_;
  SpatialRules::Voting voting_;
  SpatialRules::Election election_;
  std::vector<double> weights_;
  std::size_t options_ = 0;
  /// [a · options + b]: P(a>b); C_ab, later h_ab.
  std::vector<double> wins_;
  std::vector<double> strength_;
  std::vector<double> probability_;
  std::vector<double> next_;
};

}  // namespace entente
