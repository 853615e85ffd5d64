#include "sim/mechanisms/context.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"
#include "sim/mechanisms/markov.hpp"

namespace entente {

namespace {

double last_point(const Process& process, double years) {
  double value = process.initial;
  for (const auto& [time, level] : process.points) {
    if (time > years) break;
    value = level;
  }
  return value;
}

bool all_distinct(std::vector<double> values) {
  std::ranges::sort(values);
  return std::ranges::adjacent_find(values) == values.end();
}

}  // namespace

ContextProcesses::ContextProcesses(const Scenario& scenario) : scenario_(&scenario) {
  const double years = scenario.timing.round;
  for (const Process& process : scenario.context) {
    Law& law = laws_.emplace_back();
    law.name = hash_name(process.name);
    switch (process.kind) {
      case Process::Kind::OrnsteinUhlenbeck: {
        const double mean = process.logarithmic ? portable_log(process.mean) : process.mean;
        law.keep = portable_exp(-process.reversion * years);
        law.shift = mean;
        const double variance = process.reversion > 0 ? (1 - portable_exp(-2 * process.reversion * years)) /
                                                            (2 * process.reversion)
                                                      : years;
        law.spread = process.volatility * std::sqrt(variance);
        break;
      }
      case Process::Kind::RandomWalk:
        law.shift = process.drift * years;
        law.spread = process.volatility * std::sqrt(years);
        break;
      case Process::Kind::Markov:
        law.transition = transition_matrix(process.rates, years);
        law.distinct = all_distinct(process.values);
        break;
      case Process::Kind::Poisson:
        law.keep = portable_exp(-process.decay * years);
        law.shocks = process.intensity * years;
        break;
      case Process::Kind::Event:
      case Process::Kind::Series:
        break;
    }
  }
}

void ContextProcesses::start(World& world) const {
  world.context.clear();
  for (const Process& process : scenario_->context) {
    if (process.kind == Process::Kind::Markov) {
      world.context.push_back(process.values[process.start]);
    } else if (process.kind == Process::Kind::Event || process.kind == Process::Kind::Series) {
      world.context.push_back(last_point(process, 0));
    } else {
      world.context.push_back(process.initial);
    }
  }
}

void ContextProcesses::advance(World& world, const RandomSource& random) const {
  if (!scenario_->switches.context) return;
  const auto round = static_cast<std::uint32_t>(world.round);
  for (std::size_t z = 0; z < laws_.size(); ++z) {
    world.context[z] = next(scenario_->context[z], laws_[z], world.context[z], round, random);
  }
}

double ContextProcesses::next(const Process& process, const Law& law, double value, std::uint32_t round,
                              const RandomSource& random) const {
  const Draw draw{law.name, Purpose::Context, round};
  switch (process.kind) {
    case Process::Kind::OrnsteinUhlenbeck: {
      const double last = process.logarithmic ? portable_log(value) : value;
      const double moved = law.shift + (last - law.shift) * law.keep + law.spread * random.normal(draw);
      return process.logarithmic ? portable_exp(moved) : moved;
    }
    case Process::Kind::RandomWalk: {
      const double last = process.logarithmic ? portable_log(value) : value;
      const double moved = last + law.shift + law.spread * random.normal(draw);
      return process.logarithmic ? portable_exp(moved) : moved;
    }
    case Process::Kind::Markov: {
      const std::size_t states = process.values.size();
      const auto step = [&](std::size_t from, std::uint32_t t) {
        return draw_state(law.transition, states, from, random.uniform({law.name, Purpose::Context, t}));
      };
      std::size_t state = process.start;
      if (law.distinct) {
        state = static_cast<std::size_t>(std::ranges::find(process.values, value) - process.values.begin());
      } else {
        // Two states look alike: follow the chain from its start. Draws are functions of their names, so
        // nothing is drawn anew.
        for (std::uint32_t t = 1; t < round; ++t) state = step(state, t);
      }
      return process.values[step(state, round)];
    }
    case Process::Kind::Poisson:
      return process.initial + (value - process.initial) * law.keep +
             process.size * poisson_from_uniform(random.uniform(draw), law.shocks);
    case Process::Kind::Event:
    case Process::Kind::Series:
      return last_point(process, round * scenario_->timing.round);
  }
  return value;
}

}  // namespace entente
