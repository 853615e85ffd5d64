#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "sim/model/scenario.hpp"

namespace entente {

/// A game of rational parties from nothing, without issues: an exchange a year, so that patience is the
/// discount from one exchange to the next. Any agreement ends it.
inline Scenario rational_game_for(const std::vector<double>& patience) {
  Scenario scenario;
  scenario.name = "pie";
  scenario.timing = {.round = 1, .rounds = 1, .exchanges = 0.5};
  scenario.outcomes.push_back({"agreed", "", {}});
  for (std::size_t i = 0; i < patience.size(); ++i) {
    Actor& actor = scenario.actors.emplace_back();
    actor.name = "player_" + std::to_string(i + 1);
    actor.patience = patience[i];
    actor.disagreement = 0;
    actor.tactic.kind = Tactic::Kind::Rational;
    actor.acts.emplace_back().name = "nothing";
    actor.components.push_back({"pie", 1, true, {}});
    actor.components.front().terms.push_back({"share", 1, {}, ValuesTerm{}});
    scenario.protocol.order.push_back(i);
    scenario.protocol.required.push_back(i);
    scenario.protocol.acts_order.push_back(i);
  }
  return scenario;
}

inline std::size_t add_divisible_issue(Scenario& scenario, std::string name, std::size_t slices = 1) {
  Issue& issue = scenario.issues.emplace_back();
  issue.name = std::move(name);
  issue.divisible = true;
  for (std::size_t o = 0; o <= slices; ++o) issue.options.push_back(std::to_string(o));
  issue.option_titles.assign(slices + 1, "");
  issue.amounts.assign(slices + 1, std::vector<double>(scenario.quantities.size(), 0.0));
  return scenario.issues.size() - 1;
}

inline ValuesTerm& values_of(Actor& actor) {
  return std::get<ValuesTerm>(actor.components.front().terms.front().body);
}

/// One divisible issue, the first player's share of a pie of 1.
inline Scenario pie_for_two(double first_patience, double second_patience) {
  Scenario scenario = rational_game_for({first_patience, second_patience});
  const std::size_t share = add_divisible_issue(scenario, "share");
  values_of(scenario.actors[0]).issues.push_back({share, 1, {0, 1}});
  values_of(scenario.actors[1]).issues.push_back({share, 1, {1, 0}});
  return scenario;
}

/// A share for each player, which together are at most the pie of 1.
inline Scenario pie_for_many(const std::vector<double>& patience) {
  Scenario scenario = rational_game_for(patience);
  scenario.quantities.push_back({"pie", ""});
  for (std::size_t i = 0; i < patience.size(); ++i) {
    const std::size_t share = add_divisible_issue(scenario, "share_" + std::to_string(i + 1));
    scenario.issues[share].amounts = {{0}, {1}};
    values_of(scenario.actors[i]).issues.push_back({share, 1, {0, 1}});
  }
  Predicate& rule = scenario.feasible.emplace_back();
  rule.kind = Predicate::Kind::Amount;
  rule.high = 1;
  return scenario;
}

}  // namespace entente
