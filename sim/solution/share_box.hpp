#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace entente {

/// Shares that are not known exactly: a box cut with the simplex,
///
///     low_c ≤ ω_c ≤ high_c,   Σ_c ω_c = 1.
struct ShareBox {
  std::vector<double> low;
  std::vector<double> high;

  std::size_t size() const { return low.size(); }
  /// Whether some shares lie in it: 0 ≤ low_c ≤ high_c and Σ low ≤ 1 ≤ Σ high, within 1e-12.
  bool possible() const;

  bool operator==(const ShareBox&) const = default;
};

/// The box of normalised shares that weights in [low_c, high_c] can have: ω_c = w_c/Σ w is least where w_c is
/// at its low and all others at their high end, and the other way round. It holds all attainable shares, and
/// some more. Throws Error where all weights may be 0.
ShareBox normalised_box(std::span<const double> low, std::span<const double> high);

/// max Σ_c ω_c·value_c over the box, and shares at which it is reached (left in `shares`, as long as the
/// box).
///
/// Exact up to the rounding of the sums. Every share starts at its low end and what is left of 1 is given to
/// the components in falling order of their values, each up to its high end: any other shares can be turned
/// into these by moving weight from a component to one with a value at least as high (G. B. Dantzig,
/// Discrete-variable extremum problems, Oper. Res. 5, 1957, on the fractional knapsack, with equal sizes).
/// Equal values are filled in the order of the components. The box must be possible().
double largest_mix(const ShareBox& box, std::span<const double> values, std::vector<double>& shares);

/// min Σ_c ω_c·value_c over the box.
double smallest_mix(const ShareBox& box, std::span<const double> values);

}  // namespace entente
