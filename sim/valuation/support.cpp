#include "sim/valuation/support.hpp"

#include <algorithm>

#include "sim/core/math.hpp"

namespace entente {

namespace {

/// The cells of a constituency that mentions these issues: packages that agree in them and in whether they
/// settle, numbered as they come. `nothing` has one of its own.
Support::Cells divided(const Layout& layout, std::span<const std::size_t> issues) {
  const PackageSpace& space = layout.space();
  std::vector<std::uint32_t> keys(space.size(), 0);
  std::uint32_t count = 2;
  for (const std::size_t k : issues) {
    for (PackageIndex base = 0, o = 0; base < space.packages(); base += space.stride(k)) {
      for (PackageIndex x = base; x < base + space.stride(k); ++x) keys[x] += o * count;
      o = o + 1 == space.options(k) ? 0 : o + 1;
    }
    count *= space.options(k);
  }
  Support::Cells cells;
  std::vector<std::uint32_t> of_key(count + 1, PackageTree::kAbsent);
  for (PackageIndex x = 0; x < space.size(); ++x) {
    std::uint32_t& cell = of_key[space.is_nothing(x) ? count : keys[x] + layout.settles()[x]];
    if (cell == PackageTree::kAbsent) {
      cell = static_cast<std::uint32_t>(cells.first.size());
      cells.first.push_back(x);
      cells.settles.push_back(layout.settles()[x]);
    }
    keys[x] = cell;
  }
  cells.of = std::move(keys);
  return cells;
}

}  // namespace

Support::Support(const Scenario& scenario, const Layout& layout, const Support* like) {
  std::vector<double> table(layout.size());
  std::vector<std::size_t> issues;
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
      std::ranges::fill(table, 0.0);
      issues.clear();
      for (const ValuesTerm::PerIssue& per_issue : constituency.values.issues) {
        const double at_start = per_issue.values[scenario.issues[per_issue.issue].status_quo];
        if (std::ranges::find(issues, per_issue.issue) == issues.end()) issues.push_back(per_issue.issue);
        for (std::size_t o = 0; o < per_issue.values.size(); ++o) {
          table[layout.option(per_issue.issue, o)] += per_issue.weight * (per_issue.values[o] - at_start);
        }
      }
      group.cells = like != nullptr ? like->groups_[groups_.size() - 1][groups.size() - 1].cells
                                    : std::make_shared<const Cells>(divided(layout, issues));
      for (const PackageIndex x : group.cells->first) group.values.push_back(layout.expanded(table, x));
    }
  }
}

double Support::Group::share(std::uint32_t cell, std::uint32_t cell_now, double preparation) const {
  const double settling = static_cast<double>(cells->settles[cell]) - cells->settles[cell_now];
  double change = values[cell] - values[cell_now] - rent * settling;
  if (change < 0) change *= 1 - preparable * preparation;
  return logistic(change / scale);
}

double Support::of(std::size_t actor, PackageIndex x, PackageIndex arrangement, double preparation) const {
  double support = 0;
  for (const Group& group : groups_[actor]) {
    support += group.influence * group.share(group.cells->of[x], group.cells->of[arrangement], preparation);
  }
  return support;
}

double Support::probability(std::size_t actor, PackageIndex x, PackageIndex arrangement,
                            const RatificationState& state) const {
  if (!asked(actor)) return 1;
  return probability(actor, of(actor, x, arrangement, state.preparation), state);
}

double Support::probability(std::size_t actor, double support, const RatificationState& state) const {
  const double needed = thresholds_[actor] - support;
  // ζ − mean is a centred normal, truncated to the interval less the mean.
  return truncated_normal_upper_tail(needed - state.mean, state.sd, state.lower - state.mean,
                                     state.upper - state.mean);
}

}  // namespace entente
