// The kinds of game: what the keys of protocols, tactics, dimensions and disagreement become, and each
// mistake in them, one at a time, at its place.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <ostream>
#include <sstream>

#include "sim/scenario/load.hpp"

namespace entente {
namespace {

const std::string kData = std::string(ENTENTE_SOURCE_DIR) + "/tests/scenario/data/";

std::string text_of(const std::string& name) {
  std::ifstream stream(kData + name);
  std::stringstream buffer;
  buffer << stream.rdbuf();
  return buffer.str();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t start = text.find(from);
  EXPECT_NE(start, std::string::npos) << from;
  return start == std::string::npos ? text : text.replace(start, from.size(), to);
}

std::string said_of(const std::string& text) {
  std::string said;
  try {
    load_scenario_text(text, "x.yaml");
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) said += to_string(problem) + "\n";
  }
  return said;
}

/// Two parties, two issues, nothing in force.
const std::string kPie = R"(entente: 1
title: Pie
source: definition
issues:
  colour: {options: [red, blue]}
  pie: {divisible: 1}
settles: always
protocol: {kind: alternating_offers, order: [a, b]}
actors:
  a: {disagreement: 0, tactic: {kind: rational}, components: {pay: {terms: {t: {kind: values, values: {pie: {"1": 1}}}}}}}
  b: {disagreement: 0.1, tactic: {kind: rational}, components: {pay: {terms: {t: {kind: values, values: {pie: {"0": 1}}}}}}}
)";

const Actor& actor(const Scenario& scenario, const std::string& name) {
  return *std::ranges::find(scenario.actors, name, &Actor::name);
}

TEST(Game, TacticsLand) {
  const Scenario s = load_scenario_text(text_of("tactics.yaml"), "x.yaml").scenario;
  using Kind = Tactic::Kind;
  const std::vector<std::pair<std::string, Kind>> kinds = {{"aspiring", Kind::Aspiration},
                                                           {"bayesian", Kind::Bayesian},
                                                           {"exponential", Kind::ExponentialAspiration},
                                                           {"relative", Kind::RelativeTitForTat},
                                                           {"random", Kind::RandomTitForTat},
                                                           {"averaged", Kind::AveragedTitForTat},
                                                           {"nice", Kind::NiceTitForTat},
                                                           {"micro", Kind::Micro},
                                                           {"staller", Kind::Staller},
                                                           {"grit", Kind::Grit}};
  for (const auto& [name, kind] : kinds) EXPECT_EQ(actor(s, name).tactic.kind, kind) << name;
  const Tactic& aspiring = actor(s, "aspiring").tactic;
  EXPECT_EQ(aspiring.initial, 0.9);
  EXPECT_EQ(aspiring.final, 0.2);
  EXPECT_EQ(aspiring.exponent, 0);
  EXPECT_EQ(aspiring.deadline, 101);
  EXPECT_EQ(aspiring.accept.kind, AcceptanceRule::Kind::Combined);
  EXPECT_EQ(aspiring.accept.scale, 1.1);
  EXPECT_EQ(aspiring.accept.offset, 0.05);
  EXPECT_EQ(aspiring.accept.time, 0.8);
  EXPECT_EQ(aspiring.accept.window, 0.5);
  EXPECT_EQ(actor(s, "bayesian").tactic.accept.constant, 0.7);
  EXPECT_EQ(actor(s, "bayesian").tactic.initial, 1);
  EXPECT_EQ(actor(s, "relative").tactic.lag, 2);
  EXPECT_EQ(actor(s, "relative").tactic.deadline, 8);
  EXPECT_EQ(actor(s, "random").tactic.step, 0.05);
  EXPECT_EQ(actor(s, "grit").tactic.step, 0.1);
  EXPECT_EQ(actor(s, "grit").tactic.unanswered, 3);
  EXPECT_EQ(actor(s, "micro").tactic.accept.kind, AcceptanceRule::Kind::Target);
  EXPECT_EQ(actor(s, "micro").tactic.deadline, 0);
}

