#include "sim/valuation/world.hpp"

#include <gtest/gtest.h>

#include "tests/support/small_scenario.hpp"

namespace entente {
namespace {

TEST(ComponentNames, AreTheUnionInTheOrderOfNames) {
  Scenario scenario = small_scenario();
  scenario.actors[0].components = {component("land", 1, {}), component("trade", 3, {})};
  scenario.actors[2].components = {component("alliance", 0.5, {}), component("trade", 0.5, {})};
  const ComponentNames names = component_names(scenario);
  EXPECT_EQ(names.names, (std::vector<std::string>{"alliance", "land", "trade"}));
  EXPECT_EQ(names.of_actor, (std::vector<std::vector<std::size_t>>{{1, 2}, {}, {0, 2}}));
  EXPECT_EQ(initial_saliences(scenario, names),
            (std::vector<std::vector<double>>{{0, 0.25, 0.75}, {0, 0, 0}, {0.5, 0, 0.5}}));
}

TEST(ActorMatrix, IsRowMajor) {
  ActorMatrix matrix(3, 0.5);
  matrix(1, 2) = 7;
  EXPECT_EQ(matrix.values()[5], 7);
  EXPECT_EQ(matrix(2, 1), 0.5);
  matrix.fill(2);
  EXPECT_EQ(matrix(1, 2), 2);
  EXPECT_EQ(matrix.actors(), 3u);
}

}  // namespace
}  // namespace entente
