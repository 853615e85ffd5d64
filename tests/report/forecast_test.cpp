#include "sim/report/forecast.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/small_scenario.hpp"

namespace entente {
namespace {

using ::testing::HasSubstr;

/// Three states on a delay of 4 to 10 years.
Scenario delay(std::size_t dimensions) {
  Scenario scenario = small_scenario();
  scenario.issues.clear();
  const std::vector<double> at{4, 7, 10};
  for (std::size_t d = 0; d < dimensions; ++d) {
    scenario.dimensions.push_back({d == 0 ? "delay" : "scope", d == 0 ? "Delay" : "", "years", 0, 20});
    for (std::size_t i = 0; i < 3; ++i) scenario.actors[i].positions.push_back({at[i], 0.4});
  }
  scenario.actors[2].power = 2;
  return scenario;
}

TEST(Forecast, ExpectedUtilityFromTheStartOn) {
  const Scenario scenario = delay(1);
  const nlohmann::ordered_json json = expected_utility_json(scenario);
  // (4 + 7 + 2·10)/4.
  EXPECT_DOUBLE_EQ(json.at("weighted_mean").get<double>(), 7.75);
  const auto& rounds = json.at("rounds");
  ASSERT_EQ(rounds.size(), 9u);
  EXPECT_EQ(rounds.at(0).at("round"), 0);
  EXPECT_DOUBLE_EQ(rounds.at(0).at("mean").get<double>(), 7.75);
  EXPECT_EQ(rounds.at(0).at("positions").at("B"), 7);
  const std::string text = expected_utility_text(scenario, Style::None);
  EXPECT_THAT(text, HasSubstr("the weighted mean: 7.75"));
  EXPECT_THAT(text, HasSubstr("351"));
}

TEST(Forecast, EveryDimensionByItself) {
  const nlohmann::ordered_json json = expected_utility_json(delay(2));
  EXPECT_FALSE(json.contains("rounds"));
  EXPECT_EQ(json.at("dimensions").at("scope").at("rounds").size(), 9u);
}

TEST(Forecast, SpatialFromTheStartOn) {
  const Scenario scenario = delay(2);
  const nlohmann::ordered_json json = spatial_json(scenario, 7);
  EXPECT_DOUBLE_EQ(json.at("weighted_mean").at("scope").get<double>(), 7.75);
  EXPECT_EQ(json.at("turns").at(0).at("positions").at("C").at("scope"), 10);
  EXPECT_GE(json.at("turns").size(), 2u);
  const std::string text = spatial_text(scenario, 7, Style::None);
  EXPECT_THAT(text, HasSubstr("Scope: spatial model"));
  EXPECT_THAT(text, HasSubstr("weighted mean: 7.75 years"));
}

}  // namespace
}  // namespace entente
