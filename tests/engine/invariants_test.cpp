// What must hold in every round of every negotiation, on random scenarios (rapidcheck draws their numbers,
// its own seed fixed by the test harness).

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/engine/run.hpp"
#include "sim/valuation/layout.hpp"
#include "sim/valuation/world.hpp"
#include "tests/support/random_scenario.hpp"

namespace entente {
namespace {

struct Played {
  Scenario scenario;
  RunRecord record;
};

Played play(Scenario scenario, std::uint64_t run) {
  Simulator simulator(scenario);
  RunRecord record = simulator.run(3, run, {true, true, true});
  return {std::move(scenario), std::move(record)};
}

Played play_random() {
  const auto number = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
  return play(random_scenario(number), number);
}

bool meets(const Scenario& scenario, const PackageSpace& space, const Predicate& predicate,
           PackageIndex package) {
  std::vector<std::uint32_t> options;
  for (std::size_t k = 0; k < space.issues(); ++k) options.push_back(space.option(package, k));
  std::vector<double> amounts(scenario.quantities.size());
  package_amounts(scenario, options, amounts);
  return holds(predicate, options, amounts, {});
}

bool crosses(const Scenario& scenario, const PackageSpace& space, PackageIndex package,
             PackageIndex in_force) {
  if (!scenario.switches.red_lines) return false;
  for (const Actor& actor : scenario.actors) {
    if (!actor.party) continue;
    for (const RedLine& line : actor.red_lines) {
      if (!line.enabled || !meets(scenario, space, line.never, package)) continue;
      if (line.unless && meets(scenario, space, *line.unless, package)) continue;
      if (line.unless_in_force && meets(scenario, space, *line.unless_in_force, in_force)) continue;
      return true;
    }
  }
  return false;
}

RC_GTEST_PROP(Invariants, NothingIsInForceThatWasNotAgreedAndRatified, ()) {
  const auto [scenario, record] = play_random();
  const std::size_t signatories = parties(scenario).size();
  for (const Agreement& agreement : record.result.agreements) {
    const Round& round = record.rounds[static_cast<std::size_t>(agreement.round)];
    RC_ASSERT(round.talks);
    RC_ASSERT(!round.exchanges.empty());
    const Exchange& last = round.exchanges.back();
    RC_ASSERT(last.accepted);
    RC_ASSERT(last.package == agreement.to);
    RC_ASSERT(last.answers.size() == signatories - 1);
    RC_ASSERT(std::ranges::all_of(last.answers, &Answer::accepted));
    RC_ASSERT(std::ranges::all_of(round.votes, &Vote::ratified));
    if (scenario.switches.ratification) {
      for (const std::size_t i : parties(scenario)) {
        if (!scenario.actors[i].ratification) continue;
        RC_ASSERT(std::ranges::find(round.votes, i, &Vote::actor) != round.votes.end());
      }
    }
  }
  // The arrangement changes only by an agreement coming into force or by a rollback to what was in force
  // before.
  PackageIndex in_force = status_quo(scenario);
  for (const Round& round : record.rounds) {
    if (round.arrangement != in_force) RC_ASSERT(round.agreed || !round.breaches.empty());
    in_force = round.arrangement;
  }
}

RC_GTEST_PROP(Invariants, RedLinesAndRulesAreNeverCrossed, ()) {
  const auto [scenario, record] = play_random();
  const Layout layout(scenario);
  PackageIndex in_force = status_quo(scenario);
  for (const Round& round : record.rounds) {
    for (const Exchange& exchange : round.exchanges) {
      if (exchange.passed) continue;
      RC_ASSERT(layout.feasible()[exchange.package] != 0);
      RC_ASSERT(!crosses(scenario, layout.space(), exchange.package, in_force));
      RC_ASSERT(exchange.package != in_force);
    }
    in_force = round.arrangement;
  }
}

RC_GTEST_PROP(Invariants, OffersGainAndAnswersFollowTheMargin, ()) {
  const auto [scenario, record] = play_random();
  for (const Round& round : record.rounds) {
    for (const Exchange& exchange : round.exchanges) {
      if (exchange.passed) continue;
      RC_ASSERT(exchange.objective > kTie);
      RC_ASSERT(exchange.gain > scenario.protocol.offer_price);
      RC_ASSERT(exchange.acceptance > 0 && exchange.acceptance <= 1);
      RC_ASSERT(exchange.ratification > 0 && exchange.ratification <= 1);
      for (const Answer& answer : exchange.answers) {
        if (scenario.actors[answer.actor].tactic.answer_noise > 0) continue;
        RC_ASSERT(answer.accepted == (answer.margin >= -kTie));
      }
    }
  }
}

RC_GTEST_PROP(Invariants, ReasonsAddUpToTheDifferenceInValue, ()) {
  const auto [scenario, record] = play_random();
  for (const Round& round : record.rounds) {
    for (const Exchange& exchange : round.exchanges) {
      for (const Answer& answer : exchange.answers) {
        const Actor& actor = scenario.actors[answer.actor];
        if (actor.outside_option) continue;  // R is the outside option, not V(a)
        const Contributions& why = answer.reasons;
        const double gain = std::accumulate(why.components.begin(), why.components.end(), 0.0) +
                            why.alliance + why.private_valuation + why.process_value + why.hope;
        // A package that does not settle is judged by its present gain too, so the margin may be below the
        // sum.
        RC_ASSERT(answer.margin <= gain + 1e-9);
        RC_ASSERT(answer.margin >= std::min(gain, gain - why.hope) - 1e-9);
      }
    }
  }
}

RC_GTEST_PROP(Invariants, ProbabilitiesTrustAndTiesStayInTheirRanges, ()) {
  const auto [scenario, record] = play_random();
  const std::size_t n = scenario.actors.size();
  for (const Round& round : record.rounds) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        const double trust = round.trust[i * n + j];
        RC_ASSERT(trust > 0 && trust <= 1);
        const std::vector<double>& belief = round.beliefs[i][j];
        if (belief.empty()) continue;
        RC_ASSERT(std::ranges::all_of(belief, [](double p) { return p >= 0 && p <= 1; }));
        // Some tens of renormalisations, each exact to an ulp or two.
        RC_ASSERT(std::fabs(std::accumulate(belief.begin(), belief.end(), 0.0) - 1) < 1e-12);
      }
    }
    for (std::size_t tie = 0; tie < scenario.ties.size(); ++tie) {
      RC_ASSERT(round.ties[tie] >= 0 && round.ties[tie] <= scenario.ties[tie].maximum);
    }
    for (const Vote& vote : round.votes) {
      RC_ASSERT(vote.support >= 0 && vote.support <= 1 + 1e-12);
      RC_ASSERT(vote.probability >= 0 && vote.probability <= 1);
      // ζ lies in the interval that the earlier votes left, so a certain vote is never wrong.
      if (vote.probability == 0) RC_ASSERT(!vote.ratified);
      if (vote.probability == 1) RC_ASSERT(vote.ratified);
    }
    for (const double utility : round.utilities) RC_ASSERT(std::isfinite(utility));
  }
  RC_ASSERT(record.result.frontier_distance >= 0);
}

