#include "analysis/statistics/crossing.hpp"

#include <cmath>
#include <functional>
#include <stdexcept>

#include "tests/analysis/draws.hpp"

namespace entente::statistics {
namespace {

TEST(Isotonic, PoolsWhatFalls) {
  EXPECT_EQ(isotonic(std::vector<double>{1, 3, 2, 4}), (std::vector<double>{1, 2.5, 2.5, 4}));
  EXPECT_EQ(isotonic(std::vector<double>{3, 2, 1}), (std::vector<double>{2, 2, 2}));
  EXPECT_EQ(isotonic(std::vector<double>{0, 1, 1, 2}), (std::vector<double>{0, 1, 1, 2}));
}

/// Responses of units with probability p(x) at x; `shared`: a unit has the same luck at all values.
ResponseCurve drawn(const std::vector<double>& xs, std::size_t units, const std::function<double(double)>& p,
                    bool shared, std::uint64_t seed) {
  SplitMix random(seed);
  ResponseCurve curve{xs, std::vector<std::vector<std::uint8_t>>(xs.size())};
  for (std::size_t u = 0; u < units; ++u) {
    double luck = random.uniform();
    for (std::size_t g = 0; g < xs.size(); ++g) {
      if (!shared) luck = random.uniform();
      curve.responses[g].push_back(luck < p(xs[g]) ? 1 : 0);
    }
  }
  return curve;
}

std::vector<double> grid(std::size_t points) {
  std::vector<double> xs;
  for (std::size_t g = 0; g < points; ++g)
    xs.push_back(static_cast<double>(g) / static_cast<double>(points - 1));
  return xs;
}

double logistic(double x) { return 1.0 / (1.0 + std::exp(-(x - 0.4) / 0.1)); }

TEST(Crossing, CoversAKnownOneAsOftenAsItSays) {
  // 95 % intervals with ends moved outwards to the grid: 500 experiments know their coverage to a point, and
  // it may be above. That it is not so by being useless: its width is that of a few cells.
  constexpr int kExperiments = 150;
  for (const bool shared : {false, true}) {
    for (const double level : {0.5, 0.2}) {
      const double truth = 0.4 - 0.1 * std::log(1.0 / level - 1.0);
      int covered = 0;
      double width = 0;
      for (int e = 0; e < kExperiments; ++e) {
        const auto seed = static_cast<std::uint64_t>(e);
        const Crossing found = crossing(drawn(grid(21), 200, logistic, shared, seed), level, seed, 200);
        ASSERT_TRUE(found.value && found.low && found.high);
        covered += *found.low <= truth && truth <= *found.high ? 1 : 0;
        width += (*found.high - *found.low) / kExperiments;
      }
      EXPECT_GE(covered, 0.95 * kExperiments - 3 * std::sqrt(kExperiments * 0.95 * 0.05)) << shared << level;
      EXPECT_LT(width, 0.25);
    }
  }
}

TEST(Crossing, OfAStepIsKnownToTheCell) {
  // Every unit responds from 0.37 on: the data say no more than between 0.3 and 0.4, and the interval no
  // less.
  const auto step = [](double x) { return x < 0.37 ? 0.0 : 1.0; };
  const Crossing found = crossing(drawn(grid(11), 50, step, true, 1), 0.5, 1);
  EXPECT_DOUBLE_EQ(*found.value, 0.35);
  EXPECT_DOUBLE_EQ(*found.low, 0.3);
  EXPECT_DOUBLE_EQ(*found.high, 0.4);
  EXPECT_TRUE(found.rising);
  EXPECT_FALSE(found.against);
}

TEST(Crossing, FallsAsItRises) {
  const Crossing up = crossing(drawn(grid(11), 300, logistic, true, 2), 0.3, 2);
  ResponseCurve turned = drawn(grid(11), 300, logistic, true, 2);
  for (auto& at : turned.responses)
    for (std::uint8_t& one : at) one = one == 0 ? 1 : 0;
  const Crossing down = crossing(turned, 0.7, 2);
  EXPECT_FALSE(down.rising);
  EXPECT_NEAR(*down.value, *up.value, 1e-12);
  EXPECT_EQ(down.low, up.low);
  EXPECT_EQ(down.high, up.high);
}

TEST(Crossing, SaysWhereThereIsNone) {
  const Crossing never = crossing(drawn(grid(5), 200, [](double) { return 0.1; }, false, 3), 0.5, 3);
  EXPECT_FALSE(never.value);
  EXPECT_DOUBLE_EQ(*never.low, 1.0) << "above the range, if anywhere";
  EXPECT_FALSE(never.high);
  const Crossing always =
      crossing(drawn(grid(5), 200, [](double x) { return 0.8 + 0.1 * x; }, true, 3), 0.5, 3);
  EXPECT_FALSE(always.value);
  EXPECT_FALSE(always.low);
  EXPECT_DOUBLE_EQ(*always.high, 0.0) << "below the range, if anywhere";
}

TEST(Crossing, SeesThatACurveTurns) {
  const auto hill = [](double x) { return 0.9 - 3.0 * (x - 0.6) * (x - 0.6); };
  EXPECT_TRUE(crossing(drawn(grid(11), 400, hill, false, 4), 0.5, 4).against);
  int wrongly = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed)
    wrongly += crossing(drawn(grid(11), 100, logistic, false, seed), 0.5, seed, 1).against ? 1 : 0;
  EXPECT_LE(wrongly, 5 + 7) << "one in twenty at most, and three standard errors";
}

TEST(Crossing, RefusesWhatIsNoCurve) {
  EXPECT_THROW(crossing({{0, 1}, {{1, 0}}}, 0.5, 1), std::invalid_argument);
  EXPECT_THROW(crossing({{1, 0}, {{1, 0}, {1, 0}}}, 0.5, 1), std::invalid_argument);
  EXPECT_THROW(crossing({{0, 1}, {{1, 0}, {1, 0}}}, 1, 1), std::invalid_argument);
}

}  // namespace
}  // namespace entente::statistics
