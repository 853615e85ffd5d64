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
      pressure_(scenario.actors.size(), 0.0),
      inducement_(scenario.actors.size(), 0.0) {
  std::size_t most_components = 0;
  for (const Actor& actor : scenario.actors) {
    most_components = std::max(most_components, actor.components.size());
    true_shares_.emplace_back(actor.components.size());
    own_.emplace_back(layout.size());
    profiles_.emplace_back(actor.profiles.size(), std::vector<double>(layout.size()));
    profile_process_values_.emplace_back(actor.profiles.size());
    std::vector<std::vector<double>>& about = estimates_.emplace_back(scenario.actors.size());
    if (!actor.party) continue;
    for (const std::size_t j : parties_) about[j].resize(layout.size());
  }
  share_scratch_.resize(most_components);
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

void Utilities::mix(std::size_t actor, std::span<const double> shares, std::span<double> out) const {
  std::ranges::fill(out, 0.0);
  for (std::size_t c = 0; c < shares.size(); ++c) {
    const std::span<const double> table = components_.table(actor, c);
    for (std::size_t entry = 0; entry < out.size(); ++entry) out[entry] += shares[c] * table[entry];
  }
  if (layout_->space().with_nothing()) {
    out[layout_->nothing()] = scenario_->actors[actor].disagreement.value_or(0);
  }
}

void Utilities::build(const World& world) {
  components_.build(world);
  for (std::size_t i = 0; i < scenario_->actors.size(); ++i) {
    const Actor& actor = scenario_->actors[i];
    const double process_value = scenario_->switches.process_value
                                     ? actor.process_value * scale_factor(actor.process_scale, world.context)
                                     : 0;
    const std::span<double> shares = std::span(share_scratch_).first(actor.components.size());
    for (std::size_t p = 0; p < actor.profiles.size(); ++p) {
      profile_shares(world, i, &actor.profiles[p], shares);
      mix(i, shares, profiles_[i][p]);
      profile_process_values_[i][p] = process_value * actor.profiles[p].process_value_factor;
    }
    const Profile* type = actor.profiles.empty() ? nullptr : &actor.profiles[world.types[i]];
    profile_shares(world, i, type, true_shares_[i]);
    if (type) {
      own_[i] = profiles_[i][world.types[i]];
      process_values_[i] = profile_process_values_[i][world.types[i]];
    } else {
      mix(i, true_shares_[i], own_[i]);
      process_values_[i] = process_value;
    }
  }
  set_acts(world, world.acts);
  build_estimates(world);
}

void Utilities::set_acts(const World& world, std::span<const std::size_t> acts) {
  for (std::size_t i = 0; i < scenario_->actors.size(); ++i) {
    const Actor& actor = scenario_->actors[i];
    const double weight = actor.alliance_weight * scale_factor(actor.alliance_scale, world.context);
    for (std::size_t j = 0; j < scenario_->actors.size(); ++j) {
      const Act& act = scenario_->actors[j].acts[acts[j]];
      const double dependence = i == j ? 0 : weight * world.dependence(i, j);
      pressure_(i, j) = scenario_->switches.alliance_pressure ? dependence * act.pressure : 0;
      inducement_(i, j) = scenario_->switches.inducement ? dependence * act.inducement : 0;
    }
  }
}

void Utilities::build_estimates(const World& world) {
  for (const std::size_t i : parties_) {
    for (const std::size_t j : parties_) {
      if (i == j) continue;
      std::vector<double>& table = estimates_[i][j];
      if (profiles_[j].empty()) {
        table = own_[j];
        estimated_process_values_(i, j) = process_values_[j];
        continue;
      }
      std::ranges::fill(table, 0.0);
      double process_value = 0;
      for (std::size_t p = 0; p < profiles_[j].size(); ++p) {
        const double probability = world.beliefs[i][j][p];
        for (std::size_t entry = 0; entry < table.size(); ++entry) {
          table[entry] += probability * profiles_[j][p][entry];
        }
        process_value += probability * profile_process_values_[j][p];
      }
      estimated_process_values_(i, j) = process_value;
    }
  }
}

double Utilities::alliance(std::size_t i, PackageIndex x) const {
  double sum = 0;
  for (std::size_t j = 0; j < scenario_->actors.size(); ++j) {
    if (allied(i, j)) sum += alliance_term(i, j, base(j, x));
  }
  return sum;
}

}  // namespace entente
