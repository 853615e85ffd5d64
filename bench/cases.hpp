#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/bargaining/contest.hpp"
#include "sim/bargaining/stacked_offers.hpp"
#include "sim/core/random.hpp"
#include "sim/solution/reading.hpp"
#include "tests/bargaining/aspirants.hpp"
#include "tests/support/dice.hpp"

/// What is timed, and what has its instructions counted: inputs that are the same in every build.

namespace entente {

/// Actors spread over two dimensions of 0 to 100, as in KTAB's data on state-owned enterprises: powers of 15
/// to 100 and saliences of 0.45 to 0.95 in all.
inline Contest spread_contest(std::size_t actors) {
  const RandomSource random(2016, 0);
  const auto draw = [&](const std::string& name, std::uint32_t what, double low, double high) {
    return low + (high - low) * random.uniform({hash_name(name), Purpose::Parameter, what, 0});
  };
  Contest contest;
  contest.low = {0, 0};
  contest.high = {100, 100};
  contest.positions.resize(2 * actors);
  contest.saliences.resize(2 * actors);
  for (std::size_t i = 0; i < actors; ++i) {
    const std::string name = "actor" + std::to_string(i);
    contest.actors.push_back(name);
    contest.capability.push_back(draw(name, 0, 15, 100));
    const double salience = draw(name, 1, 0.45, 0.95);
    const double share = draw(name, 2, 0.3, 0.7);
    contest.saliences[i] = salience * share;
    contest.saliences[actors + i] = salience * (1 - share);
    contest.positions[i] = draw(name, 3, 0, 100);
    contest.positions[actors + i] = draw(name, 4, 0, 100);
  }
  return contest;
}

/// Two Boulware parties (e = 1/4, reservation 0.2) with random additive utilities over 3,600 packages of four
/// issues, about to make stacked alternating offers in at most `steps` steps. The packages are sorted before;
/// a new negotiation starts with a restart.
struct BoulwareTable {
  explicit BoulwareTable(std::uint32_t steps)
      : parties(space(), utilities(), {0.2, 0.2}, {boulware(steps), boulware(steps)}),
        offers(parties.bidders, parties.order) {}

  static PackageSpace space() { return PackageSpace({10, 10, 6, 6}); }

  AspiringParties parties;
  StackedOffers offers;

 private:
  static Tactic boulware(std::uint32_t steps) {
    return aspiration_tactic(Tactic::Kind::Aspiration, 0.25, steps + 1.0);
  }
  static std::vector<std::vector<double>> utilities() {
    Dice dice(1);
    std::vector<std::vector<double>> result;
    for (int party = 0; party < 2; ++party) result.push_back(AdditiveUtility(space(), dice).table(space()));
    return result;
  }
};

/// A domain with random additive utilities, in which everything is allowed.
struct RandomDomain {
  std::vector<std::vector<double>> utilities;
  std::vector<std::uint8_t> allowed;

  RandomDomain(const std::vector<std::uint32_t>& options, std::size_t actors) {
    const PackageSpace space(options);
    allowed.assign(space.size(), 1);
    Dice dice(actors);
    for (std::size_t i = 0; i < actors; ++i) {
      std::vector<double>& row = utilities.emplace_back(space.size());
      for (std::size_t k = 0; k < options.size(); ++k) {
        const double weight = dice.uniform(0.05, 1) / static_cast<double>(options.size());
        std::vector<double> values(options[k]);
        for (double& value : values) value = weight * dice.uniform();
        for (PackageIndex x = 0; x < row.size(); ++x) row[x] += values[space.option(x, k)];
      }
    }
  }

  /// Good as long as the domain is.
  BargainingProblem problem() const {
    return {{utilities.begin(), utilities.end()}, allowed, std::vector<double>(utilities.size(), 0.1)};
  }
};

}  // namespace entente
