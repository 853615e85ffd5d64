#include "sim/valuation/support.hpp"

#include <algorithm>
#include <limits>

#include "sim/core/math.hpp"

namespace entente {

Support::Support(const Scenario& scenario, const Layout& layout) {
  const PackageSpace& space = layout.space();
  std::vector<std::vector<std::vector<double>>> tables(scenario.actors.size());
  std::vector<std::uint8_t> matters(space.issues(), 0);
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    const Actor& actor = scenario.actors[i];
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
      std::vector<double>& table = tables[i].emplace_back(layout.size(), 0.0);
      for (const ValuesTerm::PerIssue& per_issue : constituency.values.issues) {
        const double at_start = per_issue.values[scenario.issues[per_issue.issue].status_quo];
        matters[per_issue.issue] = 1;
        for (std::size_t o = 0; o < per_issue.values.size(); ++o) {
          table[layout.option(per_issue.issue, o)] += per_issue.weight * (per_issue.values[o] - at_start);
        }
      }
    }
  }
  classify(layout, matters);
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    for (std::size_t g = 0; g < groups_[i].size(); ++g) {
      std::vector<double>& values = groups_[i][g].values;
      for (const PackageIndex x : first_of_class_) values.push_back(layout.expanded(tables[i][g], x));
    }
  }
}

void Support::classify(const Layout& layout, std::span<const std::uint8_t> matters) {
  const PackageSpace& space = layout.space();
  // Class numbers in the order in which packages show them; `nothing` has one of its own.
  std::size_t keys = 2;
  std::vector<std::size_t> weights(space.issues(), 0);
  for (std::size_t k = 0; k < space.issues(); ++k) {
    if (matters[k] == 0) continue;
    weights[k] = keys;
    keys *= space.options(k);
  }
  std::vector<std::uint32_t> key_of(space.size(), 0);
  for (std::size_t k = 0; k < space.issues(); ++k) {
    const std::size_t block = space.stride(k);
    for (std::size_t o = space.options(k); o-- > 0;) {
      const auto weight = static_cast<std::uint32_t>(weights[k] * o);
      for (std::size_t x = 0; x < block; ++x) key_of[o * block + x] = key_of[x] + weight;
    }
  }
  constexpr std::uint32_t kUnseen = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> class_of_key(keys + 1, kUnseen);
  class_of_.resize(space.size());
  for (PackageIndex x = 0; x < space.size(); ++x) {
    const std::size_t key = space.is_nothing(x) ? keys : key_of[x] + layout.settles()[x];
    if (class_of_key[key] == kUnseen) {
      class_of_key[key] = static_cast<std::uint32_t>(first_of_class_.size());
      first_of_class_.push_back(x);
      settles_.push_back(layout.settles()[x]);
    }
    class_of_[x] = class_of_key[key];
  }
}

double Support::of(std::size_t actor, PackageIndex x, PackageIndex arrangement, double preparation) const {
  double support = 0;
  const std::uint32_t here = class_of_[arrangement];
  const std::uint32_t there = class_of_[x];
  const double settling = static_cast<double>(settles_[there]) - settles_[here];
  for (const Group& group : groups_[actor]) {
    double change = group.values[there] - group.values[here] - group.rent * settling;
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

RatificationOdds::RatificationOdds(const Scenario& scenario, const Support& support)
    : support_(&support), odds_(support.classes()), computed_in_(support.classes(), 0) {
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
  const std::uint32_t of_class = support_->class_of(x);
  if (computed_in_[of_class] != era_) {
    double product = 1;
    for (const std::size_t i : ratifying_) {
      product *= support_->probability(i, x, arrangement_, states_[i]);
    }
    odds_[of_class] = product;
    computed_in_[of_class] = era_;
  }
  return odds_[of_class];
}

}  // namespace entente
