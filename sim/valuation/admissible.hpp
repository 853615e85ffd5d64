#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/model/scenario.hpp"
#include "sim/valuation/layout.hpp"

namespace entente {

/// Which packages are feasible and cross no red line of a party while an arrangement is in force (MODEL.md
/// 1).
class Admissible {
 public:
  Admissible(const Scenario& scenario, const Layout& layout);

  /// Sets the arrangement in force. No allocation.
  void put_in_force(PackageIndex arrangement);
  bool operator[](PackageIndex package) const { return mask_[package] != 0; }
  std::span<const std::uint8_t> mask() const { return mask_; }

 private:
  struct Line {
    std::vector<std::uint8_t> crossed;
    /// 1 for each arrangement in force under which the line does not hold; empty: it always holds.
    std::vector<std::uint8_t> lifted;
  };
  const Layout* layout_;
  std::vector<Line> lines_;
  std::vector<std::uint8_t> mask_;
};

}  // namespace entente
