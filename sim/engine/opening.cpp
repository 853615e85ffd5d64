#include "sim/engine/opening.hpp"

#include <algorithm>

#include "sim/core/error.hpp"
#include "sim/engine/world_at_start.hpp"
#include "sim/valuation/acceptance.hpp"
#include "sim/valuation/admissible.hpp"
#include "sim/valuation/layout.hpp"
#include "sim/valuation/support.hpp"
#include "sim/valuation/utilities.hpp"

namespace entente {

namespace {

/// B_i: of the declared profile, or the mean over the profiles.
std::vector<double> expected_table(const Actor& actor, const Utilities& utilities, std::size_t i) {
  const auto copy = [](std::span<const double> table) {
    return std::vector<double>(table.begin(), table.end());
  };
  if (actor.profiles.empty()) return copy(utilities.own(i));
  if (actor.type) return copy(utilities.profile(i, *actor.type));
  double total = 0;
  for (const Profile& profile : actor.profiles) total += profile.share;
  std::vector<double> mean(utilities.own(i).size(), 0.0);
  for (std::size_t p = 0; p < actor.profiles.size(); ++p) {
    const std::span<const double> table = utilities.profile(i, p);
    const double share = actor.profiles[p].share / total;
    for (std::size_t entry = 0; entry < mean.size(); ++entry) mean[entry] += share * table[entry];
  }
  return mean;
}

}  // namespace

BargainingProblem Opening::problem() const {
  return {{utilities.begin(), utilities.end()}, allowed, disagreement};
}

Opening opening_of(const Scenario& scenario) {
  require(!scenario.issues.empty(), "issues to bargain over");
  const Layout layout(scenario);
  Admissible admissible(scenario, layout);
  const Support support(scenario, layout);
  Utilities utilities(scenario, layout);
  const World world = world_at_start(scenario);
  admissible.put_in_force(world.arrangement);
  // No act has been taken, so no alliance term adds to B_i.
  utilities.build(world);

  Opening opening;
  opening.space = layout.space();
  opening.parties = parties(scenario);
  opening.allowed.assign(admissible.mask().begin(), admissible.mask().end());
  if (opening.space.with_nothing()) opening.allowed[opening.space.nothing()] = 0;
  for (const std::size_t i : opening.parties) {
    const Actor& actor = scenario.actors[i];
    std::vector<double>& row = opening.utilities.emplace_back(opening.space.size());
    layout.expand(expected_table(actor, utilities, i), row);
    opening.disagreement.push_back(std::max(outside_option(actor), row[world.arrangement]));
    opening.ratifies.push_back(support.asked(i));
    std::vector<std::uint8_t>& passes = opening.ratifiable.emplace_back(opening.allowed);
    if (!support.asked(i)) continue;
    for (PackageIndex x = 0; x < passes.size(); ++x) {
      if (passes[x] == 0) continue;
      passes[x] = support.probability(i, x, world.arrangement, world.ratification[i]) >= 0.5 ? 1 : 0;
    }
  }
  return opening;
}

}  // namespace entente
