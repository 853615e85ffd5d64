#pragma once

#include <span>

#include "sim/scenario/import/game.hpp"
#include "sim/scenario/import/input.hpp"

namespace entente {

/// How the evaluations of a Genius profile are read. The two rank packages differently.
enum class GeniusValues {
  /// As Genius does: u = Σ_k w_k·e_k(v)/max_v e_k for discrete issues (0 where the largest evaluation is
  /// below
  /// 1e-5), linear evaluators of numbers cut to [0, 1].
  Normalised,
  /// As NegMAS does: u = Σ_k w_k·e_k(v) with the evaluations as they stand.
  Raw
};

/// Whether a document is a domain (<negotiation_template>) and not a profile is told by its content. One
/// domain and two or more profiles, one for each party, in any order; parties propose in the order of their
/// files. Discrete and integer issues keep their values as options; issues of real numbers become divisible,
/// in kRealSlices slices. Reservation values (0 where there is none) are the disagreement values; discount
/// factors strictly between 0 and 1 are the parties' yearly patience, for the whole negotiation lasts a year.
/// Refused: constraint (hyper-rectangle) profiles, objectives within objectives, evaluators other than
/// linear, constant and triangular.
ImportedGame import_genius(std::span<const ImportFile> files, GeniusValues values, ImportProblems& problems);

inline constexpr std::size_t kRealSlices = 10;

}  // namespace entente
