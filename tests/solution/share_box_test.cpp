#include "sim/solution/share_box.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

namespace entente {
namespace {

/// Every vertex of a box cut with the simplex has all shares but one at an end of their range.
double brute_force(const ShareBox& box, const std::vector<double>& values) {
  double best = -1e300;
  for (std::size_t free = 0; free < box.size(); ++free) {
    for (unsigned ends = 0; ends < (1U << box.size()); ++ends) {
      double sum = 0;
      double worth = 0;
      for (std::size_t c = 0; c < box.size(); ++c) {
        if (c == free) continue;
        const double share = (ends >> c & 1U) != 0 ? box.high[c] : box.low[c];
        sum += share;
        worth += share * values[c];
      }
      const double rest = 1 - sum;
      if (rest < box.low[free] - 1e-12 || rest > box.high[free] + 1e-12) continue;
      best = std::max(best, worth + rest * values[free]);
    }
  }
  return best;
}

ShareBox random_box(std::size_t size) {
  std::vector<double> low;
  std::vector<double> high;
  for (std::size_t c = 0; c < size; ++c) {
    const int a = *rc::gen::inRange(0, 11);
    const int b = *rc::gen::inRange(0, 11);
    low.push_back(std::min(a, b) / 10.0);
    high.push_back(std::max(a, b) / 10.0 + 0.05);
  }
  return normalised_box(low, high);
}

std::vector<double> random_values(std::size_t size) {
  std::vector<double> values;
  for (std::size_t c = 0; c < size; ++c) values.push_back(*rc::gen::inRange(-20, 21) / 10.0);
  return values;
}

TEST(ShareBox, GivesTheRestOfOneToTheBest) {
  const ShareBox box{{0.2, 0.1, 0.1}, {0.5, 0.4, 0.9}};
  std::vector<double> shares;
  // 0.6 is left: 0.3 for the first, 0.3 for the second.
  EXPECT_NEAR(largest_mix(box, std::vector<double>{3, 2, 1}, shares), 0.5 * 3 + 0.4 * 2 + 0.1 * 1, 1e-15);
  EXPECT_NEAR(shares[1], 0.4, 1e-15);
  EXPECT_NEAR(smallest_mix(box, std::vector<double>{3, 2, 1}), 0.2 * 3 + 0.1 * 2 + 0.7 * 1, 1e-15);
}

TEST(ShareBox, KnowsWhetherSharesArePossible) {
  EXPECT_TRUE((ShareBox{{0, 0}, {1, 1}}.possible()));
  EXPECT_TRUE((ShareBox{{0.5, 0.5}, {0.5, 0.5}}.possible()));
  EXPECT_FALSE((ShareBox{{0.6, 0.6}, {1, 1}}.possible()));
  EXPECT_FALSE((ShareBox{{0, 0}, {0.4, 0.4}}.possible()));
  EXPECT_FALSE((ShareBox{{0.5, 0}, {0.4, 1}}.possible()));
}

RC_GTEST_PROP(ShareBox, IsAsGoodAsTheBestVertex, ()) {
  const auto size = static_cast<std::size_t>(*rc::gen::inRange(1, 6));
  const ShareBox box = random_box(size);
  RC_ASSERT(box.possible());
  const std::vector<double> values = random_values(size);
  std::vector<double> shares;
  const double best = largest_mix(box, values, shares);
  // Sums of at most five products of magnitude 2.
  RC_ASSERT(std::abs(best - brute_force(box, values)) < 1e-12);
  RC_ASSERT(std::abs(std::accumulate(shares.begin(), shares.end(), 0.0) - 1) < 1e-12);
  double worth = 0;
  for (std::size_t c = 0; c < size; ++c) {
    RC_ASSERT(shares[c] >= box.low[c] - 1e-15);
    RC_ASSERT(shares[c] <= box.high[c] + 1e-12);
    worth += shares[c] * values[c];
  }
  RC_ASSERT(std::abs(worth - best) < 1e-12);
}

RC_GTEST_PROP(ShareBox, HoldsEveryNormalisedWeight, ()) {
  const auto size = static_cast<std::size_t>(*rc::gen::inRange(1, 6));
  std::vector<double> low;
  std::vector<double> high;
  std::vector<double> weights;
  for (std::size_t c = 0; c < size; ++c) {
    const int a = *rc::gen::inRange(1, 20);
    const int width = *rc::gen::inRange(0, 20);
    const int step = *rc::gen::inRange(0, width + 1);
    low.push_back(a);
    high.push_back(a + width);
    weights.push_back(a + step);
  }
  const ShareBox box = normalised_box(low, high);
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (std::size_t c = 0; c < size; ++c) {
    RC_ASSERT(weights[c] / total >= box.low[c] - 1e-15);
    RC_ASSERT(weights[c] / total <= box.high[c] + 1e-15);
  }
}

}  // namespace
}  // namespace entente
