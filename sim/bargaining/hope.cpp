#include "sim/bargaining/hope.hpp"

#include <algorithm>
#include <limits>

namespace entente {

bool Hope::beats(std::size_t point, double objective, std::span<const double> constraints) const {
  if (objectives_[point] < objective) return false;
  const double* const other = constraints_.data() + point * width_;
  for (std::size_t l = 0; l < width_; ++l) {
    if (other[l] < constraints[l]) return false;
  }
  return true;
}

bool Hope::dominated(double objective, std::span<const double> constraints) {
  if (strong_ < objectives_.size() && beats(strong_, objective, constraints)) return true;
  if (width_ == 1) {
    // Among points at least as good in the objective, the last has the largest constraint.
    const auto worse = std::ranges::partition_point(objectives_, [&](double o) { return o >= objective; });
    if (worse == objectives_.begin()) return false;
    const auto last = static_cast<std::size_t>(worse - objectives_.begin()) - 1;
    if (constraints_[last] < constraints[0]) return false;
    strong_ = last;
    return true;
  }
  for (std::size_t point = 0; point < objectives_.size() && objectives_[point] >= objective; ++point) {
    if (!beats(point, objective, constraints)) continue;
    strong_ = point;
    return true;
  }
  return false;
}

void Hope::insert(double objective, std::span<const double> constraints, std::uint32_t slot) {
  // Points that the new one beats go.
  std::size_t kept = 0;
  for (std::size_t point = 0; point < objectives_.size(); ++point) {
    bool beaten = objective >= objectives_[point];
    for (std::size_t l = 0; l < width_; ++l)
      beaten = beaten && constraints[l] >= constraints_[point * width_ + l];
    if (beaten) continue;
    objectives_[kept] = objectives_[point];
    slots_[kept] = slots_[point];
    for (std::size_t l = 0; l < width_; ++l)
      constraints_[kept * width_ + l] = constraints_[point * width_ + l];
    ++kept;
  }
  objectives_.resize(kept);
  slots_.resize(kept);
  constraints_.resize(kept * width_);
  const auto place = std::ranges::partition_point(objectives_, [&](double o) { return o >= objective; });
  const auto offset = place - objectives_.begin();
  objectives_.insert(place, objective);
  slots_.insert(slots_.begin() + offset, slot);
  constraints_.insert(constraints_.begin() + offset * static_cast<std::ptrdiff_t>(width_),
                      constraints.begin(), constraints.end());
  strong_ = static_cast<std::size_t>(offset);
}

void Hope::build(const Side& objective, std::span<const Side> constraints,
                 std::span<const std::uint32_t> slots, std::span<const std::uint8_t> settles) {
  width_ = constraints.size();
  objectives_.clear();
  constraints_.clear();
  last_slots_.swap(slots_);
  slots_.clear();
  point_.resize(width_);
  const auto consider = [&](std::uint32_t slot) {
    const bool final = settles[slot] != 0;
    const double value = objective.after(slot, final);
    for (std::size_t l = 0; l < width_; ++l) point_[l] = constraints[l].after(slot, final);
    if (!dominated(value, point_)) insert(value, point_, slot);
  };
  for (const std::uint32_t slot : last_slots_) {
    if (std::ranges::binary_search(slots, slot)) consider(slot);
  }
  for (const std::uint32_t slot : slots) consider(slot);
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
