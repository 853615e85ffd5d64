#include "sim/valuation/support.hpp"

#include <algorithm>

#include "sim/core/math.hpp"

namespace entente {

Support::Support(const Scenario& scenario, const Layout& layout) : layout_(&layout) {
  for (const Actor& actor : scenario.actors) {
    std::vector<Group>& groups = groups_.emplace_back();
    thresholds_.push_back(actor.ratification ? actor.ratification->threshold : 0);
    if (!actor.party || !actor.ratification || !scenario.switches.ratification) continue;
    double total = 0;
    for (const Constituency& constituency : actor.ratification->constituencies)
      total += constituency.influence;
    for (const Constituency& constituency : actor.ratification->constituencies) {
      Group& group = groups.emplace_back();
      group.influence = constituency.influence / total;
      group.scale = constituency.scale;
      group.rent = constituency.rent;
      group.preparable = constituency.preparable;
      std::vector<double> table(layout.size(), 0.0);
      for (const ValuesTerm::PerIssue& per_issue : constituency.values.issues) {
        const double at_start = per_issue.values[scenario.issues[per_issue.issue].status_quo];
        for (std::size_t o = 0; o < per_issue.values.size(); ++o) {
          table[layout.option(per_issue.issue, o)] += per_issue.weight * (per_issue.values[o] - at_start);
        }
      }
      group.values.resize(layout.space().size());
      layout.expand(table, group.values);
    }
  }
}

double Support::of(std::size_t actor, PackageIndex x, PackageIndex arrangement, double preparation) const {
  double support = 0;
  const double settling = static_cast<double>(layout_->settles()[x]) - layout_->settles()[arrangement];
  for (const Group& group : groups_[actor]) {
    double change = group.values[x] - group.values[arrangement] - group.rent * settling;
    if (change < 0) change *= 1 - group.preparable * preparation;
    support += group.influence * logistic(change / group.scale);
  }
  return support;
}

double Support::probability(std::size_t actor, PackageIndex x, PackageIndex arrangement,
                            const RatificationState& state) const {
  if (!asked(actor)) return 1;
  const double needed = thresholds_[actor] - of(actor, x, arrangement, state.preparation);
  // ζ − mean is a centred normal, truncated to the interval less the mean.
  return truncated_normal_upper_tail(needed - state.mean, state.sd, state.lower - state.mean,
                                     state.upper - state.mean);
}

RatificationOdds::RatificationOdds(const Scenario& scenario, const Layout& layout, const Support& support)
    : support_(&support), odds_(layout.space().size()), computed_in_(layout.space().size(), 0) {
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    if (support.asked(i)) ratifying_.push_back(i);
  }
}

void RatificationOdds::refresh(const World& world) {
  if (era_ != 0 && arrangement_ == world.arrangement && states_ == world.ratification) return;
  arrangement_ = world.arrangement;
  states_ = world.ratification;
  if (++era_ == 0) {
    std::ranges::fill(computed_in_, 0u);
    era_ = 1;
  }
}

double RatificationOdds::operator()(PackageIndex x) {
  if (computed_in_[x] != era_) {
    double product = 1;
    for (const std::size_t i : ratifying_) {
      product *= support_->probability(i, x, arrangement_, states_[i]);
    }
    odds_[x] = product;
    computed_in_[x] = era_;
  }
  return odds_[x];
}

}  // namespace entente
