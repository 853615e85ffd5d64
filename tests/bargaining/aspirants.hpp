#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/bargaining/stacked_offers.hpp"
#include "tests/support/dice.hpp"

namespace entente {

inline Tactic aspiration_tactic(Tactic::Kind kind, double exponent = 1, double deadline = 0) {
  Tactic tactic;
  tactic.kind = kind;
  tactic.exponent = exponent;
  tactic.deadline = deadline;
  return tactic;
}

/// Parties that bargain by aspiration over given utilities; every package may be proposed unless `allowed` is
/// given. Zeuthen's parties know the others' utilities.
struct AspiringParties {
  PackageSpace space;
  std::vector<std::vector<double>> utilities;
  std::vector<double> reservations;
  std::vector<std::uint8_t> allowed;
  std::vector<Ranking> rankings;
  std::vector<Bidder> bidders;
  std::vector<std::size_t> order;

  AspiringParties(PackageSpace packages, std::vector<std::vector<double>> values, std::vector<double> least,
                  const std::vector<Tactic>& tactics, std::vector<std::uint8_t> mask = {})
      : space(std::move(packages)),
        utilities(std::move(values)),
        reservations(std::move(least)),
        allowed(std::move(mask)),
        order(utilities.size()) {
    if (allowed.empty()) allowed.assign(space.size(), 1);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<Counterpart> sides;
    for (std::size_t i = 0; i < utilities.size(); ++i) {
      rankings.emplace_back(utilities[i], allowed, reservations[i]);
      sides.push_back({utilities[i], reservations[i]});
    }
    for (std::size_t i = 0; i < utilities.size(); ++i) {
      const NameHash name = hash_name("party " + std::to_string(i));
      bidders.emplace_back(tactics[i], space, rankings[i], i, utilities.size(), name);
      bidders.back().believe(sides);
    }
  }
  AspiringParties(const AspiringParties&) = delete;
  AspiringParties& operator=(const AspiringParties&) = delete;

  /// All moves of talks of at most `steps` steps of a year, and the agreement if there was one.
  struct Talks {
    std::vector<StackedMove> moves;
    std::optional<PackageIndex> agreement;
    std::uint32_t steps = 0;
  };
  Talks play(std::uint32_t steps, const RandomSource& random = {1, 1}) {
    StackedOffers table(bidders, order);
    table.restart(random);
    Talks talks;
    while (!table.agreement() && table.steps() < steps) {
      const double years = table.steps() + 1.0;
      talks.moves.push_back(table.turn(years));
    }
    talks.agreement = table.agreement();
    talks.steps = talks.agreement ? (table.turns() - 1) / static_cast<std::uint32_t>(order.size()) : steps;
    return talks;
  }
};

/// Random additive utilities in [0, 1]: weights and values of the options are uniform, the values of each
/// issue are stretched to [0, 1].
struct AdditiveUtility {
  std::vector<double> weights;
  std::vector<std::vector<double>> values;

  AdditiveUtility(const PackageSpace& space, Dice& dice) {
    double sum = 0;
    for (std::size_t k = 0; k < space.issues(); ++k) {
      weights.push_back(dice.uniform(0.05, 1));
      sum += weights.back();
      std::vector<double>& row = values.emplace_back();
      for (std::size_t option = 0; option < space.options(k); ++option) row.push_back(dice.uniform());
      const auto [low, high] = std::ranges::minmax(row);
      for (double& value : row) value = high > low ? (value - low) / (high - low) : 1;
    }
    for (double& weight : weights) weight /= sum;
  }
  std::vector<double> table(const PackageSpace& space) const {
    std::vector<double> result(space.size());
    for (PackageIndex x = 0; x < result.size(); ++x) {
      for (std::size_t k = 0; k < weights.size(); ++k)
        result[x] += weights[k] * values[k][space.option(x, k)];
    }
    return result;
  }
};

}  // namespace entente
