// The blocks `uncertain` and `correlated`, and the coders of a number.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <tuple>

#include "sim/core/math.hpp"
#include "sim/core/random.hpp"
#include "sim/scenario/load.hpp"
#include "tests/scenario/mistake.hpp"

namespace entente {
namespace {

using Kind = UncertainParameter::Kind;

LoadedScenario everything(const std::vector<std::string>& sets = {}) {
  return load_scenario_text(everything_text(), "everything", sets);
}

const UncertainParameter& law(const LoadedScenario& loaded, const std::string& name) {
  return *std::ranges::find(loaded.uncertain.parameters, name, &UncertainParameter::name);
}

TEST(Uncertain, EveryLawLands) {
  const LoadedScenario loaded = everything();
  const std::vector<UncertainParameter>& laws = loaded.uncertain.parameters;
  ASSERT_EQ(laws.size(), 11U);
  EXPECT_TRUE(std::ranges::is_sorted(laws, {}, &UncertainParameter::name));
  const UncertainParameter border = law(loaded, "border");
  EXPECT_EQ(border.path, "actors.alpha.positions.delay.at");
  EXPECT_EQ(border.kind, Kind::Assumed);
  // 4 ± 50% ends where the scale does.
  EXPECT_EQ(std::pair(border.low, border.high), std::pair(4.0, 6.0));
  const UncertainParameter rate = law(loaded, "crises");
  EXPECT_EQ(rate.kind, Kind::LogUniform);
  EXPECT_EQ(std::pair(rate.low, rate.high), std::pair(0.1, 0.5));
  const UncertainParameter drift = law(loaded, "drift");
  EXPECT_EQ(drift.kind, Kind::Normal);
  EXPECT_EQ(std::pair(drift.mean, drift.sd), std::pair(0.1, 0.05));
  EXPECT_EQ(std::pair(drift.low, drift.high), std::pair(0.0, 0.0));
  const UncertainParameter fall = law(loaded, "fall");
  EXPECT_EQ(fall.kind, Kind::Discrete);
  EXPECT_EQ(fall.values, (std::vector<double>{1, 1.5, 2}));
  EXPECT_EQ(fall.weights, (std::vector<double>{1, 2, 1}));
  const UncertainParameter heat = law(loaded, "heat");
  EXPECT_EQ(heat.kind, Kind::LogNormal);
  EXPECT_EQ(std::pair(heat.median, heat.spread), std::pair(1.0, 0.4));
  const UncertainParameter oil = law(loaded, "oil");
  EXPECT_EQ(oil.kind, Kind::TruncatedNormal);
  EXPECT_EQ(std::pair(oil.low, oil.high), std::pair(0.0, 0.6));
  const UncertainParameter patience = law(loaded, "patience");
  EXPECT_EQ(patience.kind, Kind::Triangular);
  EXPECT_EQ(std::tuple(patience.low, patience.mode, patience.high), std::tuple(0.7, 0.9, 0.95));
  const UncertainParameter salience = law(loaded, "salience");
  EXPECT_EQ(salience.kind, Kind::Beta);
  EXPECT_EQ(std::tuple(salience.a, salience.b, salience.low, salience.high), std::tuple(2, 5, 0, 1));
  const UncertainParameter sight = law(loaded, "sight");
  EXPECT_EQ(sight.kind, Kind::Categorical);
  EXPECT_EQ(sight.labels, (std::vector<std::string>{"anna", "ben", "carl"}));
  EXPECT_EQ(sight.values, (std::vector<double>{1, 2, 3}));
  EXPECT_EQ(sight.weights, (std::vector<double>{1, 2, 1}));
  EXPECT_EQ(law(loaded, "sureness").kind, Kind::Uniform);
  const UncertainParameter votes = law(loaded, "votes");
  EXPECT_EQ(votes.kind, Kind::List);
  EXPECT_EQ(votes.values, (std::vector<double>{0.35, 0.4, 0.45}));
  EXPECT_TRUE(votes.weights.empty());
}

TEST(Uncertain, WhatIsNotWrittenHasItsDefault) {
  const LoadedScenario loaded = everything(
      {"uncertain.fall.weights=~", "uncertain.sight.weights=~", "uncertain.salience.low=0.2",
       "uncertain.oil={path: context.oil.initial, kind: truncated_normal, mean: 50, sd: 5, low: 30}"});
  EXPECT_EQ(law(loaded, "fall").weights, (std::vector<double>{1, 1, 1}));
  EXPECT_EQ(law(loaded, "sight").weights, (std::vector<double>{1, 1, 1}));
  EXPECT_EQ(law(loaded, "oil").high, kInfinity);
  EXPECT_EQ(law(loaded, "salience").high, 1);
}

TEST(Uncertain, GroupsLand) {
  const LoadedScenario loaded = everything();
  const std::vector<CorrelatedGroup>& groups = loaded.uncertain.correlated;
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].name, "nerves");
  EXPECT_EQ(groups[0].members, (std::vector<std::size_t>{6, 9}));
  EXPECT_EQ(groups[0].correlation, (std::vector<double>{1, 0.6, 0.6, 1}));
  // drift, heat, oil, in the order of names; drift and heat are not written.
  EXPECT_EQ(groups[1].members, (std::vector<std::size_t>{2, 4, 5}));
  EXPECT_EQ(groups[1].correlation, (std::vector<double>{1, 0, 0.5, 0, 1, -0.2, 0.5, -0.2, 1}));
}

