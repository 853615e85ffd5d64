#include "sim/report/describe_uncertain.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "sim/core/math.hpp"
#include "sim/report/describe.hpp"
#include "tests/report/tiny.hpp"

namespace entente {
namespace {

using Kind = UncertainParameter::Kind;

UncertainParameter law(Kind kind) {
  UncertainParameter law;
  law.kind = kind;
  law.low = 0.5;
  law.high = 2;
  law.mode = 1;
  law.mean = 1.5;
  law.sd = 0.25;
  law.median = 3;
  law.spread = 0.4;
  law.a = 2;
  law.b = 5;
  return law;
}

TEST(DescribeUncertain, LawsInWords) {
  EXPECT_EQ(law_in_words(law(Kind::Assumed)), "uniform on its plausible range, 0.5 to 2");
  EXPECT_EQ(law_in_words(law(Kind::Uniform)), "uniform, 0.5 to 2");
  EXPECT_EQ(law_in_words(law(Kind::LogUniform)), "uniform in the logarithm, 0.5 to 2");
  EXPECT_EQ(law_in_words(law(Kind::Triangular)), "triangular, 0.5 to 2, most likely 1");
  EXPECT_EQ(law_in_words(law(Kind::Normal)), "normal, mean 1.5, sd 0.25");
  UncertainParameter cut = law(Kind::TruncatedNormal);
  EXPECT_EQ(law_in_words(cut), "normal, mean 1.5, sd 0.25, within 0.5 to 2");
  cut.high = kInfinity;
  EXPECT_EQ(law_in_words(cut), "normal, mean 1.5, sd 0.25, cut off below 0.5");
  cut.low = -kInfinity;
  cut.high = 2;
  EXPECT_EQ(law_in_words(cut), "normal, mean 1.5, sd 0.25, cut off above 2");
  EXPECT_EQ(law_in_words(law(Kind::LogNormal)), "lognormal, median 3, spread 0.4");
  EXPECT_EQ(law_in_words(law(Kind::Beta)), "beta(2, 5), 0.5 to 2");
}

TEST(DescribeUncertain, ValuesInWords) {
  UncertainParameter discrete = law(Kind::Discrete);
  discrete.values = {1, 1.5, 2};
  discrete.weights = {1, 2, 1};
  EXPECT_EQ(law_in_words(discrete), "1 (25%), 1.5 (50%), 2 (25%)");
  UncertainParameter categorical = discrete;
  categorical.kind = Kind::Categorical;
  categorical.labels = {"anna", "ben", "carl"};
  EXPECT_EQ(law_in_words(categorical), "1 (anna, 25%), 1.5 (ben, 50%), 2 (carl, 25%)");
  UncertainParameter list = law(Kind::List);
  list.values = {0.35, 0.4};
  EXPECT_EQ(law_in_words(list), "one of 0.35, 0.4");
  list.values.assign(15, 1);
  EXPECT_EQ(law_in_words(list), "one of 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 and 3 more");
}

/// The power and the patience of North, which move together, and the first actor's power, which does not.
LoadedScenario uncertain_tiny() {
  LoadedScenario loaded;
  loaded.scenario = tiny_scenario();
  Parameter power;
  power.path = "actors.north.power";
  power.written = true;
  power.coders = {{"anna", 0.4}, {"ben", 0.7}};
  power.slot = [](Scenario& scenario) -> double& { return scenario.actors[1].power; };
  loaded.parameters = {power};
  UncertainParameter patience = law(Kind::Uniform);
  patience.name = "patience_of_north";
  patience.path = "actors.north.patience";
  UncertainParameter strength = law(Kind::Normal);
  strength.name = "strength";
  strength.path = "actors.north.power";
  UncertainParameter wool = law(Kind::LogNormal);
  wool.name = "wool";
  wool.path = "context.wool.initial";
  loaded.uncertain.parameters = {patience, strength, wool};
  loaded.uncertain.correlated = {{"north", {0, 1, 2}, {1, 0.6, 0, 0.6, 1, 0, 0, 0, 1}}};
  return loaded;
}

TEST(DescribeUncertain, OthersAreThoseWithACorrelation) {
  const Uncertainty uncertain = uncertain_tiny().uncertain;
  using Others = std::vector<std::pair<std::size_t, double>>;
  EXPECT_EQ(correlated_with(uncertain, 0), (Others{{1, 0.6}}));
  EXPECT_EQ(correlated_with(uncertain, 1), (Others{{0, 0.6}}));
  EXPECT_EQ(correlated_with(uncertain, 2), Others{});
}

TEST(DescribeUncertain, ATableWhereThereAreAny) {
  EXPECT_EQ(describe_uncertain({}, Style::None), "");
  const LoadedScenario loaded = uncertain_tiny();
  const std::string text = describe(loaded, Style::None);
  for (const char* part :
       {"Uncertain numbers, for sweeps", "patience of north", "actors.north.patience", "uniform, 0.5 to 2",
        "strength (0.6)", "patience of north (0.6)", "0.4 to anna; 0.7 to ben"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
  LoadedScenario certain = loaded;
  certain.uncertain = {};
  EXPECT_EQ(describe(certain, Style::None).find("Uncertain numbers"), std::string::npos);
}

TEST(DescribeUncertain, Json) {
  const auto json = nlohmann::ordered_json::parse(describe_json(uncertain_tiny()));
  const auto& one = json["uncertain"]["patience_of_north"];
  EXPECT_EQ(one["path"], "actors.north.patience");
  EXPECT_EQ(one["kind"], "uniform");
  EXPECT_EQ(one["in_words"], "uniform, 0.5 to 2");
  EXPECT_EQ(one["correlated"]["strength"], 0.6);
  EXPECT_TRUE(json["uncertain"]["wool"]["correlated"].empty());
  EXPECT_EQ(json["parameters"][0]["coders"]["ben"], 0.7);
}

}  // namespace
}  // namespace entente
