#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/model/package.hpp"

namespace entente {

/// What one party thinks of every package, sorted: the ground on which it bargains by aspiration.
///
/// Ranks count from 0, the best, by falling utility; among packages of equal utility the lowest index has the
/// lower rank. Only packages that the party may propose have a rank, and only those worth at least the
/// reservation (within kTie) count in `size()`. Sorting is done by `build`; everything else is a look-up or a
/// bisection and allocates nothing.
class Ranking {
 public:
  Ranking() = default;
  Ranking(std::span<const double> values, std::span<const std::uint8_t> may_propose, double reservation) {
    build(values, may_propose, reservation);
  }

  /// Sorts anew and keeps its memory. `values[x]` is what package x is worth, finite; `may_propose[x]` is 0
  /// for packages that the party neither offers nor accepts. Throws Error when the lengths differ.
  void build(std::span<const double> values, std::span<const std::uint8_t> may_propose, double reservation);
  /// Moves the reservation; sorts nothing.
  void set_reservation(double reservation);

  /// Number of packages that may be proposed and are worth the reservation.
  std::size_t size() const { return rational_; }
  bool empty() const { return rational_ == 0; }
  /// Rank in [0, size()).
  PackageIndex package(std::size_t rank) const { return packages_[rank]; }
  double value_at(std::size_t rank) const { return sorted_[rank]; }

  double value(PackageIndex x) const { return values_[x]; }
  bool allowed(PackageIndex x) const { return allowed_[x] != 0; }
  double reservation() const { return reservation_; }
  /// M and m: utility of the best and of the worst package that may be proposed, whatever the reservation.
  double highest() const { return sorted_.empty() ? reservation_ : sorted_.front(); }
  double lowest() const { return sorted_.empty() ? reservation_ : sorted_.back(); }
  /// The least that the party can be brought to demand: max(reservation, m).
  double floor() const { return reservation_ > lowest() ? reservation_ : lowest(); }
  /// `share` of the way from `floor()` to `highest()`.
  double at_share(double share) const { return floor() + share * (highest() - floor()); }

  /// Rank of the lowest-utility package worth at least `target` (within kTie) and the reservation; of equal
  /// ones, the lowest index. None when no package is worth that much.
  std::optional<std::size_t> least(double target) const;
  /// Number of packages worth at least `target` (within kTie) and the reservation: ranks [0, count).
  std::size_t count(double target) const;

 private:
  std::vector<double> values_;
  std::vector<std::uint8_t> allowed_;
  /// By rank, beyond the reservation too.
  std::vector<double> sorted_;
  std::vector<PackageIndex> packages_;
  std::size_t rational_ = 0;
  double reservation_ = 0;
};

}  // namespace entente
