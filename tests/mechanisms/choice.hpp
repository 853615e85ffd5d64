#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "sim/mechanisms/acts.hpp"
#include "tests/support/small_scenario.hpp"
#include "tests/support/small_tables.hpp"

namespace entente {

inline constexpr std::size_t kAlly = 2;
inline constexpr double kImpatience = 0.1;  // 1 − 0.81^0.5 for everybody
inline constexpr PackageIndex kSome = 1;
inline constexpr PackageIndex kAll = 2;

inline Act act(std::string name, double price) {
  Act result;
  result.name = std::move(name);
  result.price = price;
  return result;
}

inline Act press(double price, double pressure = 0.5) {
  Act result = act("press", price);
  result.pressure = pressure;
  return result;
}

/// A gains by land, B a little (0.1 by some, 0.2 by all), and the ally C, on whom B depends, loses 0.4 and
/// 0.8.
inline Scenario with_ally() {
  Scenario scenario = small_scenario();
  scenario.timing.planning_horizon = 0.5;
  for (Actor& who : scenario.actors) who.patience = 0.81;
  scenario.actors[0].components = {component("land", 1, {term(values(kLand, {0, 0.5, 0.6}))})};
  scenario.actors[1].components = {component("land", 1, {term(values(kLand, {0, 0.1, 0.2}))})};
  scenario.actors[1].alliance_weight = 0.5;
  scenario.actors[kAlly].components = {component("land", 1, {term(values(kLand, {0, -0.4, -0.8}))})};
  return scenario;
}

/// Chooses acts when A is expected to offer `packages`, without hopes unless they are set.
struct Choice : SmallTables {
  explicit Choice(Scenario declared, const std::vector<PackageIndex>& packages = {kSome})
      : SmallTables(std::move(declared)) {
    ties.start(world);
    world.dependence(1, kAlly) = 0.8;
    ShortList list;
    list.others_now.assign(scenario.actors.size(), 0.0);
    for (const PackageIndex package : packages) {
      list.offers[list.count++] = {package, 0, std::vector<double>(scenario.actors.size(), 0.0)};
    }
    soundings.push_back(list);
  }
  bool choose() {
    refresh();
    return acts.choose(world, utilities, soundings, ties);
  }
  std::size_t of_ally() {
    EXPECT_TRUE(choose());
    return world.acts[kAlly];
  }

  TieDynamics ties{scenario};
  Acts acts{scenario, layout, support};
  std::vector<ShortList> soundings;
};

}  // namespace entente
