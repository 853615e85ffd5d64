#include "sim/valuation/layout.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/core/error.hpp"
#include "sim/valuation/package_tree.hpp"
#include "tests/support/dice.hpp"
#include "tests/support/small_scenario.hpp"

namespace entente {
namespace {

/// Four issues; links between (0, 2), (1, 3), (2, 3) and (0, 1), some declared backwards, one twice, one by a
/// project with a protecting issue.
Scenario linked(Dice& dice) {
  Scenario scenario = small_scenario();
  scenario.issues.clear();
  for (std::size_t k = 0; k < 4; ++k) {
    std::vector<std::string> options;
    for (std::size_t o = 0; o < 1 + dice.below(4); ++o) options.push_back(std::to_string(o));
    scenario.issues.push_back(issue("issue " + std::to_string(k), options,
                                    std::vector<std::vector<double>>(options.size(), {0, 0})));
    for (std::vector<double>& amounts : scenario.issues.back().amounts) amounts = {dice.uniform(), 0};
  }
  scenario.settles = within(Predicate::Kind::Amount, 0, 1.5, 4);
  const auto linkage = [](std::size_t first, std::size_t second) {
    return term(LinkageTerm{first, second, {}});
  };
  ProjectTerm project;
  project.issue = 1;
  project.protection_issue = 0;
  scenario.actors[0].components = {component("a", 1, {linkage(2, 0), linkage(1, 3)})};
  scenario.actors[1].components = {component("b", 1, {linkage(3, 2), linkage(0, 2), term(project)})};
  return scenario;
}

TEST(Layout, ExpandsTablesToTheValuesOfAllPackages) {
  std::size_t settled = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    Dice dice(seed);
    const Scenario scenario = linked(dice);
    const Layout layout(scenario);
    ASSERT_EQ(layout.pairs().size(), 4u);
    std::vector<double> table(layout.size());
    for (double& entry : table) entry = dice.uniform(-1, 1);
    std::vector<double> expanded(layout.space().size(), 99);
    layout.expand(table, expanded);
    for (PackageIndex x = 0; x < expanded.size(); ++x) {
      const auto o = [&](std::size_t k) { return layout.space().option(x, k); };
      double amount = 0;
      double plain = 0;
      double final = 0;
      for (std::size_t k = 0; k < 4; ++k) {
        amount += scenario.issues[k].amounts[o(k)][0];
        plain += table[layout.option(k, o(k))];
        final += table[layout.finality(k, o(k))];
      }
      double links = 0;
      for (const auto& [k, l] : {std::pair{2, 0}, {1, 3}, {3, 2}, {0, 1}}) {
        const auto first = static_cast<std::size_t>(k);
        const auto second = static_cast<std::size_t>(l);
        links += table[layout.linkage(first, o(first), second, o(second))];
      }
      const bool settles = amount >= 1.5;
      settled += settles ? 1 : 0;
      EXPECT_EQ(layout.settles()[x] != 0, settles);
      // Sums of twelve numbers below 1 in another order.
      EXPECT_NEAR(expanded[x], plain + links + (settles ? final : 0), 1e-14) << "seed " << seed;
      EXPECT_NEAR(layout.value(table, x), expanded[x], 1e-14) << "seed " << seed;
    }
  }
  EXPECT_GT(settled, 100u);
}

/// To the byte: results must not depend on whether a package is met in the whole space, in a part of it or
/// alone.
TEST(PackageTree, SpreadsTheSameSumsOverAnyPackages) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Dice dice(seed);
    Scenario scenario = linked(dice);
    if (dice.chance(0.3)) scenario.actors[0].disagreement = 0.25;
    const Layout layout(scenario);
    std::vector<double> table(layout.size());
    for (double& entry : table) entry = dice.uniform(-1, 1);
    if (dice.chance(0.3))
      std::fill_n(table.begin() + static_cast<std::ptrdiff_t>(layout.options()), layout.options(), 0.0);
    std::vector<double> expanded(layout.space().size());
    layout.expand(table, expanded);
    std::vector<std::uint8_t> members(expanded.size());
    const double share = dice.uniform();
    for (std::uint8_t& flag : members) flag = dice.chance(share) ? 1 : 0;
    const PackageTree tree(layout, members);
    std::vector<double> scratch(tree.size(), 99);
    std::vector<double> spread(tree.size(), 99);
    tree.spread(table, scratch, spread);
    std::size_t slot = 0;
    for (PackageIndex x = 0; x < members.size(); ++x) {
      EXPECT_EQ(layout.expanded(table, x), expanded[x]) << "seed " << seed;
      if (members[x] == 0) {
        EXPECT_EQ(tree.slot(x), PackageTree::kAbsent);
        continue;
      }
      ASSERT_EQ(tree.slot(x), slot);
      EXPECT_EQ(tree.packages()[slot], x);
      EXPECT_EQ(tree.settles()[slot], layout.settles()[x]);
      EXPECT_EQ(spread[slot], expanded[x]) << "seed " << seed;
      ++slot;
    }
    EXPECT_EQ(slot, tree.size());
  }
}

