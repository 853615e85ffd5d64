#include "sim/experiment/sampling.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/experiment/sweeps.hpp"

namespace entente {
namespace {

using testing::HasSubstr;

std::vector<std::string> paths(const LoadedScenario& loaded, const Vary& vary) {
  std::vector<std::string> result;
  for (const SampledParameter& parameter : sampled_parameters(loaded, vary)) result.push_back(parameter.path);
  return result;
}

TEST(SampledParameters, AreTheAssumedRangesUnlessLawsAreDeclared) {
  const LoadedScenario plain = small_dispute();
  const auto assumed = sampled_parameters(plain, {});
  EXPECT_EQ(paths(plain, {}), paths(plain, {Vary::Kind::Assumed, {}}));
  EXPECT_TRUE(std::ranges::is_sorted(assumed, {}, &SampledParameter::path));
  const auto sd = std::ranges::find(assumed, "actors.west.private_sd", &SampledParameter::path);
  ASSERT_NE(sd, assumed.end());
  const auto& law = std::get<statistics::Uniform>(sd->law);
  EXPECT_DOUBLE_EQ(law.low, 0.025) << "assumed ±50% of 0.05";
  EXPECT_DOUBLE_EQ(law.high, 0.075);
  EXPECT_EQ(sd->value, 0.05);

  const LoadedScenario declared = small_dispute(
      {"uncertain={sd: {path: actors.west.private_sd, kind: log_uniform, low: 0.01, high: 0.1}}"});
  EXPECT_EQ(paths(declared, {}), std::vector<std::string>{"actors.west.private_sd"});
  const auto all = sampled_parameters(declared, {Vary::Kind::All, {}});
  EXPECT_EQ(all.size(), assumed.size());
  const auto own = std::ranges::find(all, "actors.west.private_sd", &SampledParameter::path);
  EXPECT_TRUE(std::holds_alternative<statistics::LogUniform>(own->law))
      << "a declared law goes before a range";
  EXPECT_TRUE(paths(declared, {Vary::Kind::Nothing, {}}).empty());
}

TEST(SampledParameters, SeveralCodersAreOneOfTheirValues) {
  const LoadedScenario loaded =
      small_dispute({"actors.west.patience={value: 0.9, coders: {anna: 0.8, ben: 0.95, cleo: 0.95}}"});
  const auto sampled = sampled_parameters(loaded, {Vary::Kind::Paths, {"actors.west.patience"}});
  ASSERT_EQ(sampled.size(), 1U);
  const auto& law = std::get<statistics::Discrete>(sampled.front().law);
  EXPECT_EQ(law.values, (std::vector<double>{0.8, 0.95, 0.95}));
  EXPECT_THAT(sampled.front().law_text, HasSubstr("anna, ben, cleo"));
  EXPECT_EQ(paths(loaded, {}), std::vector<std::string>{"actors.west.patience"})
      << "declared, as a law would be";
}

TEST(SampledParameters, RefuseWhatHasNoLawAndWhatIsNotThere) {
  const LoadedScenario loaded = small_dispute();
  const auto refused = [&](const std::string& path) -> std::string {
    try {
      sampled_parameters(loaded, {Vary::Kind::Paths, {path}});
    } catch (const InputError& error) {
      return error.what();
    }
    return "accepted";
  };
  EXPECT_THAT(refused("actors.west.patience"), HasSubstr("cannot be varied"));
  EXPECT_THAT(refused("actors.west.privat_sd"), HasSubstr("did you mean 'actors.west.private_sd'"));
}

TEST(SampledParameters, RefuseALawThatCannotBeDrawnFrom) {
  const LoadedScenario loaded =
      small_dispute({"actors.west.process_value={value: 0, range: [-1e200, 1e200]}"});
  EXPECT_THROW(sampled_parameters(loaded, {}), InputError);
}

}  // namespace
}  // namespace entente
