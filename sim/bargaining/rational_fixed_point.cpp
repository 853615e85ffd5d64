#include "sim/bargaining/rational_fixed_point.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "sim/bargaining/rational_game.hpp"

namespace entente {
namespace {

using Values = std::vector<double>;
using Map = std::function<Values(const Values&)>;

constexpr std::size_t kMaximumSteps = 20'000;
constexpr std::size_t kStepsPerJump = 8;
constexpr double kJumpGain = 1000;
constexpr double kLastJumpGain = 1;
/// A residual of this, of the largest component, is rounding.
constexpr double kRounding = 1e-15;
constexpr double kLongestLeap = 0x1p20;
/// Bounds on the differences that find the slopes. The residual is small against the distance to the fixed
/// point, so a difference of its size tends to stay in the piece; below the smaller bound rounding would
/// show.
constexpr double kSmallestDifference = 0x1p-26;
constexpr double kLargestDifference = 0x1p-10;

double distance(const Values& a, const Values& b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::fabs(a[i] - b[i]));
  return largest;
}

/// The size of the numbers, at least 1.
double scale(const Values& values) {
  double largest = 1;
  for (const double value : values) largest = std::max(largest, std::fabs(value));
  return largest;
}

/// `image` is F(v); `gain` is what the residual must at least be divided by.
std::optional<Values> jump(const Map& map, const Values& v, const Values& image, double gain) {
  const auto n = static_cast<Eigen::Index>(v.size());
  const double residual = distance(v, image);
  const double difference = std::clamp(residual, kSmallestDifference, kLargestDifference) * scale(v);
  Eigen::MatrixXd system = Eigen::MatrixXd::Identity(n, n);
  Eigen::VectorXd missing(n);
  for (Eigen::Index column = 0; column < n; ++column) {
    const auto j = static_cast<std::size_t>(column);
    Values moved = v;
    moved[j] += difference;
    const Values moved_image = map(moved);
    for (std::size_t i = 0; i < v.size(); ++i) {
      system(static_cast<Eigen::Index>(i), column) -= (moved_image[i] - image[i]) / (moved[j] - v[j]);
    }
    missing(column) = image[j] - v[j];
  }
  const Eigen::VectorXd change = system.partialPivLu().solve(missing);
  if (!change.allFinite()) return std::nullopt;
  Values target = v;
  for (std::size_t i = 0; i < v.size(); ++i) target[i] += change(static_cast<Eigen::Index>(i));
  if (distance(target, map(target)) * gain > residual) return std::nullopt;
  return target;
}

Values leap(const Map& map, const Values& v, const Values& image) {
  Values reached = image;
  for (double stride = 2; stride <= kLongestLeap; stride *= 2) {
    Values target = v;
    for (std::size_t i = 0; i < v.size(); ++i) target[i] += stride * (image[i] - v[i]);
    const Values target_image = map(target);
    for (std::size_t i = 0; i < v.size(); ++i) {
      if ((target_image[i] - target[i]) * (image[i] - v[i]) < 0) return reached;
    }
    reached = target;
  }
  return reached;
}

}  // namespace

FixedPoint fixed_point(const Map& map, Values start) {
  FixedPoint result;
  result.point = std::move(start);
  Values remembered;
  for (;;) {
    Values& v = result.point;
    result.image = map(v);
    ++result.steps;
    result.residual = distance(v, result.image);
    result.settled = result.residual <= kRationalTolerance * scale(v);
    if (result.settled) break;
    // Values that come back will never settle: Brent's search for a period.
    if (result.image == remembered || result.steps == kMaximumSteps) return result;
    if ((result.steps & (result.steps - 1)) == 0) remembered = result.image;
    if (result.steps % kStepsPerJump != 0) {
      v = result.image;
    } else if (std::optional<Values> target = jump(map, v, result.image, kJumpGain)) {
      v = *target;
    } else {
      v = leap(map, v, result.image);
    }
  }
  if (result.residual <= kRounding * scale(result.point)) return result;
  if (const auto target = jump(map, result.point, result.image, kLastJumpGain)) {
    result.point = *target;
    result.image = map(*target);
    result.residual = distance(result.point, result.image);
  }
  return result;
}

}  // namespace entente
