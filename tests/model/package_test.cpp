#include "sim/model/package.hpp"

#include <gtest/gtest.h>

#include "sim/core/error.hpp"
#include "tests/support/dice.hpp"

namespace entente {
namespace {

PackageSpace random_space(Dice& dice) {
  std::vector<std::uint32_t> counts(1 + dice.below(5));
  for (std::uint32_t& count : counts) count = static_cast<std::uint32_t>(1 + dice.below(5));
  return PackageSpace(counts);
}

TEST(PackageSpace, NumbersPackagesInMixedRadixIssueZeroFastest) {
  const PackageSpace space({3, 1, 4});
  EXPECT_EQ(space.size(), 12u);
  PackageIndex x = 0;
  for (std::uint32_t slow = 0; slow < 4; ++slow) {
    for (std::uint32_t fast = 0; fast < 3; ++fast, ++x) {
      EXPECT_EQ(space.index(std::vector<std::uint32_t>{fast, 0, slow}), x);
      EXPECT_EQ(space.option(x, 0), fast);
      EXPECT_EQ(space.option(x, 1), 0u);
      EXPECT_EQ(space.option(x, 2), slow);
    }
  }
}

TEST(PackageSpace, WithReplacesOneOptionAndChangesCountsThem) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Dice dice(seed);
    const PackageSpace space = random_space(dice);
    const auto x = static_cast<PackageIndex>(dice.below(space.size()));
    const auto y = static_cast<PackageIndex>(dice.below(space.size()));
    PackageIndex moved = x;
    std::uint32_t steps = 0;
    for (std::size_t k = 0; k < space.issues(); ++k) {
      const PackageIndex next = space.with(moved, k, space.option(y, k));
      for (std::size_t l = 0; l < space.issues(); ++l) {
        EXPECT_EQ(space.option(next, l), space.option(l == k ? y : moved, l));
      }
      steps += next != moved ? 1u : 0u;
      moved = next;
    }
    EXPECT_EQ(moved, y);
    EXPECT_EQ(space.changes(x, y), steps);
    EXPECT_EQ(space.changes(y, x), steps);
  }
}

TEST(PackageSpace, HasAtMostAMillionPackages) {
  EXPECT_EQ(PackageSpace({10, 10, 10, 10, 10, 10}).size(), 1'000'000u);
  EXPECT_THROW(PackageSpace({1'000'001}), Error);
  EXPECT_THROW(PackageSpace({1000, 1001}), Error);
  // 2^64 packages: the product must not wrap round.
  EXPECT_THROW(PackageSpace(std::vector<std::uint32_t>(64, 2)), Error);
  EXPECT_THROW(PackageSpace({3, 0}), Error);
}

}  // namespace
}  // namespace entente