TEST(Uncertain, NothingIsUncertainUnlessSaid) {
  EXPECT_EQ(everything({"uncertain=~", "correlated=~"}).uncertain, Uncertainty{});
  EXPECT_EQ(everything({"uncertain={}", "correlated={}"}).uncertain, Uncertainty{});
}

TEST(Uncertain, AnEntryIsNoNumberOfTheScenario) {
  for (const Parameter& parameter : everything().parameters) {
    EXPECT_FALSE(parameter.path.starts_with("uncertain")) << parameter.path;
    EXPECT_EQ(parameter.path.find("coders"), std::string::npos) << parameter.path;
  }
}

TEST(Uncertain, ANumberLeftToItsDefaultMayBe) {
  const LoadedScenario loaded =
      everything({"uncertain.oil.path=actors.gamma.loss_aversion", "uncertain.oil.low=1",
                  "uncertain.oil.mean=2", "uncertain.oil.high=3"});
  EXPECT_EQ(law(loaded, "oil").path, "actors.gamma.loss_aversion");
}

TEST(Uncertain, AnElementOfAListMayBe) {
  const LoadedScenario loaded =
      everything({"uncertain.oil.path='feasible.some.any[1].land.at_least'", "uncertain.oil.high=2"});
  EXPECT_EQ(law(loaded, "oil").path, "feasible.some.any[1].land.at_least");
}

TEST(Uncertain, SetChangesTheBlockAndSaysWhatIsWrong) {
  EXPECT_EQ(law(everything({"uncertain.oil.high=0.8"}), "oil").high, 0.8);
  EXPECT_EQ(everything({"correlated.nerves=~", "uncertain.patience=~"}).uncertain.parameters.size(), 10U);
  EXPECT_EQ(everything({"uncertain.new={path: attenuation, kind: uniform, low: 0, high: 0.5}"})
                .uncertain.parameters.size(),
            12U);
  const auto said = [](const std::string& set) {
    std::string text;
    for (const Problem& problem : problems_of(everything_text(), {set})) text += to_string(problem) + "\n";
    return text;
  };
  EXPECT_EQ(said("uncertain.oil.low=0.8"),
            "--set:1:19: uncertain.oil.low: low is 0.8 and high is 0.6; low must be below high\n");
  EXPECT_EQ(said("uncertain.oil.sd=wide"),
            "--set:1:18: uncertain.oil.sd: found 'wide', expected a number in (0, 1e+150]\n");
  EXPECT_EQ(said("uncertain.oli.high=1"),
            "--set:1:11: uncertain.oli.high: there is no 'oli' in 'uncertain'; did you mean 'oil'?\n");
  EXPECT_NE(said("uncertain.oil.hihg=1").find("did you mean 'high'?"), std::string::npos);
  // A group needs its members.
  EXPECT_NE(said("uncertain.patience=~").find("found 'patience', which is not an uncertain number"),
            std::string::npos);
}

TEST(Uncertain, TheResolvedTextKeepsTheBlocks) {
  const LoadedScenario loaded = everything();
  const LoadedScenario again = load_scenario_text(loaded.resolved, "everything");
  EXPECT_EQ(again.uncertain, loaded.uncertain);
  EXPECT_EQ(find_parameter(again.parameters, "actors.alpha.power").coders,
            find_parameter(loaded.parameters, "actors.alpha.power").coders);
}