RC_GTEST_PROP(Invariants, TheStatusQuoIsWorthNothing, ()) {
  const auto [scenario, record] = play_random();
  for (const Round& round : record.rounds) {
    if (round.arrangement != status_quo(scenario)) continue;
    for (const double utility : round.utilities) RC_ASSERT(std::fabs(utility) < 1e-12);
  }
}

/// Nothing moves but the arrangement, and nobody has private valuations.
Scenario frozen(Scenario scenario) {
  for (bool Switches::* off : {&Switches::private_valuations, &Switches::context, &Switches::ties,
                               &Switches::trust, &Switches::acts, &Switches::influence, &Switches::pledges,
                               &Switches::aspiration, &Switches::invest_in_hope, &Switches::implementation}) {
    scenario.switches.*off = false;
  }
  for (Actor& actor : scenario.actors) {
    actor.tactic.answer_noise = 0;
    actor.outside_option.reset();
  }
  return scenario;
}

RC_GTEST_PROP(Invariants, NoSignatoryLosesByAPartialAgreementWhenNothingElseMoves, ()) {
  const auto number = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
  const auto [scenario, record] = play(frozen(random_scenario(number)), number);
  std::vector<double> before(scenario.actors.size(), 0.0);
  for (const Round& round : record.rounds) {
    const Layout layout(scenario);
    if (round.agreed && layout.settles()[round.arrangement] == 0) {
      for (const std::size_t i : parties(scenario)) RC_ASSERT(round.utilities[i] >= before[i] - 2 * kTie);
    }
    before = round.utilities;
  }
}

