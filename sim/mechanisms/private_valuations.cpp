#include "sim/mechanisms/private_valuations.hpp"

#include <cmath>

#include "sim/core/math.hpp"

namespace entente {

namespace {

/// visit(flat place, name of the draw) for every option of every issue.
template <typename Visit>
void for_each_option(const Scenario& scenario, const Actor& actor, Visit visit) {
  const NameHash name = hash_name(actor.name);
  std::size_t place = 0;
  for (const Issue& issue : scenario.issues) {
    const NameHash on_issue = combine(name, hash_name(issue.name));
    for (const std::string& option : issue.options) visit(place++, combine(on_issue, hash_name(option)));
  }
}

}  // namespace

void start_valuations(const Scenario& scenario, World& world, const RandomSource& random) {
  const std::size_t n = scenario.actors.size();
  std::size_t options = 0;
  for (const Issue& issue : scenario.issues) options += issue.options.size();
  world.private_valuations.assign(n, {});
  world.valuation_beliefs.assign(n, std::vector<ValuationBelief>(n));
  for (std::size_t i = 0; i < n; ++i) {
    const Actor& actor = scenario.actors[i];
    if (!actor.party) continue;
    const double sd = scenario.switches.private_valuations ? actor.private_sd : 0;
    std::vector<double>& valuations = world.private_valuations[i];
    valuations.assign(options, 0.0);
    if (sd > 0) {
      for_each_option(scenario, actor, [&](std::size_t place, NameHash subject) {
        valuations[place] = sd * random.normal({subject, Purpose::PrivateValuation});
      });
    }
    for (std::size_t j = 0; j < n; ++j) {
      if (j == i || !scenario.actors[j].party) continue;
      world.valuation_beliefs[j][i].mean.assign(options, 0.0);
      world.valuation_beliefs[j][i].variance.assign(options, sd * sd);
    }
  }
}

void drift_valuations(const Scenario& scenario, World& world, const RandomSource& random) {
  if (!scenario.switches.private_valuations) return;
  const auto round = static_cast<std::uint32_t>(world.round);
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    const Actor& actor = scenario.actors[i];
    if (!actor.party || !(actor.private_sd > 0) || !(actor.private_persistence < 1)) continue;
    const double keep = portable_pow(actor.private_persistence, scenario.timing.round);
    const double fresh = 1 - portable_pow(actor.private_persistence, 2 * scenario.timing.round);
    const double spread = std::sqrt(fresh) * actor.private_sd;
    for_each_option(scenario, actor, [&](std::size_t place, NameHash subject) {
      double& valuation = world.private_valuations[i][place];
      valuation = keep * valuation + spread * random.normal({subject, Purpose::PrivateValuation, round});
    });
    for (std::size_t j = 0; j < scenario.actors.size(); ++j) {
      if (j == i || !scenario.actors[j].party) continue;
      ValuationBelief& belief = world.valuation_beliefs[j][i];
      for (double& mean : belief.mean) mean *= keep;
      for (double& variance : belief.variance) {
        variance = (1 - fresh) * variance + fresh * (actor.private_sd * actor.private_sd);
      }
    }
  }
}

}  // namespace entente
