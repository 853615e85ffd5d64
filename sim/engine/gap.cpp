#include "sim/engine/gap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/math.hpp"
#include "sim/valuation/acceptance.hpp"

namespace entente {

namespace {

/// q with ω·(1 − 2^(−q/half)) = lack.
double side_payment(const Actor& actor, double share, double lacking) {
  if (lacking <= 0) return 0;
  if (lacking >= share) return std::numeric_limits<double>::quiet_NaN();
  return -actor.money_half * portable_log(1 - lacking / share) / portable_log(2);
}

}  // namespace

Gaps::Gaps(const Scenario& scenario, const Layout& layout, const Support& support,
           const PackageTree& feasible, const Gaps* like)
    : scenario_(&scenario),
      layout_(&layout),
      support_(&support),
      feasible_(&feasible),
      parties_(parties(scenario)),
      packages_(like != nullptr ? like->packages_
                                : std::make_shared<const Packages>(found(scenario, layout, feasible))) {}

Gaps::Packages Gaps::found(const Scenario& scenario, const Layout& layout, const PackageTree& feasible) {
  Packages packages;
  std::vector<std::uint8_t> left = layout.feasible();
  for (const Outcome& outcome : scenario.outcomes) {
    packages.first.push_back(packages.slots.size());
    const std::vector<std::uint8_t> meets = mask_of(scenario, layout.space(), outcome.when);
    for (PackageIndex x = 0; x < layout.space().packages(); ++x) {
      if (meets[x] == 0 || left[x] == 0) continue;
      left[x] = 0;
      packages.slots.push_back(feasible.slot(x));
    }
  }
  packages.first.push_back(packages.slots.size());
  return packages;
}

double Gaps::lack(std::size_t actor, const Utilities& utilities, PackageIndex x, PackageIndex from) const {
  const double talks = utilities.process_value(actor);
  const double open = layout_->settles()[x] != 0 ? 0 : talks;
  return std::max(outside_option(scenario_->actors[actor]), utilities.utility(actor, from) + talks) -
         utilities.utility(actor, x) - open;
}

PartyGap Gaps::party_gap(std::size_t i, const Utilities& utilities, const World& world, PackageIndex x,
                         PackageIndex from) const {
  const Actor& actor = scenario_->actors[i];
  PartyGap party;
  party.actor = i;
  party.lack = lack(i, utilities, x, from);
  const double sd = scenario_->switches.private_valuations ? actor.private_sd : 0;
  party.in_sd = sd > 0 ? party.lack / (sd * std::sqrt(2.0 * layout_->space().changes(x, from)))
                       : std::numeric_limits<double>::quiet_NaN();
  party.side_payment = actor.money_component
                           ? side_payment(actor, utilities.share(i, *actor.money_component), party.lack)
                           : std::numeric_limits<double>::quiet_NaN();
  if (support_->asked(i)) {
    party.support_margin =
        support_->of(i, x, from, world.ratification[i].preparation) - support_->threshold(i);
  }
  return party;
}

void Gaps::append(const Utilities& utilities, const World& world, std::array<PackageIndex, 2> from,
                  std::span<const std::span<const double>> values, std::vector<Gap>& result) const {
  // What each party gives up, by origin: max(o_i, U_i(a) + π_i).
  std::array<std::array<double, 2>, kMostParties> given_up{};
  for (std::size_t place = 0; place < parties_.size(); ++place) {
    const std::size_t i = parties_[place];
    for (std::size_t origin = 0; origin < from.size(); ++origin) {
      given_up[place][origin] = std::max(outside_option(scenario_->actors[i]),
                                         utilities.utility(i, from[origin]) + utilities.process_value(i));
    }
  }
  for (std::size_t outcome = 0; outcome + 1 < packages_->first.size(); ++outcome) {
    std::array<Nearest, 2> nearest;
    for (std::size_t p = packages_->first[outcome]; p < packages_->first[outcome + 1]; ++p) {
      const std::uint32_t slot = packages_->slots[p];
      const PackageIndex package = feasible_->packages()[slot];
      std::array<double, 2> sums{};
      std::array<double, 2> worst;
      worst.fill(-std::numeric_limits<double>::infinity());
      for (std::size_t place = 0; place < parties_.size(); ++place) {
        const std::size_t i = parties_[place];
        const double open = feasible_->settles()[slot] != 0 ? 0 : utilities.process_value(i);
        for (std::size_t origin = 0; origin < from.size(); ++origin) {
          const double lacking = given_up[place][origin] - values[place][slot] - open;
          sums[origin] += std::max(0.0, lacking);
          worst[origin] = std::max(worst[origin], lacking);
        }
      }
      for (std::size_t origin = 0; origin < from.size(); ++origin) {
        if (package == from[origin]) continue;
        Nearest& best = nearest[origin];
        const bool better = sums[origin] < best.sum - kTie ||
                            (sums[origin] <= best.sum + kTie && worst[origin] < best.worst - kTie);
        if (!best.exists || better) best = {sums[origin], worst[origin], package, true};
      }
    }
    for (std::size_t origin = 0; origin < from.size(); ++origin) {
      Gap& gap = result.emplace_back();
      gap.outcome = outcome;
      gap.from = from[origin];
      gap.exists = nearest[origin].exists;
      if (!gap.exists) continue;
      gap.package = nearest[origin].package;
      for (const std::size_t i : parties_) {
        gap.parties.push_back(party_gap(i, utilities, world, gap.package, gap.from));
      }
    }
  }
}

}  // namespace entente
