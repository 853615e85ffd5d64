#pragma once

#include <cstddef>
#include <vector>

#include "sim/solution/trade_curve.hpp"

namespace entente {

/// A straight part of a curve in the plane of two utilities, falling or a single point: `left` is the end
/// with less for the first actor and more for the second.
struct EnvelopePiece {
  TwoUtilities left{};
  TwoUtilities right{};
  std::size_t curve = 0;
  std::size_t edge = 0;
};

/// What of several falling, piecewise straight curves no point of another dominates, from left to right. Each
/// curve is given by its pieces from left to right; the gaps between them count as reachable by giving
/// something away. Where curves lie within `tolerance` of each other the one that came first stands, and
/// what stands by less than that is left out. Curves are joined two by two, O(pieces·log curves).
std::vector<EnvelopePiece> upper_envelope(std::vector<std::vector<EnvelopePiece>> curves, double tolerance);

}  // namespace entente
