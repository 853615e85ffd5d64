#pragma once

#include <cmath>

#include "sim/core/math.hpp"
#include "sim/engine/record.hpp"
#include "sim/model/scenario.hpp"

namespace entente {

/// A dispute over a pasture and a toll, small enough to write its story by hand: North and South negotiate,
/// Empire looks on. Packages: index = pasture + 3·toll.
inline Scenario tiny_scenario() {
  const auto act = [](const char* name) {
    Act it;
    it.name = name;
    return it;
  };
  Scenario scenario;
  scenario.name = "tiny";
  scenario.title = "The pasture";
  scenario.timing = {2001, 3, 0.5, 6, 1, 0.5, 2};
  scenario.quantities = {{"sheep", "head"}};
  scenario.issues = {
      {"pasture", "The pasture", {"south_keeps", "shared", "north_takes"}, {}, 0, {{0}, {50}, {100}}, false},
      {"toll", "", {"none", "low"}, {"", "a low toll"}, 0, {{0}, {0}}, false}};
  Actor empire;
  empire.name = "empire";
  empire.title = "the Empire";
  empire.party = false;
  empire.components = {{"order", 1, true, {}}};
  empire.acts = {act("nothing"), act("public_threat")};
  empire.acts[1].price = 0.02;
  empire.acts[1].pressure = 1;
  Actor north;
  north.name = "north";
  north.title = "North";
  north.components = {{"land", 3, true, {}}, {"trade", 1, true, {}}};
  north.acts = {act("nothing")};
  Actor south = north;
  south.name = "south";
  south.title = "South";
  south.acts = {act("nothing"), act("court"), act("shun")};
  south.profiles = {{"hard", 1, 1, {1, 1}}, {"soft", 1, 1, {1, 1}}};
  south.ratification = Ratification{};
  scenario.actors = {empire, north, south};
  Process weather;
  weather.name = "weather";
  weather.kind = Process::Kind::Markov;
  weather.states = {"mild", "very_dry"};
  weather.values = {0, 1};
  weather.rates = {{0, 0.5}, {0.25, 0}};
  Process wool;
  wool.name = "wool";
  wool.unit = "crowns";
  wool.kind = Process::Kind::OrnsteinUhlenbeck;
  wool.initial = wool.mean = 10;
  wool.reversion = 0.5;
  wool.volatility = 2;
  scenario.context = {weather, wool};
  scenario.settles.kind = Predicate::Kind::Options;
  scenario.settles.subject = 0;
  scenario.settles.options = {false, true, true};
  Predicate taken = scenario.settles;
  taken.options = {false, false, true};
  scenario.outcomes = {{"north_wins", "", taken}, {"sharing", "The pasture is shared", scenario.settles}};
  scenario.protocol.order = {1, 2};
  scenario.protocol.acts_order = {0, 1, 2};
  scenario.obligations = {{"open_gate", 0, 2, 1}};
  return scenario;
}

inline constexpr PackageIndex kStatusQuo = 0, kShared = 1, kTaken = 2, kToll = 3, kSharedWithToll = 4;

/// A round in which everyone comes and nothing happens.
inline Round tiny_round(const Scenario& scenario, int number, PackageIndex arrangement) {
  Round round;
  round.number = number;
  round.date = date_after(scenario.timing, number * scenario.timing.round);
  round.context = {0, 10};
  round.acts = {0, 0, 0};
  round.attends = {true, true, true};
  round.attendance_value = {0, 0.01, 0.01};
  round.talks = true;
  round.exchanges = {
      {.number = static_cast<std::uint64_t>(number), .proposer = 1, .passed = true, .answers = {}}};
  round.arrangement = arrangement;
  round.utilities = {0, 0.1, -0.05};
  round.trust = {1, .5, .5, .5, 1, .25, .5, .5, 1};
  return round;
}

/// Six rounds: an offer refused; two quiet ones; an offer accepted and ratified; a breach; North stays away.
inline RunRecord tiny_record(const Scenario& scenario) {
  RunRecord record;
  record.rounds.push_back(tiny_round(scenario, 0, kStatusQuo));
  Round& first = record.rounds.back();
  first.acts = {1, 0, 1};
  first.exchanges = {{Exchange::Kind::Offer,
                      0,
                      1,
                      false,
                      kTaken,
                      0.31,
                      0.4,
                      0.9,
                      0.111,
                      {{2, false, -0.25, 0.4, {{-0.31, 0.08}, -0.02, 0, 0, 0}}},
                      false}};
  record.rounds.push_back(tiny_round(scenario, 1, kStatusQuo));
  record.rounds.push_back(tiny_round(scenario, 2, kStatusQuo));
  for (Round& round : record.rounds) round.acts = {1, 0, 1};
  record.rounds.push_back(tiny_round(scenario, 3, kToll));
  Round& signing = record.rounds.back();
  signing.context = {1, 10.5};
  signing.acts = {0, 0, 2};
  signing.exchanges = {{Exchange::Kind::Offer,
                        3,
                        2,
                        false,
                        kToll,
                        0.12,
                        1,
                        1,
                        0.119,
                        {{1, true, 0.06, 1, {{-0.02, 0.08}, 0, 0, 0, 0}}},
                        true}};
  signing.votes = {{1, 0.62, 0.4, true, 0.8}, {2, 0.55, 0.45, true, 0.999}};
  signing.agreed = true;
  record.rounds.push_back(tiny_round(scenario, 4, kStatusQuo));
  Round& breach = record.rounds.back();
  breach.context = {1, 12.5};
  breach.acts = {0, 0, 2};
  breach.breaches = {{2, 3, 0.05, 0.03}};
  record.rounds.push_back(tiny_round(scenario, 5, kStatusQuo));
  Round& away = record.rounds.back();
  away.context = {1, 12.5};
  away.acts = {0, 0, 2};
  away.attends = {true, false, true};
  away.attendance_value = {0, -0.012, 0.01};
  away.talks = false;
  away.exchanges.clear();

  RunResult& result = record.result;
  result.seed = 1;
  result.outcome = 2;
  result.arrangement = kStatusQuo;
  result.types = {0, 0, 1};
  result.agreements = {{3, kStatusQuo, kToll, 4}};
  result.rounds_with_talks = 5;
  result.passes = 3;
  result.offers = 2;
  result.refusals = 1;
  result.rollbacks = 1;
  result.utilities = {
      {0, 0, 0, -0.02, 0, 0}, {0.01, 0.02, 0, 0.03, 0, 0, -0.001}, {-0.01, 0.02, 0, 0.03, 0.004, -0.002, 0}};
  result.acts = {{3, 3}, {6}, {0, 3, 3}};
  result.nash_product = 0;
  result.frontier_distance = 0.125;
  result.trust = {1, .5, .5, .5, 1, .25, .5, .5, 1};
  result.blocks = {{2, 0, 1}};
  for (std::size_t outcome = 0; outcome < 2; ++outcome) {
    const PackageIndex package = outcome == 0 ? kTaken : kShared;
    result.gaps.push_back(
        {outcome, kStatusQuo, true, package, {{1, -0.2, -1.41, 0, 0.1}, {2, 0.3, 2.12, kNaN, -0.15}}});
  }
  return record;
}

}  // namespace entente