RC_GTEST_PROP(Invariants, WithoutPrivateValuationsNobodyAcceptsBelowItsReservation, ()) {
  const auto number = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
  Scenario scenario = random_scenario(number);
  scenario.switches.private_valuations = false;
  for (Actor& actor : scenario.actors) actor.tactic.answer_noise = 0;
  const auto [played, record] = play(std::move(scenario), number);
  for (const Round& round : record.rounds) {
    for (const Exchange& exchange : round.exchanges) {
      for (const Answer& answer : exchange.answers) {
        if (answer.accepted) RC_ASSERT(answer.margin >= -kTie);
        RC_ASSERT(answer.reasons.private_valuation == 0);
      }
    }
  }
}

RC_GTEST_PROP(Invariants, ASecondRunGivesTheSameRecordWhateverRanBefore, ()) {
  const auto number = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
  const Scenario scenario = random_scenario(number);
  Simulator used(scenario);
  used.run(3, number + 1, {});
  const RunRecord again = used.run(3, number, {true, true, true});
  const RunRecord fresh = Simulator(scenario).run(3, number, {true, true, true});
  RC_ASSERT(again.result.outcome == fresh.result.outcome);
  RC_ASSERT(again.result.utilities == fresh.result.utilities);
  RC_ASSERT(again.rounds.size() == fresh.rounds.size());
  for (std::size_t t = 0; t < again.rounds.size(); ++t) {
    RC_ASSERT(again.rounds[t].arrangement == fresh.rounds[t].arrangement);
    RC_ASSERT(again.rounds[t].attendance_value == fresh.rounds[t].attendance_value);
    RC_ASSERT(again.rounds[t].beliefs == fresh.rounds[t].beliefs);
  }
}

RC_GTEST_PROP(Invariants, AnActorWithNoTiesChangesNothingForTheOthers, ()) {
  const auto number = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
  const Scenario scenario = random_scenario(number);
  Scenario larger = scenario;
  Actor& bystander = larger.actors.emplace_back();
  bystander.name = "zz_bystander";
  bystander.party = false;
  bystander.power = 0;
  bystander.acts.emplace_back().name = "nothing";
  larger.protocol.acts_order.push_back(larger.actors.size() - 1);
  const RunRecord without = Simulator(scenario).run(3, number, {true, false, false});
  const RunRecord with = Simulator(larger).run(3, number, {true, false, false});
  RC_ASSERT(with.result.outcome == without.result.outcome);
  for (std::size_t t = 0; t < without.rounds.size(); ++t) {
    RC_ASSERT(with.rounds[t].context == without.rounds[t].context);
    RC_ASSERT(with.rounds[t].arrangement == without.rounds[t].arrangement);
    for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
      // The Katz solve of a larger matrix rounds differently in the last place.
      RC_ASSERT(std::fabs(with.rounds[t].attendance_value[i] - without.rounds[t].attendance_value[i]) <
                1e-12);
      RC_ASSERT(std::fabs(with.rounds[t].utilities[i] - without.rounds[t].utilities[i]) < 1e-12);
    }
  }
}

}  // namespace
}  // namespace entente
