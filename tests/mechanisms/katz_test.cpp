#include "sim/mechanisms/katz.hpp"

#include <gtest/gtest.h>

namespace entente {
namespace {

constexpr double kBeta = 0.25;

ActorMatrix dependence(const ActorMatrix& a) {
  const std::size_t n = a.actors();
  ActorMatrix w(n, -1.0);
  Katz(n, kBeta).dependence(a, ActorMatrix(n, 0.0), w);
  return w;
}

TEST(Katz, OfAPairIsOneBothWays) {
  ActorMatrix a(2, 0.0);
  a(0, 1) = a(1, 0) = 0.6;
  const ActorMatrix w = dependence(a);
  EXPECT_DOUBLE_EQ(w(0, 1), 1);
  EXPECT_DOUBLE_EQ(w(1, 0), 1);
  EXPECT_EQ(w(0, 0), 0);
}

TEST(Katz, OfAnUnequalPairInClosedForm) {
  // K_01 = βa/(1 − β²ab), K_10 = βb/(1 − β²ab): the ratio is b/a.
  ActorMatrix a(2, 0.0);
  a(0, 1) = 0.8;
  a(1, 0) = 0.2;
  const ActorMatrix w = dependence(a);
  EXPECT_DOUBLE_EQ(w(0, 1), 1);
  EXPECT_NEAR(w(1, 0), 0.25, 1e-15);
}

TEST(Katz, OfADirectedChainInClosedForm) {
  // 0 → 1 → 2 with weights p, q: K_01 = βp, K_12 = βq, K_02 = β²pq, and nothing flows back.
  const double p = 0.9, q = 0.7;
  ActorMatrix a(3, 0.0);
  a(0, 1) = p;
  a(1, 2) = q;
  const ActorMatrix w = dependence(a);
  const double largest = kBeta * p + kBeta * kBeta * p * q;
  EXPECT_NEAR(w(0, 1), kBeta * p / largest, 1e-15);
  EXPECT_NEAR(w(0, 2), kBeta * kBeta * p * q / largest, 1e-15);
  EXPECT_NEAR(w(1, 2), kBeta * q / largest, 1e-15);
  EXPECT_EQ(w(1, 0), 0);
  EXPECT_EQ(w(2, 0), 0);
  EXPECT_EQ(w(2, 1), 0);
}

TEST(Katz, AddsItsTwoMatrices) {
  ActorMatrix a(2, 0.0), b(2, 0.0), sum(2, 0.0), w(2, 0.0);
  a(0, 1) = 0.3;
  b(0, 1) = 0.2;
  b(1, 0) = 0.4;
  sum(0, 1) = 0.5;
  sum(1, 0) = 0.4;
  Katz(2, kBeta).dependence(a, b, w);
  EXPECT_EQ(w.values(), dependence(sum).values());
}

TEST(Katz, WithoutTiesNobodyDepends) {
  EXPECT_EQ(dependence(ActorMatrix(3, 0.0)).values(), std::vector<double>(9, 0.0));
}

TEST(Katz, TheActorThatDependsMostHasSumOne) {
  ActorMatrix a(4, 0.0);
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < 4; ++j) a(i, j) = i == j ? 0 : 0.1 * static_cast<double>(3 * i + j) / 4;
  }
  const ActorMatrix w = dependence(a);
  double largest = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    double sum = 0;
    for (std::size_t j = 0; j < 4; ++j) sum += w(i, j);
    largest = std::max(largest, sum);
  }
  EXPECT_NEAR(largest, 1, 1e-15);
}

}  // namespace
}  // namespace entente