TEST(Game, NothingInForceAtTheStart) {
  const LoadedScenario loaded = load_scenario_text(text_of("tactics.yaml"), "x.yaml");
  const Scenario& s = loaded.scenario;
  EXPECT_TRUE(starts_from_nothing(s));
  EXPECT_EQ(actor(s, "aspiring").disagreement, 0.1);
  EXPECT_EQ(s.settles.kind, Predicate::Kind::Always);
  EXPECT_EQ(package_space(s).packages(), 10U);
  EXPECT_EQ(s.protocol.quota, 3U);
  // Whose turn it is is drawn, so the order need not be written.
  EXPECT_EQ(s.protocol.order.size(), s.actors.size());
  EXPECT_EQ(find_parameter(loaded.parameters, "actors.bayesian.disagreement").range, std::pair(-30.0, -10.0));
}

TEST(Game, AForecastHasPositionsAndNoPackages) {
  const LoadedScenario loaded = load_scenario_text(text_of("forecast.yaml"), "x.yaml");
  const Scenario& s = loaded.scenario;
  EXPECT_EQ(s.protocol.kind, Protocol::Kind::ExpectedUtility);
  EXPECT_TRUE(s.issues.empty());
  ASSERT_EQ(s.dimensions.size(), 2U);
  EXPECT_EQ(s.dimensions[0].name, "delay");
  EXPECT_EQ(s.dimensions[0].high, 10);
  EXPECT_EQ(s.dimensions[1].high, 100);
  EXPECT_EQ(actor(s, "france").positions.at(0).at, 10);
  EXPECT_EQ(actor(s, "netherlands").positions.at(1).salience, 0.2);
  EXPECT_EQ(s.challenge.expected_utility.rounds, 3);
  EXPECT_EQ(s.challenge.spatial.turns, SpatialRules{}.turns);
  // Only what a forecast uses can be varied.
  const auto known = [&](const char* path) {
    return std::ranges::count(loaded.parameters, path, &Parameter::path) > 0;
  };
  EXPECT_TRUE(known("actors.france.positions.delay.at"));
  EXPECT_TRUE(known("challenge.expected_utility.unchallenged"));
  EXPECT_FALSE(known("actors.france.patience"));
}

TEST(Game, AForecastMayHaveManyActors) {
  const auto with = [](int count) {
    std::string text = "entente: 1\ntitle: x\ndimensions: {d: {}}\nprotocol: {kind: spatial}\nactors:\n";
    for (int i = 0; i < count; ++i) {
      text += "  a" + std::to_string(i) + ": {positions: {d: {at: 1, salience: 1}}}\n";
    }
    return text;
  };
  EXPECT_EQ(said_of(with(250)), "");
  EXPECT_NE(said_of(with(251)).find("are 251; at most 250 are allowed"), std::string::npos);
}

