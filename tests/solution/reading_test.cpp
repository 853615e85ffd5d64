#include "sim/solution/reading.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "tests/support/ground_truth.hpp"
#include "tests/support/problem_table.hpp"

namespace entente {
namespace {

using Points = ProblemTable::Points;

/// The same set of vectors, each to 1e-9.
void expect_same(Points found, Points expected, const std::string& what) {
  EXPECT_EQ(found.size(), expected.size()) << what;
  for (const std::vector<double>& wanted : expected) {
    const auto near = [&](const std::vector<double>& point) {
      for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (std::abs(point[i] - wanted[i]) > 1e-9) return false;
      }
      return true;
    };
    EXPECT_EQ(std::ranges::count_if(found, near), 1) << what << ": " << ::testing::PrintToString(wanted);
  }
}

class Domains : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    domain_ = read_domain(GetParam());
    allowed_.assign(domain_.space.size(), 1);
    problem_ = {{domain_.utilities.begin(), domain_.utilities.end()}, allowed_, domain_.reservation};
  }
  /// `solution` against the field of this name: utilities of all ties, value, and that the packages named
  /// there are among those of the points.
  void expect_field(const Solutions& s, const SolutionPoints& solution, const std::string& field) const {
    const nlohmann::json& expected = domain_.expected.at(field);
    expect_same(picked(s.frontier, solution), expected.at("utils").get<Points>(), field);
    EXPECT_NEAR(solution.value, expected.at("value").get<double>(),
                1e-9 * std::max(1.0, std::abs(solution.value)))
        << field;
    for (const auto& outcome : expected.at("outcomes")) {
      const PackageIndex package = domain_.package(outcome.get<std::vector<std::string>>());
      EXPECT_TRUE(std::ranges::any_of(solution.points, [&](std::size_t point) {
        return std::ranges::count(s.frontier.packages(point), package) == 1;
      })) << field;
    }
  }
  double number(const char* field) const { return domain_.expected.at(field).get<double>(); }
  std::size_t count(const char* field) const { return domain_.expected.at(field).get<std::size_t>(); }

  TruthDomain domain_;
  std::vector<std::uint8_t> allowed_;
  BargainingProblem problem_;
};

TEST_P(Domains, Textbook) {
  const Solutions s = solutions_of(problem_);
  const nlohmann::json& pareto = domain_.expected.at("pareto");
  EXPECT_EQ(s.facts.packages, count("n_outcomes"));
  EXPECT_EQ(s.facts.zone_size, count("n_rational_weak"));
  EXPECT_EQ(s.facts.strictly_better, count("n_rational_strict"));
  EXPECT_DOUBLE_EQ(s.rational_fraction, number("rational_fraction_strict"));
  EXPECT_EQ(s.frontier.size(), pareto.at("n_points").get<std::size_t>());
  EXPECT_EQ(s.frontier.package_count(), pareto.at("n_outcomes").get<std::size_t>());
  Points frontier;
  for (std::size_t point = 0; point < s.frontier.size(); ++point) {
    const std::span<const double> u = s.frontier.utilities(point);
    frontier.emplace_back(u.begin(), u.end());
  }
  expect_same(frontier, pareto.at("points").get<Points>(), "pareto");
  for (std::size_t i = 0; i < domain_.actors.size(); ++i) {
    EXPECT_NEAR(s.facts.lowest[i], domain_.expected.at("utility_min").at(i).get<double>(), 1e-9);
    EXPECT_NEAR(s.facts.highest[i], domain_.expected.at("utility_max").at(i).get<double>(), 1e-9);
  }
  expect_field(s, s.nash, "nash");
  expect_field(s, s.egalitarian, "egalitarian_kalai");
  expect_field(s, s.kalai_smorodinsky, "ks_maxmin");
  expect_field(s, s.utilitarian, "max_welfare");
  EXPECT_NEAR(s.opposition, number("opposition_rational_utils_over_max"), 1e-9);
}

