#include "analysis/statistics/sobol.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>
#include <set>
#include <stdexcept>

#include "tests/analysis/draws.hpp"

namespace entente::statistics {
namespace {

std::vector<double> point(const Sobol& sobol, std::uint64_t index) {
  std::vector<std::uint64_t> bits(sobol.dimensions());
  sobol.point(index, bits);
  std::vector<double> result;
  for (const std::uint64_t word : bits) result.push_back(unit(word));
  return result;
}

TEST(Sobol, RefusesImpossibleDimensions) {
  EXPECT_THROW(Sobol(0), std::invalid_argument);
  EXPECT_THROW(Sobol(3668), std::invalid_argument);
  EXPECT_EQ(Sobol(3667).dimensions(), 3667U);
  std::vector<std::uint64_t> bits(3);
  EXPECT_THROW(Sobol(2).point(0, bits), std::invalid_argument);
}

// The beginning of the sequence in the documentation of Boost.Random's sobol_engine, and the zero point that
// it leaves out.
TEST(Sobol, FirstPoints) {
  const Sobol sobol(2);
  EXPECT_EQ(point(sobol, 0), (std::vector{0.0, 0.0}));
  EXPECT_EQ(point(sobol, 1), (std::vector{0.5, 0.5}));
  EXPECT_EQ(point(sobol, 2), (std::vector{0.75, 0.25}));
  EXPECT_EQ(point(sobol, 3), (std::vector{0.25, 0.75}));
  EXPECT_EQ(point(sobol, 4), (std::vector{0.375, 0.375}));
  EXPECT_EQ(point(sobol, 5), (std::vector{0.875, 0.875}));
}

TEST(Sobol, UnitKeepsTheLeadingDigits) {
  EXPECT_EQ(unit(0), 0.0);
  EXPECT_EQ(unit(std::uint64_t{1} << 63), 0.5);
  EXPECT_EQ(unit(~std::uint64_t{0}), 1.0 - 0x1p-53);
}

TEST(Sobol, EveryPowerOfTwoFillsEachCoordinateEvenly) {
  const Sobol sobol(3667);
  std::vector<std::set<std::uint64_t>> seen(sobol.dimensions());
  std::vector<std::uint64_t> bits(sobol.dimensions());
  for (std::uint64_t i = 0; i < 64; ++i) {
    sobol.point(i, bits);
    for (std::size_t d = 0; d < bits.size(); ++d) seen[d].insert(bits[d] >> 58);
  }
  for (const auto& values : seen) EXPECT_EQ(values.size(), 64U);
}

TEST(Sobol, DistantPointsDifferByOneDirectionFromTheirNeighbours) {
  // From i to i + 1 the Gray code changes digit j, the trailing ones of i: the sum of two neighbours depends
  // on j alone.
  const Sobol sobol(4);
  std::vector<std::uint64_t> before(4), after(4), first(4), second(4);
  for (const std::uint64_t i : {(1ULL << 40) + 1, (1ULL << 62) + 5, (1ULL << 20) + 9}) {
    sobol.point(i, before);
    sobol.point(i + 1, after);
    sobol.point(1, first);
    sobol.point(2, second);
    for (std::size_t d = 0; d < 4; ++d) EXPECT_EQ(before[d] ^ after[d], first[d] ^ second[d]);
  }
}

double ishigami(double a, double b, double c) {
  const auto angle = [](double u) { return -std::numbers::pi + 2.0 * std::numbers::pi * u; };
  const double sine = std::sin(angle(b));
  return std::sin(angle(a)) * (1.0 + 0.1 * std::pow(angle(c), 4)) + 7.0 * sine * sine;
}

struct Indices {
  double mean, variance;
  std::array<double, 3> saltelli, jansen, total;
};

/// Sobol' indices of Ishigami's function from points 1 to n of a six-dimensional sequence: A the first three
/// coordinates, B the last three. Saltelli et al. 2010 and Jansen 1999; mean and population variance over A
/// and B.
Indices indices(std::uint64_t n) {
  const Sobol sobol(6);
  std::vector<double> at_a, at_b;
  std::array<std::vector<double>, 3> mixed;
  for (std::uint64_t i = 1; i <= n; ++i) {
    const std::vector<double> u = point(sobol, i);
    at_a.push_back(ishigami(u[0], u[1], u[2]));
    at_b.push_back(ishigami(u[3], u[4], u[5]));
    mixed[0].push_back(ishigami(u[3], u[1], u[2]));
    mixed[1].push_back(ishigami(u[0], u[4], u[2]));
    mixed[2].push_back(ishigami(u[0], u[1], u[5]));
  }
  Indices result{};
  result.mean = 0.5 * (mean_of(at_a) + mean_of(at_b));
  const auto count = static_cast<double>(n);
  for (std::size_t i = 0; i < n; ++i) {
    result.variance +=
        (std::pow(at_a[i] - result.mean, 2) + std::pow(at_b[i] - result.mean, 2)) / (2.0 * count);
  }
  for (std::size_t d = 0; d < 3; ++d) {
    double product = 0.0, from_b = 0.0, from_a = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      product += (at_b[i] - result.mean) * (mixed[d][i] - at_a[i]) / count;
      from_b += 0.5 * std::pow(at_b[i] - mixed[d][i], 2) / count;
      from_a += 0.5 * std::pow(at_a[i] - mixed[d][i], 2) / count;
    }
    result.saltelli[d] = product / result.variance;
    result.jansen[d] = 1.0 - from_b / result.variance;
    result.total[d] = from_a / result.variance;
  }
  return result;
}

void expect_indices(const Indices& found, const Indices& published) {
  EXPECT_NEAR(found.mean, published.mean, 0.5e-8);
  EXPECT_NEAR(found.variance, published.variance, 0.5e-8);
  for (std::size_t d = 0; d < 3; ++d) {
    EXPECT_NEAR(found.saltelli[d], published.saltelli[d], 0.5e-6);
    EXPECT_NEAR(found.jansen[d], published.jansen[d], 0.5e-6);
    EXPECT_NEAR(found.total[d], published.total[d], 0.5e-6);
  }
}

// Computed beforehand with Boost's engine and with scipy.stats.qmc.Sobol (unscrambled, first row dropped),
// which agreed in all digits printed. The limits are S = 0.313905, 0.442411, 0 and ST = 0.557589, 0.442411,
// 0.243684.
TEST(Sobol, IshigamiIndicesToTheLastPrintedDigit) {
  expect_indices(indices(1024), {3.50802169,
                                 13.81107290,
                                 {0.333161, 0.442095, 0.018593},
                                 {0.312185, 0.425838, -0.003475},
                                 {0.558498, 0.443771, 0.242288}});
  expect_indices(indices(16384), {3.50008038,
                                  13.84409390,
                                  {0.315361, 0.442448, 0.001422},
                                  {0.313878, 0.440968, -0.000049},
                                  {0.558351, 0.442438, 0.243660}});
}

}  // namespace
}  // namespace entente::statistics
