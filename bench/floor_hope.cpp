#include <algorithm>
#include <numeric>
#include <utility>

#include "bench/floor.hpp"
#include "bench/floor_kernels.hpp"
#include "sim/bargaining/tactics.hpp"
#include "sim/core/math.hpp"

namespace entente {

HopeFloor::HopeFloor(Table& table, std::size_t i, std::size_t j) {
  const PackageTree& tree = table.board.tree();
  const Actor& actor = table.scenario.actors[j];
  if (table.scenario.switches.hope) {
    weight_ = hold_out(actor.tactic, table.world.round * table.scenario.timing.round) *
              portable_pow(actor.patience, table.scenario.timing.hope_delay);
  }
  std::vector<std::uint32_t> likely;
  for (std::uint32_t slot = 0; slot < tree.size(); ++slot) {
    if (table.odds(tree.packages()[slot]) >= 0.5) likely.push_back(slot);
  }
  const auto after = [&](std::span<const double> values, double process_value) {
    std::vector<double> result;
    for (const std::uint32_t slot : likely) {
      result.push_back(values[slot] - (tree.settles()[slot] != 0 ? process_value : 0));
    }
    return result;
  };
  value_ = i == j ? table.board.own(i) : table.board.estimate(i, j);
  objective_ = after(
      value_, i == j ? table.utilities.process_value(i) : table.utilities.estimated_process_value(i, j));
  std::vector<double> sums = objective_;
  for (const std::size_t l : parties(table.scenario)) {
    if (l == j) continue;
    thresholds_.push_back(table.board.estimate(j, l));
    const std::vector<double>& constraint =
        constraints_.emplace_back(after(thresholds_.back(), table.utilities.estimated_process_value(j, l)));
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += constraint[k];
  }
  highest_ = objective_.empty() ? -kInfinity : std::ranges::max(objective_);
  if (sums.empty()) weight_ = 0;
  if (weight_ == 0) return;
  strong_ = static_cast<std::size_t>(std::ranges::max_element(sums) - sums.begin());
  if (constraints_.size() == 1) find_frontier();
}

void HopeFloor::find_frontier() {
  const std::vector<double>& constraint = constraints_.front();
  std::vector<std::size_t> order(objective_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t k) { return std::pair(-objective_[k], -constraint[k]); });
  std::vector<std::size_t> frontier;
  for (const std::size_t k : order) {
    if (frontier.empty() || constraint[k] > constraint[frontier.back()]) frontier.push_back(k);
  }
  // In the order of packages, as whoever looks for them would find them.
  std::ranges::sort(frontier);
  for (const std::size_t k : frontier) frontier_.push_back({objective_[k], constraint[k]});
}

std::size_t HopeFloor::build() {
  if (weight_ == 0) return 0;
  if (constraints_.size() != 1) {
    order_.resize(objective_.size());
    std::iota(order_.begin(), order_.end(), std::uint32_t{0});
    std::ranges::sort(order_, std::ranges::greater{}, [&](std::uint32_t k) { return objective_[k]; });
    return order_.size();
  }
  const std::vector<double>& constraint = constraints_.front();
  const std::uint64_t unbeaten =
      floor::count_above(objective_, objective_[strong_], constraint.data(), constraint[strong_]);
  sorted_.assign(frontier_.begin(), frontier_.end());
  std::ranges::sort(sorted_, std::ranges::greater{}, &Point::objective);
  double most = -kInfinity;
  for (Point& point : sorted_) point.constraint = most = std::max(most, point.constraint);
  fill_steps();
  return unbeaten;
}

std::size_t HopeFloor::build_plainly() {
  if (weight_ == 0 || constraints_.size() != 1) return build();
  sorted_.clear();
  for (std::size_t k = 0; k < objective_.size(); ++k) {
    sorted_.push_back({objective_[k], constraints_.front()[k]});
  }
  std::ranges::sort(sorted_, std::ranges::greater{}, &Point::objective);
  double most = -kInfinity;
  for (Point& point : sorted_) point.constraint = most = std::max(most, point.constraint);
  return sorted_.size();
}

void HopeFloor::fill_steps() {
  lowest_ = sorted_.front().constraint;
  const double width = sorted_.back().constraint - lowest_;
  steps_per_unit_ = width > 0 ? (kSteps - 1) / width : 0;
  std::size_t point = 0;
  for (std::size_t step = 0; step < kSteps; ++step) {
    // What asks for as much as the end of the step before, and rounding.
    const double asked = lowest_ + width * (static_cast<double>(step) - 0.001) / (kSteps - 1) - kTie;
    while (point + 1 < sorted_.size() && sorted_[point].constraint < asked) ++point;
    steps_[step] = sorted_[point].objective;
  }
}

void HopeFloor::add_bounds(std::size_t begin, std::span<double> most) const {
  if (weight_ == 0) return;
  if (thresholds_.size() != 1) return floor::add_hope(value_.data() + begin, highest_, weight_, most);
  floor::add_hope(value_.data() + begin, thresholds_.front().data() + begin, weight_, steps_, lowest_,
                  steps_per_unit_, most);
}

double HopeFloor::operator()(std::size_t slot) const {
  if (weight_ == 0) return 0;
  double best = -kInfinity;
  if (constraints_.size() == 1) {
    const double threshold = thresholds_.front()[slot] - kTie;
    const auto reached = std::ranges::partition_point(
        sorted_, [&](const Point& point) { return point.constraint < threshold; });
    if (reached != sorted_.end()) best = reached->objective;
  } else {
    const auto leaves_enough = [&](std::uint32_t k) {
      for (std::size_t l = 0; l < constraints_.size(); ++l) {
        if (constraints_[l][k] < thresholds_[l][slot] - kTie) return false;
      }
      return true;
    };
    for (const std::uint32_t k : order_) {
      if (objective_[k] <= value_[slot]) break;
      if (!leaves_enough(k)) continue;
      best = objective_[k];
      break;
    }
  }
  return weight_ * std::max(0.0, best - value_[slot]);
}

}  // namespace entente
