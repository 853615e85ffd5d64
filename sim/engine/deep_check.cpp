#include "sim/engine/deep_check.hpp"

#include "sim/core/error.hpp"
#include "sim/engine/run.hpp"

namespace entente {

namespace {

/// The share of runs that end in each outcome, `other` last.
std::vector<double> outcome_shares(const Scenario& scenario, int runs, std::uint64_t seed) {
  std::vector<double> shares(scenario.outcomes.size() + 1, 0.0);
  Simulator simulator(scenario);
  for (int run = 0; run < runs; ++run) {
    shares[simulator.run(seed, static_cast<std::uint64_t>(run)).result.outcome] += 1.0 / runs;
  }
  return shares;
}

Scenario with_context_frozen(Scenario scenario) {
  scenario.switches.context = false;
  return scenario;
}

Scenario with_all_frozen(Scenario scenario) {
  scenario.switches.context = false;
  scenario.switches.ties = false;
  scenario.switches.trust = false;
  scenario.switches.acts = false;
  for (Actor& actor : scenario.actors) actor.implementation_sd = 0;
  return scenario;
}

Scenario with_rounds(Scenario scenario, int factor) {
  scenario.timing.rounds *= factor;
  return scenario;
}

}  // namespace

DeepCheck deep_check(const Scenario& scenario, int runs, std::uint64_t seed, int factor) {
  require(runs >= 1 && factor >= 2, "at least one run, and a horizon at least twice as long");
  const Scenario frozen = with_all_frozen(scenario);
  const Scenario context_frozen = with_context_frozen(scenario);
  const std::vector<double> horizon = outcome_shares(frozen, runs, seed);
  const std::vector<double> longer = outcome_shares(with_rounds(frozen, factor), runs, seed);
  const std::vector<double> context_horizon = outcome_shares(context_frozen, runs, seed);
  const std::vector<double> context_longer = outcome_shares(with_rounds(context_frozen, factor), runs, seed);
  DeepCheck check;
  check.runs = runs;
  check.factor = factor;
  for (std::size_t o = 0; o < horizon.size(); ++o) {
    const bool declared = o < scenario.outcomes.size();
    check.rows.push_back({declared ? scenario.outcomes[o].name : "other", horizon[o], longer[o],
                          context_horizon[o], context_longer[o]});
    check.suspect = check.suspect || longer[o] > horizon[o] + DeepCheck::kTolerance;
  }
  return check;
}

}  // namespace entente
