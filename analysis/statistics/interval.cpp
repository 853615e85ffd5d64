#include "analysis/statistics/interval.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <stdexcept>

#include "analysis/statistics/exact_sum.hpp"

namespace entente::statistics {
namespace {

// Without promotion the quantiles are computed in double: several times faster, and precise enough to print.
using Plain = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

void require_confidence(double confidence) {
  if (!(confidence > 0.0 && confidence < 1.0)) {
    throw std::invalid_argument(fmt::format("the confidence must be between 0 and 1, not {}", confidence));
  }
}

void require_share(std::uint64_t successes, std::uint64_t runs) {
  if (successes > runs) {
    throw std::invalid_argument(fmt::format("{} successes in {} runs", successes, runs));
  }
}

}  // namespace

Interval wilson(std::uint64_t successes, std::uint64_t runs, double confidence) {
  require_confidence(confidence);
  require_share(successes, runs);
  if (runs == 0) return {0.0, 1.0};
  const boost::math::normal_distribution<double, Plain> normal;
  const double z = boost::math::quantile(boost::math::complement(normal, (1.0 - confidence) / 2.0));
  const double n = static_cast<double>(runs);
  const double s = static_cast<double>(successes);
  const double failures = static_cast<double>(runs - successes);
  const double upper = s + z * z / 2.0 + z * std::sqrt(s * (failures / n) + z * z / 4.0);
  Interval interval;
  // The product of the two roots is s^2 / (n (n + z^2)): no cancellation when the share is small.
  interval.low = s * (s / n) / upper;
  interval.high = successes == runs ? 1.0 : std::min(1.0, upper / (n + z * z));
  return interval;
}

double unseen_bound(std::uint64_t runs, double confidence) {
  require_confidence(confidence);
  if (runs == 0) return 1.0;
  return -std::expm1(std::log1p(-confidence) / static_cast<double>(runs));
}

Interval share_interval(std::uint64_t successes, std::uint64_t runs, double confidence) {
  require_share(successes, runs);
  if (runs == 0 || (successes > 0 && successes < runs)) return wilson(successes, runs, confidence);
  const double bound = unseen_bound(runs, confidence);
  return successes == 0 ? Interval{0.0, bound} : Interval{1.0 - bound, 1.0};
}

Moments moments(std::span<const double> values) {
  if (values.size() < 2) {
    throw std::invalid_argument(fmt::format("a spread needs at least two values, not {}", values.size()));
  }
  const double n = static_cast<double>(values.size());
  ExactSum sum;
  for (const double value : values) sum.add(value);
  const double mean = sum.value() / n;
  ExactSum squares;
  for (const double value : values) squares.add_product(value - mean, value - mean);
  return {mean, squares.value() / (n - 1.0)};
}

Interval student(std::span<const double> values, double confidence) {
  return student(moments(values), values.size(), confidence);
}

Interval student(const Moments& moments, std::uint64_t n, double confidence) {
  require_confidence(confidence);
  if (n < 2) throw std::invalid_argument(fmt::format("a spread needs at least two values, not {}", n));
  const auto count = static_cast<double>(n);
  const boost::math::students_t_distribution<double, Plain> law(count - 1.0);
  const double t = boost::math::quantile(boost::math::complement(law, (1.0 - confidence) / 2.0));
  const double reach = t * std::sqrt(moments.variance / count);
  return {moments.mean - reach, moments.mean + reach};
}

}  // namespace entente::statistics
