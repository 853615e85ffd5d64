// A simulator that takes over what another has found out gives the same bytes as one that starts afresh.

#include <gtest/gtest.h>

#include "sim/engine/run.hpp"
#include "sim/engine/signature.hpp"
#include "sim/model/structure.hpp"
#include "tests/support/dice.hpp"
#include "tests/support/random_scenario.hpp"

namespace entente {
namespace {

constexpr RecordLevel kAll{.rounds = true, .reasons = true, .gaps = true};

/// Other numbers everywhere that a sweep would change them, on the same structure.
Scenario with_other_numbers(Scenario scenario, Dice& dice) {
  for (Actor& actor : scenario.actors) {
    actor.power *= dice.uniform(0.5, 2);
    actor.private_sd *= dice.uniform(0.5, 2);
    for (Component& component : actor.components) component.share *= dice.uniform(0.5, 2);
    if (!actor.ratification) continue;
    for (Constituency& constituency : actor.ratification->constituencies) {
      constituency.influence *= dice.uniform(0.5, 2);
      for (ValuesTerm::PerIssue& per_issue : constituency.values.issues)
        per_issue.weight *= dice.uniform(0.5, 2);
    }
  }
  return scenario;
}

TEST(Alike, WhatIsTakenOverChangesNoByte) {
  int alike = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Dice dice(seed);
    const Scenario scenario = random_scenario(seed);
    const Scenario other = with_other_numbers(scenario, dice);
    Simulator first(scenario);
    first.run(1, seed, kAll);
    Simulator taken_over(other, &first);
    Simulator afresh(other);
    for (std::uint64_t run = 0; run < 3; ++run) {
      EXPECT_EQ(fingerprint(taken_over.run(2, run, kAll)), fingerprint(afresh.run(2, run, kAll))) << seed;
    }
    alike += same_structure(scenario, other) ? 1 : 0;
  }
  EXPECT_GT(alike, 40);
}

TEST(Alike, NothingIsTakenOverFromAnotherStructure) {
  int different = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const Scenario scenario = random_scenario(seed);
    Scenario other = scenario;
    other.feasible.clear();
    for (Actor& actor : other.actors) actor.red_lines.clear();
    Simulator first(scenario);
    first.run(1, seed, kAll);
    EXPECT_EQ(fingerprint(Simulator(other, &first).run(2, 0, kAll)),
              fingerprint(Simulator(other).run(2, 0, kAll)))
        << seed;
    different += same_structure(scenario, other) ? 0 : 1;
  }
  EXPECT_GT(different, 20);
}

}  // namespace
}  // namespace entente
