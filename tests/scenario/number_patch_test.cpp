// Numbers put into a scenario that was read: the same scenario, and the same complaints, as reading the
// document with these numbers.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <thread>

#include "sim/core/random.hpp"
#include "sim/scenario/load.hpp"
#include "tests/scenario/mistake.hpp"
#include "tests/support/scenario_text.hpp"

namespace entente {
namespace {

LoadedScenario everything(const std::vector<std::string>& sets = {}) {
  return load_scenario_text(everything_text(), "everything", sets);
}

std::vector<std::string> paths_of(const LoadedScenario& loaded) {
  std::vector<std::string> paths;
  for (const Parameter& parameter : loaded.parameters) paths.push_back(parameter.path);
  return paths;
}

std::vector<double> values_of(const LoadedScenario& loaded) {
  Scenario scenario = loaded.scenario;
  std::vector<double> values;
  for (const Parameter& parameter : loaded.parameters) values.push_back(parameter.slot(scenario));
  return values;
}

/// What the function has to say about its input; empty when nothing.
template <class Function>
std::string said_by(Function function) {
  try {
    function();
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(NumberPatch, PutsWhatIsThereAndChangesNothing) {
  const LoadedScenario loaded = everything();
  Scenario scenario = loaded.scenario;
  NumberPatch(loaded, paths_of(loaded)).apply(scenario, values_of(loaded));
  EXPECT_EQ(ScenarioText::of(scenario), ScenarioText::of(loaded.scenario));
}

TEST(NumberPatch, PathsInAnyOrderAndTwice) {
  const LoadedScenario loaded = everything();
  Scenario scenario = loaded.scenario;
  const std::vector<std::string> paths = {"actors.beta.power", "actors.alpha.patience", "actors.beta.power"};
  NumberPatch(loaded, paths).apply(scenario, std::vector<double>{2, 0.95, 3});
  EXPECT_EQ(ScenarioText::of(scenario),
            ScenarioText::of(everything({"actors.beta.power=3", "actors.alpha.patience=0.95"}).scenario));
}

TEST(NumberPatch, NamesEveryPathThatIsNoNumber) {
  const LoadedScenario loaded = everything();
  const std::vector<std::string> paths = {"actors.beta.powr", "attenuation", "time.rounds"};
  const std::string said = said_by([&] { NumberPatch(loaded, paths); });
  EXPECT_NE(said.find("actors.beta.powr: there is no such number in the scenario; did you mean "
                      "'actors.beta.power'?"),
            std::string::npos)
      << said;
  EXPECT_NE(said.find("time.rounds: there is no such number"), std::string::npos) << said;
}

TEST(NumberPatch, NamesEveryValueThatIsNotAllowedAndLeavesTheScenarioAlone) {
  const LoadedScenario loaded = everything();
  const std::vector<std::string> paths = {"actors.alpha.patience", "actors.beta.power", "attenuation"};
  Scenario scenario = loaded.scenario;
  const NumberPatch patch(loaded, paths);
  const std::string said = said_by([&] { patch.apply(scenario, std::vector<double>{1, 2, std::nan("")}); });
  EXPECT_NE(said.find("actors.alpha.patience: found 1, expected a number in (0, 1) (per year)"),
            std::string::npos)
      << said;
  EXPECT_NE(said.find("attenuation: found nan"), std::string::npos) << said;
  EXPECT_EQ(ScenarioText::of(scenario), ScenarioText::of(loaded.scenario));
}

TEST(NumberPatch, NeedsOneValueForEachPath) {
  const LoadedScenario loaded = everything();
  Scenario scenario = loaded.scenario;
  const NumberPatch patch(loaded, std::vector<std::string>{"attenuation"});
  EXPECT_THROW(patch.apply(scenario, std::vector<double>{}), Error);
  EXPECT_THROW(patch.apply(scenario, std::vector<double>{0.1, 0.2}), Error);
}

TEST(NumberPatch, SaysWhatReadingTheDocumentSays) {
  // A draw near each number, far from it now and then: many break a rule that joins several.
  const LoadedScenario loaded = everything();
  const std::vector<double> base = values_of(loaded);
  const RandomSource random(7, 0);
  Scenario scenario = loaded.scenario;
  int refused = 0;
  for (std::uint32_t trial = 0; trial < 200; ++trial) {
    std::vector<std::string> paths;
    std::vector<double> values;
    std::vector<std::string> sets;
    for (std::uint32_t pick = 0; pick < 3; ++pick) {
      const auto draw = random.block({pick, Purpose::Parameter, trial, 0});
      const std::size_t i = draw[0] % base.size();
      const Parameter& parameter = loaded.parameters[i];
      // These cannot be set from the command line: elements of lists, and keys with a dot.
      if (parameter.path.find('[') != std::string::npos || parameter.path.ends_with("2018.5")) continue;
      // What is read must lie in the range that is written beside it.
      if (parameter.path == "issues.investment.amounts.money.high") continue;
      const double factors[] = {0, 0.5, 0.99, 1.01, 2, -1, 40};
      paths.push_back(parameter.path);
      values.push_back(base[i] * factors[draw[1] % 7]);
      sets.push_back(fmt::format("{}={}", parameter.path, values.back() + 0.0));
    }
    const NumberPatch patch(loaded, paths);
    scenario = loaded.scenario;
    const std::string by_patch = said_by([&] { patch.apply(scenario, values); });
    std::string read;
    const std::string by_reading = said_by([&] { read = ScenarioText::of(everything(sets).scenario); });
    EXPECT_EQ(by_patch.empty(), by_reading.empty()) << by_patch << "\n" << by_reading;
    if (by_patch.empty()) {
      EXPECT_EQ(ScenarioText::of(scenario), read);
    }
    std::vector<std::pair<std::string, double>> pairs;
    for (std::size_t i = 0; i < paths.size(); ++i) pairs.emplace_back(paths[i], values[i]);
    EXPECT_EQ(by_patch, said_by([&] { with_parameters(loaded, pairs); }));
    refused += by_patch.empty() ? 0 : 1;
  }
  EXPECT_GT(refused, 40);
  EXPECT_LT(refused, 160);
}

TEST(NumberPatch, LooksAtPackagesWhereANumberDecidesAboutThem) {
  // `some` asks for land of at least 1 with a treaty, or for money.
  const LoadedScenario loaded = everything({"settles={treaty: signed, land: {at_least: 3}}"});
  Scenario scenario = loaded.scenario;
  const auto said = [&](const std::string& path, double value) {
    scenario = loaded.scenario;
    return said_by(
        [&] { NumberPatch(loaded, std::vector{path}).apply(scenario, std::vector<double>{value}); });
  };
  EXPECT_EQ(said("settles.land.at_least", 4), "");
  EXPECT_NE(said("settles.land.at_least", 5).find("no feasible package settles the dispute"),
            std::string::npos);
  EXPECT_EQ(said("issues.territory.amounts.land.four", 3), "");
  EXPECT_NE(said("issues.territory.amounts.land.four", 2.5).find("no feasible package settles the dispute"),
            std::string::npos);
  EXPECT_EQ(said("issues.investment.amounts.money.high", 0), "");
}

TEST(NumberPatch, OnePatchServesManyThreads) {
  const LoadedScenario loaded = everything();
  const std::vector<std::string> paths = {"actors.alpha.power", "attenuation"};
  const NumberPatch patch(loaded, paths);
  std::vector<Scenario> scenarios(4, loaded.scenario);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < scenarios.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 100; ++i)
        patch.apply(scenarios[t], std::vector<double>{1.0 + static_cast<double>(t), 0.1});
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t t = 0; t < scenarios.size(); ++t) {
    EXPECT_EQ(scenarios[t].actors[0].power, 1.0 + static_cast<double>(t));
    EXPECT_EQ(scenarios[t].attenuation, 0.1);
  }
}

}  // namespace
}  // namespace entente
