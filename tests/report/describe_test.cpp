#include "sim/report/describe.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "sim/report/describe_actor.hpp"
#include "sim/report/describe_terms.hpp"
#include "tests/report/tiny.hpp"

namespace entente {
namespace {

LoadedScenario loaded_tiny() {
  LoadedScenario loaded;
  loaded.scenario = tiny_scenario();
  loaded.files = {"tiny.yaml"};
  Parameter power;
  power.written = true;
  power.path = "actors.north.power";
  power.low = 0;
  power.high = std::numeric_limits<double>::infinity();
  power.where = {"tiny.yaml", 12, 5};
  power.slot = [](Scenario& scenario) -> double& { return scenario.actors[1].power; };
  Parameter patience = power;
  patience.path = "actors.north.patience";
  patience.sources = {"assumed"};
  patience.range = {0.8, 0.95};
  patience.slot = [](Scenario& scenario) -> double& { return scenario.actors[1].patience; };
  loaded.parameters = {power, patience};
  return loaded;
}

TEST(Describe, TermsInWords) {
  Scenario scenario = tiny_scenario();
  HoldingTerm holding;
  holding.held = {1, 0.5, 0};
  holding.jump = 0.3;
  holding.aspiration = 1;
  EXPECT_EQ(term_in_words(scenario, {"land", 1, {}, holding}),
            "holds in pasture: south keeps 1, shared 0.5; 30% of any loss falls at once; claims 1, and a "
            "settlement writes off "
            "the rest");
  EXPECT_EQ(term_in_words(scenario, {"land", 1, ContextScale{1, 10, -0.5}, ValuesTerm{{{1, 1, {0, 0.2}}}}}),
            "values toll: low 0.2; in weight −50% for each unit of wool above 10");
  EXPECT_EQ(term_in_words(scenario, {"pull", 1, {}, HedgeTerm{0, 1, 0, 0.25}}),
            "believes that the most sheep would undo 25% of the alignment of North with the Empire");
  EXPECT_EQ(term_in_words(scenario, {"both", 1, {}, LinkageTerm{0, 1, {0, 0, 0, 0.1, 0, 0}}}),
            "links pasture and toll: shared with low 0.1");
}

TEST(Describe, ProcessesInWords) {
  const Scenario scenario = tiny_scenario();
  EXPECT_EQ(process_in_words(scenario, scenario.context[0]),
            "starts in mild; moves a year: mild → very dry 0.5, very dry → mild 0.25 (Markov chain)");
  EXPECT_EQ(process_in_words(scenario, scenario.context[1]),
            "starts at 10 crowns, returns to 10 at a rate of 0.5 a year, volatility 2 (Ornstein-Uhlenbeck)");
}

TEST(Describe, RedLinesAndActsAreSentences) {
  const Scenario scenario = tiny_scenario();
  Predicate toll;
  toll.kind = Predicate::Kind::Options;
  toll.subject = 1;
  toll.options = {false, true};
  EXPECT_EQ(red_line_in_words(scenario, {"gate", false, scenario.settles, toll, toll}),
            "never: pasture is not south keeps; unless toll is low; unless what is in force already "
            "has this: toll is low (switched off)");
  EXPECT_EQ(act_in_words(scenario, scenario.actors[0], scenario.actors[0].acts[1]),
            "costs a year 0.02; presses those who depend on it with 100% of its losses");
}

TEST(Describe, ListsParametersWithTheirSources) {
  const LoadedScenario loaded = loaded_tiny();
  const std::string text = describe(loaded, Style::None);
  EXPECT_NE(text.find("2 numbers written in the scenario, 1 of them assumed and 1 without a source."),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("  actors.north.patience = 0.9 (0.8 to 0.95; assumed)\n"), std::string::npos) << text;
  EXPECT_NE(text.find("6 packages, 6 of them feasible"), std::string::npos) << text;
  EXPECT_NE(text.find("  The dispute is settled when pasture is not south keeps.\n"), std::string::npos)
      << text;
  const auto json = nlohmann::ordered_json::parse(describe_json(loaded));
  EXPECT_EQ(json["parameters"][1]["value"], 0.9);
  EXPECT_EQ(json["parameters"][0]["where"], "tiny.yaml:12:5");
  EXPECT_TRUE(json["parameters"][0]["allowed"][1].is_null());
  EXPECT_EQ(json["unsourced"], 1);
}

TEST(Describe, NamesTheMechanismsThatAreOff) {
  Switches switches;
  EXPECT_TRUE(mechanisms_off(switches).empty());
  switches.hope = false;
  switches.firm_supply = false;
  EXPECT_EQ(mechanisms_off(switches), (std::vector<std::string>{"hope", "firm_supply"}));
}

}  // namespace
}  // namespace entente
