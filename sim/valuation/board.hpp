#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/core/lanes.hpp"
#include "sim/model/scenario.hpp"
#include "sim/valuation/admissible.hpp"
#include "sim/valuation/layout.hpp"
#include "sim/valuation/package_tree.hpp"
#include "sim/valuation/utilities.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// What the parties think of every package that is admissible, spread out by slot of the admissible packages:
/// the search reads nothing else. A sheet whose table, alliance terms and packages are what they were is left
/// alone.
class Board {
 public:
  Board(const Scenario& scenario, const Layout& layout, const Admissible& admissible);

  /// Spreads out all that has changed. No allocation. What `other` has spread out of the same tables is
  /// copied.
  void refresh(const World& world, const Utilities& utilities, const Board* other = nullptr);
  /// Only what party i thinks of party j, after i has learnt.
  void refresh_estimate(const World& world, const Utilities& utilities, std::size_t i, std::size_t j);

  /// The admissible packages as of the last refresh.
  const PackageTree& tree() const { return *tree_; }
  /// Where the arrangement in force stands: its slot, or the one behind the last where it is not admissible.
  std::size_t now() const { return now_; }

  /// U_i + ν_i by slot.
  std::span<const double> own(std::size_t i) const { return values(own_[i], i); }
  /// With the maxima of the admissible packages.
  Blocks own_row(std::size_t i) const { return {own(i), own_[i].maxima}; }
  /// Û_ij + ν̂_ij by slot.
  std::span<const double> estimate(std::size_t i, std::size_t j) const { return values(estimates_[i][j], j); }
  Blocks estimate_row(std::size_t i, std::size_t j) const {
    return {estimate(i, j), estimates_[i][j].maxima};
  }
  /// The same of any package.
  double own(std::size_t i, PackageIndex x) const { return value(own_[i], i, x); }
  double estimate(std::size_t i, std::size_t j, PackageIndex x) const {
    return value(estimates_[i][j], j, x);
  }
  /// The same of the whole space, by package.
  void own_everywhere(std::size_t i, std::span<double> out) const { everywhere(own_[i], i, out); }
  void estimate_everywhere(std::size_t i, std::size_t j, std::span<double> out) const {
    everywhere(estimates_[i][j], j, out);
  }
  /// Another number whenever the values are not what they were.
  std::uint64_t version(std::size_t i) const { return own_[i].version; }
  std::uint64_t version(std::size_t i, std::size_t j) const { return estimates_[i][j].version; }

  /// U_i of the packages of `tree`, private valuations left out, with the alliance terms of the last refresh.
  void utilities_of(const Utilities& utilities, const PackageTree& tree, std::size_t i,
                    std::span<double> out) const;

 private:
  /// A table as it was last spread out, its values without and with alliance terms, and their maxima.
  struct Sheet {
    std::vector<double> table;
    std::vector<double> plain;
    std::vector<double> allied;
    std::vector<double> maxima;
    std::uint64_t version = 0;
  };
  void refresh_alliances(const Utilities& utilities);
  void refresh(Sheet& sheet, std::size_t whose, std::span<const double> table,
               std::span<const double> per_option, const Sheet* other = nullptr);
  void spread(std::span<const double> table, std::span<double> out);
  std::span<const double> values(const Sheet& sheet, std::size_t whose) const {
    return allied_[whose] != 0 ? sheet.allied : sheet.plain;
  }
  double value(const Sheet& sheet, std::size_t whose, PackageIndex x) const;
  void everywhere(const Sheet& sheet, std::size_t whose, std::span<double> out) const;

  const Layout* layout_;
  const Admissible* admissible_;
  const PackageTree* tree_;
  PackageIndex arrangement_ = 0;
  std::size_t now_ = 0;
  std::vector<std::size_t> parties_;
  std::vector<Sheet> own_;
  std::vector<std::vector<Sheet>> estimates_;
  /// B_j of every actor, spread out only where it weighs in alliance terms.
  std::vector<Sheet> bases_;
  /// As of the last refresh; alliance terms of each party by slot, whether it has any now, and whether they
  /// are new.
  Leverage leverage_;
  std::vector<std::vector<double>> alliance_;
  std::vector<std::uint8_t> allied_;
  std::vector<std::uint8_t> alliance_changed_;
  /// Whether the packages are not those of the refresh before.
  bool moved_ = true;
  std::uint64_t clock_ = 0;
  std::vector<double> table_;
  std::vector<double> scratch_;
};

}  // namespace entente