TEST(Layout, EntriesStandApart) {
  Dice dice(3);
  const Scenario scenario = linked(dice);
  const Layout layout(scenario);
  std::vector<int> used(layout.size(), 0);
  for (std::size_t k = 0; k < 4; ++k) {
    for (std::size_t o = 0; o < scenario.issues[k].options.size(); ++o) {
      ++used[layout.option(k, o)];
      ++used[layout.finality(k, o)];
    }
  }
  for (const Layout::Pair& pair : layout.pairs()) {
    for (std::size_t p = 0; p < scenario.issues[pair.low].options.size(); ++p) {
      for (std::size_t q = 0; q < scenario.issues[pair.high].options.size(); ++q) {
        ++used[layout.linkage(pair.low, p, pair.high, q)];
        EXPECT_EQ(layout.linkage(pair.low, p, pair.high, q), layout.linkage(pair.high, q, pair.low, p));
      }
    }
  }
  for (const int count : used) EXPECT_EQ(count, 1);
  EXPECT_THROW(layout.linkage(0, 0, 3, 0), Error);
}

TEST(Layout, AddsOneEntryForEachIssue) {
  const Scenario scenario = small_scenario();
  const Layout layout(scenario);
  const std::vector<double> per_option{1, 2, 4, 10, 20, 40};
  for (PackageIndex x = 0; x < 9; ++x) {
    EXPECT_EQ(layout.over_options(per_option, x), per_option[x % 3] + per_option[3 + x / 3]);
  }
}

TEST(Layout, FeasibleMeansThatAllRulesHold) {
  Scenario scenario = small_scenario();
  EXPECT_EQ(Layout(scenario).feasible(), std::vector<std::uint8_t>(9, 1));
  scenario.feasible = {with_options(kLand, {true, false, true}),
                       within(Predicate::Kind::Amount, 0, 0, 1)};  // money no or some
  EXPECT_EQ(Layout(scenario).feasible(), (std::vector<std::uint8_t>{1, 0, 1, 1, 0, 1, 0, 0, 0}));
}

TEST(MaskOf, AsksEveryPackage) {
  const Scenario scenario = small_scenario();
  const PackageSpace space = package_space(scenario);
  // At least 2 bn or at least 4 plots.
  const Predicate rich = combined(Predicate::Kind::Any, {within(Predicate::Kind::Amount, 0, 2, 99),
                                                         within(Predicate::Kind::Amount, 1, 4, 99)});
  EXPECT_EQ(mask_of(scenario, space, rich), (std::vector<std::uint8_t>{0, 0, 1, 0, 0, 1, 1, 1, 1}));
}

}  // namespace
}  // namespace entente
