#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "sim/engine/record.hpp"
#include "sim/valuation/layout.hpp"
#include "sim/valuation/support.hpp"
#include "sim/valuation/utilities.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// What outcomes (the first whose predicate holds) lack from an arrangement, in the utilities as they stand,
/// without private valuations and without hope (MODEL.md 5). Red lines are left out: the gap says what they
/// guard.
///
/// Which package is of which outcome never changes, so it is found out once. For a run each actor's
/// utilities are then summed once, by the entries of each package, and all outcomes and both origins are
/// looked through together: 1.5 million instructions a run in the Kuril case, where masks and utilities anew
/// for each took 255.
class Gaps {
 public:
  /// `like`: gaps of a scenario of the same structure (same_structure), whose packages are taken over.
  Gaps(const Scenario& scenario, const Layout& layout, const Support& support, const Gaps* like = nullptr);

  /// For each outcome, from each arrangement of `from`, in this order. No allocation but the result.
  void append(const Utilities& utilities, const World& world, std::array<PackageIndex, 2> from,
              std::vector<Gap>& result);

 private:
  struct Nearest {
    double sum = 0;
    double worst = 0;
    PackageIndex package = 0;
    bool exists = false;
  };
  void sum_up(const Utilities& utilities);
  double lack(std::size_t actor, const Utilities& utilities, PackageIndex x, PackageIndex from) const;
  PartyGap party_gap(std::size_t actor, const Utilities& utilities, const World& world, PackageIndex x,
                     PackageIndex from) const;

  const Scenario* scenario_;
  const Layout* layout_;
  const Support* support_;
  std::vector<std::size_t> parties_;
  struct Packages {
    /// Feasible packages that are of an outcome, by outcome and index; outcome o has those from first[o] on.
    std::vector<PackageIndex> all;
    std::vector<std::size_t> first;
    std::vector<std::uint8_t> settles;
    /// Entries of a table that make up the value of each package, in the order of Layout::value; those of
    /// package p start at entry_begin[p].
    std::vector<std::uint32_t> entries;
    std::vector<std::size_t> entry_begin;
  };
  static Packages found(const Scenario& scenario, const Layout& layout);
  std::shared_ptr<const Packages> packages_;
  /// B_j, and U_i of the parties, by place among the packages.
  std::vector<std::vector<double>> bases_;
  std::vector<std::vector<double>> utilities_;
};

}  // namespace entente
