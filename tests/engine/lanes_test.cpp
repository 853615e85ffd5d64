#include <gtest/gtest.h>
#include <hwy/highway.h>

#include <cstdint>
#include <string>

#include "sim/engine/signature.hpp"
#include "tests/support/random_scenario.hpp"

namespace entente {
namespace {

TEST(Lanes, LeaveNoTraceInTheBehaviourOnAnyInstructionSet) {
  const auto targets = hwy::SupportedAndGeneratedTargets();
  ASSERT_GT(targets.size(), 1u);
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const Scenario scenario = random_scenario(seed);
    const std::string expected = behaviour_signature(scenario, 2);
    for (const std::int64_t target : targets) {
      hwy::SetSupportedTargetsForTest(target);
      hwy::GetChosenTarget().DeInit();
      EXPECT_EQ(behaviour_signature(scenario, 2), expected) << hwy::TargetName(target) << ", seed " << seed;
    }
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().DeInit();
  }
}

}  // namespace
}  // namespace entente
