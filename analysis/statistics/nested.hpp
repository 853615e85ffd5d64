#pragma once

/// The share of an outcome over plausible worlds: M worlds are drawn, in each of them several runs are made.
///
/// Two things vary. The true share pi_w differs between worlds, because one does not know which world is the
/// real one; and the observed share p_w = s_w / R_w differs from pi_w, because only R_w runs were made. More
/// runs take away the second and never the first.
///
/// The worlds must be independent of each other, and so must their runs: with common random numbers (the same
/// seeds in each world) the simulation errors of the worlds move together, and both `interval` and
/// `between_sd` come out too small. Give each world runs of its own.

#include <cstdint>
#include <span>

#include "analysis/statistics/interval.hpp"

namespace entente::statistics {

/// What was seen in one world.
struct World {
  std::uint64_t successes = 0;
  std::uint64_t runs = 0;
};

/// A share over worlds. Symbols as above; means and variances go over the M worlds, each with equal weight
/// whatever its number of runs, since the worlds are what was sampled.
struct NestedShare {
  /// Mean of p_w, unbiased for the mean of pi_w.
  double mean = 0.0;

  /// Student's interval with the worlds as units, cut to [0, 1]. It covers both kinds of variation. For an
  /// outcome that was seen in no world, [0, unseen_bound(M)]: mean(pi_w) is at most the probability that a
  /// world shows the outcome at least once, which no world of M did. Likewise for one that was always seen.
  Interval interval;

  /// Standard deviation of pi_w, the simulation error taken out:
  ///
  ///   sqrt(max(0, var(p_w) - mean(v_w))),   v_w = p_w (1 - p_w) / (R_w - 1).
  ///
  /// v_w is unbiased for the simulation variance pi_w (1 - pi_w) / R_w, so the difference is unbiased for
  /// var(pi_w): the one-way random effects model by the method of moments (S. R. Searle, G. Casella and C. E.
  /// McCulloch, Variance Components, 1992, chapter 3), unweighted as worlds of unequal R_w require (L. V.
  /// Hedges, A random effects model for effect sizes, Psychological Bulletin 93, 1983). Cut at 0 it is not
  /// unbiased near 0.
  double between_sd = 0.0;

  /// Typical simulation error of one world's share, sqrt(mean(v_w)).
  double within_sd = 0.0;

  /// 5th and 95th percentile of the p_w, of type 7 (R. J. Hyndman and Y. Fan, Sample quantiles in statistical
  /// packages, The American Statistician 50, 1996). They still contain the simulation error: the range of the
  /// pi_w is narrower.
  double low = 0.0;
  double high = 0.0;
};

/// Summary of at least two worlds. The order of the worlds does not matter to the last bit.
/// Throws std::invalid_argument for fewer than two worlds, a world of fewer than two runs or of more
/// successes than runs, and unless 0 < confidence < 1.
NestedShare nested_share(std::span<const World> worlds, double confidence = 0.95);

}  // namespace entente::statistics
