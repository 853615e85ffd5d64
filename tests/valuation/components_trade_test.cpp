#include <gtest/gtest.h>

#include <cmath>

#include "sim/valuation/components.hpp"
#include "tests/support/small_scenario.hpp"
#include "tests/support/small_tables.hpp"

namespace entente {
namespace {

constexpr double kRounding = 1e-15;  // a few roundings of numbers near 1
constexpr std::size_t kInvestor = 0;
constexpr std::size_t kHost = 1;

/// Money of 0, 1 or 4 bn; 1 bn brings half of the greatest benefit.
ProjectTerm money() {
  ProjectTerm result;
  result.issue = kMoney;
  result.quantity = 0;
  result.half = 1;
  return result;
}

Scenario with_project(const ProjectTerm& project, double oil = 0) {
  Scenario scenario = small_scenario();
  Process price;
  price.name = "oil";
  price.initial = oil;
  scenario.context = {price};
  scenario.actors[kHost].components = {component("trade", 1, {term(project)})};
  ProjectTerm mirrored = project;
  mirrored.role = ProjectTerm::Role::Investor;
  scenario.actors[kInvestor].components = {component("trade", 1, {term(mirrored)})};
  return scenario;
}

TEST(Project, SaturatesByHalves) {
  const SmallTables tables(with_project(money()));
  EXPECT_EQ(tables.utility(kHost, 0, 0), 0);
  EXPECT_EQ(tables.utility(kHost, 2, 1), 0.5);
  EXPECT_EQ(tables.utility(kHost, 2, 2), 0.9375);
}

TEST(Project, CostsTheInvestorInProportion) {
  ProjectTerm project = money();
  project.cost = 0.4;
  const SmallTables tables(with_project(project));
  EXPECT_NEAR(tables.utility(kInvestor, 0, 1), 0.5 - 0.1, kRounding);
  EXPECT_NEAR(tables.utility(kInvestor, 0, 2), 0.9375 - 0.4, kRounding);
  EXPECT_EQ(tables.utility(kHost, 0, 2), 0.9375);
}

TEST(Project, FollowsViability) {
  ProjectTerm project = money();
  project.viability = Viability{0, 50, 10};
  EXPECT_NEAR(SmallTables(with_project(project, 50)).utility(kHost, 0, 1), 0.25, kRounding);
  EXPECT_NEAR(SmallTables(with_project(project, 70)).utility(kHost, 0, 1), 0.5 / (1 + std::exp(-2)),
              kRounding);
}

TEST(Project, RiskFallsWithTrustAndProtection) {
  ProjectTerm project = money();
  project.risk_pair = {kInvestor, kHost};
  project.risk = 0.4;
  project.trust_effect = 0.5;
  Scenario scenario = with_project(project);
  SmallTables tables(scenario);
  tables.world.trust(kInvestor, kHost) = 0.5;
  tables.world.trust(kHost, kInvestor) = 0.9;  // nobody asks what the host thinks
  tables.refresh();
  EXPECT_NEAR(tables.utility(kHost, 0, 1), 0.5 * (1 - 0.4 * 0.75), kRounding);
  EXPECT_NEAR(tables.utility(kInvestor, 0, 1), 0.5 * (1 - 0.4 * 0.75), kRounding);

  project.protection_issue = kLand;
  project.protection = {0, 0.5, 1};
  scenario = with_project(project);
  scenario.issues[kMoney].status_quo = 1;
  SmallTables shielded(scenario);
  const double at_start = 0.5 * 0.7;
  EXPECT_NEAR(shielded.utility(kHost, 0, 1), 0, kRounding);
  EXPECT_NEAR(shielded.utility(kHost, 1, 1), 0.5 * (1 - 0.3 * 0.5) - at_start, kRounding);
  EXPECT_NEAR(shielded.utility(kHost, 2, 2), 0.9375 - at_start, kRounding);
  EXPECT_NEAR(shielded.utility(kHost, 2, 0), -at_start, kRounding);
}

TEST(Project, RiskIsClipped) {
  ProjectTerm project = money();
  project.risk_pair = {kInvestor, kHost};
  project.risk = 0.5;
  project.trust_effect = 4;  // with trust 1/2: −1
  EXPECT_EQ(SmallTables(with_project(project)).utility(kHost, 0, 1), 0.5);
  project.trust_effect = -4;  // 1.5
  EXPECT_EQ(SmallTables(with_project(project)).utility(kHost, 0, 1), 0);
}

TEST(Project, FirmsDeliverTheProfitableShare) {
  ProjectTerm project = money();
  project.risk = 0.2;
  project.gross_return = 1.5;
  project.return_spread = 0.5;
  project.cost = 0.3;
  Scenario scenario = with_project(project);
  {
    // n = 1.5·0.8 − 1 = 0.2, φ = 0.7/1, d = 2.8
    const SmallTables tables(scenario);
    EXPECT_NEAR(tables.utility(kHost, 0, 2), (1 - std::exp2(-2.8)) * 0.8, kRounding);
    EXPECT_NEAR(tables.utility(kInvestor, 0, 2), (1 - std::exp2(-2.8)) * 0.8 - 0.3 * 0.7, kRounding);
  }
  scenario.switches.firm_supply = false;
  EXPECT_NEAR(SmallTables(scenario).utility(kHost, 0, 2), 0.9375 * 0.8, kRounding);
  project.gross_return = 0.6;  // n = −0.52 < −w: nobody comes
  EXPECT_EQ(SmallTables(with_project(project)).utility(kInvestor, 0, 2), 0);
  project.gross_return = 2;  // n = 0.6 > w: all come
  EXPECT_NEAR(SmallTables(with_project(project)).utility(kHost, 0, 2), 0.9375 * 0.8, kRounding);
}

/// Levels 0, 1/4 and 1 of sanctions, all in force at the start.
Scenario sanctioned(const SanctionTerm& sanction, double trade) {
  Scenario scenario = small_scenario();
  scenario.issues[kMoney].amounts = {{0, 0}, {0.25, 0}, {1, 0}};
  scenario.issues[kMoney].status_quo = 2;
  scenario.actors[0].components = {component("sanctions", 1, {term(sanction)})};
  Tie tie;
  tie.layer = Layer::Trade;
  tie.from = 0;
  tie.to = 1;
  tie.weight = trade;
  scenario.ties = {tie};
  return scenario;
}

TEST(Sanctions, CostWhatTradeTheyCutLessLeakageAndRally) {
  SanctionTerm sanction{kMoney, 0, SanctionTerm::Role::Target, 1, 10, 0.6, 0.5, 0.1};
  {
    const SmallTables tables(sanctioned(sanction, 5));
    const double burden = 0.6 * 0.5 * 0.5 - 0.1;
    EXPECT_NEAR(tables.utility(0, 0, 0), burden, kRounding);
    EXPECT_NEAR(tables.utility(0, 0, 1), 0.75 * burden, kRounding);
    EXPECT_EQ(tables.utility(0, 0, 2), 0);
  }
  // Trade above the reference hurts no more; little trade makes relief a loss of standing.
  EXPECT_NEAR(SmallTables(sanctioned(sanction, 30)).utility(0, 0, 0), 0.3 - 0.1, kRounding);
  EXPECT_NEAR(SmallTables(sanctioned(sanction, 0)).utility(0, 0, 0), -0.1, kRounding);
  // The sender has no rally; the trade is the actor's own tie to the partner.
  sanction.role = SanctionTerm::Role::Sender;
  EXPECT_NEAR(SmallTables(sanctioned(sanction, 5)).utility(0, 0, 0), 0.15, kRounding);
  Scenario reversed = sanctioned(sanction, 5);
  std::swap(reversed.ties[0].from, reversed.ties[0].to);
  EXPECT_EQ(SmallTables(reversed).utility(0, 0, 0), 0);
  reversed.ties[0].mutual = true;
  EXPECT_NEAR(SmallTables(reversed).utility(0, 0, 0), 0.15, kRounding);
}

TEST(Hedge, LoosensTheBelievedShareOfAnAlignment) {
  Scenario scenario = small_scenario();
  scenario.issues[kLand].amounts[2] = {4, 4};  // land brings money too: 8 in all
  scenario.actors[0].components = {component("hedge", 1, {term(HedgeTerm{0, 1, 2, 0.8})})};
  Tie tie;
  tie.layer = Layer::Alignment;
  tie.from = 1;
  tie.to = 2;
  tie.weight = 0.5;
  scenario.ties = {tie};
  {
    const SmallTables tables(scenario);
    EXPECT_NEAR(tables.utility(0, 0, 1), 0.8 * 0.5 / 8, kRounding);
    EXPECT_NEAR(tables.utility(0, 2, 2), 0.8 * 0.5, kRounding);
  }
  scenario.ties[0].weight = 3;  // clipped to 1
  EXPECT_NEAR(SmallTables(scenario).utility(0, 2, 2), 0.8, kRounding);
  std::swap(scenario.ties[0].from, scenario.ties[0].to);
  EXPECT_EQ(SmallTables(scenario).utility(0, 2, 2), 0);
}

}  // namespace
}  // namespace entente
