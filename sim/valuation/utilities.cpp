#include "sim/valuation/utilities.hpp"

#include <algorithm>

namespace entente {

Utilities::Utilities(const Scenario& scenario, const Layout& layout)
    : scenario_(&scenario),
      layout_(&layout),
      names_(component_names(scenario)),
      parties_(parties(scenario)),
      components_(scenario, layout),
      process_values_(scenario.actors.size(), 0.0),
      estimated_process_values_(scenario.actors.size(), 0.0),
      leverage_(scenario) {
  std::size_t most_components = 0;
  for (const Actor& actor : scenario.actors) {
    most_components = std::max(most_components, actor.components.size());
    true_shares_.emplace_back(actor.components.size());
    const Mix mix{std::vector<double>(layout.size()), std::vector<double>(actor.components.size()), 0};
    own_.push_back(mix);
    profiles_.emplace_back(actor.profiles.size(), mix);
    profile_process_values_.emplace_back(actor.profiles.size());
    mixed_versions_.emplace_back(actor.components.size(), 0);
    std::vector<Estimate>& about = estimates_.emplace_back(scenario.actors.size());
    if (!actor.party) continue;
    for (const std::size_t j : parties_) about[j].table.resize(layout.size());
  }
  types_.assign(scenario.actors.size(), 0);
  share_scratch_.reserve(most_components);
}

void Utilities::profile_shares(const World& world, std::size_t actor, const Profile* profile,
                               std::span<double> out) const {
  const std::vector<double>& saliences = world.saliences[actor];
  const std::vector<std::size_t>& places = names_.of_actor[actor];
  // Σ over the union of names of y·factor; what the actor does not have keeps the factor 1.
  double total = 0;
  for (const double salience : saliences) total += salience;
  for (std::size_t c = 0; c < places.size(); ++c) {
    const double salience = saliences[places[c]];
    out[c] = profile ? salience * profile->share_factors[c] : salience;
    total += out[c] - salience;
  }
  for (std::size_t c = 0; c < places.size(); ++c) out[c] = total > 0 ? out[c] / total : 0;
}

void Utilities::mix(std::size_t actor, bool components_changed, Mix& out) {
  if (out.version != 0 && !components_changed && out.shares == share_scratch_) return;
  ++out.version;
  out.shares = share_scratch_;
  std::ranges::fill(out.table, 0.0);
  for (std::size_t c = 0; c < out.shares.size(); ++c) {
    const std::span<const double> table = components_.table(actor, c);
    const double share = out.shares[c];
    for (const std::uint32_t entry : components_.entries(actor, c)) out.table[entry] += share * table[entry];
  }
  if (layout_->space().with_nothing()) {
    out.table[layout_->nothing()] = scenario_->actors[actor].disagreement.value_or(0);
  }
}

void Utilities::build(const World& world) {
  components_.build(world);
  types_ = world.types;
  for (std::size_t i = 0; i < scenario_->actors.size(); ++i) {
    const Actor& actor = scenario_->actors[i];
    const double process_value = scenario_->switches.process_value
                                     ? actor.process_value * scale_factor(actor.process_scale, world.context)
                                     : 0;
    const bool changed = components_changed(i);
    share_scratch_.resize(actor.components.size());
    for (std::size_t p = 0; p < actor.profiles.size(); ++p) {
      profile_shares(world, i, &actor.profiles[p], share_scratch_);
      mix(i, changed, profiles_[i][p]);
      profile_process_values_[i][p] = process_value * actor.profiles[p].process_value_factor;
    }
    if (actor.profiles.empty()) {
      profile_shares(world, i, nullptr, share_scratch_);
      mix(i, changed, own_[i]);
      process_values_[i] = process_value;
      true_shares_[i] = share_scratch_;
    } else {
      true_shares_[i] = profiles_[i][world.types[i]].shares;
      process_values_[i] = profile_process_values_[i][world.types[i]];
    }
  }
  set_acts(world, world.acts);
  build_estimates(world);
}

void Utilities::rebuild(const World& world, const Moved& moved) {
  components_.build(world, moved);
  for (std::size_t i = 0; i < scenario_->actors.size(); ++i) {
    if (!components_changed(i)) continue;
    for (Mix& profile : profiles_[i]) {
      share_scratch_ = profile.shares;
      mix(i, true, profile);
    }
    if (!profiles_[i].empty()) continue;
    share_scratch_ = own_[i].shares;
    mix(i, true, own_[i]);
  }
  build_estimates(world);
}

bool Utilities::components_changed(std::size_t actor) {
  bool changed = false;
  for (std::size_t c = 0; c < mixed_versions_[actor].size(); ++c) {
    changed = changed || mixed_versions_[actor][c] != components_.version(actor, c);
    mixed_versions_[actor][c] = components_.version(actor, c);
  }
  return changed;
}

void Utilities::build_estimates(const World& world) {
  for (const std::size_t i : parties_) {
    for (const std::size_t j : parties_) {
      if (i == j) continue;
      if (profiles_[j].empty()) {
        estimated_process_values_(i, j) = process_values_[j];
        continue;
      }
      Estimate& estimate = estimates_[i][j];
      const std::vector<double>& belief = world.beliefs[i][j];
      bool changed = estimate.belief != belief;
      double process_value = 0;
      estimate.versions.resize(profiles_[j].size());
      for (std::size_t p = 0; p < profiles_[j].size(); ++p) {
        process_value += belief[p] * profile_process_values_[j][p];
        changed = changed || estimate.versions[p] != profiles_[j][p].version;
        estimate.versions[p] = profiles_[j][p].version;
      }
      estimated_process_values_(i, j) = process_value;
      if (!changed) continue;
      estimate.belief = belief;
      std::ranges::fill(estimate.table, 0.0);
      for (std::size_t p = 0; p < profiles_[j].size(); ++p) {
        const std::vector<double>& table = profiles_[j][p].table;
        for (std::size_t entry = 0; entry < table.size(); ++entry) {
          estimate.table[entry] += belief[p] * table[entry];
        }
      }
    }
  }
}

double Utilities::alliance(std::size_t i, PackageIndex x) const {
  double sum = 0;
  for (std::size_t j = 0; j < scenario_->actors.size(); ++j) {
    if (leverage_.counts(i, j)) sum += leverage_.term(i, j, base(j, x));
  }
  return sum;
}

}  // namespace entente
