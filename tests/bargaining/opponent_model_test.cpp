#include "sim/bargaining/opponent_model.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "sim/bargaining/learner.hpp"
#include "tests/bargaining/aspirants.hpp"

namespace entente {
namespace {

using Kind = Tactic::Kind;

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto n = static_cast<double>(a.size());
  const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / n;
  const double mean_b = std::accumulate(b.begin(), b.end(), 0.0) / n;
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - mean_a) * (b[i] - mean_b);
    aa += (a[i] - mean_a) * (a[i] - mean_a);
    bb += (b[i] - mean_b) * (b[i] - mean_b);
  }
  return ab / std::sqrt(aa * bb);
}

std::vector<double> weights_of(const OpponentModel& model, const PackageSpace& space) {
  std::vector<double> weights;
  for (std::size_t k = 0; k < space.issues(); ++k) weights.push_back(model.weight(k));
  return weights;
}

TEST(OpponentModel, KnowsNothingAtFirst) {
  const PackageSpace space({3, 2, 1});
  const OpponentModel model(space);
  // The same prior for every issue. Rising, falling and a peak in the middle: 0 + 1 + 0, ½ + ½ + 1, 1 + 0 +
  // 0.
  for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(model.weight(k), 1.0 / 3, 1e-15);
  EXPECT_NEAR(model.value(0, 0), 1.0 / 3, 1e-15);
  EXPECT_NEAR(model.value(0, 1), 2.0 / 3, 1e-15);
  EXPECT_NEAR(model.value(0, 2), 1.0 / 3, 1e-15);
  EXPECT_NEAR(model.value(1, 0), 0.5, 1e-15);
  EXPECT_NEAR(model.value(2, 0), 1, 1e-15);
}

TEST(OpponentModel, OneOfferByHand) {
  // One issue of two options, all the weight on it: rising says 0 and falling says 1 for option 0, and 1 was
  // expected, so the odds are 1 : e^(−1/(2·0.25²)) = e^8 : 1.
  const PackageSpace space({2});
  OpponentModel model(space);
  model.hear(0);
  EXPECT_NEAR(model.value(0, 0), 1 / (1 + std::exp(-8.0)), 1e-14);
  EXPECT_NEAR(model.weight(0), 1, 1e-15);
}

TEST(OpponentModel, RepeatedOffersTellNothing) {
  const PackageSpace space({4, 3});
  OpponentModel once(space);
  OpponentModel often(space);
  once.hear(7);
  for (int i = 0; i < 9; ++i) often.hear(7);
  for (PackageIndex x = 0; x < space.size(); ++x) EXPECT_EQ(once.utility(x), often.utility(x));
}

TEST(OpponentModel, ARestartForgets) {
  const PackageSpace space({4, 3});
  OpponentModel model(space);
  for (const PackageIndex x : {7U, 2U, 9U}) model.hear(x);
  model.restart();
  const OpponentModel fresh(space);
  for (PackageIndex x = 0; x < space.size(); ++x) EXPECT_EQ(model.utility(x), fresh.utility(x));
}

TEST(OpponentModel, TheTableHoldsTheUtilityOfEveryPackage) {
  const PackageSpace space({4, 3, 5}, true);
  OpponentModel model(space);
  for (const PackageIndex x : {7U, 2U, 59U, 31U}) model.hear(x);
  std::vector<double> table(space.size(), -1);
  model.utilities(table);
  for (PackageIndex x = 0; x < space.packages(); ++x) {
    EXPECT_EQ(table[x], model.utility(x));
    EXPECT_GE(table[x], 0);
    EXPECT_LE(table[x], 1 + 1e-15);
  }
  EXPECT_EQ(table[space.nothing()], 0);
}

/// What is learnt from 80 offers, of 100 steps, of a party with random weights over five issues.
struct Learnt {
  double weights = 0;
  double utilities = 0;
};

