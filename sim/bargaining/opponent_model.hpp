#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "sim/model/package.hpp"

namespace entente {

/// What offers tell about another's utility: a Bayesian learner of weights and values (K. Hindriks and D.
/// Tykhonov, Opponent modelling in automated multi-issue negotiation using Bayesian learning, AAMAS 2008; the
/// scalable version, in which each issue has its own distributions and the other issues enter by their
/// expected values).
///
/// The other's utility is taken to be û(x) = Σ_k ŵ_k·v̂_k(x_k), in [0, 1]. For every issue:
///
///     weight   hypotheses h/10, h = 0…10, prior ∝ (11 − h)³: few issues matter much
///     values   over the options in their order: rising, falling, or a peak at an option and linear to 0 at
///              both ends; prior uniform
///
/// ŵ is the vector of expected weights, normalised; v̂ the expected values. The other is assumed to begin with
/// its best package and to give up a hundredth with every new offer, at most half: the n-th different offer
/// x, from 0, is worth u′ = max(1/2, 1 − n/100) to it. Each hypothesis H is multiplied by e^(−(u_H(x) −
/// u′)²/(2σ²)), σ = 0.25, with every other issue at its expectation before the offer:
///
///     weight h of issue k:   u_H = h·v̂_k(x_k) + (1 − h)·Σ_{l≠k} ŵ_l·v̂_l(x_l)/Σ_{l≠k} ŵ_l
///     values v of issue k:   u_H = ŵ_k·v(x_k) + Σ_{l≠k} ŵ_l·v̂_l(x_l)
///
/// An offer that is the same as the last one tells nothing new. Counting offers and not time fits parties
/// that hold out for long as well as those that concede evenly.
class OpponentModel {
 public:
  static constexpr std::size_t kWeights = 11;

  explicit OpponentModel(const PackageSpace& space);

  /// Back to the prior. Allocates nothing.
  void restart();
  /// Learns from an offer of the other. `package` is not nothing.
  void hear(PackageIndex package);

  /// ŵ_k: sums to 1.
  double weight(std::size_t issue) const { return weights_[issue]; }
  /// v̂_k(option), in [0, 1].
  double value(std::size_t issue, std::size_t option) const { return values_[offset_[issue] + option]; }
  /// û of one package, which is not nothing.
  double utility(PackageIndex package) const;
  /// û of all packages at once: one entry for each package of the space, and 0 for nothing.
  void utilities(std::span<double> of_package) const;

 private:
  using WeightBelief = std::array<double, kWeights>;
  /// Hypotheses about the values of an issue with n options: rising, falling, n − 2 peaks.
  static std::size_t shapes(std::size_t options) { return options < 2 ? 1 : options; }
  static double shape_value(std::size_t shape, std::size_t option, std::size_t options);
  void expect();

  const PackageSpace* space_;
  std::vector<WeightBelief> weight_beliefs_;
  /// Probabilities of the shapes, issue after issue; `shape_offset_[k]` is where those of k start.
  std::vector<double> shape_beliefs_;
  std::vector<std::size_t> shape_offset_;
  std::vector<std::size_t> offset_;
  std::vector<double> weights_;
  std::vector<double> values_;
  PackageIndex last_ = 0;
  /// Offers that differed from the one before.
  std::size_t offers_ = 0;
};

}  // namespace entente
