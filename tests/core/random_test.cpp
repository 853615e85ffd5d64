#include "sim/core/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"

namespace entente {
namespace {

using Block = std::array<std::uint64_t, 4>;

constexpr std::uint64_t kSeed = 20240601;

std::vector<double> uniforms(const RandomSource& source, std::uint32_t count) {
  std::vector<double> values;
  for (std::uint32_t i = 0; i < count; ++i) {
    values.push_back(source.uniform({hash_name("actor"), Purpose::Answer, i, 0}));
  }
  return values;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - 0.5) * (b[i] - 0.5);
  return 12.0 * sum / static_cast<double>(a.size());
}

// Random123's published known answers for philox4x64 with 10 rounds (kat_vectors).
TEST(Philox, KnownAnswers) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}),
            (Block{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b}));
  const std::uint64_t ones = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(philox({ones, ones, ones, ones}, {ones, ones}),
            (Block{0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0}));
  EXPECT_EQ(philox({0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89},
                   {0x452821e638d01377, 0xbe5466cf34e90c6c}),
            (Block{0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6}));
}

TEST(RandomSource, KeyAndCounterAreTheNameOfTheDraw) {
  const RandomSource source(3, 5);
  EXPECT_EQ(source.block({7, Purpose::Tie, 11, 13}), philox({7, 7, (11ULL << 32) | 13, 0}, {3, 5}));
}

TEST(RandomSource, EveryPartOfTheNameMatters) {
  const Draw draw{1, Purpose::Answer, 2, 3};
  const Block block = RandomSource(4, 5).block(draw);
  EXPECT_EQ(RandomSource(4, 5).block(draw), block);
  EXPECT_NE(RandomSource(5, 5).block(draw), block);
  EXPECT_NE(RandomSource(4, 6).block(draw), block);
  EXPECT_NE(RandomSource(4, 5).block({2, Purpose::Answer, 2, 3}), block);
  EXPECT_NE(RandomSource(4, 5).block({1, Purpose::Type, 2, 3}), block);
  EXPECT_NE(RandomSource(4, 5).block({1, Purpose::Answer, 3, 3}), block);
  EXPECT_NE(RandomSource(4, 5).block({1, Purpose::Answer, 2, 4}), block);
}

TEST(RandomSource, DrawsDoNotDependOnOtherDraws) {
  // The valuations of two options, drawn alone, in the other order, and among many newcomers.
  const RandomSource source(kSeed, 0);
  const auto value = [&](const std::string& option) {
    return source.normal({combine(hash_name("Japan"), hash_name(option)), Purpose::PrivateValuation});
  };
  const double two = value("two"), four = value("four");
  for (int i = 0; i < 1000; ++i) value("newcomer" + std::to_string(i));
  EXPECT_EQ(value("four"), four);
  EXPECT_EQ(value("two"), two);
}

// Seeds are fixed, so the statistical tests below give one answer for ever; the stated rate is the chance
// that a perfect generator would have failed when the seed was chosen.
TEST(RandomSource, UniformsPassKolmogorovSmirnov) {
  std::vector<double> values = uniforms(RandomSource(kSeed, 1), 100000);
  std::sort(values.begin(), values.end());
  const double n = static_cast<double>(values.size());
  double distance = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double rank = static_cast<double>(i);
    distance = std::max({distance, values[i] - rank / n, (rank + 1.0) / n - values[i]});
  }
  // P(sqrt(n) D > 1.95) = 2 sum (-1)^(k-1) e^(-2 k^2 1.95^2) = 0.001.
  EXPECT_LT(std::sqrt(n) * distance, 1.95);
  EXPECT_GT(values.front(), 0.0);
  EXPECT_LT(values.back(), 1.0);
}

TEST(RandomSource, MomentsOfUniformsAndNormals) {
  const RandomSource source(kSeed, 2);
  const int n = 100000;
  double u1 = 0.0, u2 = 0.0, z1 = 0.0, z2 = 0.0, z3 = 0.0, z4 = 0.0;
  for (int i = 0; i < n; ++i) {
    const Draw draw{hash_name("x"), Purpose::Context, static_cast<std::uint32_t>(i), 0};
    const double u = source.uniform(draw), z = source.normal(draw);
    EXPECT_EQ(z, normal_quantile(u));
    u1 += u / n;
    u2 += u * u / n;
    z1 += z / n;
    z2 += z * z / n;
    z3 += z * z * z / n;
    z4 += z * z * z * z / n;
  }
  // Each bound is 4 standard errors: sd / sqrt(n) with sd^2 = 1/12, 4/45, 1, 2, 15, 96. Six tests, rate below
  // 0.0004.
  const double four = 4.0 / std::sqrt(n);
  EXPECT_NEAR(u1, 1.0 / 2, four * std::sqrt(1.0 / 12));
  EXPECT_NEAR(u2, 1.0 / 3, four * std::sqrt(4.0 / 45));
  EXPECT_NEAR(z1, 0.0, four);
  EXPECT_NEAR(z2, 1.0, four * std::sqrt(2.0));
  EXPECT_NEAR(z3, 0.0, four * std::sqrt(15.0));
  EXPECT_NEAR(z4, 3.0, four * std::sqrt(96.0));
}

