// The engine against the plain implementation of the same rules in bench/reference: the same offers, answers,
// votes and agreements, and numbers that differ by rounding only, on 1,000 random scenarios.

#include "bench/reference/reference.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "sim/engine/run.hpp"
#include "tests/support/random_scenario.hpp"

namespace entente {
namespace {

// The two add up the same numbers in different orders; sums of some tens of terms of size 1 differ by 1e-14,
// and a stationary law of 12 rounds of learning multiplies that by a few hundred.
constexpr double kTolerance = 1e-9;

bool near(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || a == b || std::fabs(a - b) <= kTolerance * (1 + std::fabs(a));
}

void compare_numbers(const std::vector<double>& a, const std::vector<double>& b, const std::string& what) {
  ASSERT_EQ(a.size(), b.size()) << what;
  for (std::size_t index = 0; index < a.size(); ++index) {
    EXPECT_TRUE(near(a[index], b[index])) << what << '[' << index << "]: " << a[index] << " and " << b[index];
  }
}

void compare(const Exchange& a, const Exchange& b, const std::string& where) {
  ASSERT_EQ(a.number, b.number) << where;
  ASSERT_EQ(a.proposer, b.proposer) << where;
  ASSERT_EQ(a.passed, b.passed) << where;
  if (a.passed) return;
  ASSERT_EQ(a.package, b.package) << where;
  compare_numbers({a.gain, a.acceptance, a.ratification, a.objective},
                  {b.gain, b.acceptance, b.ratification, b.objective}, where + " offer");
  ASSERT_EQ(a.answers.size(), b.answers.size()) << where;
  for (std::size_t k = 0; k < a.answers.size(); ++k) {
    ASSERT_EQ(a.answers[k].actor, b.answers[k].actor) << where;
    ASSERT_EQ(a.answers[k].accepted, b.answers[k].accepted) << where;
    compare_numbers({a.answers[k].margin, a.answers[k].probability},
                    {b.answers[k].margin, b.answers[k].probability}, where + " answer");
  }
}

void compare(const Round& a, const Round& b, const std::string& where) {
  EXPECT_EQ(a.date, b.date) << where;
  compare_numbers(a.context, b.context, where + " context");
  EXPECT_EQ(a.acts, b.acts) << where;
  EXPECT_EQ(a.acts_settled, b.acts_settled) << where;
  EXPECT_EQ(a.suspended, b.suspended) << where;
  EXPECT_EQ(a.attends, b.attends) << where;
  compare_numbers(a.attendance_value, b.attendance_value, where + " attendance");
  EXPECT_EQ(a.talks, b.talks) << where;
  ASSERT_EQ(a.exchanges.size(), b.exchanges.size()) << where;
  for (std::size_t e = 0; e < a.exchanges.size(); ++e) {
    compare(a.exchanges[e], b.exchanges[e], where + " exchange " + std::to_string(e));
  }
  ASSERT_EQ(a.votes.size(), b.votes.size()) << where;
  for (std::size_t v = 0; v < a.votes.size(); ++v) {
    EXPECT_EQ(a.votes[v].actor, b.votes[v].actor) << where;
    EXPECT_EQ(a.votes[v].ratified, b.votes[v].ratified) << where;
    compare_numbers({a.votes[v].support, a.votes[v].threshold, a.votes[v].probability},
                    {b.votes[v].support, b.votes[v].threshold, b.votes[v].probability}, where + " vote");
  }
  ASSERT_EQ(a.breaches.size(), b.breaches.size()) << where;
  for (std::size_t v = 0; v < a.breaches.size(); ++v) {
    EXPECT_EQ(a.breaches[v].actor, b.breaches[v].actor) << where;
    EXPECT_EQ(a.breaches[v].signed_round, b.breaches[v].signed_round) << where;
    compare_numbers({a.breaches[v].temptation, a.breaches[v].cost},
                    {b.breaches[v].temptation, b.breaches[v].cost}, where + " breach");
  }
  EXPECT_EQ(a.agreed, b.agreed) << where;
  EXPECT_EQ(a.arrangement, b.arrangement) << where;
  compare_numbers(a.utilities, b.utilities, where + " utilities");
  compare_numbers(a.trust, b.trust, where + " trust");
  compare_numbers(a.ties, b.ties, where + " ties");
  ASSERT_EQ(a.beliefs.size(), b.beliefs.size()) << where;
  for (std::size_t i = 0; i < a.beliefs.size(); ++i) {
    for (std::size_t j = 0; j < a.beliefs[i].size(); ++j) {
      compare_numbers(a.beliefs[i][j], b.beliefs[i][j], where + " beliefs");
    }
  }
}

void compare(const RunResult& a, const RunResult& b) {
  EXPECT_EQ(a.outcome, b.outcome);
  EXPECT_EQ(a.arrangement, b.arrangement);
  EXPECT_EQ(a.types, b.types);
  ASSERT_EQ(a.agreements.size(), b.agreements.size());
  for (std::size_t k = 0; k < a.agreements.size(); ++k) {
    EXPECT_EQ(a.agreements[k].round, b.agreements[k].round);
    EXPECT_EQ(a.agreements[k].from, b.agreements[k].from);
    EXPECT_EQ(a.agreements[k].to, b.agreements[k].to);
    EXPECT_EQ(a.agreements[k].broken, b.agreements[k].broken);
  }
  EXPECT_EQ(a.rounds_with_talks, b.rounds_with_talks);
  EXPECT_EQ(a.passes, b.passes);
  EXPECT_EQ(a.offers, b.offers);
  EXPECT_EQ(a.repeated_offers, b.repeated_offers);
  EXPECT_EQ(a.refusals, b.refusals);
  EXPECT_EQ(a.ratification_failures, b.ratification_failures);
  EXPECT_EQ(a.rollbacks, b.rollbacks);
  EXPECT_EQ(a.unsettled_acts, b.unsettled_acts);
  EXPECT_EQ(a.acts, b.acts);
  EXPECT_EQ(a.left_unsigned, b.left_unsigned);
  for (std::size_t i = 0; i < a.utilities.size(); ++i)
    compare_numbers(a.utilities[i], b.utilities[i], "utilities");
  compare_numbers({a.nash_product, a.frontier_distance}, {b.nash_product, b.frontier_distance},
                  "Nash product, distance");
  compare_numbers(a.trust, b.trust, "trust");
  compare_numbers(a.ties, b.ties, "ties");
  ASSERT_EQ(a.blocks.size(), b.blocks.size());
  for (std::size_t k = 0; k < a.blocks.size(); ++k) {
    EXPECT_EQ(a.blocks[k].actor, b.blocks[k].actor);
    EXPECT_EQ(a.blocks[k].reason, b.blocks[k].reason);
    EXPECT_EQ(a.blocks[k].refusals, b.blocks[k].refusals);
  }
  ASSERT_EQ(a.gaps.size(), b.gaps.size());
  for (std::size_t k = 0; k < a.gaps.size(); ++k) {
    EXPECT_EQ(a.gaps[k].exists, b.gaps[k].exists);
    EXPECT_EQ(a.gaps[k].package, b.gaps[k].package) << "gap " << k;
    ASSERT_EQ(a.gaps[k].parties.size(), b.gaps[k].parties.size());
    for (std::size_t p = 0; p < a.gaps[k].parties.size(); ++p) {
      const PartyGap& x = a.gaps[k].parties[p];
      const PartyGap& y = b.gaps[k].parties[p];
      compare_numbers({x.lack, x.in_sd, x.side_payment, x.support_margin},
                      {y.lack, y.in_sd, y.side_payment, y.support_margin}, "gap");
    }
  }
}

class Reference : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Reference, AgreesOnRandomScenarios) {
  const std::uint64_t first = GetParam();
  for (std::uint64_t number = first; number < first + 100; ++number) {
    SCOPED_TRACE("random scenario " + std::to_string(number));
    const Scenario scenario = random_scenario(number);
    Simulator simulator(scenario);
    const RunRecord engine = simulator.run(7, number, {true, true, true});
    const RunRecord plain = reference::run(scenario, 7, number);
    ASSERT_EQ(engine.rounds.size(), plain.rounds.size());
    for (std::size_t t = 0; t < engine.rounds.size(); ++t) {
      compare(engine.rounds[t], plain.rounds[t], "round " + std::to_string(t));
      if (HasFailure()) return;  // what follows from a difference is no news
    }
    compare(engine.result, plain.result);
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(ThousandScenarios, Reference, testing::Range<std::uint64_t>(0, 1000, 100));

}  // namespace
}  // namespace entente
