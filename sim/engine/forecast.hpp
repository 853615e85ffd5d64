#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/bargaining/contest.hpp"
#include "sim/bargaining/rational.hpp"
#include "sim/model/scenario.hpp"

namespace entente {

/// How the expected utility model moves one dimension: the start, then the end of each round.
struct ExpectedUtilityCourse {
  std::vector<double> median;
  std::vector<double> mean;
  /// By actor.
  std::vector<std::vector<double>> positions;
};

/// By the rules of the scenario. Throws Error where the contest of the scenario cannot be played
/// (contest.hpp).
ExpectedUtilityCourse expected_utility_course(const Scenario& scenario, std::size_t dimension);

/// The spatial model: positions [dimension · actors + actor] at the start, then at the end of each turn.
/// Where the rules draw, the draws are those of `seed`.
std::vector<std::vector<double>> spatial_course(const Scenario& scenario, std::uint64_t seed);

/// Subgame-perfect play of the game that the parties would play at the start (Simulator::opening_game).
RationalPlay opening_play(const Scenario& scenario);

}  // namespace entente