TEST_P(Domains, KalaiSmorodinskyWithTheHighestOfAllPackages) {
  // As NegMAS says that it does: max-min, with its d and its M. Its code takes the least spread.
  const Solutions s = solutions_of(problem_, Reading::Negmas);
  expect_field(s, kalai_smorodinsky_solution(s.frontier, s.disagreement, s.facts.highest, s.facts.tolerance),
               "ks_maxmin_globalmax");
}

TEST_P(Domains, Negmas) {
  const Solutions s = solutions_of(problem_, Reading::Negmas);
  expect_field(s, s.nash, "nash_d_is_max_of_r_and_min");
  expect_field(s, s.egalitarian, "egalitarian_kalai_d_is_max_of_r_and_min");
  expect_field(s, s.kalai_smorodinsky, "ks_minspread_negmas");
  expect_field(s, s.utilitarian, "max_welfare");
  EXPECT_NEAR(s.opposition, number("opposition_rational_utils_over_max"), 1e-9);
  const nlohmann::json& raw = domain_.expected.at("negmas");
  expect_same(picked(s.frontier, s.nash), raw.at("nash").get<Points>(), "NegMAS's own Nash");
  EXPECT_NEAR(s.opposition, raw.at("opposition").get<double>(), 1e-9);
}

TEST_P(Domains, Genius) {
  const Solutions s = solutions_of(problem_, Reading::Genius);
  EXPECT_EQ(s.frontier.size(), count("pareto_ignoring_reservation_n_points"));
  expect_field(s, s.kalai_smorodinsky, "ks_minabsdiff_genius");
  EXPECT_EQ(s.egalitarian, s.kalai_smorodinsky);
  expect_field(s, s.utilitarian, "max_welfare_all_outcomes");
  EXPECT_NEAR(s.opposition, number("opposition_all_raw_distance_to_ones"), 1e-9);
}

TEST_P(Domains, Negolog) {
  const Solutions s = solutions_of(problem_, Reading::Negolog);
  EXPECT_EQ(s.frontier.size(), count("pareto_ignoring_reservation_n_points"));
  expect_field(s, s.nash, "max_nash_product_no_reservation");
  expect_field(s, s.utilitarian, "max_welfare_all_outcomes");
  EXPECT_EQ(s.egalitarian, s.utilitarian);
  EXPECT_TRUE(s.kalai_smorodinsky.points.empty());
  if (!domain_.expected.contains("upstream_stored")) return;
  const nlohmann::json& stored = domain_.expected.at("upstream_stored");
  if (!stored.contains("Nash Product")) return;
  // What NegoLog's own repository states of its domain.
  EXPECT_NEAR(s.nash.value, stored.at("Nash Product").get<double>(), 1e-9);
  EXPECT_NEAR(s.utilitarian.value, stored.at("Social Welfare").get<double>(), 1e-9);
  EXPECT_NEAR(s.opposition, stored.at("Opposition").get<double>(), 1e-9);
}

INSTANTIATE_TEST_SUITE_P(GroundTruth, Domains, ::testing::ValuesIn(domain_ids()),
                         [](const auto& domain) { return domain.param; });
// Without the folder there is no instance, which is no failure.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Domains);

/// A pool of items, what each is worth to either; a package hands each item to one of the two.
ProblemTable::Points items_game(const std::string& line) {
  const auto numbers = [](std::string list) {
    std::ranges::replace(list, ',', ' ');
    std::istringstream in(list);
    return std::vector<double>(std::istream_iterator<double>(in), {});
  };
  std::istringstream in(line);
  std::string pool;
  std::string first;
  std::string second;
  in >> pool >> first >> second;
  Points points{{0, 0}};
  for (std::size_t item = 0; item < numbers(pool).size(); ++item) {
    Points next;
    for (const std::vector<double>& point : points) {
      for (double taken = 0; taken <= numbers(pool)[item]; ++taken) {
        next.push_back({point[0] + taken * numbers(first)[item],
                        point[1] + (numbers(pool)[item] - taken) * numbers(second)[item]});
      }
    }
    points = next;
  }
  return points;
}

