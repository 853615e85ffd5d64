#include <optional>

#include "bench/reference/mechanisms.hpp"
#include "sim/core/math.hpp"

namespace entente::reference {

namespace {

/// Rows of W over all actors, or over the actors other than one.
Matrix influence_weights(const World& world, const State& state, std::optional<std::size_t> left_out) {
  const std::size_t n = world.scenario.actors.size();
  Matrix w(n, Vector(n, 0.0));
  for (std::size_t i = 0; i < n; ++i) {
    double sum = 0;
    for (std::size_t j = 0; j < n; ++j) {
      if (j == left_out) continue;
      for (const Layer layer : world.scenario.influence.layers)
        w[i][j] += layer_weight(world, state, layer, i, j);
      sum += w[i][j];
    }
    for (double& weight : w[i]) weight = sum > 0 ? weight / sum : 0;
    if (!(sum > 0)) w[i][i] = 1;
  }
  return w;
}

/// (W·y)_i.
Vector neighbours_mean(const Matrix& w, const Matrix& y, std::size_t i) {
  Vector mean(y[i].size(), 0.0);
  for (std::size_t j = 0; j < w.size(); ++j) {
    if (w[i][j] == 0) continue;
    for (std::size_t c = 0; c < mean.size(); ++c) mean[c] += w[i][j] * y[j][c];
  }
  return mean;
}

/// y ← y + g·(S·W·y + (I − S)·y⁰ − y).
void move_saliences(const World& world, State& state, double g) {
  const Matrix w = influence_weights(world, state, std::nullopt);
  const Matrix before = state.salience;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const double s = world.scenario.actors[i].susceptibility;
    const Vector mean = neighbours_mean(w, before, i);
    for (std::size_t c = 0; c < mean.size(); ++c) {
      const double y = before[i][c];
      state.salience[i][c] = y + g * (s * mean[c] + (1 - s) * state.initial_salience[i][c] - y);
    }
  }
}

/// y_i ← y_i + g·S_i·((W·y)_i − y_i), over the actors other than j.
void move_beliefs_about(const World& world, State& state, std::size_t j, double g) {
  const Matrix w = influence_weights(world, state, j);
  Matrix before;
  for (std::size_t i = 0; i < w.size(); ++i) before.push_back(state.beliefs[i][j]);
  for (std::size_t i = 0; i < w.size(); ++i) {
    if (i == j) continue;
    const Vector mean = neighbours_mean(w, before, i);
    for (std::size_t p = 0; p < mean.size(); ++p) {
      const double s = world.scenario.actors[i].susceptibility;
      state.beliefs[i][j][p] = before[i][p] + g * s * (mean[p] - before[i][p]);
    }
  }
}

}  // namespace

void influence(const World& world, State& state) {
  if (!world.scenario.switches.influence) return;
  const double g = 1 - portable_exp(-world.scenario.influence.rate * world.scenario.timing.round);
  move_saliences(world, state, g);
  for (std::size_t j = 0; j < world.scenario.actors.size(); ++j) {
    if (!world.scenario.actors[j].profiles.empty()) move_beliefs_about(world, state, j, g);
  }
}

}  // namespace entente::reference
