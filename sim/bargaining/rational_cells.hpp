#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/bargaining/rational_game.hpp"

namespace entente {

/// The game cut into cells on which all is linear: one package of the indivisible issues with one interval of
/// options for every divisible issue. Functions are the parties' utilities, then the limits; each is
/// base + Σ_k slope_k·z_k for z in [0, 1], z_k the place within the interval of divisible issue k.
///
/// Intervals are as long as every function allows, so a pie with equal slices is one cell. Where it depends
/// on the amounts what is allowed, intervals join neighbouring options, and single options are cells too.
class RationalCells {
 public:
  explicit RationalCells(const RationalGame& game);

  std::size_t size() const { return packages_.size(); }
  std::size_t functions() const { return functions_; }
  /// The number of divisible issues.
  std::size_t dimensions() const { return divisible_.size(); }
  double base(std::size_t cell, std::size_t function) const { return bases_[cell * functions_ + function]; }
  double slope(std::size_t cell, std::size_t function, std::size_t dimension) const {
    return slopes_[(cell * functions_ + function) * dimensions() + dimension];
  }
  /// The largest and smallest value on the cell.
  double highest(std::size_t cell, std::size_t function) const;
  double lowest(std::size_t cell, std::size_t function) const;

  /// What is offered at `shares` of a cell, with the utilities of all parties.
  RationalOffer offer(std::size_t cell, const std::vector<double>& shares) const;

 private:
  struct Interval {
    std::uint32_t low = 0;
    std::uint32_t high = 0;
  };
  double value(const RationalGame& game, std::size_t function, PackageIndex package) const;
  bool linear(const RationalGame& game, std::size_t issue, Interval interval) const;
  std::vector<Interval> intervals(const RationalGame& game, std::size_t issue, bool amounts_matter) const;
  void add(const RationalGame& game, PackageIndex corner, const std::vector<Interval>& cell);

  PackageSpace space_;
  std::size_t parties_ = 0;
  std::size_t functions_ = 0;
  /// Issue of each dimension.
  std::vector<std::size_t> divisible_;
  /// By cell the corner where all amounts are lowest, and the intervals from there.
  std::vector<PackageIndex> packages_;
  std::vector<Interval> intervals_;
  std::vector<double> bases_;
  std::vector<double> slopes_;
};

}  // namespace entente