Learnt learn(std::uint64_t seed, double exponent, bool ordered) {
  Dice dice(seed);
  const PackageSpace space({6, 5, 4, 5, 4});
  AdditiveUtility truth(space, dice);
  for (std::vector<double>& row : truth.values) {
    for (std::size_t option = 0; ordered && option < row.size(); ++option) {
      row[option] = static_cast<double>(option) / static_cast<double>(row.size() - 1);
    }
  }
  const std::vector<double> table = truth.table(space);
  const Ranking ranking(table, std::vector<std::uint8_t>(space.size(), 1), 0.2);
  const Tactic tactic = aspiration_tactic(Kind::Aspiration, exponent);
  OpponentModel model(space);
  for (int step = 1; step <= 80; ++step) {
    model.hear(least_package(ranking, aspiration(tactic, ranking, step / 101.0)));
  }
  std::vector<double> estimate(space.size());
  model.utilities(estimate);
  return {correlation(weights_of(model, space), truth.weights), correlation(estimate, table)};
}

TEST(OpponentModel, LearnsTheWeightsFromWhoHoldsOut) {
  // The uniform estimate that it starts from has no correlation with the weights, and chance alone none on
  // average. Over 50 independent domains of five issues the mean of a correlation of nothing has a standard
  // error of 0.5/√50 = 0.07: four of them are the least to be passed.
  for (const double exponent : {0.25, 1.0}) {
    Learnt any, ordered;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
      const Learnt one = learn(seed, exponent, false);
      const Learnt other = learn(1000 + seed, exponent, true);
      any.weights += one.weights / 50;
      any.utilities += one.utilities / 50;
      ordered.weights += other.weights / 50;
      ordered.utilities += other.utilities / 50;
    }
    EXPECT_GT(any.weights, 0.28);
    EXPECT_GT(any.utilities, 0.28);
    // Where the options lie in the order of their worth one of the hypotheses is true, and it shows.
    EXPECT_GT(ordered.weights, any.weights);
    EXPECT_GT(ordered.utilities, 0.9);
  }
}

TEST(BayesianTactic, OffersWhatItHasLearntTheOtherLikes) {
  // Two issues; the party cares for the first only. The other keeps asking for option 2 of the second.
  const PackageSpace space({3, 3});
  std::vector<double> own;
  for (PackageIndex x = 0; x < 9; ++x) own.push_back(space.option(x, 0) / 2.0);
  const Ranking ranking(own, std::vector<std::uint8_t>(9, 1), 0);
  Bidder bidder(aspiration_tactic(Kind::Bayesian, 1, 10), space, ranking, 0, 2, hash_name("party"));
  bidder.restart({1, 1});
  for (const PackageIndex offer : {6U, 7U, 6U, 7U}) bidder.hear(1, offer, 0.1);
  // Worth 1: option 2 of the first issue; of the three such packages the one with option 2 of the second.
  EXPECT_EQ(bidder.propose({0.1, 5}), 8U);
  EXPECT_NEAR(bidder.demand({0.3, 6}), 0.7, 1e-15);
}

TEST(NiceTitForTat, ConcedesWhatThePartnerConceded) {
  std::vector<double> values;
  for (int x = 0; x <= 100; ++x) values.push_back(x / 100.0);
  const PackageSpace space({101});
  const Ranking ranking(values, std::vector<std::uint8_t>(101, 1), 0);
  Bidder bidder(aspiration_tactic(Kind::NiceTitForTat), space, ranking, 0, 2, hash_name("party"));
  bidder.restart({1, 1});
  EXPECT_EQ(bidder.demand({0, 0}), 1);
  bidder.hear(1, 10, 0.1);
  EXPECT_EQ(bidder.demand({0.1, 1}), 1);
  // The model knows after one offer that the partner likes low packages; where it puts the Nash point N
  // shows in the demand at the very end, when all that is left is given up.
  bidder.hear(1, 20, 0.2);
  const double nash = bidder.demand({0.97, 2});
  const double share = (0.20 - 0.10) / (nash - 0.10);
  EXPECT_GT(nash, 0.2);
  EXPECT_LT(nash, 1);
  EXPECT_NEAR(bidder.demand({0.2, 3}), 1 - share * (1 - nash), 1e-14);
  // A twentieth of the time left before that, half of what was left.
  const double matched = bidder.demand({0.2, 4});
  EXPECT_NEAR(bidder.demand({0.935, 5}), matched - 0.5 * (matched - nash), 1e-14);
  // A retreat is forgiven: the best offer counts.
  bidder.hear(1, 10, 0.3);
  EXPECT_LT(bidder.demand({0.3, 6}), 1);
}

}  // namespace
}  // namespace entente
