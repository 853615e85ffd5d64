#pragma once

/// Where a probability that rises or falls with a number crosses a given level, from 0/1 responses of the
/// same units at several values of the number.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/statistics/interval.hpp"

namespace entente::statistics {

/// The nearest nondecreasing sequence in least squares: pool adjacent violators (M. Ayer, H. D. Brunk, G. M.
/// Ewing, W. T. Reid and E. Silverman, An empirical distribution function for sampling with incomplete
/// information, Annals of Mathematical Statistics 26, 1955; R. E. Barlow, D. J. Bartholomew, J. M. Bremner
/// and H. D. Brunk, Statistical Inference under Order Restrictions, 1972). All values have the same weight.
std::vector<double> isotonic(std::span<const double> values);

/// What was seen: responses[g][u] is whether unit u responded at xs[g]; xs increases.
struct ResponseCurve {
  std::vector<double> xs;
  std::vector<std::vector<std::uint8_t>> responses;
};

/// Where the curve crosses.
struct Crossing {
  /// Whether the share is higher at the last value than at the first.
  bool rising = true;
  /// Share at each value, and the monotone fit.
  std::vector<double> shares;
  std::vector<double> fit;
  /// Where the fit, linear between values, first reaches the level. Nothing where it does not.
  std::optional<double> value;
  /// 95 % interval; nothing where it begins below the first value, or ends above the last.
  std::optional<double> low;
  std::optional<double> high;
  /// Two values between which the share moves against the direction by more than chance; nothing where the
  /// curve looks monotone.
  std::optional<std::pair<std::size_t, std::size_t>> against;
};

/// The crossing of a level in (0, 1), with a percentile bootstrap interval over units (B. Efron, Bootstrap
/// methods: another look at the jackknife, Annals of Statistics 7, 1979): a unit is drawn with its responses
/// at all values, so that luck which is shared along the curve is kept. The ends are moved outwards to the
/// next values, since between two values nothing is known but the order; the interval so is never narrower
/// than what the grid can tell. `against` is looked for with paired intervals (paired.hpp) at a level of 95 %
/// over all pairs of values together (Bonferroni).
///
/// The bootstrap holds here because the values are a fixed grid with many units at each; on a grid as fine as
/// the number of units it would not (M. R. Kosorok, Bootstrapping the Grenander estimator, 2008).
///
/// Throws std::invalid_argument unless there are two values or more in increasing order, one response of each
/// of at least two units at each, 0 < level < 1, and replicates > 0.
Crossing crossing(const ResponseCurve& curve, double level, std::uint64_t key, std::size_t replicates = 1000);

}  // namespace entente::statistics
