// Names carry no meaning: with nothing drawn, calling the actors otherwise, so that they stand in another
// order, permutes the results and changes nothing else.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <variant>

#include "sim/engine/run.hpp"
#include "tests/support/random_scenario.hpp"

namespace entente {
namespace {

/// The scenario without anything drawn at random.
Scenario without_draws(Scenario scenario) {
  scenario.switches.private_valuations = false;
  scenario.switches.context = false;
  for (Actor& actor : scenario.actors) {
    actor.implementation_sd = 0;
    actor.tactic.answer_noise = 0;
    if (!actor.profiles.empty()) actor.type = 0;
    if (actor.ratification) actor.ratification->uncertainty = 0;
  }
  return scenario;
}

/// The same dispute with actor i in place to[i].
Scenario renamed(const Scenario& scenario, const std::vector<std::size_t>& to) {
  Scenario result = scenario;
  const auto move = [&](std::size_t& actor) { actor = to[actor]; };
  for (std::size_t i = 0; i < to.size(); ++i) result.actors[to[i]] = scenario.actors[i];
  for (Actor& actor : result.actors) {
    for (InitialBelief& belief : actor.beliefs) move(belief.about);
    for (InitialTrust& trust : actor.trust) move(trust.in);
    for (Act& act : actor.acts) {
      for (Act::TrustEffect& effect : act.trust) move(effect.of);
    }
    for (Component& component : actor.components) {
      for (Term& term : component.terms) {
        if (auto* project = std::get_if<ProjectTerm>(&term.body); project && project->risk_pair) {
          move(project->risk_pair->first);
          move(project->risk_pair->second);
        } else if (auto* sanction = std::get_if<SanctionTerm>(&term.body)) {
          move(sanction->partner);
        } else if (auto* hedge = std::get_if<HedgeTerm>(&term.body)) {
          move(hedge->partner);
          move(hedge->rival);
        }
      }
    }
  }
  for (Tie& tie : result.ties) {
    move(tie.from);
    move(tie.to);
    for (Driver& driver : tie.drivers) {
      if (driver.kind == Driver::Kind::Isolation) move(driver.of);
    }
  }
  for (Obligation& obligation : result.obligations) {
    move(obligation.by);
    move(obligation.to);
  }
  for (auto* order : {&result.protocol.order, &result.protocol.acts_order, &result.protocol.required}) {
    for (std::size_t& actor : *order) move(actor);
  }
  return result;
}

TEST(Permutation, OfTheActorsPermutesTheResults) {
  for (std::uint64_t number = 0; number < 200; ++number) {
    SCOPED_TRACE(number);
    const Scenario scenario = without_draws(random_scenario(number));
    std::vector<std::size_t> to;
    for (std::size_t i = scenario.actors.size(); i-- > 0;) to.push_back(i);
    const RunRecord one = Simulator(scenario).run(1, 0, {true, false, false});
    const RunRecord other = Simulator(renamed(scenario, to)).run(1, 0, {true, false, false});
    ASSERT_EQ(one.result.outcome, other.result.outcome);
    ASSERT_EQ(one.result.offers, other.result.offers);
    for (std::size_t t = 0; t < one.rounds.size(); ++t) {
      ASSERT_EQ(one.rounds[t].arrangement, other.rounds[t].arrangement) << "round " << t;
      ASSERT_EQ(one.rounds[t].talks, other.rounds[t].talks) << "round " << t;
      for (std::size_t i = 0; i < to.size(); ++i) {
        ASSERT_EQ(one.rounds[t].acts[i], other.rounds[t].acts[to[i]]) << "round " << t;
        // Sums over actors run in the order of names, so they round differently.
        ASSERT_NEAR(one.rounds[t].utilities[i], other.rounds[t].utilities[to[i]], 1e-10) << "round " << t;
        ASSERT_NEAR(one.rounds[t].attendance_value[i], other.rounds[t].attendance_value[to[i]], 1e-10)
            << "round " << t;
      }
    }
  }
}

}  // namespace
}  // namespace entente
