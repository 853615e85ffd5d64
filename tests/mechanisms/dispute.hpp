#pragma once

#include <string>
#include <vector>

#include "sim/model/scenario.hpp"

namespace entente {

/// Three actors, of whom the third does not sign, and two issues: land (none, some, all of 4 plots) and money
/// (no, yes: 2 units). The status quo is none and no; nothing else is declared.
inline Scenario dispute() {
  Scenario scenario;
  scenario.quantities = {{"money", "bn"}, {"plots", "plots"}};
  Issue land;
  land.name = "land";
  land.options = {"none", "some", "all"};
  land.amounts = {{0, 0}, {0, 2}, {0, 4}};
  Issue money;
  money.name = "money";
  money.options = {"no", "yes"};
  money.amounts = {{0, 0}, {2, 0}};
  scenario.issues = {land, money};
  for (const std::string name : {"A", "B", "C"}) {
    Actor actor;
    actor.name = name;
    actor.party = name != "C";
    scenario.actors.push_back(actor);
  }
  return scenario;
}

inline Tie tie(Layer layer, std::size_t from, std::size_t to, double weight) {
  Tie result;
  result.name = std::to_string(from) + "-" + std::to_string(to);
  result.layer = layer;
  result.from = from;
  result.to = to;
  result.weight = weight;
  return result;
}

}  // namespace entente
