#pragma once

#include <span>

#include "sim/solution/divisible.hpp"
#include "sim/solution/reading.hpp"

namespace entente {

/// What an agreement leaves on the table. Distances are Euclidean in the utilities, to the nearest tied
/// point; optimality is max(0, 1 − distance/D) with D = √Σ(M_i − m_i)², 1 where D is 0 (the measures of
/// NegMAS and of the automated negotiating agents competitions). NaN where the solution has no point.
struct AgreementMeasures {
  struct To {
    double distance = 0;
    double optimality = 0;
  };
  To frontier;
  To nash;
  To egalitarian;
  To kalai_smorodinsky;
  To utilitarian;
  /// Σ u over the greatest Σ u on the frontier; NaN where that is not above 0.
  double welfare_optimality = 0;
  /// The best of the optimalities of Nash, egalitarian and Kalai-Smorodinsky.
  double fairness = 0;
};

/// For an outcome with these utilities, one an actor (an agreement, or the disagreement itself).
AgreementMeasures measures_of(const Solutions& solutions, std::span<const double> utilities);
/// The same where two actors may split issues anywhere: distances to the exact points, and to the nearest
/// point of the frontier's straight parts. `facts` are those of the game at its slices, whose M and m are the
/// same.
AgreementMeasures measures_of(const DividedSolutions& solutions, const ProblemFacts& facts,
                              const TwoUtilities& utilities);

}  // namespace entente
