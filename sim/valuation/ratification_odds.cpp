#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"
#include "sim/valuation/support.hpp"

namespace entente {

RatificationOdds::RatificationOdds(const Scenario& scenario, const Layout& layout, const Support& support)
    : support_(&support), odds_(layout.space().size()), computed_in_(layout.space().size(), 0) {
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    if (!support.asked(i)) continue;
    Home& home = homes_.emplace_back();
    home.actor = i;
    for (const Support::Group& group : support.groups(i)) {
      const std::size_t cells = group.values.size();
      home.shares.push_back({std::vector<double>(cells), std::vector<std::uint8_t>(cells, 0)});
    }
  }
}

void RatificationOdds::refresh(const World& world) {
  if (era_ != 0 && arrangement_ == world.arrangement && states_ == world.ratification) return;
  for (Home& home : homes_) {
    const bool first = era_ == 0 || arrangement_ != world.arrangement;
    const bool prepared =
        first || states_[home.actor].preparation != world.ratification[home.actor].preparation;
    for (std::size_t g = 0; g < home.shares.size(); ++g) {
      const bool preparable = support_->groups(home.actor)[g].preparable != 0;
      if (first || (prepared && preparable)) std::ranges::fill(home.shares[g].known, std::uint8_t{0});
    }
  }
  arrangement_ = world.arrangement;
  states_ = world.ratification;
  for (Home& home : homes_) set_bounds(home);
  if (++era_ == 0) {
    std::ranges::fill(computed_in_, 0u);
    judged_tree_ = nullptr;
    era_ = 1;
  }
}

void RatificationOdds::set_bounds(Home& home) const {
  // P̂_i = q where ζ's distribution function reaches Φ(b) − q·(Φ(b) − Φ(a)), a and b the bounds of the
  // interval in sd. 1e-6 sd on the safe side: the density there is above 1e-3, so P̂_i is off by 1e-9, far
  // more than all rounding. Where the interval lies in a tail the bounds say nothing.
  constexpr double kSlack = 1e-6;
  home.surely = kInfinity;
  home.hardly = -home.surely;
  const RatificationState& state = states_[home.actor];
  if (!(state.sd > 0)) return;
  const double below = normal_cdf((state.lower - state.mean) / state.sd);
  const double above = normal_cdf((state.upper - state.mean) / state.sd);
  const double mass = above - below;
  if (!(mass > 1e-3)) return;
  const double threshold = support_->threshold(home.actor);
  const double root = portable_pow(0.5, 1 / static_cast<double>(homes_.size()));
  home.surely = threshold - state.mean - state.sd * (normal_quantile(above - root * mass) - kSlack);
  home.hardly = threshold - state.mean - state.sd * (normal_quantile(above - 0.5 * mass) + kSlack);
}

double RatificationOdds::support(Home& home, PackageIndex x) {
  const std::span<const Support::Group> groups = support_->groups(home.actor);
  double sum = 0;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const Support::Group& group = groups[g];
    Shares& shares = home.shares[g];
    const std::uint32_t cell = group.cells->of[x];
    if (shares.known[cell] == 0) {
      shares.of_cell[cell] =
          group.share(cell, group.cells->of[arrangement_], states_[home.actor].preparation);
      shares.known[cell] = 1;
    }
    sum += group.influence * shares.of_cell[cell];
  }
  return sum;
}

double RatificationOdds::operator()(PackageIndex x) {
  if (computed_in_[x] != era_) {
    double product = 1;
    for (Home& home : homes_) {
      product *= support_->probability(home.actor, support(home, x), states_[home.actor]);
    }
    odds_[x] = product;
    computed_in_[x] = era_;
  }
  return odds_[x];
}

bool RatificationOdds::is_likely(PackageIndex x) {
  bool certain = true;
  for (Home& home : homes_) {
    const double backing = support(home, x);
    if (backing < home.hardly) return false;
    certain = certain && backing > home.surely;
  }
  return certain || (*this)(x) >= 0.5;
}

bool RatificationOdds::Likely::operator()(std::uint32_t slot) const {
  if (odds_->known_likely_[slot] != 0) return true;
  if (odds_->barred_[slot] != 0) return false;
  const bool likely = odds_->is_likely(odds_->judged_tree_->packages()[slot]);
  if (likely) {
    odds_->known_likely_[slot] = 1;
  } else {
    odds_->barred_[slot] = -kInfinity;
  }
  return likely;
}

RatificationOdds::Likely RatificationOdds::likely(const PackageTree& tree) {
  if (judged_tree_ != &tree || judged_era_ != era_) {
    judged_tree_ = &tree;
    judged_era_ = era_;
    barred_.assign(tree.size(), 0.0);
    known_likely_.assign(tree.size(), 0);
  }
  return Likely(*this);
}

}  // namespace entente
