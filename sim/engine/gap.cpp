#include "sim/engine/gap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/math.hpp"
#include "sim/valuation/acceptance.hpp"

namespace entente {

namespace {

double lack(const Scenario& scenario, const Layout& layout, const Utilities& utilities, std::size_t actor,
            PackageIndex x, PackageIndex from) {
  const double talks = utilities.process_value(actor);
  const double open = layout.settles()[x] != 0 ? 0 : talks;
  return std::max(outside_option(scenario.actors[actor]), utilities.utility(actor, from) + talks) -
         utilities.utility(actor, x) - open;
}

/// q with ω·(1 − 2^(−q/half)) = lack.
double side_payment(const Actor& actor, double share, double lacking) {
  if (lacking <= 0) return 0;
  if (lacking >= share) return std::numeric_limits<double>::quiet_NaN();
  return -actor.money_half * portable_log(1 - lacking / share) / portable_log(2);
}

}  // namespace

Gap outcome_gap(const Scenario& scenario, const Layout& layout, const Utilities& utilities,
                const Support& support, const World& world, std::size_t outcome, PackageIndex from) {
  const std::vector<std::size_t> signatories = parties(scenario);
  std::vector<std::uint8_t> meets = mask_of(scenario, layout.space(), scenario.outcomes[outcome].when);
  for (std::size_t earlier = 0; earlier < outcome; ++earlier) {
    const std::vector<std::uint8_t> taken =
        mask_of(scenario, layout.space(), scenario.outcomes[earlier].when);
    for (PackageIndex x = 0; x < meets.size(); ++x) meets[x] = meets[x] != 0 && taken[x] == 0;
  }
  Gap gap;
  gap.outcome = outcome;
  gap.from = from;
  double smallest_sum = std::numeric_limits<double>::infinity();
  double smallest_worst = std::numeric_limits<double>::infinity();
  for (PackageIndex x = 0; x < meets.size(); ++x) {
    if (meets[x] == 0 || layout.feasible()[x] == 0 || x == from) continue;
    double sum = 0;
    double worst = -std::numeric_limits<double>::infinity();
    for (const std::size_t i : signatories) {
      const double lacking = lack(scenario, layout, utilities, i, x, from);
      sum += std::max(0.0, lacking);
      worst = std::max(worst, lacking);
    }
    const bool better =
        sum < smallest_sum - kTie || (sum <= smallest_sum + kTie && worst < smallest_worst - kTie);
    if (gap.exists && !better) continue;
    gap.exists = true;
    gap.package = x;
    smallest_sum = sum;
    smallest_worst = worst;
  }
  if (!gap.exists) return gap;
  for (const std::size_t i : signatories) {
    const Actor& actor = scenario.actors[i];
    PartyGap& party = gap.parties.emplace_back();
    party.actor = i;
    party.lack = lack(scenario, layout, utilities, i, gap.package, from);
    const double sd = scenario.switches.private_valuations ? actor.private_sd : 0;
    party.in_sd = sd > 0 ? party.lack / (sd * std::sqrt(2.0 * layout.space().changes(gap.package, from)))
                         : std::numeric_limits<double>::quiet_NaN();
    party.side_payment = actor.money_component
                             ? side_payment(actor, utilities.share(i, *actor.money_component), party.lack)
                             : std::numeric_limits<double>::quiet_NaN();
    if (support.asked(i)) {
      party.support_margin =
          support.of(i, gap.package, from, world.ratification[i].preparation) - support.threshold(i);
    }
  }
  return gap;
}

}  // namespace entente
