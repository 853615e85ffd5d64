#include "sim/bargaining/hope.hpp"

#include <algorithm>
#include <limits>

namespace entente {

bool Hope::dominated(double objective, std::span<const double> constraints) const {
  if (width_ == 1) {
    // Among points at least as good in the objective, the last has the largest constraint.
    const auto worse = std::ranges::partition_point(objectives_, [&](double o) { return o >= objective; });
    if (worse == objectives_.begin()) return false;
    return constraints_[static_cast<std::size_t>(worse - objectives_.begin()) - 1] >= constraints[0];
  }
  for (std::size_t point = 0; point < objectives_.size() && objectives_[point] >= objective; ++point) {
    const std::span<const double> other = std::span(constraints_).subspan(point * width_, width_);
    bool beats = true;
    for (std::size_t l = 0; l < width_; ++l) beats = beats && other[l] >= constraints[l];
    if (beats) return true;
  }
  return false;
}

void Hope::insert(double objective, std::span<const double> constraints) {
  // Points that the new one beats go.
  std::size_t kept = 0;
  for (std::size_t point = 0; point < objectives_.size(); ++point) {
    bool beaten = objective >= objectives_[point];
    for (std::size_t l = 0; l < width_; ++l)
      beaten = beaten && constraints[l] >= constraints_[point * width_ + l];
    if (beaten) continue;
    objectives_[kept] = objectives_[point];
    for (std::size_t l = 0; l < width_; ++l)
      constraints_[kept * width_ + l] = constraints_[point * width_ + l];
    ++kept;
  }
  objectives_.resize(kept);
  constraints_.resize(kept * width_);
  const auto place = std::ranges::partition_point(objectives_, [&](double o) { return o >= objective; });
  const auto offset = place - objectives_.begin();
  objectives_.insert(place, objective);
  constraints_.insert(constraints_.begin() + offset * static_cast<std::ptrdiff_t>(width_),
                      constraints.begin(), constraints.end());
}

void Hope::build(const Side& objective, std::span<const Side> constraints,
                 std::span<const std::uint8_t> admissible, std::span<const std::uint8_t> settles,
                 RatificationOdds& odds) {
  width_ = constraints.size();
  objectives_.clear();
  constraints_.clear();
  point_.resize(width_);
  for (PackageIndex y = 0; y < admissible.size(); ++y) {
    if (admissible[y] == 0) continue;
    const bool final = settles[y] != 0;
    const double value = objective.after(y, final);
    for (std::size_t l = 0; l < width_; ++l) point_[l] = constraints[l].after(y, final);
    if (dominated(value, point_) || odds(y) < 0.5) continue;
    insert(value, point_);
  }
}

double Hope::best(std::span<const double> thresholds) const {
  if (width_ == 1) {
    const auto reached =
        std::ranges::partition_point(constraints_, [&](double c) { return c < thresholds[0] - kTie; });
    if (reached == constraints_.end()) return -std::numeric_limits<double>::infinity();
    return objectives_[static_cast<std::size_t>(reached - constraints_.begin())];
  }
  for (std::size_t point = 0; point < objectives_.size(); ++point) {
    bool reaches = true;
    for (std::size_t l = 0; l < width_; ++l) {
      reaches = reaches && constraints_[point * width_ + l] >= thresholds[l] - kTie;
    }
    if (reaches) return objectives_[point];
  }
  return -std::numeric_limits<double>::infinity();
}

double Hope::highest() const {
  return objectives_.empty() ? -std::numeric_limits<double>::infinity() : objectives_.front();
}

}  // namespace entente
