#include "sim/bargaining/hope.hpp"

#include <algorithm>
#include <limits>

namespace entente {

bool Hope::dominated(double objective, std::span<const double> constraints) {
  const auto beats = [&](std::size_t point) {
    const double* const other = constraints_.data() + point * width_;
    for (std::size_t l = 0; l < width_; ++l) {
      if (other[l] < constraints[l]) return false;
    }
    return objectives_[point] >= objective;
  };
  if (strong_ < objectives_.size() && beats(strong_)) return true;
  for (std::size_t point = 0; point < objectives_.size() && objectives_[point] >= objective; ++point) {
    if (!beats(point)) continue;
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
}

void Hope::add_to_curve(double objective, double constraint, std::uint32_t slot) {
  // What the new point beats stands together: from the first that is no better in the objective to the last
  // that is no better in the constraint.
  const auto first = std::ranges::partition_point(objectives_, [&](double o) { return o > objective; });
  const auto from = first - objectives_.begin();
  const auto last = std::ranges::partition_point(constraints_.begin() + from, constraints_.end(),
                                                 [&](double c) { return c <= constraint; });
  const auto to = last - constraints_.begin();
  const auto put = [&](auto& values, auto value) {
    if (from == to) {
      values.insert(values.begin() + from, value);
    } else {
      values[static_cast<std::size_t>(from)] = value;
      values.erase(values.begin() + from + 1, values.begin() + to);
    }
  };
  put(objectives_, objective);
  put(constraints_, constraint);
  put(slots_, slot);
}

void Hope::build_curve(const Side& objective, const Side& constraint, std::span<const std::uint32_t> slots,
                       std::span<const std::uint8_t> settles) {
  // The point that beat the last package is likely to beat its neighbour too.
  double strong_objective = -std::numeric_limits<double>::infinity();
  double strong_constraint = strong_objective;
  const auto consider = [&](std::uint32_t slot) {
    const bool final = settles[slot] != 0;
    const double value = objective.after(slot, final);
    const double other = constraint.after(slot, final);
    if (strong_objective >= value && strong_constraint >= other) return;
    // Among points at least as good in the objective, the last has the largest constraint.
    const auto worse = std::ranges::partition_point(objectives_, [&](double o) { return o >= value; });
    const auto better = static_cast<std::size_t>(worse - objectives_.begin());
    if (better > 0 && constraints_[better - 1] >= other) {
      strong_objective = objectives_[better - 1];
      strong_constraint = constraints_[better - 1];
    } else {
      add_to_curve(value, other, slot);
    }
  };
  for (const std::uint32_t slot : last_slots_) {
    if (std::ranges::binary_search(slots, slot)) consider(slot);
  }
  for (const std::uint32_t slot : slots) consider(slot);
}

void Hope::build(const Side& objective, std::span<const Side> constraints,
                 std::span<const std::uint32_t> slots, std::span<const std::uint8_t> settles) {
  width_ = constraints.size();
  objectives_.clear();
  constraints_.clear();
  last_slots_.swap(slots_);
  slots_.clear();
  if (width_ == 1) return build_curve(objective, constraints.front(), slots, settles);
  strong_ = 0;
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
