#pragma once

#include <algorithm>

#include "sim/model/challenge.hpp"

/// Votes and victories of the spatial model (KTAB: B. Wise, L. Lester and B. Efird, An introduction to the
/// KAPSARC Toolkit for Behavioral Analysis, 2015). An actor's vote on two options is its weight times f(x),
/// x being how much more utility the first brings it than the second; positive: for the first.

namespace entente {

struct ProportionalVote {
  double operator()(double x) const { return x; }
};

struct CubicVote {
  double operator()(double x) const { return x * x * x; }
};

struct ProportionalCubicVote {
  double operator()(double x) const { return 0.5 * x + 0.5 * (x * x * x); }
};

/// One vote for the better, less only where the two are as good as equal.
struct BinaryVote {
  double operator()(double x) const { return std::clamp(x * 1e8, -1.0, 1.0); }
};

struct ProportionalBinaryVote {
  double operator()(double x) const { return 0.8 * x + 0.2 * BinaryVote()(x); }
};

/// Losses count half as much again as gains. What is a loss depends on which of two options is the first:
/// everywhere that is the later declared, so that a bargain is judged against the status quo, and this rule
/// alone depends on the order of the actors.
struct AsymmetricVote {
  double operator()(double x) const { return x < 0 ? x : x * (2.0 / 3); }
};

/// Calls run(f) with the f of the rule, so that a loop over voters is compiled for each.
template <class Run>
decltype(auto) with_voting(SpatialRules::Voting voting, Run&& run) {
  using Voting = SpatialRules::Voting;
  switch (voting) {
    case Voting::Cubic:
      return run(CubicVote());
    case Voting::ProportionalCubic:
      return run(ProportionalCubicVote());
    case Voting::Binary:
      return run(BinaryVote());
    case Voting::ProportionalBinary:
      return run(ProportionalBinaryVote());
    case Voting::Asymmetric:
      return run(AsymmetricVote());
    case Voting::Proportional:
      break;
  }
  return run(ProportionalVote());
}

/// Probability that the first of two coalitions wins; strengths > 0. Linear, Square, Quartic, Octic:
/// s^e/(s^e + t^e) with e = 1, 2, 4, 8. Binary: sure (but for 1e-6) from a tenth more strength on, linear in
/// the share of strength in between.
inline double victory(SpatialRules::Victory rule, double strength, double opposing) {
  using Victory = SpatialRules::Victory;
  if (rule == Victory::Binary) {
    constexpr double kAhead = 1.1;
    constexpr double kUpset = 1e-6;
    if (strength >= kAhead * opposing) return 1 / (1 + kUpset);
    if (opposing >= kAhead * strength) return kUpset / (1 + kUpset);
    return (strength / (strength + opposing) * (kAhead + 1) - 1) / (kAhead - 1);
  }
  const int squarings = rule == Victory::Linear    ? 0
                        : rule == Victory::Square  ? 1
                        : rule == Victory::Quartic ? 2
                                                   : 3;
  // Only the ratio counts; of the larger to 1, so that no power overflows.
  const double most = std::max(strength, opposing);
  double s = strength / most;
  double t = opposing / most;
  for (int k = 0; k < squarings; ++k) {
    s *= s;
    t *= t;
  }
  return s / (s + t);
}

}  // namespace entente
