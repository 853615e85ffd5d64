#include "sim/mechanisms/ratification.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"

namespace entente {

namespace {}  // namespace

void start_ratification(const Scenario& scenario, World& world, const RandomSource& random) {
  world.ratification.clear();
  for (const Actor& actor : scenario.actors) {
    RatificationState& state = world.ratification.emplace_back();
    state.lower = -kInfinity;
    state.upper = kInfinity;
    if (!actor.ratification) continue;
    state.sd = actor.ratification->uncertainty;
    state.zeta = state.sd * random.normal({hash_name(actor.name), Purpose::Ratification});
    state.preparation = actor.ratification->preparation;
  }
}

bool vote(RatificationState& state, double support, double threshold) {
  const bool passed = support + state.zeta >= threshold;
  if (passed) {
    state.lower = std::max(state.lower, threshold - support);
  } else {
    state.upper = std::min(state.upper, threshold - support);
  }
  return passed;
}

void drift_ratification(const Scenario& scenario, World& world, const RandomSource& random) {
  const auto round = static_cast<std::uint32_t>(world.round);
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    const Actor& actor = scenario.actors[i];
    if (!actor.ratification || !(actor.ratification->persistence < 1)) continue;
    RatificationState& state = world.ratification[i];
    const double keep = portable_pow(actor.ratification->persistence, scenario.timing.round);
    const double fresh = 1 - portable_pow(actor.ratification->persistence, 2 * scenario.timing.round);
    const double sd = actor.ratification->uncertainty;
    double mean = state.mean;
    double variance = state.sd * state.sd;
    // Moments of an open interval are the normal's own: no quadrature in rounds without a vote.
    if (state.lower > -kInfinity || state.upper < kInfinity) {
      mean = truncated_normal_mean(state.mean, state.sd, state.lower, state.upper);
      variance = truncated_normal_variance(state.mean, state.sd, state.lower, state.upper);
    }
    state.mean = keep * mean;
    state.sd = std::sqrt((1 - fresh) * variance + fresh * (sd * sd));
    state.lower = -kInfinity;
    state.upper = kInfinity;
    state.zeta = keep * state.zeta +
                 std::sqrt(fresh) * sd * random.normal({hash_name(actor.name), Purpose::Ratification, round});
  }
}

void decay_preparation(const Scenario& scenario, World& world) {
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    const auto& ratification = scenario.actors[i].ratification;
    if (!ratification) continue;
    const double keep = portable_exp(-ratification->preparation_decay * scenario.timing.round);
    double& preparation = world.ratification[i].preparation;
    preparation = ratification->preparation + (preparation - ratification->preparation) * keep;
  }
}

}  // namespace entente
