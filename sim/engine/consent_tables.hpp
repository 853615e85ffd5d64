#pragma once

#include <cstddef>
#include <vector>

#include "sim/model/scenario.hpp"
#include "sim/solution/consent.hpp"

namespace entente {

/// What is known of the shares of one actor's components, in its order of components.
struct ShareRanges {
  std::vector<double> low;
  std::vector<double> high;
  /// Whether these are weights as the scenario declares them, to be multiplied by the factors of a profile
  /// and normalised, or shares that sum to 1, of whatever profile.
  bool weights = true;
};

/// The tables behind a certificate (solution/consent): components at the world at the start, red lines as
/// they hold from each arrangement, alliance terms for every act that an ally has. An actor whose profile is
/// drawn may have any. `ranges`: one for each actor. `luck_sd`: how many standard deviations the private
/// valuation of a change may be away from 0, at least 0.
///
/// Throws Error, which says why, where acceptance is another rule than that of MODEL.md 4, or does not need
/// all parties: parties that bargain by aspiration or are rational, answer noise, a quota, losses invested in
/// hope, a game that starts from nothing, challenge protocols; and where an actor's shares are impossible.
ConsentProblem consent_problem(const Scenario& scenario, std::size_t outcome,
                               const std::vector<ShareRanges>& ranges, double luck_sd);

}  // namespace entente
