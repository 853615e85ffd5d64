#include "sim/mechanisms/implementation.hpp"

#include <algorithm>

#include "sim/core/math.hpp"
#include "sim/mechanisms/trust.hpp"

namespace entente {

Implementation::Implementation(const Scenario& scenario, const Layout& layout)
    : scenario_(&scenario), layout_(&layout) {
  for (const Actor& actor : scenario.actors) {
    names_.push_back(hash_name(actor.name));
    patience_.push_back(portable_pow(actor.patience, scenario.timing.planning_horizon));
  }
}

bool Implementation::obliged(std::size_t actor, const AgreementInForce& agreement) const {
  const PackageSpace& space = layout_->space();
  return std::ranges::any_of(scenario_->obligations, [&](const Obligation& obligation) {
    return obligation.by == actor && space.differ(agreement.from, agreement.to, obligation.issue);
  });
}

void Implementation::partners(std::size_t actor, const AgreementInForce& agreement,
                              std::vector<std::size_t>& out) const {
  const PackageSpace& space = layout_->space();
  out.clear();
  for (std::size_t k = 0; k < scenario_->actors.size(); ++k) {
    const bool let_down = std::ranges::any_of(scenario_->obligations, [&](const Obligation& obligation) {
      return obligation.by == actor && obligation.to == k &&
             space.differ(agreement.from, agreement.to, obligation.issue);
    });
    if (let_down) out.push_back(k);
  }
}

Implementation::Decision Implementation::decide(std::size_t actor, const AgreementInForce& agreement,
                                                const Utilities& utilities, const World& world,
                                                const RandomSource& random) const {
  const PackageSpace& space = layout_->space();
  PackageIndex reneged = agreement.to;
  double trust_lost = 0;
  for (std::size_t k = 0; k < scenario_->actors.size(); ++k) {
    bool let_down = false;
    for (const Obligation& obligation : scenario_->obligations) {
      if (obligation.by != actor || obligation.to != k) continue;
      const std::uint32_t before = space.option(agreement.from, obligation.issue);
      if (before == space.option(agreement.to, obligation.issue)) continue;
      reneged = space.with(reneged, obligation.issue, before);
      let_down = true;
    }
    if (let_down && scenario_->switches.trust) {
      trust_lost += world.trust(k, actor) - trust_after_breach(*scenario_, world, k, actor);
    }
  }
  const double value = utilities.utility(actor, agreement.to);
  const Actor& signatory = scenario_->actors[actor];
  const double patience = patience_[actor];
  const double shock =
      signatory.implementation_sd > 0
          ? signatory.implementation_sd * random.normal({names_[actor], Purpose::Implementation,
                                                         static_cast<std::uint32_t>(agreement.round),
                                                         static_cast<std::uint32_t>(agreement.exchange)})
          : 0;
  Decision decision;
  decision.temptation = (1 - patience) * (utilities.utility(actor, reneged) - value);
  decision.cost = patience * (value - utilities.utility(actor, agreement.from)) +
                  signatory.trust_worth * trust_lost + shock;
  decision.delivers = decision.temptation <= decision.cost + kTie;
  return decision;
}

}  // namespace entente
