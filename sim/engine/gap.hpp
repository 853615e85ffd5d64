#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "sim/engine/record.hpp"
#include "sim/valuation/layout.hpp"
#include "sim/valuation/package_tree.hpp"
#include "sim/valuation/support.hpp"
#include "sim/valuation/utilities.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// What outcomes (the first whose predicate holds) lack from an arrangement, in the utilities as they stand,
/// without private valuations and without hope (MODEL.md 5). Red lines are left out: the gap says what they
/// guard.
///
/// Which package is of which outcome never changes, so it is found out once; then all outcomes and both
/// origins are looked through together.
class Gaps {
 public:
  /// `feasible`: the feasible packages, others perhaps among them; must outlive this. `like`: gaps of a
  /// scenario of the same structure (same_structure), whose packages are taken over.
  Gaps(const Scenario& scenario, const Layout& layout, const Support& support, const PackageTree& feasible,
       const Gaps* like = nullptr);

  /// For each outcome, from each arrangement of `from`, in this order. `values`: U_i of the feasible packages
  /// by slot, one row a party. No allocation but the result.
  void append(const Utilities& utilities, const World& world, std::array<PackageIndex, 2> from,
              std::span<const std::span<const double>> values, std::vector<Gap>& result) const;

 private:
  struct Nearest {
    double sum = 0;
    double worst = 0;
    PackageIndex package = 0;
    bool exists = false;
  };
  double lack(std::size_t actor, const Utilities& utilities, PackageIndex x, PackageIndex from) const;
  PartyGap party_gap(std::size_t actor, const Utilities& utilities, const World& world, PackageIndex x,
                     PackageIndex from) const;

  const Scenario* scenario_;
  const Layout* layout_;
  const Support* support_;
  const PackageTree* feasible_;
  std::vector<std::size_t> parties_;
  /// Slots of feasible packages by outcome; outcome o has those from first[o] on, in rising order.
  struct Packages {
    std::vector<std::uint32_t> slots;
    std::vector<std::size_t> first;
  };
  static Packages found(const Scenario& scenario, const Layout& layout, const PackageTree& feasible);
  std::shared_ptr<const Packages> packages_;
};

}  // namespace entente
