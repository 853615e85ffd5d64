#pragma once

#include "bench/reference/state.hpp"

namespace entente::reference {

/// max(0, 1 + slope·(z − reference)), 1 where no scale is declared (MODEL.md 2).
double context_scale(const State& state, const std::optional<ContextScale>& scale);

/// Sum of the weights of the ties of a layer from i to j (MODEL.md 3.2).
double layer_weight(const World& world, const State& state, Layer layer, std::size_t i, std::size_t j);

/// f and F of one term for package x (MODEL.md 2.1 to 2.6).
struct TermValue {
  /// While x is in force.
  double flow = 0;
  /// Added where x settles.
  double finality = 0;
};
TermValue term_value(const World& world, const State& state, std::size_t i, std::size_t c, std::size_t t,
                     PackageIndex x);

/// Σ_τ ρ·s·(f + S·F) of component c, 0 where it is switched off; not yet times its share.
double component_value(const World& world, const State& state, std::size_t i, std::size_t c, PackageIndex x);

/// ω_ic of each component of i under one of its profiles (MODEL.md 2, 2.9, 3.3).
Vector component_shares(const World& world, const State& state, std::size_t i, std::size_t profile);

/// π_i under one of its profiles, 0 with process values off (MODEL.md 2.9).
double process_value(const World& world, const State& state, std::size_t i, std::size_t profile);

/// w_ij from Katz paths (MODEL.md 2.7).
Matrix dependence(const World& world, const State& state);

/// Utilities of the packages asked for, which may be named more than once. The entries of other packages are
/// 0.
struct Tables {
  /// [actor][component][package], without shares.
  std::vector<Matrix> components;
  /// ω, [actor][profile][component].
  std::vector<Matrix> shares;
  /// B, [actor][profile][package].
  std::vector<Matrix> own;
  /// The alliance terms, [actor][package].
  Matrix alliance;
  /// U, [actor][profile][package].
  std::vector<Matrix> utility;
  /// π, [actor][profile].
  Matrix process;
};
Tables make_tables(const World& world, const State& state, const std::vector<PackageIndex>& packages);

/// U_i(x) of the true profile.
double utility(const World& world, const Tables& tables, std::size_t i, PackageIndex x);
/// π_i of the true profile.
double process_value(const World& world, const Tables& tables, std::size_t i);
/// ν_i(x) = Σ_k ν_i,k,x_k (MODEL.md 2.8).
double private_value(const World& world, const Matrix& valuations, PackageIndex x);

}  // namespace entente::reference