TEST(Game, ProtocolKeysLand) {
  const auto protocol = [](const std::string& text) {
    const std::string whole =
        replaced(replaced(replaced(kPie, "kind: rational", "kind: micro"), "kind: rational", "kind: zeuthen"),
                 "kind: alternating_offers, order: [a, b]", text);
    return load_scenario_text(whole, "x.yaml").scenario.protocol;
  };
  // An agenda needs something in force, and parties that weigh every package.
  const auto agenda = [](const std::string& text) {
    const std::string pie = replaced(kPie, "settles: always", "settles: {colour: blue}");
    const std::string dispute = replaced(replaced(pie, "disagreement: 0, tactic: {kind: rational}, ", ""),
                                         "disagreement: 0.1, tactic: {kind: rational}, ", "");
    return load_scenario_text(replaced(dispute, "kind: alternating_offers, order: [a, b]", text), "x.yaml")
        .scenario.protocol.agenda;
  };
  EXPECT_EQ(agenda("kind: agenda, order: [b, a]"), (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(agenda("kind: agenda, order: [b, a], agenda: [pie, colour]"), (std::vector<std::size_t>{1, 0}));
  EXPECT_EQ(protocol("kind: single_text, drafts: 7").drafts, 7);
  EXPECT_EQ(protocol("kind: single_text").order, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(protocol("kind: simultaneous_demands, order: [b, a]").order, (std::vector<std::size_t>{1, 0}));
  EXPECT_EQ(protocol("kind: stacked_alternating_offers, order: [b, a]").kind,
            Protocol::Kind::StackedAlternatingOffers);
}

TEST(Game, RationalPartiesAndTheirHorizonLand) {
  const Scenario s =
      load_scenario_text(replaced(kPie, "order: [a, b]", "order: [a, b], last_exchange: 5"), "x.yaml")
          .scenario;
  EXPECT_EQ(s.protocol.last_exchange, 5);
  EXPECT_EQ(s.actors[0].tactic.kind, Tactic::Kind::Rational);
}

TEST(Game, ARuleOfAChallengeCanBeSetWhereNoneIsWritten) {
  const std::vector<std::string> sets = {"challenge.spatial.turns=4", "challenge.spatial.stochastic=on"};
  const Scenario s = load_scenario_text(text_of("forecast.yaml"), "x.yaml", sets).scenario;
  EXPECT_EQ(s.challenge.spatial.turns, 4);
  EXPECT_TRUE(s.challenge.spatial.stochastic);
}

TEST(Game, WhatTheModelsOfForecastsNeed) {
  const std::string spatial = replaced(text_of("forecast.yaml"), "expected_utility}", "spatial}");
  EXPECT_EQ(said_of(spatial), "");
  const std::string caring = replaced(spatial, "salience: 0.8", "salience: 0.81");
  EXPECT_NE(said_of(caring).find("actors.netherlands.positions: have saliences that sum to 1.01"),
            std::string::npos)
      << said_of(caring);
  std::string weak = replaced(replaced(spatial, "power: 0.08", "power: 0"), "power: 0.1,", "power: 0,");
  EXPECT_NE(said_of(weak).find("actors: lack one with both power and a salience above 0"), std::string::npos)
      << said_of(weak);
}

TEST(Game, APatchedPositionMustLieOnItsDimension) {
  const LoadedScenario loaded = load_scenario_text(text_of("forecast.yaml"), "x.yaml");
  const auto at = [&](double value) {
    const std::vector<std::pair<std::string, double>> values = {{"actors.france.positions.delay.at", value}};
    return with_parameters(loaded, values).actors[0].positions[0].at;
  };
  EXPECT_EQ(at(5), 5);
  EXPECT_THROW(at(11), InputError);
}

TEST(Game, ThePlausibleRangeOfAPositionEndsWhereItsScaleDoes) {
  const std::string text = replaced(text_of("forecast.yaml"), "source: definition", "source: assumed ±50%");
  const LoadedScenario loaded = load_scenario_text(text, "x.yaml");
  EXPECT_EQ(find_parameter(loaded.parameters, "actors.france.positions.delay.at").range,
            std::pair(5.0, 10.0));
  EXPECT_EQ(find_parameter(loaded.parameters, "actors.netherlands.positions.delay.at").range,
            std::pair(4.0, 6.0));
}

/// In `file`, `from` becomes `to`; the problem says `message` under `key`, on the line where `at` stands.
struct GameMistake {
  std::string file;
  std::string from;
  std::string to;
  std::string at;
  std::string key;
  std::string message;
};

std::ostream& operator<<(std::ostream& out, const GameMistake& mistake) { return out << mistake.to; }

class GameCheck : public testing::TestWithParam<GameMistake> {};

TEST_P(GameCheck, SaysWhereAndWhat) {
  const GameMistake& mistake = GetParam();
  const std::string text =
      replaced(mistake.file == "pie" ? kPie : text_of(mistake.file), mistake.from, mistake.to);
  const std::size_t place = text.find(mistake.at);
  ASSERT_NE(place, std::string::npos);
  const std::size_t start = place == 0 ? 0 : text.rfind('\n', place) + 1;
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(place), '\n');
  const std::string where = "x.yaml:" + std::to_string(line) + ":" + std::to_string(place - start + 1) + ": ";
  const std::string said = said_of(text);
  EXPECT_NE(said.find(where + mistake.key + ": " + mistake.message), std::string::npos)
      << where << mistake.key << ": " << mistake.message << "\nthe reader said\n"
      << said;
}

INSTANTIATE_TEST_SUITE_P(
    Protocols, GameCheck,
    testing::Values(
        GameMistake{"pie", "kind: alternating_offers, ", "kind: alternating_offers, quota: 2, ", "quota: 2",
                    "protocol.quota",
                    "belongs to kind: random_recognition; the protocol is alternating_offers"},
        GameMistake{"pie", "kind: alternating_offers, ", "kind: random_recognition, quota: 3, ", "quota: 3",
                    "protocol.quota", "is 3, and there are 2 parties"},
        GameMistake{"pie", "kind: alternating_offers, ", "kind: random_recognition, quota: 1, ", "1, order",
                    "protocol.quota", "found '1', expected a whole number in [2, 16]"},
        GameMistake{"pie", "kind: alternating_offers, ", "kind: agenda, agenda: [pie], ", "agenda: [",
                    "protocol.agenda", "lacks colour; every issue stands here once"},
        GameMistake{"pie", "kind: alternating_offers, ", "kind: agenda, agenda: [pie, color], ", "color]",
                    "protocol.agenda", "found 'color', which is not an issue; known: colour, pie"},
        GameMistake{"pie", "kind: alternating_offers, ", "agenda: [pie, colour], ", "agenda: [",
                    "protocol.agenda", "belongs to kind: agenda"},
        GameMistake{"pie", "kind: alternating_offers, ", "drafts: 5, ", "drafts", "protocol.drafts",
                    "belongs to kind: single_text"},
        GameMistake{"pie", "kind: alternating_offers, ", "kind: single_text, drafts: 2000, ", "2000",
                    "protocol.drafts", "found '2000', expected a whole number in [1, 1000]"},
        GameMistake{"tactics.yaml", "quota: 3", "last_exchange: 3", "last_exchange", "protocol.last_exchange",
                    "is what rational parties foresee, and no party has tactic kind: rational"},
        GameMistake{"pie", "kind: alternating_offers, order: [a, b]", "kind: agenda", "{kind: agenda",
                    "protocol.order", "lacks a; every party stands here once"},
        GameMistake{"pie", "alternating_offers", "alternating_ofers", "alternating_ofers", "protocol.kind",
                    "found 'alternating_ofers', expected one of: alternating_offers, stacked"},
        GameMistake{
            "pie", "alternating_offers", "spatial", "kind: spatial", "protocol.kind",
            "is spatial, which forecasts positions on dimensions; the scenario declares no dimensions"},
        GameMistake{"forecast.yaml", "kind: expected_utility", "kind: single_text", "kind: single",
                    "protocol.kind", "is single_text, which bargains over packages"},
        GameMistake{"forecast.yaml", "{kind: expected_utility}", "{}", "{}", "protocol.kind",
                    "missing; kind is required here"},
        GameMistake{"forecast.yaml", "kind: expected_utility}", "kind: spatial, order: [france]}", "order",
                    "protocol.order", "unknown key 'order'"}));

INSTANTIATE_TEST_SUITE_P(
    Forecasts, GameCheck,
    testing::Values(
        GameMistake{"forecast.yaml", "low: {value: 4, unit: years}", "low: 10", "low: 10",
                    "dimensions.delay.low", "is 10; it must be below high, which is 10"},
        GameMistake{"forecast.yaml", "{at: 4,", "{at: 3,", "at: 3", "actors.netherlands.positions.delay.at",
                    "is 3; delay runs from 4 to 10"},
        GameMistake{"forecast.yaml", "range: [10, 30]", "range: [10, 130]", "at: {value: 20",
                    "actors.france.positions.depth.at", "has the range [10, 130]; depth runs from 0 to 100"},
        GameMistake{"forecast.yaml", "salience: 0.8", "salience: 1.8", "1.8",
                    "actors.netherlands.positions.delay.salience",
                    "found '1.8', expected a number in [0, 1]"},
        GameMistake{"forecast.yaml", "positions: {delay: {at: 7, salience: 1}, ", "positions: {",
                    "positions: {depth: {at: 0", "actors.industry.positions",
                    "lack delay; every actor needs a position on every dimension"},
        GameMistake{"forecast.yaml", "power: 0.08, positions", "power: 0.08, position", "position: {delay",
                    "actors.netherlands.position", "unknown key 'position'"},
        GameMistake{"forecast.yaml", "{delay: {at: 4", "{dealy: {at: 4", "dealy",
                    "actors.netherlands.positions.dealy",
                    "found 'dealy', which is not a dimension; known: delay, depth; did you mean 'delay'?"},
        GameMistake{"forecast.yaml", "unit: years}, high", "unit: weeks}, high", "unit: weeks}, high",
                    "dimensions.delay.low.unit", "found 'weeks', expected 'years'"},
        GameMistake{"forecast.yaml", "title: Netherlands", "patience: 0.9", "patience",
                    "actors.netherlands.patience", "unknown key 'patience'"},
        GameMistake{"forecast.yaml", "protocol:", "outcomes: {}\nprotocol:", "outcomes", "outcomes",
                    "is about packages, and a scenario without issues has none"},
        GameMistake{"forecast.yaml", "protocol:", "settles: always\nprotocol:", "entente", "issues",
                    "missing; issues is required here"},
        GameMistake{"forecast.yaml", "{rounds: 3}", "{reading: new}", "new",
                    "challenge.expected_utility.reading",
                    "found 'new', expected one of: replication, published"},
        GameMistake{"pie", "settles:", "challenge: {}\nsettles:", "challenge", "challenge",
                    "has rules for positions on dimensions, and the scenario declares no dimensions"}));

INSTANTIATE_TEST_SUITE_P(
    Disagreement, GameCheck,
    testing::Values(
        GameMistake{"pie", "{disagreement: 0.1, ", "{", "b: {", "actors.b",
                    "lacks disagreement; where one party declares it, all parties must"},
        GameMistake{"tactics.yaml", "micro: {dis", "micro: {role: third_party, dis",
                    "disagreement: 0, tactic: {kind: micro", "actors.micro.disagreement",
                    "belongs to parties; this is a third party"},
        GameMistake{
            "pie", "[red, blue]}", "[red, blue], status_quo: red}", "status_quo", "issues.colour.status_quo",
            "cannot stand here: actors declare `disagreement`, so the status quo is none of the packages"},
        GameMistake{"pie", "settles:", "obligations: {o: {issue: pie, by: a, to: b}}\nsettles:", "o: {issue",
                    "obligations.o", "cannot stand here: actors declare `disagreement`"},
        GameMistake{"pie", "kind: values, values: {pie: {\"1\": 1}}", "kind: holding, issue: pie, held: {}",
                    "kind: holding", "actors.a.components.pay.terms.t.kind",
                    "is holding, which is measured from the status quo"},
        GameMistake{"pie", "{disagreement: 0.1, ",
                    "{disagreement: 0.1, ratification: {constituencies: {g: {values: {pie: {}}}}}, ",
                    "ratification", "actors.b.ratification",
                    "cannot stand here: actors declare `disagreement`"},
        GameMistake{
            "pie", "{disagreement: 0.1, ",
            "{disagreement: 0.1, red_lines: {r: {never: {colour: red}, unless_in_force: {colour: red}}}, ",
            "unless_in_force", "actors.b.red_lines.r.unless_in_force",
            "cannot stand here: actors declare `disagreement`"}));

INSTANTIATE_TEST_SUITE_P(
    RationalParties, GameCheck,
    testing::Values(GameMistake{"pie", "{disagreement: 0.1, ",
                                "{disagreement: 0.1, red_lines: {r: {never: {pie: \"1\"}}}, ", "r: {never",
                                "actors.b.red_lines.r", "is about a divisible issue"},
                    GameMistake{"pie", "settles:", "feasible: {f: {not: {pie: \"1\"}}}\nsettles:", "feasible",
                                "feasible",
                                "have a rule about a divisible issue that is no bound on what issues bring"},
                    GameMistake{"pie", "settles: always", "settles: {pie: \"1\"}", "settles", "settles",
                                "is about a divisible issue"},
                    GameMistake{"pie", "pie: {divisible: 1}", "pie: {divisible: 1001}", "divisible",
                                "issues.pie.divisible",
                                "is 1001; rational parties need at most 1000 slices"}));

INSTANTIATE_TEST_SUITE_P(
    Agendas, GameCheck,
    testing::Values(GameMistake{"pie", "alternating_offers", "agenda", "kind: agenda", "protocol.kind",
                                "is agenda, which changes one issue of what is in force"},
                    GameMistake{"pie", "alternating_offers", "agenda", "kind: rational",
                                "actors.a.tactic.kind",
                                "must be constant, polynomial or exponential under protocol kind agenda"}));

INSTANTIATE_TEST_SUITE_P(
    Tactics, GameCheck,
    testing::Values(
        GameMistake{"pie", "0.1, tactic: {kind: rational}", "0.1, tactic: {kind: micro}", "kind: micro",
                    "actors.b.tactic.kind", "must be rational, as that of another party"},
        GameMistake{"pie", "{disagreement: 0.1, ", "{disagreement: 0.1, private_sd: 0.2, ", "private_sd",
                    "actors.b.private_sd", "is 0.2; it must be 0 among rational parties"},
        GameMistake{"pie", "{disagreement: 0.1, ", "{disagreement: 0.1, profiles: {x: {}, y: {}}, ",
                    "profiles", "actors.b.profiles", "are 2; at most one is allowed among rational parties"},
        GameMistake{"pie", "alternating_offers", "stacked_alternating_offers", "kind: stacked",
                    "protocol.kind", "rational parties need alternating_offers or random_recognition"},
        GameMistake{
            "pie", "kind: values, values: {pie: {\"1\": 1}}",
            "kind: linkage, issues: [colour, pie], values: {}", "t: {kind: linkage",
            "actors.a.components.pay.terms.t",
            "is a term of kind linkage on pie, which is divisible; rational parties may value it by terms "
            "of kind values only"},
        GameMistake{"tactics.yaml", "{kind: micro}", "{kind: zeuthen}", "kind: zeuthen",
                    "actors.micro.tactic.kind", "is zeuthen, which is for two parties; there are 10"},
        GameMistake{"tactics.yaml", "{kind: micro}", "{kind: micro, lag: 1}", "lag: 1}",
                    "actors.micro.tactic.lag",
                    "unknown key 'lag'; allowed here: accept, deadline, kind, note, source"},
        GameMistake{"tactics.yaml", "{kind: micro}", "{kind: micro, answer_noise: 1}", "answer_noise",
                    "actors.micro.tactic.answer_noise", "unknown key"},
        GameMistake{"tactics.yaml", "{kind: micro}", "{kind: micro, accept: {rule: time}}", "{kind: micro",
                    "actors.micro.tactic.deadline", "missing; deadline is required here"},
        GameMistake{"tactics.yaml", "{kind: micro}", "{kind: micro, accept: {rule: next, window: 1}}",
                    "window: 1", "actors.micro.tactic.accept.window",
                    "unknown key 'window'; allowed here: note, offset, rule"},
        GameMistake{"tactics.yaml", "{rule: constant, constant: 0.7}", "{rule: constant}", "{rule: constant}",
                    "actors.bayesian.tactic.accept.constant", "missing; constant is required here"},
        GameMistake{"tactics.yaml", "step: 0.1, ", "", "{kind: grit", "actors.grit.tactic.step",
                    "missing; step is required here"},
        GameMistake{"tactics.yaml", "unanswered: 3", "unanswered: 0", "0}", "actors.grit.tactic.unanswered",
                    "found '0', expected a whole number in [1, 100]"},
        GameMistake{"tactics.yaml", "{kind: nice_tit_for_tat, deadline: 3, ", "{kind: nice_tit_for_tat, ",
                    "{kind: nice", "actors.nice.tactic.deadline", "missing; deadline is required here"},
        GameMistake{"pie", "0.1, tactic: {kind: rational}", "0.1, tactic: {kind: rational, accept: {}}",
                    "accept", "actors.b.tactic.accept",
                    "unknown key 'accept'; allowed here: kind, note, source"}));

}  // namespace
}  // namespace entente
