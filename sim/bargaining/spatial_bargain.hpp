#pragma once

#include <cstddef>
#include <span>

#include "sim/model/challenge.hpp"

namespace entente {

/// One side of an interim bargain: a position in [0, 1] and a salience in [0, 1] on each dimension.
struct SpatialSide {
  std::span<const double> at;
  std::span<const double> saliences;
};

/// Where i and j would each move if they bargained, i winning with probability p (B. Wise, L. Lester and B.
/// Efird 2015), written to to_i and to_j, one number for each dimension. With s and x of a dimension:
///
///   Product, Squared:  W_i = s_i p, W_j = s_j (1 − p), or both factors squared;
///       b_i = [(W_i + 1e-6) x_i + W_j x_j]/(W_i + W_j + 1e-6), b_j likewise with the 1e-6 on its own side,
///       both rounded to 4 decimals;
///   SquaredMaximum:    d_i = max(0, 1 − 2p), d_j = max(0, 2p − 1): only the likely loser moves;
///       b_i = x_i + (x_j − x_i) d_i s_j²/(d_i s_j² + 1e-6 + (1 − d_i) s_i²), b_j likewise.
void interim_bargain(SpatialRules::Blend blend, double p, const SpatialSide& i, const SpatialSide& j,
                     std::span<double> to_i, std::span<double> to_j);

}  // namespace entente
