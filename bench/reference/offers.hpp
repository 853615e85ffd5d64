#pragma once

#include "bench/reference/state.hpp"
#include "bench/reference/utility.hpp"
#include "sim/engine/record.hpp"

namespace entente::reference {

/// What the actors see of the packages asked for, as the state stands.
struct View {
  PackageIndex arrangement = 0;
  /// In years from the start, for tactics.
  double time = 0;
  Tables tables;
  std::vector<bool> admissible;
  /// P̂(x ratified by all).
  Vector ratified;
  /// Packages that are admissible and ratified with P̂ ≥ ½.
  std::vector<PackageIndex> hopeful;
  /// U_i + ν_i, and less S·π_i, [actor][package].
  Matrix value;
  Matrix final_value;
  /// Û_ij; Û_ij + ν̂_ij, and less S·π̂_ij, [i][j][package], for parties; and π̂_ij.
  std::vector<Matrix> estimate;
  std::vector<Matrix> estimated_value;
  std::vector<Matrix> estimated_final_value;
  Matrix estimated_process;
  /// What i holds for refused by j: P̂ = 0 up to this D.
  std::vector<std::vector<std::map<PackageIndex, double>>> refused;
  std::vector<std::vector<ValuationBelief>> valuation_beliefs;
};
View make_view(const World& world, const State& state, const std::vector<PackageIndex>& packages);

/// G_i(x) and Ĝ_ij(x); the view must hold all packages (MODEL.md 4).
double hope(const World& world, const View& view, std::size_t i, PackageIndex x);
double estimated_hope(const World& world, const View& view, std::size_t i, std::size_t j, PackageIndex x);

/// All hopes that count when i looks at x: G_i(x), and Ĝ_ij(x) by actor.
struct Hopes {
  double own = 0;
  Vector others;
};
Hopes hopes_of(const World& world, const View& view, std::size_t i, PackageIndex x);

/// κ_i·δ_i^h at a time.
double hope_weight(const World& world, const View& view, std::size_t i);

/// V_i(x), R_i and the true margin (MODEL.md 4).
double full_value(const World& world, const View& view, std::size_t i, PackageIndex x, double hope);
double reservation(const World& world, const View& view, std::size_t i, double hope_a);
double true_margin(const World& world, const View& view, std::size_t i, PackageIndex x, double hope_x,
                   double hope_a);

/// D = Û_ij(y) − S(y)·π̂_ij − Û_ij(a), M and v (MODEL.md 4).
double public_margin(const World& world, const View& view, std::size_t i, std::size_t j, PackageIndex y);
double estimated_margin(const World& world, const View& view, std::size_t i, std::size_t j, PackageIndex y,
                        double hope_y, double hope_a);
double margin_variance(const World& world, const ValuationBelief& belief, PackageIndex y, PackageIndex a);

/// A package as an offer of i.
struct Offer {
  PackageIndex package = 0;
  double gain = 0;
  double acceptance = 0;
  double ratification = 0;
  double objective = 0;
  /// P̂_ij by actor.
  Vector probabilities;
};
Offer appraise(const World& world, const View& view, std::size_t i, PackageIndex y, const Hopes& at_y,
               const Hopes& at_a);

/// The best offer of i, none where it would pass (MODEL.md 4).
std::optional<Offer> best_offer(const World& world, const View& view, std::size_t i);

/// What replacing a_t by x does to i, by component and beyond.
Contributions contributions(const World& world, const View& view, std::size_t i, PackageIndex x);

}  // namespace entente::reference
