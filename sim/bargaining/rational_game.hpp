#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "sim/model/package.hpp"

namespace entente {

/// Differences of utility up to this count as none in subgame-perfect play: who is indifferent accepts.
inline constexpr double kRationalTolerance = 1e-12;

/// A number for every option of every issue; a package is worth the sum over issues. Between two options of a
/// divisible issue the number is interpolated.
using OptionTable = std::vector<std::vector<double>>;

/// What a party makes of the packages, and what it has while talks go on or when they fail.
struct RationalParty {
  /// Utility by issue and option. Empty where `values` is given.
  OptionTable tables;
  /// Utility by package, for utilities that do not add up over issues. Only where no issue is divisible.
  std::vector<double> values;
  /// U_i(a), the flow of the arrangement in force, and π_i, the flow of the talks as such. Both are had from
  /// an exchange that ends without agreement to the next, so never agreeing is worth their sum.
  double arrangement = 0;
  double process_value = 0;
  /// o_i, had at once by leaving the talks.
  std::optional<double> outside;
  /// What the party has once talks are over without agreement and it has not left: after the last exchange,
  /// after a breakdown, or when another leaves.
  std::optional<double> disagreement;
  /// δ_i from one exchange to the next, in [0, 1].
  double discount = 0.9;

  /// `disagreement`; without it the better of the outside option and the arrangement.
  double without_agreement() const;
};

/// A rule that packages keep to: lower ≤ Σ_k table[k][option of k] ≤ upper.
struct RationalLimit {
  OptionTable table;
  double lower = -std::numeric_limits<double>::infinity();
  double upper = std::numeric_limits<double>::infinity();
};

/// A bargaining game of perfect information. In each exchange one party proposes and the others answer; talks
/// end with the first proposal that `quota` parties want, its proposer among them.
///
/// A pie for two is one divisible issue. A pie for n is n divisible issues, the shares, and a limit of 1 on
/// their total.
struct RationalGame {
  PackageSpace space;
  /// By issue, nonzero where it is divisible; empty: none is. Option o of n then stands for the amount
  /// o/(n − 1).
  std::vector<std::uint8_t> divisible;
  /// By package, nonzero where it may be agreed; empty: all may. An amount between options is allowed if all
  /// the packages at the corners around it are.
  std::vector<std::uint8_t> allowed;
  std::vector<RationalParty> parties;
  std::vector<RationalLimit> limits;
  /// Who proposes in exchange 0, 1, ..., over and over; a party may have several places. Ignored under random
  /// recognition, where every party proposes with the same probability.
  std::vector<std::size_t> order;
  bool random_recognition = false;
  /// Parties that must agree, the proposer included; 0: all.
  std::size_t quota = 0;
  /// The number of exchanges; 0: talks have no last exchange.
  std::size_t exchanges = 0;
  /// Probability that talks break down after a refusal.
  double breakdown = 0;

  std::size_t needed() const { return quota == 0 ? parties.size() : quota; }
  bool is_divisible(std::size_t issue) const { return !divisible.empty() && divisible[issue] != 0; }
};

/// Throws Error if sizes, indices or probabilities do not fit together.
void check(const RationalGame& game);

/// What is offered: the option of every indivisible issue, and the amount of every divisible one.
struct RationalOffer {
  /// With the option at or below the amount where an issue is divisible.
  PackageIndex package = 0;
  /// In [0, 1], one for each divisible issue, in the order of issues.
  std::vector<double> amounts;
  /// By party.
  std::vector<double> utilities;
  /// Of this offer among those that are equally good for the proposer.
  double probability = 1;
};

}  // namespace entente
