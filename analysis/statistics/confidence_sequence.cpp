#include "analysis/statistics/confidence_sequence.hpp"

#include <fmt/format.h>

#include <array>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cmath>
#include <stdexcept>

namespace entente::statistics {
namespace {

using Precise = boost::multiprecision::cpp_bin_float_50;

constexpr std::uint64_t kMostRuns = std::uint64_t{1} << 53;
constexpr std::uint64_t kCells = std::uint64_t{1} << 30;
constexpr double kCell = 0x1p-30;

/// A sum of terms, and the sum of their magnitudes, to which its rounding error is proportional.
template <typename Real>
struct Tally {
  Real sum{0};
  Real size{0};

  void add(const Real& term) {
    using std::abs;
    sum += term;
    size += abs(term);
  }
};

/// Stirling's coefficients B_2j / (2j (2j - 1)), j = 1, ..., 17. From x = 32 on the next term, which bounds
/// the truncation, is below 10^-42.
template <typename Real>
const std::array<Real, 17>& stirling() {
  static const std::array<Real, 17> coefficients{
      Real(1) / 12,
      Real(-1) / 360,
      Real(1) / 1260,
      Real(-1) / 1680,
      Real(1) / 1188,
      Real(-691) / 360360,
      Real(1) / 156,
      Real(-3617) / 122400,
      Real(43867) / 244188,
      Real(-174611) / 125400,
      Real(77683) / 5796,
      Real(-236364091) / 1506960,
      Real(657931) / 300,
      Real(-3392780147.0) / 93960,
      Real(1723168255201.0) / 2492028,
      Real(-7709321041217.0) / 505920,
      Real(151628697551.0) / 396,
  };
  return coefficients;
}

/// Adds sign (log Gamma(x) - log(2 pi) / 2), x > 0. The constant cancels in every ratio that is formed here.
template <typename Real>
void add_log_gamma(Tally<Real>& tally, Real x, int sign) {
  using std::log;
  Real product(1);
  for (; x < 32; x += 1) product *= x;
  const Real inverse_square = 1 / (x * x);
  Real series(0);
  for (std::size_t j = stirling<Real>().size(); j-- > 0;) {
    series = series * inverse_square + stirling<Real>()[j];
  }
  tally.add(-sign * log(product));
  tally.add(sign * (x - Real(0.5)) * log(x));
  tally.add(-sign * x);
  tally.add(sign * series / x);
}

/// What was seen, and how sure one wants to be.
struct Look {
  std::uint64_t successes;
  std::uint64_t failures;
  double confidence;
  double prior_runs;

  /// log M(p) - log(1/alpha) at p = cell 2^-30, strictly between 0 and 1.
  template <typename Real>
  Tally<Real> evidence(std::uint64_t cell) const {
    using std::log;
    const Real prior(prior_runs);
    Tally<Real> tally;
    const auto add_side = [&](std::uint64_t count, std::uint64_t cells) {
      if (count == 0) return;
      const Real share = Real(static_cast<double>(cells) * kCell);
      tally.add(-Real(static_cast<double>(count)) * log(share));
      add_log_gamma<Real>(tally, prior * share + static_cast<double>(count), 1);
      add_log_gamma<Real>(tally, prior * share, -1);
    };
    add_side(successes, cell);
    add_side(failures, kCells - cell);
    add_log_gamma<Real>(tally, prior + static_cast<double>(successes + failures), -1);
    add_log_gamma<Real>(tally, prior, 1);
    tally.add(log(Real(1) - Real(confidence)));
    return tally;
  }

  bool excludes(std::uint64_t cell) const {
    if (cell == 0) return successes > 0;
    if (cell == kCells) return failures > 0;
    // Every term is within some 20 roundings of its size (the products of up to 32 factors within 64 of 1),
    // and the sum adds as many again, all in units of 2^-53. 2^-46 leaves room for a poor logarithm.
    const Tally<double> quick = evidence<double>(cell);
    if (std::fabs(quick.sum) > 0x1p-46 * (64.0 + quick.size)) return quick.sum > 0.0;
    // Whoever is closer than this is on the boundary, which belongs to the set.
    return evidence<Precise>(cell).sum > 1e-30;
  }
};

void check(std::uint64_t successes, std::uint64_t runs, double confidence, double prior_runs) {
  if (successes > runs) {
    throw std::invalid_argument(fmt::format("{} successes in {} runs", successes, runs));
  }
  if (runs > kMostRuns) {
    throw std::invalid_argument(fmt::format("a confidence sequence takes at most 2^53 runs, not {}", runs));
  }
  if (!(confidence > 0.0 && confidence < 1.0)) {
    throw std::invalid_argument(fmt::format("the confidence must be between 0 and 1, not {}", confidence));
  }
  if (!(prior_runs >= 1e-3 && prior_runs <= 1e9)) {
    throw std::invalid_argument(fmt::format("prior_runs must be from 1e-3 to 1e9, not {}", prior_runs));
  }
}

}  // namespace

Interval confidence_sequence(std::uint64_t successes, std::uint64_t runs, double confidence,
                             double prior_runs) {
  check(successes, runs, confidence, prior_runs);
  if (runs == 0) return {0.0, 1.0};
  const Look look{successes, runs - successes, confidence, prior_runs};
  // The cell of the observed share, the one place where nothing is excluded; M grows on both sides of it.
  const double share = static_cast<double>(successes) / static_cast<double>(runs);
  const auto seen = static_cast<std::uint64_t>(share / kCell);

  std::uint64_t low = 0;
  for (std::uint64_t inside = seen + 1; successes > 0 && inside - low > 1;) {
    const std::uint64_t middle = low + (inside - low) / 2;
    (look.excludes(middle) ? low : inside) = middle;
  }
  std::uint64_t high = kCells;
  for (std::uint64_t inside = seen; successes < runs && high - inside > 1;) {
    const std::uint64_t middle = inside + (high - inside) / 2;
    (look.excludes(middle) ? high : inside) = middle;
  }
  return {static_cast<double>(low) * kCell, static_cast<double>(high) * kCell};
}

std::uint64_t next_check(std::uint64_t after) {
  if (after >= kMostRuns) {
    throw std::invalid_argument(fmt::format("no look is scheduled after {} runs", after));
  }
  std::uint64_t check = kFirstCheck;
  while (check <= after) check += (check + 19) / 20;
  return check;
}

}  // namespace entente::statistics
