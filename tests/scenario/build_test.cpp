// The fixture everything.yaml uses every key of the language: each must land where it belongs.

#include "sim/scenario/build.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "sim/scenario/load.hpp"
#include "tests/support/scenario_text.hpp"

namespace entente {
namespace {

const std::string kEverything = std::string(ENTENTE_SOURCE_DIR) + "/tests/scenario/data/everything.yaml";

std::string text_of(const std::string& path) {
  std::ifstream stream(path);
  std::stringstream buffer;
  buffer << stream.rdbuf();
  return buffer.str();
}

LoadedScenario everything(std::vector<std::string> sets = {}) { return load_scenario(kEverything, sets); }

template <class Collection>
auto& named(Collection& collection, const std::string& name) {
  return *std::ranges::find(collection, name, [](const auto& item) { return item.name; });
}

TEST(Build, TopLevelBlocksLand) {
  const Scenario s = everything().scenario;
  EXPECT_EQ(s.name, "everything");
  EXPECT_EQ(s.timing.start_year * 100 + s.timing.start_month, 201612);
  EXPECT_EQ(s.timing.rounds, 12);
  EXPECT_EQ(s.timing.exchanges, 3);
  EXPECT_EQ(s.timing.hope_delay, 1.5);
  EXPECT_FALSE(s.switches.hope);
  EXPECT_FALSE(s.switches.trust);
  EXPECT_TRUE(s.switches.acts);
  EXPECT_EQ(s.attenuation, 0.2);
  EXPECT_EQ(s.trust.broken, 4);
  EXPECT_EQ(s.influence.layers, (std::vector{Layer::Alliance, Layer::Alignment}));
  EXPECT_EQ(names_of(s.actors), (std::vector<std::string>{"alpha", "beta", "delta", "gamma"}));
  EXPECT_EQ(s.protocol.order, (std::vector<std::size_t>{1, 0}));
  EXPECT_EQ(s.protocol.acts_order, (std::vector<std::size_t>{3, 2, 0, 1}));
  // The parties and those that are named.
  EXPECT_EQ(s.protocol.required, (std::vector<std::size_t>{0, 1, 3}));
  EXPECT_EQ(names_of(s.outcomes), (std::vector<std::string>{"large", "small"}));
  EXPECT_EQ(s.obligations.at(0).by, 0U);
}

TEST(Build, DimensionsAndTheRulesOfChallengesLand) {
  const Scenario s = everything().scenario;
  EXPECT_EQ(names_of(s.dimensions), (std::vector<std::string>{"delay", "depth"}));
  EXPECT_EQ(s.dimensions[0].unit, "years");
  EXPECT_EQ(s.dimensions[0].low, 4);
  EXPECT_EQ(named(s.actors, "gamma").positions.at(0).at, 7);
  EXPECT_EQ(named(s.actors, "delta").positions.at(1).salience, 0.3);
  EXPECT_EQ(s.challenge.expected_utility.reading, ExpectedUtilityRules::Reading::Published);
  EXPECT_EQ(s.challenge.expected_utility.unchallenged, 0.9);
  EXPECT_EQ(s.challenge.expected_utility.rounds, 5);
  const SpatialRules& spatial = s.challenge.spatial;
  EXPECT_EQ(spatial.victory, SpatialRules::Victory::Square);
  EXPECT_EQ(spatial.voting, SpatialRules::Voting::Cubic);
  EXPECT_EQ(spatial.election, SpatialRules::Election::MarkovUniform);
  EXPECT_EQ(spatial.risk, SpatialRules::Risk::Maximum);
  EXPECT_EQ(spatial.risk_estimate, SpatialRules::RiskEstimate::Half);
  EXPECT_EQ(spatial.third_parties, SpatialRules::ThirdParties::Full);
  EXPECT_EQ(spatial.interim, SpatialRules::Interim::PowerWeighted);
  EXPECT_EQ(spatial.blend, SpatialRules::Blend::SquaredMaximum);
  EXPECT_TRUE(spatial.stochastic);
  EXPECT_EQ(spatial.turns, 20);
}

TEST(Build, IssuesLand) {
  const Scenario s = everything().scenario;
  EXPECT_EQ(names_of(s.issues),
            (std::vector<std::string>{"investment", "legal", "pie", "sanctions", "territory", "treaty"}));
  EXPECT_EQ(names_of(s.quantities), (std::vector<std::string>{"land", "level", "money", "warmth"}));
  const Issue& pie = s.issues[2];
  EXPECT_TRUE(pie.divisible);
  EXPECT_EQ(pie.options, (std::vector<std::string>{"0", "1", "2", "3", "4"}));
  EXPECT_EQ(pie.status_quo, 1U);
  const Issue& territory = s.issues[4];
  EXPECT_EQ(territory.amounts[2][0], 4);
  EXPECT_EQ(territory.option_titles, (std::vector<std::string>{"", "Two", "Four"}));
  EXPECT_EQ(s.issues[0].amounts[1][2], 3);
}

TEST(Build, ContextAndTiesLand) {
  const Scenario s = everything().scenario;
  const Process& vote = named(s.context, "vote");
  ASSERT_EQ(vote.points.size(), 2U);
  EXPECT_DOUBLE_EQ(vote.points[0].first, 1 / 12.0);
  // 2018.5 is 1.5 years and a month after December 2016.
  EXPECT_NEAR(vote.points[1].first, 1.5 + 1 / 12.0, 1e-12);
  EXPECT_LT(named(s.context, "deficit").points[0].first, 0);
  const Process& crisis = named(s.context, "crisis");
  EXPECT_EQ(crisis.rates, (std::vector<std::vector<double>>{{0, 0.2}, {1, 0}}));
  EXPECT_TRUE(named(s.context, "oil").logarithmic);
  const Tie& tie = named(s.ties, "alignment_b_d");
  EXPECT_EQ(tie.maximum, 0.9);
  EXPECT_EQ(tie.drivers[0].kind, Driver::Kind::Isolation);
  EXPECT_EQ(tie.drivers[1].kind, Driver::Kind::Amount);
  EXPECT_EQ(tie.drivers[1].of, 2U);
  EXPECT_EQ(tie.drivers[2].effect, 0.01);
  EXPECT_TRUE(named(s.ties, "alliance_a_c").mutual);
  EXPECT_EQ(named(s.ties, "alliance_a_c").to, 3U);
}

TEST(Build, ActorsLand) {
  const Scenario s = everything().scenario;
  const Actor& a = s.actors[0];
  EXPECT_EQ(a.outside_option, -0.1);
  EXPECT_EQ(a.tactic.kind, Tactic::Kind::Polynomial);
  EXPECT_EQ(a.tactic.deadline, 6);
  EXPECT_EQ(s.actors[1].tactic.initial, 0.7);
  EXPECT_EQ(a.money_component, 0U);
  EXPECT_EQ(names_of(a.profiles), (std::vector<std::string>{"dealer", "staller"}));
  EXPECT_EQ(a.type, 0U);
  EXPECT_EQ(s.actors[1].type, std::nullopt);
  EXPECT_EQ(a.profiles[1].share_factors, (std::vector<double>{0.5, 1, 1}));
  EXPECT_EQ(a.beliefs.at(0).profile_shares, (std::vector<double>{0.9, 0.1}));
  EXPECT_EQ(a.trust.at(0).beta, 3);
  EXPECT_EQ(names_of(a.acts), (std::vector<std::string>{"nothing", "visit"}));
  EXPECT_EQ(a.acts[1].signal, (std::vector<double>{0.8, 0.2}));
  EXPECT_EQ(a.acts[1].ties.at(1).tie, 4U);  // trade_a_b, the last by name
  EXPECT_EQ(a.acts[1].available.kind, Predicate::Kind::Not);
  EXPECT_TRUE(a.red_lines.at(0).unless_in_force.has_value());
  EXPECT_EQ(a.red_lines[0].never.options, (std::vector<bool>{true, false, false, false, false}));
  EXPECT_EQ(names_of(a.ratification->constituencies), (std::vector<std::string>{"elite", "public"}));
  EXPECT_FALSE(s.actors[3].party);
}

TEST(Build, TermsLand) {
  const Scenario s = everything().scenario;
  const auto& fund = std::get<ProjectTerm>(s.actors[0].components[0].terms[0].body);
  EXPECT_EQ(fund.role, ProjectTerm::Role::Investor);
  EXPECT_EQ(fund.risk_pair, (std::pair<std::size_t, std::size_t>{0, 1}));
  EXPECT_EQ(fund.protection, (std::vector<double>{0, 0.5}));
  EXPECT_EQ(fund.gross_return, 1.4);
  const auto& land = std::get<HoldingTerm>(s.actors[0].components[2].terms[0].body);
  EXPECT_EQ(land.held, (std::vector<double>{0, 0.07, 1}));
  EXPECT_EQ(land.aspiration, 0.9);
  const auto& law = std::get<LinkageTerm>(s.actors[1].components[0].terms[0].body);
  // Rows: options of legal, the issue named first; columns: options of territory.
  EXPECT_EQ(law.values, (std::vector<double>{0, 0, 0, 0, 0.1, -0.2}));
  EXPECT_EQ(std::get<SanctionTerm>(s.actors[1].components[0].terms[1].body).partner, 3U);
  EXPECT_EQ(std::get<ValuesTerm>(s.actors[1].components[0].terms[2].body).issues[1].values[4], -0.5);
}

TEST(Build, PredicatesMean) {
  const Scenario s = everything().scenario;
  // Options of investment, legal, pie, sanctions, territory, treaty.
  const std::vector<std::uint32_t> gift = {0, 0, 1, 0, 2, 0};
  std::vector<double> amounts(s.quantities.size());
  package_amounts(s, gift, amounts);
  EXPECT_FALSE(holds(s.feasible[0], gift, amounts, {}));
  EXPECT_TRUE(holds(s.feasible[1], gift, amounts, {}));
  EXPECT_FALSE(holds(s.settles, gift, amounts, {}));
  const std::vector<std::uint32_t> deal = {0, 0, 1, 0, 1, 1};
  package_amounts(s, deal, amounts);
  EXPECT_TRUE(holds(s.outcomes[0].when, deal, amounts, {}));
}

Node reversed(Node node) {
  if (node.is_mapping()) std::ranges::reverse(node.children);
  for (Entry& entry : node.children) entry.node = reversed(std::move(entry.node));
  return node;
}

TEST(Build, TheOrderOfDeclarationChangesNothing) {
  std::vector<Problem> problems;
  const Node root = parse_document(text_of(kEverything), "x", problems);
  const BuiltScenario backwards = build_scenario(reversed(root), "x");
  ASSERT_TRUE(backwards.log.problems.empty());
  EXPECT_EQ(ScenarioText::of(build_scenario(root, "x").scenario), ScenarioText::of(backwards.scenario));
}

TEST(Build, TheResolvedTextIsTheSameScenario) {
  const LoadedScenario loaded = everything();
  const LoadedScenario again = load_scenario_text(loaded.resolved, "everything");
  EXPECT_EQ(ScenarioText::of(loaded.scenario), ScenarioText::of(again.scenario));
  EXPECT_EQ(loaded.resolved, again.resolved);
}

TEST(Build, EveryParameterIsFoundInTheScenarioAndAlone) {
  const LoadedScenario loaded = everything();
  const std::string before = ScenarioText::of(loaded.scenario);
  for (const Parameter& parameter : loaded.parameters) {
    Scenario copy = loaded.scenario;
    double& value = parameter.slot(copy);
    EXPECT_TRUE(value >= parameter.low && value <= parameter.high) << parameter.path;
    value += 0.001;
    EXPECT_NE(ScenarioText::of(copy), before) << parameter.path;
    value -= 0.001;
  }
  const auto same = [](const Parameter& a, const Parameter& b) { return a.path == b.path; };
  EXPECT_EQ(std::ranges::adjacent_find(loaded.parameters, same), loaded.parameters.end());
}

TEST(Build, PatchingANumberIsReadingTheDocumentWithThatNumber) {
  const LoadedScenario loaded = everything();
  for (const Parameter& parameter : loaded.parameters) {
    // A path with a dot in a key or with an element of a list cannot be set from the command line.
    if (parameter.path.find_first_of("[") != std::string::npos ||
        parameter.path.find(".5") != std::string::npos)
      continue;
    Scenario copy = loaded.scenario;
    const std::string value = fmt::format("{}", parameter.slot(copy));
    const LoadedScenario set = everything({parameter.path + "=" + value});
    EXPECT_EQ(ScenarioText::of(set.scenario), ScenarioText::of(loaded.scenario)) << parameter.path;
  }
  const std::vector<std::pair<std::string, double>> values = {{"actors.beta.power", 3},
                                                              {"actors.alpha.patience", 0.95}};
  EXPECT_EQ(ScenarioText::of(with_parameters(loaded, values)),
            ScenarioText::of(everything({"actors.beta.power=3", "actors.alpha.patience=0.95"}).scenario));
}

TEST(Build, SettingANumberKeepsItsSource) {
  const LoadedScenario loaded = everything({"issues.investment.amounts.money.high=5"});
  const Parameter& parameter = find_parameter(loaded.parameters, "issues.investment.amounts.money.high");
  EXPECT_EQ(parameter.sources, std::vector<std::string>{"assumed ±50%"});
  EXPECT_EQ(parameter.range, (std::pair{1.0, 6.0}));
  EXPECT_EQ(loaded.scenario.issues[0].amounts[1][2], 5);
}

TEST(Build, StructureAndUnwrittenBlocksCanBeSet) {
  const LoadedScenario loaded =
      everything({"actors.delta.tactic.hold_out=0.3", "protocol.order=[alpha, beta]", "mechanisms.hope=on",
                  "actors.alpha.type=drawn", "actors.delta.role=third_party"});
  EXPECT_EQ(loaded.scenario.actors[2].tactic.initial, 0.3);
  EXPECT_EQ(loaded.scenario.protocol.order, (std::vector<std::size_t>{0, 1}));
  EXPECT_TRUE(loaded.scenario.switches.hope);
  EXPECT_EQ(loaded.scenario.actors[0].type, std::nullopt);
}

TEST(Build, WrongParametersAreRefused) {
  const LoadedScenario loaded = everything();
  const auto message = [&](const std::string& path, double value) -> std::string {
    const std::vector<std::pair<std::string, double>> values = {{path, value}};
    try {
      with_parameters(loaded, values);
    } catch (const InputError& error) {
      return error.what();
    }
    return "accepted";
  };
  EXPECT_NE(message("actors.alpha.patience", 1).find("found 1, expected a number in (0, 1) (per year)"),
            std::string::npos);
  EXPECT_NE(message("actors.alpha.patiense", 0.5).find("did you mean 'actors.alpha.patience'"),
            std::string::npos);
  EXPECT_NE(message("attenuation", 1.5).find("must be below"), std::string::npos);
  EXPECT_NE(message("actors.gamma.acts.press.price", 0).find("must cost something"), std::string::npos);
}

}  // namespace
}  // namespace entente
