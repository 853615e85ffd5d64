#include "sim/core/hash.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <vector>

namespace entente {
namespace {

Fingerprint of(const std::vector<double>& numbers) {
  Fingerprint print;
  for (const double number : numbers) print.add(number);
  return print;
}

// The finaliser's published test: 0 stays 0, and it is a bijection, so distinct words stay distinct.
TEST(MixBits, KeepsWordsApartAndSpreadsOneBit) {
  EXPECT_EQ(mix_bits(0), 0U);
  double flipped = 0.0;
  int pairs = 0;
  for (std::uint64_t word = 1; word <= 200; ++word) {
    for (int bit = 0; bit < 64; ++bit, ++pairs) {
      flipped += std::popcount(mix_bits(word) ^ mix_bits(word ^ (std::uint64_t{1} << bit)));
    }
  }
  // 12,800 pairs, each with mean 32 and sd 4 if the bits were fair coins: sd of the mean 0.035; 0.5 is 14 sd.
  EXPECT_NEAR(flipped / pairs, 32.0, 0.5);
}

TEST(Fingerprint, EveryChangedBitChangesIt) {
  const std::vector<double> numbers{1.5, -2.25, 1e300};
  std::set<std::uint64_t> seen{of(numbers).value()};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    for (int bit = 0; bit < 64; ++bit) {
      std::vector<double> changed = numbers;
      changed[i] =
          std::bit_cast<double>(std::bit_cast<std::uint64_t>(changed[i]) ^ (std::uint64_t{1} << bit));
      seen.insert(of(changed).value());
    }
  }
  EXPECT_EQ(seen.size(), 1 + 3 * 64U);
}

TEST(Fingerprint, DependsOnOrderAndCount) {
  EXPECT_NE(of({1.0, 2.0}).value(), of({2.0, 1.0}).value());
  EXPECT_NE(of({}).value(), of({0.0}).value());
  EXPECT_NE(of({0.0}).value(), of({0.0, 0.0}).value());
}

TEST(Fingerprint, TakesZeroesAndNaNsAsOne) {
  EXPECT_EQ(of({-0.0}).value(), of({0.0}).value());
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(of({-nan}).value(), of({nan}).value());
  EXPECT_NE(of({nan}).value(), of({0.0}).value());
}

TEST(Fingerprint, SeparatesStrings) {
  Fingerprint left, right, longer;
  left.add(std::string_view("ab"));
  left.add(std::string_view("c"));
  right.add(std::string_view("a"));
  right.add(std::string_view("bc"));
  EXPECT_NE(left.value(), right.value());
  // A zero byte at the end is content: the count tells it from padding.
  longer.add(std::string_view("ab\0", 3));
  Fingerprint shorter;
  shorter.add("ab");
  EXPECT_NE(longer.value(), shorter.value());
}

TEST(Fingerprint, IntegersAgreeWhateverTheirType) {
  Fingerprint narrow, wide;
  narrow.add(7);
  wide.add(std::uint64_t{7});
  EXPECT_EQ(narrow.value(), wide.value());
}

TEST(Fingerprint, HexIsSixteenDigitsOfTheValue) {
  const Fingerprint print = of({1.0});
  EXPECT_EQ(print.hex().size(), 16U);
  EXPECT_EQ(std::stoull(print.hex(), nullptr, 16), print.value());
}

}  // namespace
}  // namespace entente
