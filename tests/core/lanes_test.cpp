#include "sim/core/lanes.hpp"

#include <gtest/gtest.h>
#include <hwy/highway.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/core/math.hpp"
#include "tests/support/dice.hpp"

namespace entente {
namespace {

/// Numbers of a few values, so that bounds are often met exactly.
struct Numbers {
  Numbers(Dice& dice, std::size_t count) : values(count), maxima(blocks_of(count)) {
    for (double& value : values) value = dice.coarse(-1, 1, 8);
    find_maxima(values, maxima.data());
  }
  Blocks row() const { return {values, maxima}; }
  std::vector<double> values;
  std::vector<double> maxima;
};

/// Under each instruction set of this machine in turn.
class Lanes : public testing::TestWithParam<std::int64_t> {
 protected:
  void SetUp() override { use(GetParam()); }
  void TearDown() override { use(0); }

 private:
  static void use(std::int64_t target) {
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().DeInit();
  }
};

TEST_P(Lanes, FindWhatALoopFinds) {
  Dice dice(1);
  int found = 0;
  int missed = 0;
  for (int trial = 0; trial < 3000; ++trial) {
    const auto count = dice.below(100);
    const Numbers a(dice, count);
    const Numbers b(dice, count);
    std::vector<double> barred(count);
    for (double& bar : barred) bar = dice.chance(0.3) ? -kInfinity : 0;
    const auto begin = dice.below(count + 1);
    const std::size_t end = begin + dice.below(count - begin + 1);
    const double bound_a = dice.chance(0.1) ? -kInfinity : dice.coarse(-0.5, 1, 6);
    const double bound_b = dice.chance(0.1) ? -kInfinity : dice.coarse(-0.5, 1, 6);
    const double shift = dice.coarse(-0.5, 0.5, 4);
    std::size_t reaching = begin;
    while (reaching < end && !(a.values[reaching] >= bound_a && b.values[reaching] >= bound_b)) ++reaching;
    std::size_t above = begin;
    while (above < end &&
           !(a.values[above] - shift + barred[above] > bound_a && b.values[above] - shift >= bound_b)) {
      ++above;
    }
    EXPECT_EQ(first_reaching({a.row(), bound_a}, {b.row(), bound_b}, begin, end), reaching);
    EXPECT_EQ(first_above({a.row(), bound_a, shift}, {b.row(), bound_b, shift}, barred.data(), begin, end),
              above);
    const double highest = count == 0 ? -kInfinity : std::ranges::max(a.values);
    EXPECT_EQ(highest_of(a.row()), highest);
    ++(above < end ? found : missed);
  }
  EXPECT_GT(found, 500);
  EXPECT_GT(missed, 500);
}

TEST_P(Lanes, AddRowsAndFindMaximaOfBlocks) {
  Dice dice(2);
  for (std::size_t count = 0; count < 70; ++count) {
    const Numbers a(dice, count);
    const Numbers b(dice, count);
    std::vector<double> sums(count);
    add_rows(a.values.data(), b.values.data(), count, sums.data());
    for (std::size_t k = 0; k < count; ++k) EXPECT_EQ(sums[k], a.values[k] + b.values[k]);
    ASSERT_EQ(a.maxima.size(), (count + 15) / 16);
    for (std::size_t block = 0; block < a.maxima.size(); ++block) {
      const auto from = a.values.begin() + static_cast<std::ptrdiff_t>(block * Blocks::kLength);
      const auto to =
          a.values.begin() + static_cast<std::ptrdiff_t>(std::min(count, (block + 1) * Blocks::kLength));
      EXPECT_EQ(a.maxima[block], *std::max_element(from, to));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, Lanes, testing::ValuesIn(hwy::SupportedAndGeneratedTargets()),
                         [](const auto& target) { return std::string(hwy::TargetName(target.param)); });

}  // namespace
}  // namespace entente
