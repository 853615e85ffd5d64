#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "sim/core/hash.hpp"
#include "sim/core/math.hpp"
#include "sim/core/random.hpp"

/// The bytes of the numbers that results are made of do not depend on the build: the same constants from g++
/// and clang, from -O0 and -O3, with and without FMA in the processor. If one of these changes, every result
/// changes.

namespace entente {
namespace {

constexpr int kCount = 100000;

/// Fingerprint of the function at kCount uniform points of (from, to).
template <typename Function>
std::string signature(double from, double to, Function function) {
  const RandomSource source(1, 0);
  Fingerprint print;
  for (std::uint32_t i = 0; i < kCount; ++i) {
    print.add(function(from + (to - from) * source.uniform({hash_name("x"), Purpose::Parameter, i, 0}), i));
  }
  return print.hex();
}

template <double (*kFunction)(double)>
double plain(double x, std::uint32_t) {
  return kFunction(x);
}

TEST(Bytes, ElementaryFunctions) {
  EXPECT_EQ(signature(-750.0, 712.0, plain<portable_exp>), "7f2e1425078edf38");
  EXPECT_EQ(signature(-1080.0, 1025.0, plain<portable_exp2>), "cf19371d45efd4c0");
  EXPECT_EQ(signature(0.0, 10.0, plain<portable_log>), "6dbbd3a737342df1");
  EXPECT_EQ(signature(-40.0, 40.0, plain<logistic>), "69428d171bc7209f");
  EXPECT_EQ(signature(0.0, 3.0, [](double x, std::uint32_t i) { return portable_pow(x, 0.001 * i - 50.0); }),
            "26ac34b882aff276");
}

TEST(Bytes, NormalDistribution) {
  EXPECT_EQ(signature(-40.0, 40.0, plain<normal_pdf>), "54d148d4f5c9367d");
  EXPECT_EQ(signature(-39.0, 9.0, plain<normal_cdf>), "da1c9ea91be9a640");
  EXPECT_EQ(signature(0.0, 1.0, plain<normal_quantile>), "c5f3d3a2d0d292d6");
  EXPECT_EQ(signature(-60.0, 10.0, plain<inverse_mills>), "57b7e079fb7f505b");
}

TEST(Bytes, TruncatedNormal) {
  const auto sd = [](std::uint32_t i) { return 0.1 + 1e-4 * i; };
  EXPECT_EQ(signature(-3.0, 5.0,
                      [&](double x, auto i) { return truncated_normal_upper_tail(x, sd(i), -3.0, 5.0); }),
            "29f9c4599d56d375");
  EXPECT_EQ(
      signature(-9.0, 9.0, [&](double x, auto i) { return truncated_normal_mean(x, sd(i), -1.0, 2.0); }),
      "48bd84f168693cb6");
  EXPECT_EQ(
      signature(-9.0, 9.0, [&](double x, auto i) { return truncated_normal_variance(x, sd(i), -1.0, 2.0); }),
      "a2cf2f164901c80a");
}

TEST(Bytes, Draws) {
  const RandomSource source(42, 7);
  Fingerprint print;
  for (std::uint32_t i = 0; i < kCount; ++i) {
    const Draw draw{combine(hash_name("subject"), i), Purpose::PrivateValuation, i % 25, i % 3};
    for (const std::uint64_t word : source.block(draw)) print.add(word);
    print.add(source.uniform(draw));
    print.add(source.normal(draw));
    print.add(poisson_from_uniform(source.uniform(draw), 3.5));
  }
  EXPECT_EQ(print.hex(), "58928c07a8d2b6f2");
}

}  // namespace
}  // namespace entente
