#pragma once

#include <span>
#include <vector>

#include "sim/solution/bargaining_problem.hpp"
#include "sim/solution/solution.hpp"

namespace entente {

/// Whose meaning of the words. Programs that negotiate automatically use them differently (NegMAS 0.15.7,
/// `preferences/ops.py`; Genius 10.4, `BidSpace.java`; NegoLog, `nenv/BidSpace.py`). X: the allowed packages;
/// X_R: those with u_i ≥ d_i for all; m_i, M_i: lowest and highest utility over X.
///
///                  Textbook                 Negmas                  Genius              Negolog
///     frontier     of X_R                   of X_R                  of X                of X
///     d_i          as given                 max(d_i, m_i)           as given            0
///     Nash         max Π(u − d)             the same                the same            the same
///     egalitarian  max min (u − d)          the same                min Σ|u_i − u_j|    max Σu
///     KS           max min (u−d)/(ideal−d)  least spread of         min Σ|u_i − u_j|    none
///                                           (u−d)/(M−d)
///     utilitarian  max Σu                   the same                the same            the same
///     opposition   least √Σ(1 − u_i/M_i)²   the same                least √Σ(1 − u_i)²  that at max Σu
///
/// all over the frontier. Textbook's ideal_i is the most that i gets in X_R. NegMAS compares doubles exactly
/// and gives the whole frontier for the first three where some M_i − d_i is at most 10⁻¹²; Genius and NegoLog
/// name one point of several tied. Here all readings compare within the tolerance of the problem and give all
/// ties. The opposition leaves out an actor whose M_i is not above 0. The products of Genius and NegoLog
/// assume u_i ≥ d_i, as their own domains do.
enum class Reading { Textbook, Negmas, Genius, Negolog };

struct Solutions {
  Reading reading = Reading::Textbook;
  ProblemFacts facts;
  ParetoSet frontier;
  /// d_i as the reading takes it, and the most that each actor gets on the frontier.
  std::vector<double> disagreement;
  std::vector<double> ideal;
  SolutionPoints nash;
  SolutionPoints egalitarian;
  SolutionPoints kalai_smorodinsky;
  SolutionPoints utilitarian;
  /// How far even the best compromise stays from everybody's best; 0: no conflict. NaN where the frontier is
  /// empty.
  double opposition = 0;
  /// Share in [0, 1] of the allowed packages that are better than d_i for every actor; 0 where none is
  /// allowed.
  double rational_fraction = 0;
};

/// All of them. `weights` (one an actor, ≥ 0; empty: all 1) are those of Nash and of the utilitarian
/// solution; only the textbook knows them. Throws Error where the sizes do not match.
Solutions solutions_of(const BargainingProblem& problem, Reading reading = Reading::Textbook,
                       std::span<const double> weights = {});

}  // namespace entente
