#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace entente {

/// Where an iteration came to rest, or how far it came.
struct FixedPoint {
  /// The last v, and F(v).
  std::vector<double> point;
  std::vector<double> image;
  /// max |F(v) − v|.
  double residual = 0;
  /// Whether the residual is within tolerance.
  bool settled = false;
  /// Steps taken; one evaluates F once, every eighth some times more.
  std::size_t steps = 0;
};

/// v = F(v) by iteration from `start`: v ← F(v).
///
/// Patient parties concede little in a cycle, so plain iteration takes some 30/(1 − δ²) steps and its last
/// residual says little about its error. F is linear in pieces, therefore every eighth step
///
///     jumps   to where v = F(v) would be if F were linear (Newton's step, slopes by differences). Taken only
///     if
///             it divides the residual by a thousand: then the fixed point was in the same piece;
///     leaps   otherwise as many steps at once as keep the sign of F(v) − v in every component, so past no
///     fixed
///             point on the way.
///
/// Settles when the residual is at most kRationalTolerance (of the largest component, where that is above 1),
/// with a last jump if that does not raise it. Gives up after 20 000 steps, or when a value comes back.
FixedPoint fixed_point(const std::function<std::vector<double>(const std::vector<double>&)>& map,
                       std::vector<double> start);

}  // namespace entente
