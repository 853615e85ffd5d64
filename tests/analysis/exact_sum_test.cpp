#include "analysis/statistics/exact_sum.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tests/analysis/draws.hpp"

// Everything here is exact: no comparison has a tolerance, so a correct program passes for every seed.

namespace entente::statistics {
namespace {

using boost::multiprecision::cpp_int;

constexpr double kTiny = std::numeric_limits<double>::denorm_min();
constexpr double kHuge = std::numeric_limits<double>::max();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Doubles of all kinds.
struct Random : SplitMix {
  using SplitMix::SplitMix;

  /// Any finite double: all exponents alike, subnormal numbers and zeros among them.
  double any() {
    for (;;) {
      const double number = std::bit_cast<double>(word());
      if (std::isfinite(number)) return number;
    }
  }

  /// A double with an exponent in a narrow band, so that sums cancel and carry.
  double near_one() { return std::ldexp(static_cast<double>(word() >> 11) - 0x1p52, -50); }
};

void shuffle(std::vector<double>& values, Random& random) {
  for (std::size_t i = values.size(); i-- > 1;) std::swap(values[i], values[random.word() % (i + 1)]);
}

/// A finite double in units of 2^-1074, exactly.
cpp_int units(double number) {
  int exponent = 0;
  const double fraction = std::frexp(number, &exponent);
  const auto mantissa = static_cast<std::int64_t>(std::ldexp(fraction, 53));
  cpp_int integer = std::abs(mantissa);
  const int shift = exponent - 53 + 1074;
  if (shift >= 0) {
    integer <<= static_cast<unsigned>(shift);
  } else {
    integer >>= static_cast<unsigned>(-shift);  // subnormal: the bits are zeros
  }
  return number < 0 ? cpp_int(-integer) : integer;
}

/// The same in units of 2^-2148, in which the reference sums are kept.
cpp_int fine(double number) { return units(number) << 1074; }

/// Whether found is the double nearest to total (in units of 2^-2148), by exact comparison with the midpoints
/// to its two neighbours; a tie must go to the even one. The neighbour of the largest double counts as
/// 2^1024.
void expect_nearest(const cpp_int& total, double found) {
  const auto place = [](double number) {
    return std::isinf(number) ? cpp_int((cpp_int(1) << (1024 + 2148)) * (number < 0 ? -1 : 1)) : fine(number);
  };
  const bool even = (std::bit_cast<std::uint64_t>(found) & 1) == 0;
  if (found > -kInfinity) {
    const cpp_int middle = place(std::nextafter(found, -kInfinity)) + place(found);
    EXPECT_TRUE(even ? 2 * total >= middle : 2 * total > middle) << found;
  }
  if (found < kInfinity) {
    const cpp_int middle = place(std::nextafter(found, kInfinity)) + place(found);
    EXPECT_TRUE(even ? 2 * total <= middle : 2 * total < middle) << found;
  }
}

/// Checks a sum against its reference: the rounded value, the text as the C library reads it, the round trip.
void expect_sum(const ExactSum& sum, const cpp_int& total) {
  expect_nearest(total, sum.value());
  EXPECT_EQ(std::strtod(sum.text().c_str(), nullptr), sum.value()) << sum.text();
  EXPECT_EQ(ExactSum::parse(sum.text()), sum) << sum.text();
}

TEST(ExactSum, AgreesWithBigIntegersOnDoublesOfAllExponents) {
  Random random{1};
  for (int trial = 0; trial < 100; ++trial) {
    ExactSum sum;
    cpp_int total = 0;
    for (int i = 0; i < 100; ++i) {
      const double term = random.any();
      sum.add(term);
      total += fine(term);
      // The largest terms decide; without them the lower words show.
      if (i % 4 == 3) {
        ExactSum rest = sum;
        cpp_int rest_total = total;
        for (int power = 1023; power > -1074; power -= 131) {
          const double shift = rest.value();
          if (std::isinf(shift)) break;
          rest.add(-shift);
          rest_total -= fine(shift);
        }
        expect_sum(rest, rest_total);
      }
    }
    expect_sum(sum, total);
  }
}

TEST(ExactSum, AgreesWithBigIntegersOnProductsOfAllExponents) {
  Random random{2};
  for (int trial = 0; trial < 200; ++trial) {
    ExactSum sum;
    cpp_int total = 0;
    for (int i = 0; i < 50; ++i) {
      // Half of them with exponents near 1, so that the products of one trial overlap.
      const double a = i % 2 == 0 ? random.any() : random.near_one();
      const double b = trial % 2 == 0 ? random.any() : random.near_one();
      sum.add_product(a, b);
      total += units(a) * units(b);
    }
    expect_sum(sum, total);
  }
}

TEST(ExactSum, SubnormalSumsAreRoundedOnce) {
  // Products about 2^-1074, where value() has fewer than 53 digits.
  Random random{3};
  for (int trial = 0; trial < 2000; ++trial) {
    ExactSum sum;
    cpp_int total = 0;
    for (int i = 0; i < 3; ++i) {
      const double a = std::ldexp(random.near_one(), -500 - static_cast<int>(random.word() % 40));
      const double b = std::ldexp(random.near_one(), -520 - static_cast<int>(random.word() % 40));
      sum.add_product(a, b);
      total += units(a) * units(b);
    }
    expect_sum(sum, total);
  }
}

TEST(ExactSum, TinyProducts) {
  ExactSum sum;
  sum.add_product(kTiny, 0.5);
  EXPECT_EQ(sum.value(), 0.0);  // 2^-1075 lies halfway, and 0 is even
  EXPECT_EQ(sum.text(), "0x1p-1075");
  ExactSum more = sum;
  more.add_product(kTiny, kTiny);
  EXPECT_EQ(more.value(), kTiny);  // the last bit that there is decides
  ExactSum less = sum;
  less.add_product(-kTiny, kTiny);
  EXPECT_EQ(less.value(), 0.0);
  sum.add_product(kTiny, 0.5);
  EXPECT_EQ(sum.value(), kTiny);
  ExactSum smallest;
  smallest.add_product(-kTiny, kTiny);
  EXPECT_EQ(smallest.text(), "-0x1p-2148");
  EXPECT_EQ(std::bit_cast<std::uint64_t>(ExactSum().value()), 0U);
}

TEST(ExactSum, Cancellation) {
  ExactSum sum;
  for (const double term : {1.0, 1e300, 1e-300, -1e300, -1.0}) sum.add(term);
  EXPECT_EQ(sum.value(), 1e-300);
  sum.add(-1e-300);
  EXPECT_EQ(sum, ExactSum());
  sum.add(-0.0);
  EXPECT_EQ(sum, ExactSum());
  // Through zero again and again, the longest carries that there are.
  for (int i = 0; i < 1000; ++i) {
    sum.add(kTiny);
    sum.add(-2.0 * kTiny);
    EXPECT_EQ(sum.value(), -kTiny);
    sum.add(kTiny);
  }
  EXPECT_EQ(sum, ExactSum());
  // x^2 - y^2 - (x - y)(x + y) with exact x - y and x + y.
  sum.add_product(1.0 + 0x1p-30, 1.0 + 0x1p-30);
  sum.add_product(-1.0, 1.0);
  sum.add_product(-0x1p-30, 2.0 + 0x1p-30);
  EXPECT_EQ(sum, ExactSum());
}

TEST(ExactSum, OverflowIsLeftAgain) {
  ExactSum sum;
  sum.add(kHuge);
  sum.add(kHuge);
  EXPECT_EQ(sum.value(), kInfinity);
  sum.add(-kHuge);
  EXPECT_EQ(sum.value(), kHuge);
  sum.add(0x1p969);
  EXPECT_EQ(sum.value(), kHuge);
  sum.add(0x1p969);  // 2^1024 - 2^970, from where IEEE 754 rounds to infinity
  EXPECT_EQ(sum.value(), kInfinity);
  sum.add(-kTiny);
  EXPECT_EQ(sum.value(), kHuge);
  ExactSum products;
  for (int i = 0; i < 1000; ++i) products.add_product(-kHuge, kHuge);
  EXPECT_EQ(products.value(), -kInfinity);
  for (int i = 0; i < 1000; ++i) products.add_product(kHuge, kHuge);
  EXPECT_EQ(products, ExactSum());
}

TEST(ExactSum, OrderAndDivisionOfLabourDoNotShow) {
  Random random{4};
  for (int trial = 0; trial < 50; ++trial) {
    std::vector<double> terms;
    terms.reserve(200);
    for (int i = 0; i < 200; ++i) terms.push_back(trial % 2 == 0 ? random.any() : random.near_one());
    ExactSum whole;
    for (const double term : terms) {
      whole.add(term);
      whole.add_product(term, term);
    }
    shuffle(terms, random);
    std::vector<ExactSum> parts(1 + random.word() % 8);
    for (const double term : terms) {
      parts[random.word() % parts.size()].add(term);
      parts[random.word() % parts.size()].add_product(term, term);
    }
    ExactSum merged;
    for (const ExactSum& part : parts) merged.add(ExactSum::parse(part.text()));
    EXPECT_EQ(merged, whole);
    EXPECT_EQ(merged.text(), whole.text());
  }
}

TEST(ExactSum, TenthsAddUpExactly) {
  // fl(0.1) = 0.1 + 5.55e-18, so 10^6 of them are 1e5 + 5.55e-12, which rounds to 1e5.
  ExactSum sum;
  for (int i = 0; i < 1000000; ++i) sum.add(0.1);
  EXPECT_EQ(sum.value(), 1e5);
  ExactSum product;
  product.add_product(0.1, 1e6);
  EXPECT_EQ(sum, product);
}

TEST(ExactSum, Text) {
  const auto text = [](double term) {
    ExactSum sum;
    sum.add(term);
    return sum.text();
  };
  EXPECT_EQ(text(0.0), "0x0p+0");
  EXPECT_EQ(text(1.0), "0x1p+0");
  EXPECT_EQ(text(-0.75), "-0x3p-2");
  EXPECT_EQ(text(40.0), "0x5p+3");
  EXPECT_EQ(text(-5123.0 / 128.0), "-0x1403p-7");
  EXPECT_EQ(text(kTiny), "0x1p-1074");
  EXPECT_EQ(text(kHuge), "0x1fffffffffffffp+971");
}

TEST(ExactSum, ParseTakesNothingElse) {
  for (const char* text : {"",
                           "-",
                           "0",
                           "0x",
                           "0xp+0",
                           "0x1",
                           "0x1p",
                           "0x1p+",
                           "0x1p0",
                           "0x1p+0 ",
                           " 0x1p+0",
                           "+0x1p+0",
                           "0x01p+0",
                           "0x2p+0",
                           "0x0p+1",
                           "-0x0p+0",
                           "0x1P+0",
                           "0X1p+0",
                           "0xAp+0",
                           "0xbp+00",
                           "0x1p+-1",
                           "0x1p-0",
                           "0x1.8p+0",
                           "0xgp+0",
                           "1p+0",
                           "0x1p-2149",
                           "0x1p+2112",
                           "0x1p+99999999999",
                           "0x1p+2147483647",
                           "nan",
                           "inf"}) {
    EXPECT_THROW(ExactSum::parse(text), std::invalid_argument) << text;
  }
  EXPECT_THROW(ExactSum::parse("0x" + std::string(5000, '1') + "p+0"), std::invalid_argument);
  EXPECT_THROW(ExactSum::parse("0x" + std::string(1072, '1') + "p-2148"), std::invalid_argument);
}

TEST(ExactSum, RangeEndsWithAnError) {
  // Doubling reaches the end that single terms cannot; what was there stays, and is written and read.
  for (const double sign : {1.0, -1.0}) {
    ExactSum sum;
    sum.add_product(sign * 0x1p1023, 0x1p1023);
    for (int power = 2046; power < 2109; ++power) {
      sum.add(ExactSum(sum));
      EXPECT_EQ(ExactSum::parse(sum.text()), sum);
    }
    const ExactSum before = sum;
    EXPECT_EQ(sum.text(), sign > 0 ? "0x1p+2109" : "-0x1p+2109");
    sum.add(kTiny);
    EXPECT_EQ(ExactSum::parse(sum.text()), sum);
    sum.add(-kTiny);
    if (sign > 0) {
      EXPECT_THROW(sum.add(before), std::overflow_error);
      EXPECT_EQ(sum, before);
    } else {
      sum.add(before);  // -2^2110 itself is the last
      EXPECT_EQ(ExactSum::parse(sum.text()), sum);
      EXPECT_THROW(sum.add(before), std::overflow_error);
    }
  }
}

TEST(ExactSum, RefusesWhatIsNotFinite) {
  ExactSum sum;
  sum.add(1.5);
  for (const double bad : {kInfinity, -kInfinity, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THROW(sum.add(bad), std::invalid_argument);
    EXPECT_THROW(sum.add_product(bad, 0.0), std::invalid_argument);
    EXPECT_THROW(sum.add_product(0.0, bad), std::invalid_argument);
  }
  EXPECT_EQ(sum.value(), 1.5);
}

}  // namespace
}  // namespace entente::statistics
