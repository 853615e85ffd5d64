#include "sim/solution/divisible.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "sim/solution/reading.hpp"
#include "tests/support/dice.hpp"
#include "tests/support/ground_truth.hpp"

namespace entente {
namespace {

/// A game of two actors: additive values of each option of each issue; some issues are divisible.
struct Additive {
  PackageSpace space;
  std::vector<std::size_t> divisible;
  std::vector<std::vector<double>> utilities{2};
  std::vector<std::uint8_t> allowed;
  std::vector<double> disagreement{0, 0};

  /// values[k][o] = what either gets.
  Additive(const std::vector<SliceValues>& values, std::vector<std::size_t> divisible_issues)
      : divisible(std::move(divisible_issues)) {
    std::vector<std::uint32_t> counts;
    for (const SliceValues& issue : values) counts.push_back(static_cast<std::uint32_t>(issue.size()));
    space = PackageSpace(counts);
    allowed.assign(space.size(), 1);
    for (std::size_t i = 0; i < 2; ++i) {
      for (PackageIndex x = 0; x < space.size(); ++x) {
        double sum = 0;
        for (std::size_t k = 0; k < values.size(); ++k) sum += values[k][space.option(x, k)][i];
        utilities[i].push_back(sum);
      }
    }
  }
  BargainingProblem problem() const { return {{utilities.begin(), utilities.end()}, allowed, disagreement}; }
  DividedSolutions solve(const std::vector<double>& weights = {}) const {
    auto result = divided_solutions(problem(), space, divisible, weights);
    if (const auto* reason = std::get_if<std::string>(&result)) throw std::runtime_error(*reason);
    return std::get<DividedSolutions>(std::move(result));
  }
  std::string reason() const {
    const auto result = divided_solutions(problem(), space, divisible);
    return std::holds_alternative<std::string>(result) ? std::get<std::string>(result) : "";
  }
};

/// Each issue goes to one of the two or is split: `first` and `second` get their points for all of it.
Additive points_game(const std::vector<double>& first, const std::vector<double>& second) {
  std::vector<SliceValues> values;
  std::vector<std::size_t> all;
  for (std::size_t k = 0; k < first.size(); ++k) {
    values.push_back({{0, second[k]}, {first[k], 0}});
    all.push_back(k);
  }
  return {values, all};
}

void expect_point(const DividedSolution& solution, double first, double second) {
  ASSERT_EQ(solution.points.size(), 1u);
  EXPECT_NEAR(solution.points[0].utilities[0], first, 1e-9);
  EXPECT_NEAR(solution.points[0].utilities[1], second, 1e-9);
}

// Points from Brams and Taylor, Fair Division (1996), after Raiffa (1982).
const std::vector<double> kPanamaForTheUs{22, 22, 15, 14, 11, 6, 4, 2, 2, 2};
const std::vector<double> kPanamaForPanama{9, 15, 15, 3, 15, 5, 11, 7, 7, 13};
// After Brams and Togman (1996): Sinai, recognition, West Bank and Gaza, linkage, Palestinian rights,
// Jerusalem.
const std::vector<double> kCampDavidForIsrael{35, 10, 20, 10, 5, 20};
const std::vector<double> kCampDavidForEgypt{55, 5, 10, 5, 20, 5};

TEST(Divisible, PanamaCanal) {
  const DividedSolutions s = points_game(kPanamaForTheUs, kPanamaForPanama).solve();
  expect_point(s.nash, 66, 66);
  expect_point(s.egalitarian, 66, 66);
  expect_point(s.kalai_smorodinsky, 66, 66);
  EXPECT_NEAR(s.nash.value, 66 * 66, 1e-6);
  // Only land and water is split: 2/15 to the United States, 13/15 to Panama.
  const std::vector<double> amounts{1, 1, 2.0 / 15, 1, 0, 1, 0, 0, 0, 0};
  for (std::size_t k = 0; k < amounts.size(); ++k) {
    EXPECT_NEAR(s.nash.points[0].amounts[k], amounts[k], 1e-12) << k;
  }
}

TEST(Divisible, CampDavid) {
  const DividedSolutions s = points_game(kCampDavidForIsrael, kCampDavidForEgypt).solve();
  expect_point(s.egalitarian, 65 + 5.0 / 6, 65 + 5.0 / 6);
  expect_point(s.kalai_smorodinsky, 65 + 5.0 / 6, 65 + 5.0 / 6);
  EXPECT_NEAR(s.egalitarian.points[0].amounts[0], 1.0 / 6, 1e-12);
  // Nash splits nothing: another treaty.
  expect_point(s.nash, 60, 75);
  for (const double amount : s.nash.points[0].amounts) EXPECT_EQ(amount, std::round(amount));
}

TEST(Divisible, FrontiersOfTheGroundTruth) {
  const std::filesystem::path path = ground_truth() / "closed_forms.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is absent";
  const nlohmann::json all = read_json(path);
  struct Case {
    const char* name;
    const char* first;
    const char* second;
  };
  for (const auto& [name, first, second] :
       {Case{"panama_canal", "US", "Panama"}, Case{"camp_david", "Israel", "Egypt"}}) {
    const nlohmann::json& game = all.at("divisible_issues").at(name);
    const auto corners = game.at("frontier_vertices").get<std::vector<TwoUtilities>>();
    const DividedSolutions s =
        points_game(game.at(first).get<std::vector<double>>(), game.at(second).get<std::vector<double>>())
            .solve();
    ASSERT_EQ(s.frontier.size() + 1, corners.size()) << name;
    for (std::size_t k = 0; k < s.frontier.size(); ++k) {
      const TwoUtilities& from = s.frontier[s.frontier.size() - 1 - k].to.utilities;
      EXPECT_NEAR(from[0], corners[k][0], 1e-9) << name;
      EXPECT_NEAR(from[1], corners[k][1], 1e-9) << name;
    }
    const auto nash = game.at("nash").get<TwoUtilities>();
    expect_point(s.nash, nash[0], nash[1]);
    const auto egalitarian = game.at("egalitarian").get<TwoUtilities>();
    expect_point(s.egalitarian, egalitarian[0], egalitarian[1]);
  }
}

TEST(Divisible, APieWithDisagreementAndWeights) {
  // u1 + u2 = 1, d = (0.2, 0.3): d_i + α_i/2.
  Additive pie({{{0, 1}, {1, 0}}}, {0});
  pie.disagreement = {0.2, 0.3};
  const DividedSolutions s = pie.solve();
  expect_point(s.nash, 0.45, 0.55);
  expect_point(s.kalai_smorodinsky, 0.45, 0.55);
  expect_point(s.egalitarian, 0.45, 0.55);
  expect_point(pie.solve({0.7, 0.3}).nash, 0.55, 0.45);
  expect_point(pie.solve({14, 6}).nash, 0.55, 0.45);
  // All of the zone is worth the same together; its ends are named.
  ASSERT_EQ(s.utilitarian.points.size(), 2u);
  EXPECT_NEAR(s.utilitarian.points[0].utilities[0], 0.7, 1e-12);
  EXPECT_NEAR(s.utilitarian.points[1].utilities[0], 0.2, 1e-12);
  expect_point(pie.solve({2, 1}).utilitarian, 0.7, 0.3);
  EXPECT_NEAR(s.ideal[0], 0.7, 1e-12);
  // The line's nearest to (1, 1) is its middle.
  EXPECT_NEAR(s.opposition, std::sqrt(0.5), 1e-12);
}

TEST(Divisible, AConcavePieInSlices) {
  // u2 = √(1 − u1) at eight slices, straight between: the optimum lies on the slice or next to it.
  SliceValues values;
  for (int o = 0; o <= 8; ++o) values.push_back({o / 8.0, std::sqrt(1 - o / 8.0)});
  const Additive game({values}, {0});
  const DividedSolutions s = game.solve();
  ASSERT_EQ(s.nash.points.size(), 1u);
  double best = 0;
  for (int k = 0; k <= 80000; ++k) {
    const double amount = k / 80000.0;
    const int o = std::min(7, static_cast<int>(amount * 8));
    const auto slice = static_cast<std::size_t>(o);
    const double within = amount * 8 - o;
    const double u2 = values[slice][1] + within * (values[slice + 1][1] - values[slice][1]);
    best = std::max(best, amount * u2);
  }
  // A grid of 80,000 misses a smooth maximum by the square of its step.
  EXPECT_NEAR(s.nash.value, best, 1e-9);
  EXPECT_EQ(s.frontier.size(), 8u);
}

TEST(Divisible, BothWantTheSame) {
  const DividedSolutions s = Additive({{{0, 0}, {0.5, 0.5}, {1, 1}}, {{0, 2}, {1, 0}}}, {0, 1}).solve();
  EXPECT_EQ(s.nash.points[0].amounts[0], 1);
  // What is left: u = (1 + t, 1 + 2(1 − t)); (1 + t)(3 − 2t) is greatest at t = 1/4.
  expect_point(s.nash, 1.25, 2.5);
  EXPECT_NEAR(s.nash.points[0].amounts[1], 0.25, 1e-12);
}

TEST(Divisible, DiscreteIssuesAreEnumerated) {
  // Cell 0: (0, 0) and a pie of 1; cell 1: (0.5, -0.4) and the same pie; cell 2: dominated.
  const std::vector<SliceValues> values{{{0, 0}, {0.5, -0.4}, {-0.1, -0.1}}, {{0, 1}, {1, 0}}};
  const Additive game(values, {1});
  const DividedSolutions s = game.solve();
  // (0.5 + t)(0.6 − t): t = 0.05, 0.55² against 0.5² in cell 0.
  expect_point(s.nash, 0.55, 0.55);
  EXPECT_EQ(game.space.option(s.nash.points[0].cell, 0), 1u);
  // Cell 1 down to u1 = 0.5, then cell 0 above 0.6: its line u2 = 1 − u1 left of 0.4.
  ASSERT_EQ(s.frontier.size(), 2u);
  EXPECT_NEAR(s.frontier[0].from.utilities[0], 1.1, 1e-12);
  EXPECT_NEAR(s.frontier[0].to.utilities[0], 0.5, 1e-12);
  EXPECT_NEAR(s.frontier[0].to.utilities[1], 0.6, 1e-12);
  EXPECT_NEAR(s.frontier[1].from.utilities[0], 0.4, 1e-12);
  EXPECT_NEAR(s.frontier[1].to.utilities[1], 1, 1e-12);
}

TEST(Divisible, AgreesWithFineSlicesOnRandomGames) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Dice dice(seed);
    // Two pies and one discrete issue of up to five options.
    std::vector<SliceValues> ends{SliceValues(1 + dice.below(5)), SliceValues(2), SliceValues(2)};
    for (SliceValues& issue : ends) {
      for (TwoUtilities& value : issue) value = {dice.uniform(), dice.uniform()};
    }
    constexpr std::size_t kSlices = 100;
    std::vector<SliceValues> fine{ends[0], {}, {}};
    for (std::size_t k : {1u, 2u}) {
      for (std::size_t o = 0; o <= kSlices; ++o) {
        const double t = static_cast<double>(o) / kSlices;
        fine[k].push_back({ends[k][0][0] + t * (ends[k][1][0] - ends[k][0][0]),
                           ends[k][0][1] + t * (ends[k][1][1] - ends[k][0][1])});
      }
    }
    Additive exact(ends, {1, 2});
    Additive sliced(fine, {1, 2});
    exact.disagreement = sliced.disagreement = {0.4, 0.4};
    const DividedSolutions s = exact.solve();
    const DividedSolutions same = sliced.solve();
    const Solutions grid = solutions_of(sliced.problem());
    ASSERT_EQ(grid.frontier.empty(), s.frontier.empty()) << seed;
    if (grid.frontier.empty()) continue;
    // More slices of the same lines change nothing.
    EXPECT_NEAR(same.nash.value, s.nash.value, 1e-12) << seed;
    EXPECT_NEAR(same.egalitarian.value, s.egalitarian.value, 1e-12) << seed;
    EXPECT_NEAR(same.kalai_smorodinsky.value, s.kalai_smorodinsky.value, 1e-12) << seed;
    EXPECT_NEAR(same.utilitarian.value, s.utilitarian.value, 1e-12) << seed;
    // The grid is no better and, a hundredth of an issue apart, little worse.
    EXPECT_LE(grid.nash.value, s.nash.value + 1e-12) << seed;
    EXPECT_GE(grid.nash.value, s.nash.value - 0.02) << seed;
    EXPECT_LE(grid.egalitarian.value, s.egalitarian.value + 1e-12) << seed;
    EXPECT_GE(grid.egalitarian.value, s.egalitarian.value - 0.02) << seed;
    EXPECT_LE(grid.utilitarian.value, s.utilitarian.value + 1e-12) << seed;
    EXPECT_GE(grid.utilitarian.value, s.utilitarian.value - 0.02) << seed;
    // No package of the grid beats the frontier; each of the grid's frontier lies near it.
    for (std::size_t point = 0; point < grid.frontier.size(); ++point) {
      const double u1 = grid.frontier.utility(point, 0);
      const double u2 = grid.frontier.utility(point, 1);
      double reach = -1;
      for (const DividedSegment& part : s.frontier) {
        const TwoUtilities& right = part.from.utilities;
        const TwoUtilities& left = part.to.utilities;
        if (right[0] < u1 - 1e-9) continue;
        const double run = right[0] - left[0];
        const double across = run > 0 ? std::clamp((u1 - left[0]) / run, 0.0, 1.0) : 0;
        reach = std::max(reach, left[1] + across * (right[1] - left[1]));
      }
      EXPECT_LE(u2, reach + 1e-9) << seed;
      EXPECT_GE(u2, reach - 0.05) << seed;
    }
    // Utilities and amounts of what is named agree, and it is on nobody's wrong side.
    for (const DividedSolution* solution : {&s.nash, &s.egalitarian, &s.kalai_smorodinsky, &s.utilitarian}) {
      for (const DividedPoint& point : solution->points) {
        for (std::size_t i = 0; i < 2; ++i) {
          double sum = ends[0][exact.space.option(point.cell, 0)][i];
          for (std::size_t k : {1u, 2u}) {
            sum += ends[k][0][i] + point.amounts[k - 1] * (ends[k][1][i] - ends[k][0][i]);
          }
          EXPECT_NEAR(sum, point.utilities[i], 1e-12) << seed;
          EXPECT_GE(point.utilities[i], 0.4 - 1e-9) << seed;
        }
      }
    }
  }
}

