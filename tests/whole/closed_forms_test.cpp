// The closed forms of bargaining theory, out of the engine that plays every scenario: rational parties at its
// table divide a pie, and what is agreed is what the published formula says. The formulas stand only here.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/engine/run.hpp"
#include "tests/support/pies.hpp"

namespace entente {
namespace {

/// Values come from a fixed point with a residual of 1e-12; amounts of a pie are recovered from them.
constexpr double kExact = 1e-9;

double number_between(double low, double high) {
  return low + (high - low) * *rc::gen::inRange(0, 1'000'001) / 1e6;
}

/// Each party's share in the agreement of the first round; empty where there is none.
std::vector<double> agreed(const Scenario& scenario, std::uint64_t run = 0) {
  Simulator simulator(scenario);
  const RunRecord record = simulator.run(1, run, {true, false, false});
  if (record.result.agreements.size() != 1 || record.result.agreements.front().round != 0) return {};
  return record.rounds.front().utilities;
}

/// Rubinstein 1982: what the first proposer keeps.
double rubinstein(double d1, double d2) { return (1 - d2) / (1 - d1 * d2); }

RC_GTEST_PROP(ClosedForms, Rubinstein, ()) {
  const double d1 = number_between(0.05, 0.995);
  const double d2 = number_between(0.05, 0.995);
  const std::vector<double> shares = agreed(pie_for_two(d1, d2));
  RC_ASSERT(shares.size() == 2u);
  RC_ASSERT(std::abs(shares[0] - rubinstein(d1, d2)) < kExact);
  RC_ASSERT(std::abs(shares[0] + shares[1] - 1) < kExact);
}

RC_GTEST_PROP(ClosedForms, Stahl, ()) {
  const double d1 = number_between(0.05, 0.995);
  const double d2 = number_between(0.05, 0.995);
  const int last = *rc::gen::inRange(1, 60);
  Scenario scenario = pie_for_two(d1, d2);
  scenario.protocol.last_exchange = last;
  const std::vector<double> shares = agreed(scenario);
  const double q = d1 * d2;
  const double cycles = std::pow(q, last / 2);
  const double expected = (1 - d2) * (1 - cycles) / (1 - q) + (last % 2 == 1 ? cycles : 0);
  RC_ASSERT(shares.size() == 2u);
  RC_ASSERT(std::abs(shares[0] - expected) < kExact);
}

RC_GTEST_PROP(ClosedForms, OutsideOptions, ()) {
  const double d1 = number_between(0.05, 0.99);
  const double d2 = number_between(0.05, 0.99);
  const double w1 = number_between(0, 0.95);
  const double w2 = number_between(0, 0.95 - w1);
  Scenario scenario = pie_for_two(d1, d2);
  scenario.actors[0].outside_option = w1;
  scenario.actors[1].outside_option = w2;
  // Shaked and Sutton 1984.
  const double mu1 = rubinstein(d1, d2);
  const double mu2 = rubinstein(d2, d1);
  double expected = 1 - w2;
  if (w1 <= d1 * mu1 && w2 <= d2 * mu2) {
    expected = mu1;
  } else if (w1 > d1 * mu1 && w2 <= d2 * (1 - w1)) {
    expected = 1 - d2 * (1 - w1);
  }
  const std::vector<double> shares = agreed(scenario);
  RC_ASSERT(shares.size() == 2u);
  RC_ASSERT(std::abs(shares[0] - expected) < kExact);
}

RC_GTEST_PROP(ClosedForms, InsideOptions, ()) {
  const double d1 = number_between(0.05, 0.99);
  const double d2 = number_between(0.05, 0.99);
  const double g1 = number_between(0, 0.9);
  const double g2 = number_between(0, 0.9 - g1);
  Scenario scenario = pie_for_two(d1, d2);
  // Half of each as the worth of the status quo, half as that of the talks: only the sum counts (Muthoo
  // 1999).
  scenario.actors[0].disagreement = g1 / 2;
  scenario.actors[0].process_value = g1 / 2;
  scenario.actors[1].disagreement = g2 / 2;
  scenario.actors[1].process_value = g2 / 2;
  const std::vector<double> shares = agreed(scenario);
  RC_ASSERT(shares.size() == 2u);
  RC_ASSERT(std::abs(shares[0] - (g1 + rubinstein(d1, d2) * (1 - g1 - g2))) < kExact);
}

RC_GTEST_PROP(ClosedForms, RiskOfBreakdown, ()) {
  const double d1 = number_between(0.05, 0.99);
  const double d2 = number_between(0.05, 0.99);
  const double p = number_between(0.001, 0.999);
  const double b1 = number_between(0, 0.9);
  const double b2 = number_between(0, 0.9 - b1);
  // What is left after a breakdown is not had while talks go on: the process value takes it back.
  Scenario scenario = pie_for_two(d1, d2);
  scenario.protocol.breakdown = p;
  scenario.actors[0].disagreement = b1;
  scenario.actors[0].process_value = -b1;
  scenario.actors[1].disagreement = b2;
  scenario.actors[1].process_value = -b2;
  const double q1 = (1 - p) * d1;
  const double q2 = (1 - p) * d2;
  const double expected = (1 - p * b2 - q2 * (1 - p * b1)) / (1 - q1 * q2);
  const std::vector<double> shares = agreed(scenario);
  RC_ASSERT(shares.size() == 2u);
  RC_ASSERT(std::abs(shares[0] - expected) < kExact);
}

RC_GTEST_PROP(ClosedForms, UnanimityOfSeveral, ()) {
  // With p proposing, player j gets δ_j^((j − p) mod n)·X_j, and the shares sum to 1 for every p.
  const auto players = static_cast<std::size_t>(*rc::gen::inRange(2, 6));
  std::vector<double> patience;
  for (std::size_t i = 0; i < players; ++i) patience.push_back(number_between(0.3, 0.97));
  const auto n = static_cast<Eigen::Index>(players);
  const auto power = [&](Eigen::Index j, Eigen::Index p) {
    return std::pow(patience[static_cast<std::size_t>(j)], static_cast<double>((j - p + n) % n));
  };
  Eigen::MatrixXd shares_sum(n, n);
  for (Eigen::Index p = 0; p < n; ++p) {
    for (Eigen::Index j = 0; j < n; ++j) shares_sum(p, j) = power(j, p);
  }
  const Eigen::VectorXd own = shares_sum.fullPivLu().solve(Eigen::VectorXd::Ones(n));
  const std::vector<double> shares = agreed(pie_for_many(patience));
  RC_ASSERT(shares.size() == players);
  for (Eigen::Index j = 0; j < n; ++j) {
    RC_ASSERT(std::abs(shares[static_cast<std::size_t>(j)] - power(j, 0) * own(j)) < kExact);
  }
}

RC_GTEST_PROP(ClosedForms, BaronFerejohn, ()) {
  const auto members = static_cast<std::size_t>(*rc::gen::inRange(3, 7));
  const auto quota = static_cast<std::size_t>(*rc::gen::inRange(2, static_cast<int>(members) + 1));
  const double discount = number_between(0.2, 0.99);
  Scenario scenario = pie_for_many(std::vector<double>(members, discount));
  scenario.protocol.kind = Protocol::Kind::RandomRecognition;
  scenario.protocol.quota = quota;
  const std::vector<double> shares = agreed(scenario, *rc::gen::inRange<std::uint64_t>(0, 1000));
  RC_ASSERT(shares.size() == members);
  const double vote = discount / static_cast<double>(members);
  const double kept = 1 - static_cast<double>(quota - 1) * vote;
  std::size_t proposers = 0;
  std::size_t partners = 0;
  for (const double share : shares) {
    if (std::abs(share - kept) < kExact) {
      ++proposers;
    } else if (std::abs(share - vote) < kExact) {
      ++partners;
    } else {
      RC_ASSERT(std::abs(share) < kExact);
    }
  }
  RC_ASSERT(proposers == 1u);
  RC_ASSERT(partners == quota - 1);
}

TEST(ClosedForms, ABoundWithinAConjunctionIsABound) {
  Scenario plain = pie_for_many({0.9, 0.8, 0.7});
  Scenario wrapped = plain;
  Predicate rule;
  rule.kind = Predicate::Kind::All;
  rule.parts = plain.feasible;
  wrapped.feasible = {rule};
  EXPECT_EQ(agreed(plain), agreed(wrapped));
}

TEST(ClosedForms, WhatIsHadAfterABreakdownIsNotTheOutsideOption) {
  // With nothing after a breakdown the option of .3, below the .328 of waiting, does not bind: x1 stays as
  // without it.
  Scenario scenario = pie_for_two(0.9, 0.8);
  scenario.protocol.breakdown = 0.1;
  const std::vector<double> without = agreed(scenario);
  scenario.actors[1].outside_option = 0.3;
  const std::vector<double> with = agreed(scenario);
  ASSERT_EQ(with.size(), 2u);
  EXPECT_NEAR(with[0], 0.671785028790787, kExact);
  EXPECT_NEAR(with[0], without[0], kExact);
}

TEST(RationalParties, LeaveForOutsideOptionsThatExceedThePie) {
  Scenario scenario = pie_for_two(0.9, 0.9);
  scenario.timing.rounds = 4;
  scenario.actors[0].outside_option = 0.7;
  scenario.actors[1].outside_option = 0.6;
  const RunRecord record = Simulator(scenario).run(1, 0, {true, false, false});
  EXPECT_TRUE(record.result.agreements.empty());
  EXPECT_EQ(record.result.rounds_with_talks, 1);
  EXPECT_TRUE(record.rounds.front().broken_down);
}

TEST(RationalParties, OfALargeCommitteeRunToo) {
  // Ten members: slices that nobody offers make room for the amounts that are offered.
  Scenario scenario = pie_for_many(std::vector<double>(10, 0.8));
  scenario.protocol.kind = Protocol::Kind::RandomRecognition;
  scenario.protocol.quota = 6;
  const std::vector<double> shares = agreed(scenario);
  ASSERT_EQ(shares.size(), 10u);
  EXPECT_NEAR(*std::ranges::max_element(shares), 1 - 0.8 * 5 / 10, kExact);
}

TEST(RationalParties, RefuseRulesThatMeanNothingBetweenSlices) {
  Scenario scenario = pie_for_two(0.9, 0.8);
  RedLine line;
  line.name = "not_all";
  line.never.kind = Predicate::Kind::Options;
  line.never.options = {false, true};
  scenario.actors[1].red_lines.push_back(line);
  EXPECT_THROW(Simulator{scenario}, Error);
}

TEST(ClosedForms, PatientPlayersAgreeOnTheNashSolution) {
  // As the time between offers goes to 0 with rates r_i the first share tends to r2/(r1 + r2), the Nash
  // solution with weights 1/r_i (Binmore, Rubinstein and Wolinsky 1986). The error is of the first order in
  // the time.
  const double r1 = 0.05;
  const double r2 = 0.15;
  double last = 1;
  for (const double time : {1.0, 0.1, 0.01}) {
    const std::vector<double> shares = agreed(pie_for_two(std::exp(-r1 * time), std::exp(-r2 * time)));
    ASSERT_EQ(shares.size(), 2u);
    const double error = std::abs(shares[0] - r2 / (r1 + r2));
    EXPECT_LT(error, 0.11 * last);
    last = error;
  }
}

}  // namespace
}  // namespace entente
