#include "sim/mechanisms/influence.hpp"

#include "sim/core/math.hpp"
#include "sim/mechanisms/beliefs.hpp"

namespace entente {

Influence::Influence(const Scenario& scenario)
    : scenario_(&scenario),
      gain_(1 - portable_exp(-scenario.influence.rate * scenario.timing.round)),
      anchors_(initial_saliences(scenario, component_names(scenario))),
      weights_(scenario.actors.size(), 0.0),
      next_(scenario.actors.size()) {}

void Influence::start(World& world) const {
  world.saliences = anchors_;
  start_beliefs(*scenario_, world);
}

void Influence::fill_weights(const World& world, std::optional<std::size_t> subject) {
  const std::size_t n = scenario_->actors.size();
  for (std::size_t i = 0; i < n; ++i) {
    double total = 0;
    for (std::size_t j = 0; j < n; ++j) {
      double weight = 0;
      if (j != subject) {
        for (const Layer layer : scenario_->influence.layers) {
          weight += world.layers[static_cast<std::size_t>(layer)](i, j);
        }
      }
      weights_(i, j) = weight;
      total += weight;
    }
    for (std::size_t j = 0; j < n; ++j) {
      weights_(i, j) = total > 0 ? weights_(i, j) / total : (i == j ? 1 : 0);
    }
  }
}

template <typename Value>
double Influence::pull(std::size_t i, Value y) const {
  double sum = 0;
  for (std::size_t j = 0; j < weights_.actors(); ++j) {
    // Without a weight nothing is asked for: the subject of a belief has none of itself.
    if (weights_(i, j) > 0) sum += weights_(i, j) * y(j);
  }
  return sum;
}

void Influence::advance(World& world) {
  if (!scenario_->switches.influence) return;
  const std::size_t n = scenario_->actors.size();

  fill_weights(world, std::nullopt);
  const std::size_t components = n == 0 ? 0 : anchors_[0].size();
  for (std::size_t c = 0; c < components; ++c) {
    for (std::size_t i = 0; i < n; ++i) {
      const double own = world.saliences[i][c];
      const double s = scenario_->actors[i].susceptibility;
      const double pulled = pull(i, [&](std::size_t j) { return world.saliences[j][c]; });
      next_[i] = own + gain_ * (s * pulled + (1 - s) * anchors_[i][c] - own);
    }
    for (std::size_t i = 0; i < n; ++i) world.saliences[i][c] = next_[i];
  }

  for (std::size_t subject = 0; subject < n; ++subject) {
    const std::size_t profiles = scenario_->actors[subject].profiles.size();
    if (profiles == 0) continue;
    fill_weights(world, subject);
    for (std::size_t p = 0; p < profiles; ++p) {
      for (std::size_t i = 0; i < n; ++i) {
        if (i == subject) continue;
        const double own = world.beliefs[i][subject][p];
        const double pulled = pull(i, [&](std::size_t j) { return world.beliefs[j][subject][p]; });
        next_[i] = own + gain_ * scenario_->actors[i].susceptibility * (pulled - own);
      }
      for (std::size_t i = 0; i < n; ++i) {
        if (i != subject) world.beliefs[i][subject][p] = next_[i];
      }
    }
  }
}

}  // namespace entente