TEST(Divisible, SaysWhyNot) {
  // A pie whose middle both dislike: lots would be better.
  EXPECT_NE(Additive({{{0, 1}, {0.2, 0.2}, {1, 0}}}, {0}).reason().find("mixture"), std::string::npos);
  Additive together({{{0, 1}, {1, 0}}, {{0, 1}, {1, 0}}}, {0, 1});
  together.utilities[0][3] += 0.5;
  EXPECT_NE(together.reason().find("together"), std::string::npos);
  Additive ruled({{{0, 1}, {0.5, 0.5}, {1, 0}}}, {0});
  ruled.allowed[1] = 0;
  EXPECT_NE(ruled.reason().find("rules or red lines"), std::string::npos);
  EXPECT_NE(Additive({{{0, 1}, {1, 0}}}, {}).reason().find("no issue"), std::string::npos);
  Additive three({{{0, 1}, {1, 0}}}, {0});
  three.utilities.push_back(three.utilities[0]);
  three.disagreement.push_back(0);
  EXPECT_NE(three.reason().find("two parties"), std::string::npos);
  EXPECT_EQ(Additive({{{0, 1}, {1, 0}}}, {0}).reason(), "");
}

TEST(Divisible, AnEmptyZoneHasNoSolution) {
  Additive pie({{{0, 1}, {1, 0}}}, {0});
  pie.disagreement = {0.6, 0.6};
  const DividedSolutions s = pie.solve();
  EXPECT_TRUE(s.frontier.empty());
  EXPECT_TRUE(s.nash.points.empty());
  EXPECT_TRUE(std::isnan(s.nash.value));
  // One point is left.
  pie.disagreement = {0.5, 0.5};
  const DividedSolutions one = pie.solve();
  expect_point(one.nash, 0.5, 0.5);
  expect_point(one.kalai_smorodinsky, 0.5, 0.5);
}

}  // namespace
}  // namespace entente
