#include "sim/experiment/worlds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "tests/experiment/sweeps.hpp"

namespace entente {
namespace {

using testing::HasSubstr;

std::map<std::string, double> drawn(const Worlds& worlds, std::uint64_t world) {
  std::vector<double> values;
  worlds.draw(world, values);
  std::map<std::string, double> by_path;
  for (std::size_t d = 0; d < values.size(); ++d) by_path[worlds.parameters()[d].path] = values[d];
  return by_path;
}

Worlds worlds_of(const LoadedScenario& loaded, const SweepPlan& plan, const Vary& vary = {}) {
  return Worlds(loaded, sampled_parameters(loaded, vary), plan);
}

SweepPlan with_design(Design design, std::uint64_t worlds, std::uint64_t randomisations = 1) {
  SweepPlan plan;
  plan.design = design;
  plan.worlds = worlds;
  plan.randomisations = randomisations;
  return plan;
}

const std::vector<std::string> kTwo{"actors.east.private_sd", "actors.west.private_sd"};

TEST(Worlds, ANumberMoreOrLessChangesNoOtherDraw) {
  const LoadedScenario loaded = small_dispute();
  for (const Design design : {Design::MonteCarlo, Design::LatinHypercube}) {
    const SweepPlan plan = with_design(design, 40, design == Design::LatinHypercube ? 4 : 1);
    const Worlds all = worlds_of(loaded, plan);
    const Worlds few = worlds_of(loaded, plan, {Vary::Kind::Paths, kTwo});
    ASSERT_GT(all.parameters().size(), 20U);
    for (std::uint64_t world = 0; world < 40; ++world) {
      const auto of_all = drawn(all, world);
      for (const auto& [path, value] : drawn(few, world)) EXPECT_EQ(of_all.at(path), value) << path;
    }
  }
}

TEST(Worlds, AWhatIfLeavesTheDrawsOfEverythingElseBitEqual) {
  const LoadedScenario base = load_scenario(ENTENTE_SOURCE_DIR "/scenarios/kuril/base.yaml");
  const LoadedScenario variant = load_scenario(ENTENTE_SOURCE_DIR "/scenarios/kuril/what-if/us_absent.yaml");
  const SweepPlan plan = with_design(Design::MonteCarlo, 5);
  const Worlds here = worlds_of(base, plan);
  const Worlds there = worlds_of(variant, plan);
  std::size_t shared = 0;
  for (std::uint64_t world = 0; world < 5; ++world) {
    const auto before = drawn(here, world);
    for (const SampledParameter& parameter : there.parameters()) {
      const auto same = std::ranges::find(here.parameters(), parameter.path, &SampledParameter::path);
      if (same == here.parameters().end() || same->law_text != parameter.law_text) continue;
      EXPECT_EQ(before.at(parameter.path), drawn(there, world).at(parameter.path)) << parameter.path;
      ++shared;
    }
  }
  EXPECT_GT(shared, 5 * 250U);
}

TEST(Worlds, DrawsDoNotDependOnTheirOrder) {
  const LoadedScenario loaded = small_dispute();
  for (const Design design : {Design::MonteCarlo, Design::LatinHypercube, Design::Sobol, Design::SobolRaw}) {
    const bool randomised = design == Design::LatinHypercube || design == Design::Sobol;
    const Worlds worlds = worlds_of(loaded, with_design(design, 32, randomised ? 4 : 1));
    const auto late = drawn(worlds, 31);
    const auto early = drawn(worlds, 0);
    EXPECT_NE(late, early);
    EXPECT_EQ(drawn(worlds, 31), late);
    EXPECT_EQ(drawn(worlds, 0), early);
  }
}

TEST(Worlds, ALatinHypercubeHasOnePointInEachStratumOfEachRandomisation) {
  const LoadedScenario loaded = small_dispute();
  constexpr std::uint64_t kWorlds = 96;
  constexpr std::uint64_t kRandomisations = 4;
  constexpr std::uint64_t kPoints = kWorlds / kRandomisations;
  const Worlds worlds = worlds_of(loaded, with_design(Design::LatinHypercube, kWorlds, kRandomisations));
  const std::vector<SampledParameter>& parameters = worlds.parameters();
  std::vector<double> values;
  std::map<std::pair<std::uint64_t, std::size_t>, std::set<std::uint64_t>> strata;
  for (std::uint64_t world = 0; world < kWorlds; ++world) {
    worlds.draw(world, values);
    for (std::size_t d = 0; d < parameters.size(); ++d) {
      // All laws of this scenario are uniform, so the value tells the stratum.
      const double u = statistics::cumulative(parameters[d].law, values[d]);
      strata[{world % kRandomisations, d}].insert(static_cast<std::uint64_t>(u * kPoints));
    }
  }
  for (const auto& [which, seen] : strata) EXPECT_EQ(seen.size(), kPoints) << parameters[which.second].path;
}

TEST(Worlds, RawSobolPointsLeaveOutZeroAndTheFirstIsTheMiddle) {
  const LoadedScenario loaded = small_dispute();
  const Worlds worlds = worlds_of(loaded, with_design(Design::SobolRaw, 3), {Vary::Kind::Paths, kTwo});
  for (const auto& [world, u] : {std::pair(0, std::pair(0.5, 0.5)), {1, {0.75, 0.25}}, {2, {0.25, 0.75}}}) {
    std::vector<double> values;
    worlds.draw(static_cast<std::uint64_t>(world), values);
    EXPECT_EQ(values[0], statistics::quantile(worlds.parameters()[0].law, u.first));
    EXPECT_EQ(values[1], statistics::quantile(worlds.parameters()[1].law, u.second));
  }
}

TEST(Worlds, AGridHasEveryCombinationOnceWithItsEnds) {
  const LoadedScenario loaded = small_dispute();
  SweepPlan plan = with_design(Design::Grid, 9);
  plan.levels = 3;
  const Vary vary{Vary::Kind::Paths, kTwo};
  const Worlds worlds = worlds_of(loaded, plan, vary);
  std::set<std::vector<double>> points;
  std::vector<double> values;
  for (std::uint64_t world = 0; world < 9; ++world) {
    worlds.draw(world, values);
    points.insert(values);
  }
  EXPECT_EQ(points.size(), 9U);
  const auto& law = std::get<statistics::Uniform>(worlds.parameters()[0].law);
  EXPECT_EQ((*points.begin())[0], law.low);
  EXPECT_EQ((*points.rbegin())[0], law.high);
  EXPECT_THROW(worlds_of(loaded, with_design(Design::Grid, 9)), InputError);
  EXPECT_EQ(Worlds::grid_size(sampled_parameters(loaded, {}), 5), std::uint64_t{1} << 63)
      << "capped, not overflown";
}

TEST(Worlds, ACorrelatedGroupHasItsCorrelation) {
  const LoadedScenario loaded = small_dispute(
      {"uncertain={a: {path: actors.east.process_value, kind: normal, mean: 0, sd: 1}, b: {path: "
       "actors.west.process_value, "
       "kind: normal, mean: 5, sd: 2}, c: {path: actors.west.private_sd, kind: uniform, low: 0, high: 1}}",
       "correlated={pair: {of: [a, b], correlation: 0.6}}"});
  constexpr std::uint64_t kWorlds = 4000;
  const Worlds worlds = worlds_of(loaded, with_design(Design::MonteCarlo, kWorlds));
  ASSERT_EQ(worlds.parameters().size(), 3U);
  double with_b = 0;
  double with_c = 0;
  std::vector<double> values;
  for (std::uint64_t world = 0; world < kWorlds; ++world) {
    worlds.draw(world, values);
    with_b += values[0] * (values[2] - 5) / 2 / kWorlds;
    with_c += values[0] * (values[1] - 0.5) * std::sqrt(12.0) / kWorlds;
  }
  // The products have standard deviations sqrt(1 + 0.6²) and 1: four standard errors, wrong once in 16,000
  // seeds.
  EXPECT_NEAR(with_b, 0.6, 4 * std::sqrt(1.36 / kWorlds));
  EXPECT_NEAR(with_c, 0.0, 4 / std::sqrt(1.0 * kWorlds));
  try {
    worlds_of(loaded, with_design(Design::MonteCarlo, 10),
              {Vary::Kind::Paths, {"actors.east.process_value"}});
    FAIL() << "half a group";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("correlated group 'pair'"));
  }
}

TEST(Worlds, DesignsThatDoNotFitAreRefused) {
  const LoadedScenario loaded = small_dispute();
  EXPECT_THROW(worlds_of(loaded, with_design(Design::LatinHypercube, 10, 3)), InputError);
  EXPECT_THROW(worlds_of(loaded, with_design(Design::Sobol, 8), {Vary::Kind::Nothing, {}}), InputError);
  SweepPlan given = with_design(Design::Rows, 1);
  given.given = {{"actors.east.private_sd"}, {{0.1}}};
  EXPECT_THROW(worlds_of(loaded, given, {Vary::Kind::Given, kTwo}), InputError);
}

}  // namespace
}  // namespace entente