TEST(RandomSource, NeighboursAreUncorrelated) {
  // The sample correlation of independent uniforms has sd 1/sqrt(n); 4 sd, five tests, rate 0.0003.
  const std::uint32_t n = 100000;
  const double bound = 4.0 / std::sqrt(n);
  const std::vector<double> base = uniforms(RandomSource(kSeed, 7), n);
  EXPECT_LT(std::fabs(correlation(base, uniforms(RandomSource(kSeed, 8), n))), bound);
  EXPECT_LT(std::fabs(correlation(base, uniforms(RandomSource(kSeed + 1, 7), n))), bound);
  std::vector<double> purpose, exchange, later(base.begin() + 1, base.end());
  for (std::uint32_t i = 0; i < n; ++i) {
    const RandomSource source(kSeed, 7);
    purpose.push_back(source.uniform({hash_name("actor"), Purpose::Type, i, 0}));
    exchange.push_back(source.uniform({hash_name("actor"), Purpose::Answer, i, 1}));
  }
  EXPECT_LT(std::fabs(correlation(base, purpose)), bound);
  EXPECT_LT(std::fabs(correlation(base, exchange)), bound);
  EXPECT_LT(std::fabs(correlation(later, base)), bound);
}

TEST(HashName, IsAConstantOfTheName) {
  static_assert(hash_name("Japan") != hash_name("Japan "));
  // FNV-1a's published 64-bit value for "a" is af63dc4c8601ec8c.
  static_assert(hash_name("a") == mix_bits(0xaf63dc4c8601ec8c));
  static_assert(hash_name("") == mix_bits(0xcbf29ce484222325));
  SUCCEED();
}

TEST(Combine, DependsOnOrderAndNesting) {
  const NameHash a = hash_name("a"), b = hash_name("b"), c = hash_name("c");
  EXPECT_NE(combine(a, b), combine(b, a));
  EXPECT_NE(combine(combine(a, b), c), combine(a, combine(b, c)));
  EXPECT_NE(combine(a, a), combine(b, b));
  EXPECT_NE(combine(0, 0), 0U);
}

TEST(RequireDistinct, AcceptsNamesAndRepeats) {
  EXPECT_NO_THROW(require_distinct(std::vector<std::string>{"Japan", "Russia", "Japan"}));
  EXPECT_NO_THROW(require_distinct({}));
}

TEST(RequireDistinct, RefusesACollision) {
  // A known pair of strings with one 64-bit FNV-1a hash.
  const std::vector<std::string> names{"8yn0iYCKYHlIj4-BwPqk", "x", "GReLUrM4wMqfg9yzV3KQ"};
  ASSERT_EQ(hash_name(names[0]), hash_name(names[2]));
  EXPECT_THROW(require_distinct(names), Error);
}

TEST(Poisson, InvertsTheDistributionFunction) {
  // mean 2: P(0) = .13534, P(<= 1) = .40601, P(<= 2) = .67668.
  EXPECT_EQ(poisson_from_uniform(0.0, 2.0), 0U);
  EXPECT_EQ(poisson_from_uniform(0.1353, 2.0), 0U);
  EXPECT_EQ(poisson_from_uniform(0.1354, 2.0), 1U);
  EXPECT_EQ(poisson_from_uniform(0.4060, 2.0), 1U);
  EXPECT_EQ(poisson_from_uniform(0.4061, 2.0), 2U);
  EXPECT_EQ(poisson_from_uniform(0.6767, 2.0), 3U);
  EXPECT_EQ(poisson_from_uniform(0.999, 0.0), 0U);
}

TEST(Poisson, MeanAndVarianceOverAFineGrid) {
  for (const double mean : {0.1, 1.0, 30.0, 500.0}) {
    double first = 0.0, second = 0.0;
    const int n = 20000;
    for (int i = 0; i < n; ++i) {
      const double k = poisson_from_uniform((i + 0.5) / n, mean);
      first += k / n;
      second += (k - mean) * (k - mean) / n;
    }
    // The midpoint rule is off by about the largest jump of the outcome over n; its tail, 1/n of the mass, by
    // more.
    EXPECT_NEAR(first, mean, 1e-3 * std::sqrt(mean));
    EXPECT_NEAR(second / mean, 1.0, 5e-3);
  }
}

TEST(Poisson, EndsAtTheLargestUniformAndChecksItsArguments) {
  EXPECT_LT(poisson_from_uniform(1.0 - 0x1p-53, 500.0), 800U);
  EXPECT_LT(poisson_from_uniform(1.0 - 0x1p-53, 1e-9), 5U);
  EXPECT_THROW(poisson_from_uniform(1.0, 2.0), Error);
  EXPECT_THROW(poisson_from_uniform(0.5, -1.0), Error);
  EXPECT_THROW(poisson_from_uniform(0.5, 501.0), Error);
}

}  // namespace
}  // namespace entente
