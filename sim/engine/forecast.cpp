#include "sim/engine/forecast.hpp"

#include "sim/bargaining/expected_utility.hpp"
#include "sim/bargaining/spatial.hpp"
#include "sim/engine/run.hpp"

namespace entente {

ExpectedUtilityCourse expected_utility_course(const Scenario& scenario, std::size_t dimension) {
  const ExpectedUtilityRules& rules = scenario.challenge.expected_utility;
  const Contest game = contest(scenario);
  ExpectedUtilityCourse course;
  ExpectedUtilityModel model(game, dimension, rules);
  for (int round = 0; round <= rules.rounds; ++round) {
    if (round > 0) model.step();
    course.median.push_back(model.median());
    course.mean.push_back(model.mean());
    course.positions.emplace_back(model.positions().begin(), model.positions().end());
  }
  return course;
}

std::vector<std::vector<double>> spatial_course(const Scenario& scenario, std::uint64_t seed) {
  const Contest game = contest(scenario);
  std::vector<std::vector<double>> course{game.positions};
  for (const SpatialTurn& turn : spatial(game, scenario.challenge.spatial, RandomSource(seed, 0))) {
    course.push_back(turn.positions);
  }
  return course;
}

RationalPlay opening_play(const Scenario& scenario) {
  return rational_play(Simulator::opening_game(scenario));
}

}  // namespace entente
