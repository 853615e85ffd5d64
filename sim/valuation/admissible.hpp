#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "sim/model/scenario.hpp"
#include "sim/valuation/layout.hpp"
#include "sim/valuation/package_tree.hpp"

namespace entente {

/// Which packages are feasible and cross no red line of a party while an arrangement is in force (MODEL.md
/// 1).
class Admissible {
 public:
  Admissible(const Scenario& scenario, const Layout& layout);
  /// The same over a copy of the layout.
  Admissible(const Admissible& other, const Layout& layout) : Admissible(other) { layout_ = &layout; }

  /// Sets the arrangement in force. No allocation, but for the first time that just these red lines hold.
  void put_in_force(PackageIndex arrangement);
  bool operator[](PackageIndex package) const { return mask()[package] != 0; }
  std::span<const std::uint8_t> mask() const { return sets_[current_].mask; }
  /// The admissible packages. Stays where it is while this object lives.
  const PackageTree& tree() const { return sets_[current_].tree; }

 private:
  struct Line {
    std::vector<std::uint8_t> crossed;
    /// 1 for each arrangement in force under which the line does not hold; empty: it always holds.
    std::vector<std::uint8_t> lifted;
  };
  /// What is admissible when just these lines are lifted. There are few such sets, and a run comes back to
  /// them whenever something is agreed or broken.
  struct Set {
    std::vector<std::uint8_t> lifted;
    std::vector<std::uint8_t> mask;
    PackageTree tree;
  };
  const Layout* layout_;
  std::vector<Line> lines_;
  std::deque<Set> sets_;
  std::size_t current_ = 0;
  std::vector<std::uint8_t> lifted_;
};

}  // namespace entente