TEST(OpenSpiel, BargainingInstances) {
  const std::filesystem::path path = ground_truth() / "negotiation" / "openspiel_bargaining.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is absent";
  std::size_t instances = 0;
  const nlohmann::json file = read_json(path);
  for (const nlohmann::json& one : file.at("instances")) {
    const std::string line = one.at("line").get<std::string>();
    const Points game = items_game(line);
    EXPECT_EQ(game.size(), one.at("n_outcomes").get<std::size_t>()) << line;
    const Solutions s = ProblemTable(game).solve();
    std::vector<std::size_t> all(s.frontier.size());
    for (std::size_t point = 0; point < all.size(); ++point) all[point] = point;
    expect_same(picked(s.frontier, {0, all}), one.at("pareto").get<Points>(), line);
    expect_same(picked(s.frontier, s.nash), one.at("nash").get<Points>(), line);
    EXPECT_EQ(s.nash.value, one.at("max_nash_product").get<double>()) << line;
    EXPECT_EQ(s.utilitarian.value, one.at("max_welfare").get<double>()) << line;
    EXPECT_EQ(s.egalitarian.value, one.at("max_min").get<double>()) << line;
    ++instances;
  }
  EXPECT_EQ(instances, 20u);
}

TEST(Readings, DisagreeOnTheSameGame) {
  // Actor 1 gets at least 0.2 whatever happens; three points on the frontier.
  const ProblemTable table({{1, 0}, {0.6, 0.55}, {0.2, 1}, {0.3, 0.3}});
  const Solutions textbook = table.solve();
  const Solutions negmas = table.solve(Reading::Negmas);
  EXPECT_DOUBLE_EQ(textbook.nash.value, 0.6 * 0.55);
  EXPECT_DOUBLE_EQ(negmas.nash.value, (0.6 - 0.2) * 0.55);
  // Spread: 0.4/0.8 and 0.55/1.
  EXPECT_NEAR(negmas.kalai_smorodinsky.value, 0.05, 1e-15);
  EXPECT_NEAR(table.solve(Reading::Genius).egalitarian.value, 0.05, 1e-15);
  EXPECT_EQ(picked(textbook.frontier, table.solve(Reading::Negolog).egalitarian), (Points{{0.2, 1}}));
}

TEST(Readings, NegmasGivesAllOfANarrowFrontier) {
  // Actor 2 can gain nothing.
  const ProblemTable table({{1, 0.5}, {0.5, 0.5}}, {0, 0.5});
  const Solutions s = table.solve(Reading::Negmas);
  EXPECT_EQ(s.nash.points.size(), s.frontier.size());
  EXPECT_EQ(s.kalai_smorodinsky.points, s.nash.points);
}

TEST(Readings, WeightsAreForTheTextbook) {
  const ProblemTable table({{1, 0}, {0, 1}});
  EXPECT_ANY_THROW(table.solve(Reading::Genius, {1, 2}));
  EXPECT_ANY_THROW(table.solve(Reading::Textbook, {1, 2, 3}));
  EXPECT_ANY_THROW(table.solve(Reading::Textbook, {1, -1}));
}

TEST(Readings, AnEmptyZoneHasNoSolution) {
  const Solutions s = ProblemTable({{1, -1}, {-1, 1}}).solve();
  EXPECT_TRUE(s.frontier.empty());
  EXPECT_TRUE(s.nash.points.empty());
  EXPECT_TRUE(std::isnan(s.nash.value));
  EXPECT_TRUE(std::isnan(s.opposition));
  EXPECT_EQ(s.facts.win_sets, (std::vector<std::size_t>{1, 1}));
  EXPECT_EQ(s.rational_fraction, 0);
}

}  // namespace
}  // namespace entente
