#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/solution/frontier.hpp"

namespace entente {

/// A bargaining problem on a finite set (J. F. Nash, Econometrica 18, 1950): what each actor gets from every
/// package and where it stands without agreement.
struct BargainingProblem {
  /// `utilities[i][x]`, any unit; all rows of one length, at least one row.
  std::vector<std::span<const double>> utilities;
  /// One flag a package: feasible, and crossing nobody's red line.
  std::span<const std::uint8_t> allowed;
  /// d_i, in the unit of i's utility.
  std::vector<double> disagreement;
};

/// What of a problem no solution concept decides.
struct ProblemFacts {
  /// How far apart two utilities of one actor may lie and still count as equal: kTie (valuation/world.hpp),
  /// times the largest allowed utility in size where that is above 1, because a sum of products is off by
  /// some 1e-16 of its size.
  std::vector<double> tolerance;
  /// Lowest and highest utility of each actor over the allowed packages; 0 where none is allowed.
  std::vector<double> lowest;
  std::vector<double> highest;
  /// Flags: allowed, and at least d_i to every actor (u_i ≥ d_i within the tolerance). The zone of agreement.
  std::vector<std::uint8_t> zone;
  /// Number of allowed packages; of those in the zone; of those above d_i for every actor by more than the
  /// tolerance.
  std::size_t packages = 0;
  std::size_t zone_size = 0;
  std::size_t strictly_better = 0;
  /// Size of the win-set of each actor: the allowed packages with u_i ≥ d_i within the tolerance (R. D.
  /// Putnam, Int. Organ. 42, 1988).
  std::vector<std::size_t> win_sets;
};

/// Throws Error where the rows, the mask and d do not match.
ProblemFacts facts_of(const BargainingProblem& problem);

}  // namespace entente