TEST(Uncertain, AFileThatExtendsMayChangeAddAndRemove) {
  const std::string guide = std::string(ENTENTE_SOURCE_DIR) + "/scenarios/guide/";
  const LoadedScenario sweep = load_scenario(guide + "sweep.yaml");
  EXPECT_EQ(sweep.uncertain.parameters.size(), 4U);
  EXPECT_EQ(sweep.uncertain.correlated.size(), 1U);
  // ±50% of the 0.5 shocks a year of the file before.
  EXPECT_EQ(std::pair(law(sweep, "storms").low, law(sweep, "storms").high), std::pair(0.25, 0.75));
  const std::string file = testing::TempDir() + "/entente_uncertain.yaml";
  std::ofstream(file) << "extends: " << guide << "sweep.yaml\n"
                      << "uncertain:\n  storms: ~\n  price_of_fish: {high: 0.7}\n"
                      << "  reach: {path: attenuation, kind: uniform, low: 0.1, high: 0.3}\n"
                      << "correlated: {patience: {of: [patience_of_east, reach]}}\n";
  const LoadedScenario loaded = load_scenario(file);
  std::filesystem::remove(file);
  EXPECT_EQ(loaded.uncertain.parameters.size(), 4U);
  EXPECT_EQ(law(loaded, "price_of_fish").high, 0.7);
  EXPECT_EQ(loaded.uncertain.correlated[0].members, (std::vector<std::size_t>{0, 3}));
}

TEST(Uncertain, AForecastMayBe) {
  const std::string file = std::string(ENTENTE_SOURCE_DIR) + "/scenarios/guide/6-closure.yaml";
  const std::vector<std::string> sets = {
      "uncertain={who: {path: actors.wardens.positions.closure.at, kind: list, values: [0, 1, 2]}, "
      "how: {path: actors.wardens.power, kind: assumed}}"};
  const LoadedScenario loaded = load_scenario(file, sets);
  EXPECT_EQ(law(loaded, "how").high, 0.6000000000000001);
  EXPECT_THROW(
      load_scenario(
          file, std::vector<std::string>{"uncertain={who: {path: actors.wardens.positions.closure.at, kind: "
                                         "uniform, low: 5, high: 12}}"}),
      InputError);
}

TEST(Uncertain, PathsWithOneHashAreRefused) {
  // Made for each other: alike in the low 32 bits block by block, and in the high ones as sums.
  const std::string first =
      "by9Isb0XpGjdhj0p3PK4JhXAXk7o3Dn3PCPmOQrMQJx5QikInibO3MYZX9H62Wk1riFlwaYXqYL5NQMfhG3zxdpMJaJu1LxUOzaLLX"
      "MJEUGIOd";
  const std::string second =
      "by9IshyLHNKb8aR3qfsSJhXAXRfKZIZAfSPmOQrMZmFgkW9oQN0I75aqO9GMzBytpCgNEhF3qTIMaJyHhG3zxMykIlJu1LxoPXGKeQ"
      "oIHbObx9";
  ASSERT_EQ(hash_name("context." + first), hash_name("context." + second));
  ASSERT_NE(hash_name(first), hash_name(second));
  std::string text = everything_text();
  const std::string block = "context:\n";
  text.insert(text.find(block) + block.size(),
              "  " + first + ": {kind: poisson}\n  " + second + ": {kind: poisson}\n");
  const std::vector<Problem> problems = problems_of(text);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_NE(problems[0].message.find("have the same 64-bit hash"), std::string::npos);
}

TEST(Uncertain, ManyWrongPathsAreReportedInTime) {
  std::string text = everything_text();
  const std::string block = "uncertain:\n";
  std::string wrong;
  for (int i = 0; i < 5000; ++i)
    wrong += "  w" + std::to_string(i) + ": {path: actors.alpha.patiense, kind: uniform, low: 0, high: 1}\n";
  text.insert(text.find(block) + block.size(), wrong);
  const std::vector<Problem> problems = problems_of(text);
  // Each names no number, and all but the first have the path of another.
  EXPECT_EQ(problems.size(), 9999U);
}

TEST(Coders, LandInTheOrderOfNames) {
  const LoadedScenario loaded =
      everything({"actors.alpha.power={value: 1, coders: {zoe: 2, carl: 0.5, ben: 1}}"});
  const std::vector<std::pair<std::string, double>> coders = {{"ben", 1}, {"carl", 0.5}, {"zoe", 2}};
  EXPECT_EQ(find_parameter(loaded.parameters, "actors.alpha.power").coders, coders);
  EXPECT_EQ(loaded.scenario.actors[0].power, 1);
  EXPECT_TRUE(find_parameter(loaded.parameters, "actors.beta.power").coders.empty());
}

TEST(Coders, SetChangesOneAndExtendingAddsOne) {
  const LoadedScenario loaded =
      everything({"actors.alpha.power.coders.anna=0.6", "actors.alpha.power.coders.zoe=0.2"});
  const std::vector<std::pair<std::string, double>> coders = {{"anna", 0.6}, {"ben", 0.7}, {"zoe", 0.2}};
  EXPECT_EQ(find_parameter(loaded.parameters, "actors.alpha.power").coders, coders);
  // A bare value keeps the coders; a mapping replaces them.
  EXPECT_EQ(
      find_parameter(everything({"actors.alpha.power=0.9"}).parameters, "actors.alpha.power").coders.size(),
      2U);
}

}  // namespace
}  // namespace entente
