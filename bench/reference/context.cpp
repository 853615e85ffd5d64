#include <algorithm>
#include <cmath>

#include "bench/reference/mechanisms.hpp"
#include "sim/core/math.hpp"

namespace entente::reference {

namespace {

Draw draw_of(const Process& process, int round) {
  return {.subject = hash_name(process.name),
          .purpose = Purpose::Context,
          .round = static_cast<std::uint32_t>(round)};
}

/// The last point at or before `time`.
double value_at(const Process& process, double time) {
  double value = process.initial;
  for (const auto& [when, then] : process.points) {
    if (when <= time + 1e-9) value = then;
  }
  return value;
}

/// Ornstein-Uhlenbeck and random walk, exact over dt; for the logarithm where so declared.
double diffuse(const Process& process, double value, double dt, double normal) {
  double z = process.logarithmic ? portable_log(value) : value;
  const double s = process.volatility;
  if (process.kind == Process::Kind::OrnsteinUhlenbeck) {
    const double r = process.reversion;
    const double m = process.logarithmic ? portable_log(process.mean) : process.mean;
    const double spread = std::sqrt((1 - portable_exp(-2 * r * dt)) / (2 * r));
    z = m + (z - m) * portable_exp(-r * dt) + s * spread * normal;
  } else {
    z += process.drift * dt + s * std::sqrt(dt) * normal;
  }
  return process.logarithmic ? portable_exp(z) : z;
}

/// The row of P = exp(Q·dt) of a state, by uniformisation: Σ_n Poisson(n; Λ·dt)·(I + Q/Λ)^n.
Vector transition_row(const Process& process, std::size_t from, double dt) {
  const std::size_t n = process.values.size();
  Vector exits;
  for (const Vector& row : process.rates) {
    double sum = 0;
    for (const double rate : row) sum += rate;
    exits.push_back(sum);
  }
  const double fastest = *std::ranges::max_element(exits);
  Vector now(n, 0.0);
  now[from] = 1;
  if (fastest == 0) return now;

  Vector row(n, 0.0);
  double weight = portable_exp(-fastest * dt);
  double total = 0;
  for (int jumps = 0; total < 1 - 1e-15 && jumps < 10'000; ++jumps) {
    for (std::size_t s = 0; s < n; ++s) row[s] += weight * now[s];
    total += weight;
    weight *= fastest * dt / (jumps + 1);
    Vector next(n, 0.0);
    for (std::size_t s = 0; s < n; ++s) {
      next[s] += now[s] * (1 - exits[s] / fastest);
      for (std::size_t to = 0; to < n; ++to) next[to] += now[s] * process.rates[s][to] / fastest;
    }
    now = next;
  }
  return row;
}

}  // namespace

void start_context(const World& world, State& state) {
  for (const Process& process : world.scenario.context) {
    double value = process.initial;
    if (process.kind == Process::Kind::Markov) value = process.values[process.start];
    if (process.kind == Process::Kind::Event || process.kind == Process::Kind::Series)
      value = value_at(process, 0);
    state.context.push_back(value);
    state.markov_state.push_back(process.start);
    state.shocks.push_back(0);
  }
}

void advance_context(const World& world, State& state) {
  if (!world.scenario.switches.context) return;
  const double dt = world.scenario.timing.round;
  for (std::size_t p = 0; p < world.scenario.context.size(); ++p) {
    const Process& process = world.scenario.context[p];
    const Draw draw = draw_of(process, state.round);
    double& z = state.context[p];
    switch (process.kind) {
      case Process::Kind::OrnsteinUhlenbeck:
      case Process::Kind::RandomWalk:
        z = diffuse(process, z, dt, world.random.normal(draw));
        break;
      case Process::Kind::Markov: {
        const Vector row = transition_row(process, state.markov_state[p], dt);
        state.markov_state[p] = inverse_cdf(row, world.random.uniform(draw));
        z = process.values[state.markov_state[p]];
        break;
      }
      case Process::Kind::Poisson: {
        const unsigned shocks = poisson_from_uniform(world.random.uniform(draw), process.intensity * dt);
        state.shocks[p] = state.shocks[p] * portable_exp(-process.decay * dt) + process.size * shocks;
        z = process.initial + state.shocks[p];
        break;
      }
      case Process::Kind::Event:
      case Process::Kind::Series:
        z = value_at(process, time_of(world, state.round));
        break;
    }
  }
}

}  // namespace entente::reference
