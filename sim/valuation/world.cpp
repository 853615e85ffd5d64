#include "sim/valuation/world.hpp"

#include <algorithm>

namespace entente {

ComponentNames component_names(const Scenario& scenario) {
  ComponentNames result;
  for (const Actor& actor : scenario.actors) {
    for (const Component& component : actor.components) result.names.push_back(component.name);
  }
  std::ranges::sort(result.names);
  result.names.erase(std::ranges::unique(result.names).begin(), result.names.end());
  for (const Actor& actor : scenario.actors) {
    std::vector<std::size_t>& places = result.of_actor.emplace_back();
    for (const Component& component : actor.components) {
      const auto place = std::ranges::lower_bound(result.names, component.name);
      places.push_back(static_cast<std::size_t>(place - result.names.begin()));
    }
  }
  return result;
}

std::vector<std::vector<double>> initial_saliences(const Scenario& scenario, const ComponentNames& names) {
  std::vector<std::vector<double>> result;
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    std::vector<double>& shares = result.emplace_back(names.names.size(), 0.0);
    double total = 0;
    for (const Component& component : scenario.actors[i].components) total += component.share;
    if (total == 0) continue;
    for (std::size_t c = 0; c < names.of_actor[i].size(); ++c) {
      shares[names.of_actor[i][c]] = scenario.actors[i].components[c].share / total;
    }
  }
  return result;
}

}  // namespace entente
