#include "sim/mechanisms/trust.hpp"

#include <algorithm>

#include "sim/core/math.hpp"

namespace entente {

namespace {

InitialTrust prior_trust(const Scenario& scenario, std::size_t observer, std::size_t actor) {
  const std::vector<InitialTrust>& declared = scenario.actors[observer].trust;
  const auto found = std::ranges::find(declared, actor, &InitialTrust::in);
  return found == declared.end() ? InitialTrust{} : *found;
}

/// τ_ij from the counts, with `more_broken` on top of what is counted.
double trust_with(const Scenario& scenario, const World& world, std::size_t i, std::size_t j,
                  double more_broken) {
  const InitialTrust prior = prior_trust(scenario, i, j);
  const double kept = world.kept(i, j) + prior.alpha;
  return kept / (kept + world.broken(i, j) + more_broken + prior.beta);
}

void trust_from_counts(const Scenario& scenario, World& world) {
  const std::size_t n = scenario.actors.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      world.trust(i, j) = i == j ? 1 : trust_with(scenario, world, i, j, 0);
    }
  }
}

}  // namespace

void start_trust(const Scenario& scenario, World& world) {
  const std::size_t n = scenario.actors.size();
  world.kept = ActorMatrix(n, 0.0);
  world.broken = ActorMatrix(n, 0.0);
  world.trust = ActorMatrix(n, 1.0);
  trust_from_counts(scenario, world);
}

void decay_trust(const Scenario& scenario, World& world) {
  const double keep = portable_exp(-scenario.trust.decay * scenario.timing.round);
  const std::size_t n = scenario.actors.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      world.kept(i, j) *= keep;
      world.broken(i, j) *= keep;
    }
  }
}

void refresh_trust(const Scenario& scenario, World& world) {
  if (scenario.switches.trust) trust_from_counts(scenario, world);
}

double trust_after_breach(const Scenario& scenario, const World& world, std::size_t observer,
                          std::size_t actor) {
  return trust_with(scenario, world, observer, actor, scenario.trust.broken);
}

void count_kept(World& world, std::size_t observer, std::size_t actor, double amount) {
  world.kept(observer, actor) += amount;
}

void count_broken(World& world, std::size_t observer, std::size_t actor, double amount) {
  world.broken(observer, actor) += amount;
}

}  // namespace entente
