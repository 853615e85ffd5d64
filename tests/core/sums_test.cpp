#include "sim/core/sums.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace entente {
namespace {

TEST(NeumaierSum, KeepsWhatPlainAdditionLoses) {
  // Neumaier's example: plain addition and Kahan's sum give 0.
  const std::vector<double> terms{1.0, 1e100, 1.0, -1e100};
  EXPECT_EQ(sum_in_order(terms), 2.0);
}

TEST(NeumaierSum, TenthsAddUpExactly) {
  // fl(0.1) = 0.1 + 5.55e-18, so 10^6 of them are 1e5 + 5.55e-12, which rounds to 1e5; plain addition ends
  // 1e-6 away.
  const std::vector<double> terms(1000000, 0.1);
  EXPECT_EQ(sum_in_order(terms), 1e5);
}

TEST(NeumaierSum, EmptyIsZero) {
  EXPECT_EQ(sum_in_order({}), 0.0);
  EXPECT_EQ(NeumaierSum().value(), 0.0);
}

TEST(NeumaierSum, InfinityStaysInfinity) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(sum_in_order(std::vector<double>{1.0, infinity, 2.0}), infinity);
  EXPECT_EQ(sum_in_order(std::vector<double>{1e308, 1e308}), infinity);
}

}  // namespace
}  // namespace entente
