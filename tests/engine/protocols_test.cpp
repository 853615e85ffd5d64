// Who may propose, who answers and when talks on an offer end, under each protocol, on random scenarios.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "sim/engine/run.hpp"
#include "tests/support/random_scenario.hpp"

namespace entente {
namespace {

/// A random scenario with this number of parties under `kind`; talks are not cut short by staying away.
Scenario scenario_with(std::size_t number_of_parties, Protocol::Kind kind) {
  auto seed = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
  Scenario scenario = random_scenario(seed);
  while (parties(scenario).size() != number_of_parties) scenario = random_scenario(++seed);
  scenario.protocol.kind = kind;
  scenario.switches.meeting_decision = false;
  scenario.switches.partial_agreements = true;
  for (std::size_t k = 0; k < scenario.issues.size(); ++k) scenario.protocol.agenda.push_back(k);
  return scenario;
}

RunRecord play(const Scenario& scenario) { return Simulator(scenario).run(5, 0, {true, false, false}); }

RC_GTEST_PROP(StackedOffers, AreAlternatingOffersForTwoParties, ()) {
  // But for the very last offer, which no turn is left to answer: its round and what follows are left out.
  Scenario scenario = scenario_with(2, Protocol::Kind::AlternatingOffers);
  const std::vector<Round> alternating = play(scenario).rounds;
  scenario.protocol.kind = Protocol::Kind::StackedAlternatingOffers;
  const std::vector<Round> stacked = play(scenario).rounds;
  const auto turns_before = [&](std::size_t round) { return exchanges_before(scenario.timing, round); };
  const std::uint64_t turns = turns_before(alternating.size());
  for (std::size_t r = 0; r < alternating.size() && turns_before(r + 1) < turns; ++r) {
    RC_ASSERT(stacked[r].arrangement == alternating[r].arrangement);
    RC_ASSERT(stacked[r].utilities == alternating[r].utilities);
    RC_ASSERT(stacked[r].exchanges.size() == alternating[r].exchanges.size());
    for (std::size_t e = 0; e < stacked[r].exchanges.size(); ++e) {
      const Exchange& one = stacked[r].exchanges[e];
      const Exchange& other = alternating[r].exchanges[e];
      RC_ASSERT(one.proposer == other.proposer && one.passed == other.passed);
      RC_ASSERT(one.package == other.package && one.accepted == other.accepted);
    }
  }
}

RC_GTEST_PROP(StackedOffers, WhoRefusesIsNextToOffer, ()) {
  const Scenario scenario = scenario_with(3, Protocol::Kind::StackedAlternatingOffers);
  for (const Round& round : play(scenario).rounds) {
    for (std::size_t e = 0; e + 1 < round.exchanges.size(); ++e) {
      const Exchange& now = round.exchanges[e];
      const Exchange& next = round.exchanges[e + 1];
      RC_ASSERT(!now.accepted);
      RC_ASSERT(next.number == now.number + std::max<std::size_t>(1, now.answers.size()));
      if (now.passed || now.answers.empty()) continue;
      RC_ASSERT(!now.answers.back().accepted);
      RC_ASSERT(next.proposer == now.answers.back().actor);
    }
  }
}

RC_GTEST_PROP(RandomRecognition, NeedsItsQuotaAndNoMore, ()) {
  Scenario scenario = scenario_with(3, Protocol::Kind::RandomRecognition);
  scenario.protocol.quota = 2;
  for (const Round& round : play(scenario).rounds) {
    for (const Exchange& exchange : round.exchanges) {
      if (exchange.passed) continue;
      const auto yes = std::ranges::count_if(exchange.answers, &Answer::accepted);
      RC_ASSERT(exchange.accepted == (yes == 1));
      // One no leaves it open; after a yes or two noes nobody else is asked.
      RC_ASSERT(exchange.answers.size() == (exchange.answers.front().accepted ? 1 : 2));
    }
  }
}

RC_GTEST_PROP(RandomRecognition, UnderUnanimityAllHaveToAgree, ()) {
  const Scenario scenario = scenario_with(3, Protocol::Kind::RandomRecognition);
  for (const Round& round : play(scenario).rounds) {
    for (const Exchange& exchange : round.exchanges) {
      if (!exchange.accepted) continue;
      RC_ASSERT(exchange.answers.size() == 2);
      RC_ASSERT(std::ranges::all_of(exchange.answers, &Answer::accepted));
    }
  }
}

TEST(RandomRecognition, RecognisesAllEqually) {
  // Passes count too: whoever is drawn stands in the record. Three parties, over 20,000 exchanges: each share
  // has a standard error of 0.0033.
  Scenario scenario = random_scenario(0);
  for (std::uint64_t seed = 1; parties(scenario).size() != 3; ++seed) scenario = random_scenario(seed);
  scenario.protocol.kind = Protocol::Kind::RandomRecognition;
  scenario.protocol.offer_price = 100;  // nobody has an offer worth tabling
  scenario.protocol.suspended.reset();
  scenario.switches.meeting_decision = false;
  scenario.timing = {.round = 0.5, .rounds = 100, .exchanges = 20};
  std::map<std::size_t, int> drawn;
  int exchanges = 0;
  Simulator simulator(scenario);
  for (std::uint64_t run = 0; run < 10; ++run) {
    for (const Round& round : simulator.run(5, run, {true, false, false}).rounds) {
      for (const Exchange& exchange : round.exchanges) ++drawn[exchange.proposer], ++exchanges;
    }
  }
  EXPECT_EQ(exchanges, 20'000);
  for (const auto& [actor, times] : drawn) EXPECT_NEAR(times / 20'000.0, 1 / 3.0, 4 * 0.0033) << actor;
}

TEST(Breakdown, ComesAsOftenAsItShould) {
  // Talks in which nobody offers anything last a geometric number of exchanges: mean 1/p, standard deviation
  // √(1 − p)/p.
  Scenario scenario = random_scenario(0);
  for (std::uint64_t seed = 1; parties(scenario).size() != 2; ++seed) scenario = random_scenario(seed);
  scenario.protocol.offer_price = 100;
  scenario.protocol.breakdown = 0.2;
  scenario.protocol.suspended.reset();
  scenario.switches.meeting_decision = false;
  scenario.timing = {.round = 0.5, .rounds = 100, .exchanges = 1};
  Simulator simulator(scenario);
  constexpr int kRuns = 400;
  int exchanges = 0;
  for (std::uint64_t run = 0; run < kRuns; ++run) {
    const RunRecord record = simulator.run(5, run, {true, false, false});
    exchanges += record.result.passes;
    EXPECT_TRUE(record.rounds.back().broken_down);
    EXPECT_FALSE(record.rounds.back().talks);
  }
  EXPECT_NEAR(static_cast<double>(exchanges) / kRuns, 5, 4 * std::sqrt(0.8) / 0.2 / std::sqrt(kRuns));
}

RC_GTEST_PROP(Agenda, TakesUpOneIssueAtATimeInItsOrder, ()) {
  Scenario scenario = scenario_with(2, Protocol::Kind::Agenda);
  std::ranges::reverse(scenario.protocol.agenda);
  const std::vector<std::size_t>& agenda = scenario.protocol.agenda;
  const PackageSpace space = package_space(scenario);
  const RunRecord record = play(scenario);
  PackageIndex in_force = status_quo(scenario);
  std::size_t item = 0;
  std::size_t in_vain = 0;
  for (const Round& round : record.rounds) {
    for (const Exchange& exchange : round.exchanges) {
      if (!exchange.passed) {
        RC_ASSERT(space.changes(exchange.package, in_force) == 1u);
        RC_ASSERT(space.differ(exchange.package, in_force, agenda[item]));
      }
      if (exchange.accepted) continue;
      if (++in_vain == 2) {
        in_vain = 0;
        item = (item + 1) % agenda.size();
      }
    }
    if (round.arrangement != in_force) in_vain = 0;
    in_force = round.arrangement;
  }
}

RC_GTEST_PROP(Demands, AreNamedByAllAtOnceAndMetTogetherOrNotAtAll, ()) {
  const Scenario scenario = scenario_with(3, Protocol::Kind::SimultaneousDemands);
  for (const Round& round : play(scenario).rounds) {
    RC_ASSERT(round.exchanges.size() % 3 == 0u);
    for (std::size_t e = 0; e < round.exchanges.size(); e += 3) {
      std::size_t named = 0;
      for (std::size_t i = 0; i < 3; ++i) {
        const Exchange& demand = round.exchanges[e + i];
        RC_ASSERT(demand.kind == Exchange::Kind::Demand);
        RC_ASSERT(demand.proposer == scenario.protocol.order[i]);
        RC_ASSERT(demand.number == round.exchanges[e].number);
        RC_ASSERT(demand.accepted == round.exchanges[e].accepted);
        named += demand.passed ? 0 : 1;
      }
      if (named < 3) RC_ASSERT(!round.exchanges[e].accepted);
    }
  }
}

RC_GTEST_PROP(SingleText, IsSignedOnlyWhereNobodyLoses, ()) {
  Scenario scenario = scenario_with(3, Protocol::Kind::SingleText);
  scenario.protocol.drafts = 50;
  for (const Round& round : play(scenario).rounds) {
    RC_ASSERT(round.exchanges.size() <= 1u);
    for (const Exchange& text : round.exchanges) {
      RC_ASSERT(text.kind == Exchange::Kind::Text);
      RC_ASSERT(text.answers.size() == 3u);
      for (const Answer& answer : text.answers) {
        RC_ASSERT(answer.accepted == (answer.margin >= -1e-9) ||
                  scenario.actors[answer.actor].tactic.answer_noise > 0);
      }
      RC_ASSERT(text.accepted == std::ranges::all_of(text.answers, &Answer::accepted));
    }
  }
}

TEST(SingleText, ClimbsToTheBestPackageOfAFriendlyDispute) {
  // Two parties that want the same of each of three issues: no local maximum but the best package, which 400
  // trial changes of 9 find but for a chance below 1e-15.
  Scenario friendly;
  friendly.name = "friendly";
  friendly.timing = {.round = 1, .rounds = 1, .exchanges = 1};
  friendly.settles.kind = Predicate::Kind::Any;  // never
  friendly.protocol.kind = Protocol::Kind::SingleText;
  friendly.protocol.order = {0, 1};
  friendly.protocol.drafts = 200;
  for (const char* const name : {"a", "b", "c"}) {
    Issue& issue = friendly.issues.emplace_back();
    issue.name = name;
    issue.options = {"o0", "o1", "o2"};
    issue.option_titles.resize(3);
    issue.amounts.resize(3);
  }
  for (const char* const name : {"east", "west"}) {
    Actor& party = friendly.actors.emplace_back();
    party.name = name;
    party.acts.emplace_back().name = "nothing";
    ValuesTerm values;
    for (std::size_t k = 0; k < 3; ++k) values.issues.push_back({k, 1, {0, 0.1, 0.2}});
    Term& term = party.components.emplace_back(Component{"all", 1, true, {}}).terms.emplace_back();
    term.body = values;
  }
  const RunRecord record = Simulator(friendly).run(1, 0);
  ASSERT_EQ(record.result.agreements.size(), 1u);
  EXPECT_EQ(record.result.arrangement, package_space(friendly).size() - 1);
}

}  // namespace
}  // namespace entente
