// The axioms that characterise the solutions, on random games, and for each axiom that a solution lacks a
// game in which it fails. Utilities are small whole numbers, so that ties and duplicates are frequent and
// nothing is rounded.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

#include "tests/support/problem_table.hpp"

namespace entente {
namespace {

using Points = ProblemTable::Points;
using Member = SolutionPoints Solutions::*;

constexpr Member kAll[] = {&Solutions::nash, &Solutions::egalitarian, &Solutions::kalai_smorodinsky,
                           &Solutions::utilitarian};

std::vector<double> disagreement(std::size_t actors) { return std::vector<double>(actors, 2); }

/// Up to 30 packages of `actors` utilities from 0 to 12; the disagreement is 2 for everyone.
rc::Gen<Points> games(std::size_t actors) {
  const auto number =
      rc::gen::map(rc::gen::inRange(0, 13), [](int value) { return static_cast<double>(value); });
  return rc::gen::suchThat(
      rc::gen::container<Points>(rc::gen::container<std::vector<double>>(actors, number)),
      [](const Points& points) { return !points.empty() && points.size() <= 30; });
}

Points solve(const Points& game, Member solution, std::vector<double> d) {
  const Solutions s = ProblemTable(game, std::move(d)).solve();
  return picked(s.frontier, s.*solution);
}
Points solve(const Points& game, Member solution) {
  return solve(game, solution, disagreement(game[0].size()));
}

double value_of(const Points& game, Member solution) {
  return (ProblemTable(game, disagreement(game[0].size())).solve().*solution).value;
}

template <typename Map>
Points mapped(Points points, Map map) {
  for (std::vector<double>& point : points) map(point);
  std::ranges::sort(points);
  return points;
}

RC_GTEST_PROP(Axioms, Pareto, ()) {
  const Points game = *games(*rc::gen::inRange<std::size_t>(1, 5));
  for (const Member solution : kAll) {
    for (const std::vector<double>& chosen : solve(game, solution)) {
      for (const std::vector<double>& other : game) {
        bool better = false;
        bool worse = false;
        for (std::size_t i = 0; i < chosen.size(); ++i) {
          better = better || other[i] > chosen[i];
          worse = worse || other[i] < chosen[i];
        }
        RC_ASSERT(worse || !better);
      }
    }
  }
}

RC_GTEST_PROP(Axioms, SomethingIsChosenWheneverTheZoneIsNotEmpty, ()) {
  const Points game = *games(*rc::gen::inRange<std::size_t>(1, 5));
  const bool zone = std::ranges::any_of(game, [](const std::vector<double>& u) {
    return std::ranges::all_of(u, [](double value) { return value >= 2; });
  });
  for (const Member solution : kAll) RC_ASSERT(solve(game, solution).empty() == !zone);
}

RC_GTEST_PROP(Axioms, Symmetry, ()) {
  // A game closed under the exchange of the actors has a solution closed under it.
  Points game = *games(2);
  const std::size_t size = game.size();
  for (std::size_t x = 0; x < size; ++x) game.push_back({game[x][1], game[x][0]});
  for (const Member solution : kAll) {
    const Points chosen = solve(game, solution);
    RC_ASSERT(mapped(chosen, [](std::vector<double>& u) { std::swap(u[0], u[1]); }) == chosen);
  }
}

RC_GTEST_PROP(Axioms, ActorsHaveNoNames, ()) {
  const Points game = *games(3);
  const auto turn = [](std::vector<double>& u) { std::rotate(u.begin(), u.begin() + 1, u.end()); };
  for (const Member solution : kAll) {
    RC_ASSERT(solve(mapped(game, turn), solution) == mapped(solve(game, solution), turn));
  }
}

RC_GTEST_PROP(Axioms, PackagesHaveNoNames, ()) {
  const Points game = *games(3);
  Points reversed = game;
  std::ranges::reverse(reversed);
  Points sorted = game;
  std::ranges::sort(sorted);
  for (const Member solution : kAll) {
    RC_ASSERT(solve(reversed, solution) == solve(game, solution));
    RC_ASSERT(solve(sorted, solution) == solve(game, solution));
  }
}

RC_GTEST_PROP(Axioms, DuplicatesAndDominatedPackagesChangeNothing, ()) {
  const Points game = *games(3);
  Points larger = game;
  larger.push_back(game[*rc::gen::inRange<std::size_t>(0, game.size())]);
  larger.push_back(game[*rc::gen::inRange<std::size_t>(0, game.size())]);
  larger.back()[*rc::gen::inRange<std::size_t>(0, 3)] -= 1;
  for (const Member solution : kAll) RC_ASSERT(solve(larger, solution) == solve(game, solution));
}

RC_GTEST_PROP(Axioms, NashAndKalaiSmorodinskyHaveNoUnits, ()) {
  const Points game = *games(2);
  const double scale = *rc::gen::element(0.001, 0.25, 3.0, 1000.0);
  const double shift = *rc::gen::element(-40.0, 0.0, 0.5, 7.0);
  const auto change = [&](std::vector<double>& u) { u[1] = scale * u[1] + shift; };
  for (const Member solution : {&Solutions::nash, &Solutions::kalai_smorodinsky}) {
    RC_ASSERT(solve(mapped(game, change), solution, {2, scale * 2 + shift}) ==
              mapped(solve(game, solution), change));
  }
}

RC_GTEST_PROP(Axioms, AllFourIgnoreACommonUnit, ()) {
  const Points game = *games(3);
  const auto change = [](std::vector<double>& u) {
    for (double& value : u) value = 4 * value - 3;
  };
  for (const Member solution : kAll) {
    RC_ASSERT(solve(mapped(game, change), solution, {5, 5, 5}) == mapped(solve(game, solution), change));
  }
}

RC_GTEST_PROP(Axioms, IndependenceOfIrrelevantAlternatives, ()) {
  // What is left of the solution when other packages are taken away is the solution, and as good. (Where
  // somebody gains nothing, a package that was dominated may join the egalitarian ties.)
  const Points game = *games(3);
  for (const Member solution : {&Solutions::nash, &Solutions::egalitarian, &Solutions::utilitarian}) {
    const Points chosen = solve(game, solution);
    RC_PRE(!chosen.empty());
    const std::vector<double> kept = chosen[*rc::gen::inRange<std::size_t>(0, chosen.size())];
    Points smaller{kept};
    for (const std::vector<double>& u : game) {
      if (*rc::gen::arbitrary<bool>()) smaller.push_back(u);
    }
    const Points left = solve(smaller, solution);
    RC_ASSERT(std::ranges::count(left, kept) == 1);
    RC_ASSERT(value_of(smaller, solution) == value_of(game, solution));
    if (solution == &Solutions::egalitarian || value_of(game, solution) == 0) continue;
    for (const std::vector<double>& u : left) RC_ASSERT(std::ranges::count(chosen, u) == 1);
  }
}

RC_GTEST_PROP(Axioms, IndividualMonotonicity, ()) {
  // More packages with the same ideal point: what Kalai and Smorodinsky guarantee everyone, as a share of the
  // most that it could get, does not fall. (On a finite set the point itself may lie off the diagonal.)
  const Points game = *games(3);
  Points larger = game;
  for (std::vector<double> extra : *games(3)) {
    for (std::size_t i = 0; i < 3; ++i) {
      double most = 0;
      for (const std::vector<double>& u : game) {
        if (std::ranges::all_of(u, [](double value) { return value >= 2; })) most = std::max(most, u[i]);
      }
      extra[i] = std::min(extra[i], most);
    }
    larger.push_back(extra);
  }
  RC_PRE(!solve(game, &Solutions::kalai_smorodinsky).empty());
  RC_ASSERT(value_of(larger, &Solutions::kalai_smorodinsky) >=
            value_of(game, &Solutions::kalai_smorodinsky) - 1e-12);
}

RC_GTEST_PROP(Axioms, StrongMonotonicity, ()) {
  // Any more packages: what the egalitarian solution guarantees everyone does not fall.
  const Points game = *games(3);
  Points larger = game;
  for (const std::vector<double>& extra : *games(3)) larger.push_back(extra);
  RC_PRE(!solve(game, &Solutions::egalitarian).empty());
  RC_ASSERT(value_of(larger, &Solutions::egalitarian) >= value_of(game, &Solutions::egalitarian));
}

TEST(LackedAxioms, EgalitarianAndUtilitarianHaveUnits) {
  const Points game{{6, 3}, {4, 4}, {2, 6}};
  const auto tripled = [](std::vector<double>& u) { u[1] *= 3; };
  EXPECT_EQ(solve(game, &Solutions::egalitarian, {0, 0}), (Points{{4, 4}}));
  EXPECT_EQ(solve(mapped(game, tripled), &Solutions::egalitarian, {0, 0}), (Points{{6, 9}}));
  EXPECT_EQ(solve(game, &Solutions::utilitarian, {0, 0}), (Points{{6, 3}}));
  EXPECT_EQ(solve(mapped(game, tripled), &Solutions::utilitarian, {0, 0}), (Points{{2, 18}}));
}

TEST(LackedAxioms, KalaiSmorodinskyMindsIrrelevantAlternatives) {
  // (10, 0) is never chosen, and decides: with it actor 1 may dream of 10, without it of 5.
  EXPECT_EQ(solve({{10, 0}, {4, 5}, {5, 3.5}}, &Solutions::kalai_smorodinsky, {0, 0}), (Points{{5, 3.5}}));
  EXPECT_EQ(solve({{4, 5}, {5, 3.5}}, &Solutions::kalai_smorodinsky, {0, 0}), (Points{{4, 5}}));
}

TEST(LackedAxioms, OnlyTheEgalitarianIsStronglyMonotone) {
  // More to choose from, and actor 2 gets less than the 5 or 6 that it had.
  EXPECT_EQ(solve({{5, 5}}, &Solutions::nash, {0, 0}), (Points{{5, 5}}));
  EXPECT_EQ(solve({{5, 5}, {10, 4}}, &Solutions::nash, {0, 0}), (Points{{10, 4}}));
  EXPECT_EQ(solve({{5, 5}, {10, 4}}, &Solutions::utilitarian, {0, 0}), (Points{{10, 4}}));
  EXPECT_EQ(solve({{5, 5}, {10, 4}}, &Solutions::kalai_smorodinsky, {0, 0}), (Points{{10, 4}}));
  EXPECT_EQ(solve({{5, 5}, {10, 4}}, &Solutions::egalitarian, {0, 0}), (Points{{5, 5}}));
}

TEST(LackedAxioms, NashIsNotIndividuallyMonotone) {
  // The ideal point stays (10, 10); Kalai and Smorodinsky's guarantee stays as well.
  const Points game{{0, 10}, {10, 0}, {7, 7}};
  Points larger = game;
  larger.push_back({10, 6});
  EXPECT_EQ(solve(game, &Solutions::nash, {0, 0}), (Points{{7, 7}}));
  EXPECT_EQ(solve(larger, &Solutions::nash, {0, 0}), (Points{{10, 6}}));
  EXPECT_EQ(solve(larger, &Solutions::kalai_smorodinsky, {0, 0}), (Points{{7, 7}}));
}

}  // namespace
}  // namespace entente
