#include "sim/bargaining/hope.hpp"

#include <algorithm>

#include "sim/core/math.hpp"

namespace entente {

void Hope::set(const Side& objective, std::span<const Side> constraints, RatificationOdds& odds,
               const PackageTree& tree) {
  objective_ = objective;
  sides_.assign(constraints.begin(), constraints.end());
  odds_ = &odds;
  tree_ = &tree;
  answers_.clear();
  asked_.clear();
  reached_.clear();
  has_frontier_ = false;
}

double Hope::best(std::span<const double> thresholds) {
  const std::size_t width = thresholds.size();
  for (std::size_t answer = 0; answer < answers_.size(); ++answer) {
    bool same = true;
    for (std::size_t l = 0; l < width; ++l) {
      same = same && asked_[answer * width + l] <= thresholds[l] &&
             reached_[answer * width + l] >= thresholds[l] - kTie;
    }
    if (same) return answers_[answer];
  }
  constexpr std::size_t kMany = 8;
  if (width > 1 && answers_.size() == kMany) {
    if (!has_frontier_) build_frontier();
    return on_frontier(thresholds);
  }
  return among_all(thresholds);
}

bool Hope::reaches(std::size_t slot, bool settles, std::span<const double> thresholds) const {
  for (std::size_t l = 0; l < thresholds.size(); ++l) {
    if (sides_[l].after(slot, settles) < thresholds[l] - kTie) return false;
  }
  return true;
}

double Hope::among_all(std::span<const double> thresholds) {
  const RatificationOdds::Likely likely = odds_->likely(*tree_);
  double best = -kInfinity;
  std::uint32_t found = PackageTree::kAbsent;
  const auto consider = [&](std::uint32_t slot, bool settles) {
    if (!reaches(slot, settles, thresholds) || !likely(slot)) return;
    best = objective_.after(slot, settles);
    found = slot;
  };
  if (guess_ < tree_->size()) consider(guess_, tree_->settles()[guess_] != 0);
  for (const PackageTree::Stretch& stretch : tree_->stretches()) {
    // The first constraint is looked at together with the objective.
    const auto from = [&](std::size_t slot) {
      return first_above(
          {objective_.row, best, objective_.lost(stretch.settles)},
          {sides_.front().row, thresholds.front() - kTie, sides_.front().lost(stretch.settles)},
          likely.barred().data(), slot, stretch.end);
    };
    for (std::size_t slot = from(stretch.begin); slot < stretch.end; slot = from(slot + 1)) {
      consider(static_cast<std::uint32_t>(slot), stretch.settles);
    }
  }
  answers_.push_back(best);
  asked_.insert(asked_.end(), thresholds.begin(), thresholds.end());
  for (const Side& side : sides_) {
    // Where nothing reaches the thresholds, nothing reaches higher ones.
    reached_.push_back(found == PackageTree::kAbsent ? kInfinity
                                                     : side.after(found, tree_->settles()[found] != 0));
  }
  guess_ = found;
  return best;
}

double Hope::on_frontier(std::span<const double> thresholds) const {
  for (std::size_t point = 0; point < objectives_.size(); ++point) {
    bool reaches = true;
    for (std::size_t l = 0; l < thresholds.size(); ++l) {
      reaches = reaches && constraints_[point * thresholds.size() + l] >= thresholds[l] - kTie;
    }
    if (reaches) return objectives_[point];
  }
  return -kInfinity;
}

void Hope::build_frontier() {
  has_frontier_ = true;
  objectives_.clear();
  constraints_.clear();
  last_slots_.swap(slots_);
  slots_.clear();
  strong_ = 0;
  point_.resize(sides_.size());
  const RatificationOdds::Likely likely = odds_->likely(*tree_);
  const auto consider = [&](std::uint32_t slot) {
    const bool settles = tree_->settles()[slot] != 0;
    const double value = objective_.after(slot, settles);
    for (std::size_t l = 0; l < sides_.size(); ++l) point_[l] = sides_[l].after(slot, settles);
    if (!dominated(value, point_) && likely(slot)) insert(value, point_, slot);
  };
  // It starts from the packages of the last frontier, which are likely to beat most others at once.
  for (const std::uint32_t slot : last_slots_) {
    if (slot < tree_->size()) consider(slot);
  }
  for (std::uint32_t slot = 0; slot < tree_->size(); ++slot) consider(slot);
}

bool Hope::dominated(double objective, std::span<const double> constraints) {
  const auto beats = [&](std::size_t point) {
    const double* const other = constraints_.data() + point * constraints.size();
    for (std::size_t l = 0; l < constraints.size(); ++l) {
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
  const std::size_t width = constraints.size();
  // Points that the new one beats go.
  std::size_t kept = 0;
  for (std::size_t point = 0; point < objectives_.size(); ++point) {
    bool beaten = objective >= objectives_[point];
    for (std::size_t l = 0; l < width; ++l)
      beaten = beaten && constraints[l] >= constraints_[point * width + l];
    if (beaten) continue;
    objectives_[kept] = objectives_[point];
    slots_[kept] = slots_[point];
    for (std::size_t l = 0; l < width; ++l) constraints_[kept * width + l] = constraints_[point * width + l];
    ++kept;
  }
  objectives_.resize(kept);
  slots_.resize(kept);
  constraints_.resize(kept * width);
  const auto place = std::ranges::partition_point(objectives_, [&](double o) { return o >= objective; });
  const auto offset = place - objectives_.begin();
  objectives_.insert(place, objective);
  slots_.insert(slots_.begin() + offset, slot);
  constraints_.insert(constraints_.begin() + offset * static_cast<std::ptrdiff_t>(width), constraints.begin(),
                      constraints.end());
}

}  // namespace entente
