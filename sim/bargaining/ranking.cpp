#include "sim/bargaining/ranking.hpp"

#include <algorithm>

#include "sim/core/error.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

void Ranking::build(std::span<const double> values, std::span<const std::uint8_t> may_propose,
                    double reservation) {
  require(values.size() == may_propose.size(), "a ranking needs one value and one permission per package");
  values_.assign(values.begin(), values.end());
  allowed_.assign(may_propose.begin(), may_propose.end());
  packages_.clear();
  for (PackageIndex x = 0; x < values.size(); ++x) {
    if (may_propose[x] != 0) packages_.push_back(x);
  }
  std::ranges::sort(packages_, [&](PackageIndex a, PackageIndex b) {
    return values[a] > values[b] || (values[a] == values[b] && a < b);
  });
  sorted_.clear();
  for (const PackageIndex x : packages_) sorted_.push_back(values[x]);
  set_reservation(reservation);
}

void Ranking::set_reservation(double reservation) {
  reservation_ = reservation;
  rational_ = sorted_.size();
  rational_ = count(reservation);
}

std::size_t Ranking::count(double target) const {
  const double* const first = sorted_.data();
  return static_cast<std::size_t>(
      std::partition_point(first, first + rational_, [=](double v) { return v >= target - kTie; }) - first);
}

std::optional<std::size_t> Ranking::least(double target) const {
  const std::size_t reached = count(target);
  if (reached == 0) return std::nullopt;
  std::size_t rank = reached - 1;
  if (rank > 0 && sorted_[rank - 1] == sorted_[rank]) {
    const double value = sorted_[rank];
    rank = static_cast<std::size_t>(
        std::partition_point(sorted_.begin(), sorted_.begin() + static_cast<std::ptrdiff_t>(reached),
                             [=](double v) { return v > value; }) -
        sorted_.begin());
  }
  return rank;
}

}  // namespace entente
