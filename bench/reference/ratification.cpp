#include <algorithm>
#include <cmath>

#include "bench/reference/mechanisms.hpp"
#include "sim/core/math.hpp"

namespace entente::reference {

namespace {

/// B_g(x) = Σ_k weight_k·(value_k(x_k) − value_k(x⁰_k)).
double group_value(const World& world, const Constituency& group, PackageIndex x) {
  double sum = 0;
  for (const ValuesTerm::PerIssue& part : group.values.issues) {
    const std::size_t start = world.scenario.issues[part.issue].status_quo;
    sum += part.weight * (part.values[world.options[x][part.issue]] - part.values[start]);
  }
  return sum;
}

/// d_g of x from a.
double group_change(const World& world, const Constituency& group, double preparation, PackageIndex x,
                    PackageIndex a) {
  const double settling = (world.settles[x] ? 1.0 : 0.0) - (world.settles[a] ? 1.0 : 0.0);
  const double d = group_value(world, group, x) - group_value(world, group, a) - group.rent * settling;
  return d < 0 ? d * (1 - group.preparable * preparation) : d;
}

bool votes(const World& world, std::size_t i) {
  return world.scenario.switches.ratification && world.scenario.actors[i].ratification.has_value();
}

/// q − support: ζ must not be less.
double hurdle(const World& world, const State& state, std::size_t i, PackageIndex x) {
  return world.scenario.actors[i].ratification->threshold - support(world, state, i, x, state.arrangement);
}

}  // namespace

double support(const World& world, const State& state, std::size_t i, PackageIndex x, PackageIndex a) {
  const Ratification& home = *world.scenario.actors[i].ratification;
  Vector influence;
  for (const Constituency& group : home.constituencies) influence.push_back(group.influence);
  influence = normalised(influence);
  double sum = 0;
  for (std::size_t g = 0; g < home.constituencies.size(); ++g) {
    const Constituency& group = home.constituencies[g];
    sum += influence[g] * logistic(group_change(world, group, state.home[i].preparation, x, a) / group.scale);
  }
  return sum;
}

double ratification_probability(const World& world, const State& state, std::size_t i, PackageIndex x) {
  if (!votes(world, i)) return 1;
  const HomeState& home = state.home[i];
  return truncated_normal_upper_tail(hurdle(world, state, i, x) - home.mean, std::sqrt(home.variance),
                                     home.lower - home.mean, home.upper - home.mean);
}

bool ratifies(const World& world, const State& state, std::size_t i, PackageIndex x) {
  return !votes(world, i) || state.home[i].zeta >= hurdle(world, state, i, x);
}

std::vector<Vote> vote(const World& world, State& state, PackageIndex x) {
  std::vector<Vote> result;
  for (const std::size_t i : world.parties) {
    if (!votes(world, i)) continue;
    const double needed = hurdle(world, state, i, x);
    const Vote cast{.actor = i,
                    .support = support(world, state, i, x, state.arrangement),
                    .threshold = world.scenario.actors[i].ratification->threshold,
                    .ratified = ratifies(world, state, i, x),
                    .probability = ratification_probability(world, state, i, x)};
    HomeState& home = state.home[i];
    if (cast.ratified) {
      home.lower = std::max(home.lower, needed);
    } else {
      home.upper = std::min(home.upper, needed);
    }
    result.push_back(cast);
  }
  return result;
}

void renew_zeta(const World& world, State& state) {
  const double infinity = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < world.scenario.actors.size(); ++i) {
    const auto& rules = world.scenario.actors[i].ratification;
    if (!rules || rules->persistence >= 1) continue;
    const double sd = rules->uncertainty;
    const double kept = portable_pow(rules->persistence, world.scenario.timing.round);
    const double fresh = 1 - portable_pow(rules->persistence, 2 * world.scenario.timing.round);
    HomeState& home = state.home[i];
    const double spread = std::sqrt(home.variance);
    const double mean = truncated_normal_mean(home.mean, spread, home.lower, home.upper);
    const double variance = truncated_normal_variance(home.mean, spread, home.lower, home.upper);
    home.zeta = kept * home.zeta + std::sqrt(fresh) * sd * zeta_draw(world, i, state.round);
    home.mean = kept * mean;
    home.variance = kept * kept * variance + fresh * sd * sd;
    home.lower = -infinity;
    home.upper = infinity;
  }
}

}  // namespace entente::reference
