#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "analysis/statistics/scramble.hpp"
#include "analysis/statistics/sobol.hpp"
#include "tests/analysis/draws.hpp"

namespace entente::statistics {
namespace {

// Keys and seeds are fixed, so each statistical test gives one answer for ever; a perfect randomisation would
// have failed a chi-square or Kolmogorov bound once in a thousand choices of them.

TEST(Permuted, IsABijectionOfEverySize) {
  for (std::uint64_t size = 1; size <= 300; ++size) {
    std::vector<int> hits(size, 0);
    for (std::uint64_t i = 0; i < size; ++i) ++hits.at(permuted(i, size, 77 + size));
    for (const int count : hits) ASSERT_EQ(count, 1) << "size " << size;
  }
  for (const std::uint64_t size : {1000ULL, 65536ULL, 100003ULL}) {
    std::vector<int> hits(size, 0);
    for (std::uint64_t i = 0; i < size; ++i) ++hits.at(permuted(i, size, 5));
    EXPECT_EQ(std::ranges::count(hits, 1), static_cast<std::ptrdiff_t>(size));
  }
  EXPECT_LT(permuted(999999999, 1000000000, 3), 1000000000U);
  EXPECT_LT(permuted((1ULL << 62) - 1, 1ULL << 62, 3), 1ULL << 62);
}

TEST(Permuted, RefusesIndicesOutside) {
  EXPECT_THROW(permuted(0, 0, 1), std::invalid_argument);
  EXPECT_THROW(permuted(5, 5, 1), std::invalid_argument);
  EXPECT_THROW(permuted(5, (1ULL << 62) + 1, 1), std::invalid_argument);
}

// Every permutation of three, four and five things about equally often over consecutive keys.
TEST(Permuted, SmallPermutationsAreEquallyFrequent) {
  for (const auto& [size, permutations] : {std::pair{3U, 6U}, std::pair{4U, 24U}, std::pair{5U, 120U}}) {
    constexpr std::uint64_t kKeys = 60000;
    std::vector<double> counts(static_cast<std::size_t>(std::pow(size, size)), 0.0);
    for (std::uint64_t key = 0; key < kKeys; ++key) {
      std::size_t code = 0;
      for (std::uint64_t i = 0; i < size; ++i) code = code * size + permuted(i, size, key);
      counts[code] += 1.0;
    }
    std::erase(counts, 0.0);
    ASSERT_EQ(counts.size(), permutations);
    const std::vector<double> expected(permutations, double{kKeys} / permutations);
    EXPECT_LT(chi_square(counts, expected), chi_square_bound(permutations - 1.0)) << size;
  }
}

TEST(Permuted, ImagesOfOneIndexAndOfNeighboursLookRandom) {
  constexpr std::uint64_t kSize = 100, kKeys = 100000;
  std::vector<double> first(kSize, 0.0), gaps(kSize - 1, 0.0);
  for (std::uint64_t key = 0; key < kKeys; ++key) {
    const std::uint64_t a = permuted(0, kSize, key), b = permuted(1, kSize, key);
    first[a] += 1.0;
    gaps[(b + kSize - a) % kSize - 1] += 1.0;
  }
  EXPECT_LT(chi_square(first, std::vector(kSize, double{kKeys} / kSize)), chi_square_bound(kSize - 1.0));
  EXPECT_LT(chi_square(gaps, std::vector(kSize - 1, double{kKeys} / (kSize - 1))),
            chi_square_bound(kSize - 2.0));
}

// Four standard errors 1 / sqrt(n) of a correlation of independent columns.
TEST(Permuted, NoCorrelationAlongThePermutationNorBetweenKeys) {
  constexpr std::uint64_t kSize = 50000;
  std::vector<double> here, next, other, index;
  for (std::uint64_t i = 0; i < kSize; ++i) {
    index.push_back(static_cast<double>(i));
    here.push_back(static_cast<double>(permuted(i, kSize, 1)));
    next.push_back(static_cast<double>(permuted((i + 1) % kSize, kSize, 1)));
    other.push_back(static_cast<double>(permuted(i, kSize, 2)));
  }
  const double bound = 4.0 / std::sqrt(double{kSize});
  EXPECT_LT(std::fabs(correlation_of(here, index)), bound);
  EXPECT_LT(std::fabs(correlation_of(here, next)), bound);
  EXPECT_LT(std::fabs(correlation_of(here, other)), bound);
}

TEST(Stratified, OnePointInEveryStratumOfEveryDimension) {
  SplitMix random(8);
  for (const std::uint64_t size : {1ULL, 2ULL, 3ULL, 10ULL, 97ULL, 1024ULL, 30000ULL}) {
    for (std::uint64_t dimension = 0; dimension < 5; ++dimension) {
      std::vector<int> hits(size, 0);
      for (std::uint64_t i = 0; i < size; ++i) {
        const double u = stratified(i, size, dimension + 1, random.uniform());
        ASSERT_GT(u, 0.0);
        ASSERT_LT(u, 1.0);
        ++hits.at(static_cast<std::size_t>(u * static_cast<double>(size)));
      }
      for (const int count : hits) ASSERT_EQ(count, 1);
    }
  }
}

TEST(Stratified, ExtremeJittersStayInside) {
  SplitMix random(9);
  for (const std::uint64_t size : {1ULL, 7ULL, 1000ULL, 999999937ULL, 1000000000ULL, 1ULL << 40}) {
    for (int i = 0; i < 2000; ++i) {
      const std::uint64_t index = random.word() % size;
      const auto stratum = static_cast<double>(permuted(index, size, 4));
      for (const double jitter : {0x1p-53, 1.0 - 0x1p-53, std::numeric_limits<double>::min()}) {
        const double u = stratified(index, size, 4, jitter);
        ASSERT_GT(u, 0.0);
        ASSERT_LT(u, 1.0);
        ASSERT_EQ(std::floor(u * static_cast<double>(size)), stratum);
        ASSERT_GT(u, stratum / static_cast<double>(size));
        ASSERT_LT(u, (stratum + 1.0) / static_cast<double>(size));
      }
    }
  }
  EXPECT_THROW(stratified(0, 10, 1, 0.0), std::invalid_argument);
  EXPECT_THROW(stratified(0, 10, 1, 1.0), std::invalid_argument);
  EXPECT_THROW(stratified(10, 10, 1, 0.5), std::invalid_argument);
}

TEST(Owen, TwoPointsShareFlipsDownToTheirFirstDifference) {
  SplitMix random(10);
  for (int i = 0; i < 2000; ++i) {
    const std::uint64_t a = random.word(), key = random.word();
    const int k = static_cast<int>(random.word() % 50);
    // b agrees with a in k digits, differs in the next and is random below.
    const std::uint64_t below = k == 0 ? random.word() : random.word() >> k;
    const std::uint64_t digit = std::uint64_t{1} << (63 - k);
    const std::uint64_t b = (a ^ (below & (digit - 1))) ^ digit;
    const double x = std::ldexp(owen(a, key), k), y = std::ldexp(owen(b, key), k);
    ASSERT_EQ(std::floor(x), std::floor(y));
    ASSERT_NE(std::floor(2.0 * x), std::floor(2.0 * y));
  }
}

TEST(Owen, FlipsBelowTheFirstDifferenceAreIndependent) {
  // Digits 2 to 9 of two points that differ in digit 1, over keys: 256 patterns of their difference.
  constexpr std::uint64_t kKeys = 50000;
  std::vector<double> counts(256, 0.0);
  for (std::uint64_t key = 0; key < kKeys; ++key) {
    const auto digits = [key](std::uint64_t bits) {
      return static_cast<unsigned>(owen(bits, key) * 512.0) & 255U;
    };
    counts[digits(0) ^ digits(std::uint64_t{1} << 63)] += 1.0;
  }
  EXPECT_LT(chi_square(counts, std::vector(256, double{kKeys} / 256)), chi_square_bound(255.0));
}

TEST(Owen, EveryPointIsUniformOverKeys) {
  const Sobol sobol(2);
  std::vector<std::uint64_t> bits(2);
  for (const std::uint64_t index : {0ULL, 1ULL, 12345ULL}) {
    sobol.point(index, bits);
    std::vector<double> values;
    for (std::uint64_t key = 0; key < 20000; ++key) values.push_back(owen(bits[1], key));
    EXPECT_LT(kolmogorov(values, [](double u) { return u; }), 1.95);
    for (const double value : values) {
      const double half_steps = value * 0x1p53;
      ASSERT_TRUE(half_steps == std::floor(half_steps) && std::fmod(half_steps, 2.0) == 1.0);
    }
  }
}

// The first 2^m points in two dimensions are a (0, m, 2)-net: one in each of the 2^m boxes 2^-a by 2^-(m-a).
TEST(Owen, ScrambledPointsAreANet) {
  const Sobol sobol(2);
  std::vector<std::uint64_t> bits(2);
  constexpr int kLogPoints = 10;
  for (const std::uint64_t key : {1ULL, 2ULL, 3ULL}) {
    for (int a = 0; a <= kLogPoints; ++a) {
      std::vector<int> hits(std::size_t{1} << kLogPoints, 0);
      for (std::uint64_t i = 0; i < std::uint64_t{1} << kLogPoints; ++i) {
        sobol.point(i, bits);
        const auto column = static_cast<std::size_t>(std::ldexp(owen(bits[0], key), a));
        const auto row = static_cast<std::size_t>(std::ldexp(owen(bits[1], key + 100), kLogPoints - a));
        ++hits[(column << (kLogPoints - a)) | row];
      }
      for (const int count : hits) ASSERT_EQ(count, 1) << "key " << key << " a " << a;
    }
  }
}

// f(u) = u1 u2 u3 - 1/8 has variance 1/27 - 1/64 = 0.0214: plain means over 1024 points have variance 2.1e-5.
// Scrambled nets give some 10^-10 here; a thousandth of plain Monte Carlo is asked for.
TEST(Owen, MeansOverScrambledNetsVaryFarLess) {
  const Sobol sobol(3);
  std::vector<std::uint64_t> bits(3);
  constexpr std::uint64_t kPoints = 1024, kKeys = 200;
  double sum = 0.0, squares = 0.0;
  for (std::uint64_t key = 0; key < kKeys; ++key) {
    double mean = 0.0;
    for (std::uint64_t i = 0; i < kPoints; ++i) {
      sobol.point(i, bits);
      mean += (owen(bits[0], 3 * key) * owen(bits[1], 3 * key + 1) * owen(bits[2], 3 * key + 2) - 0.125) /
              kPoints;
    }
    sum += mean / kKeys;
    squares += mean * mean / kKeys;
  }
  const double plain = (1.0 / 27.0 - 1.0 / 64.0) / kPoints;
  EXPECT_LT(squares, 1e-3 * plain);
  // Unbiased: within four standard errors.
  EXPECT_LT(std::fabs(sum), 4.0 * std::sqrt(squares / kKeys));
}

}  // namespace
}  // namespace entente::statistics
