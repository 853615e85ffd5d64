#pragma once

#include <span>
#include <vector>

#include "sim/model/scenario.hpp"
#include "sim/valuation/layout.hpp"
#include "sim/valuation/utilities.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// What the parties think of every package, spread out over the whole package space: the search reads nothing
/// else.
class Board {
 public:
  Board(const Scenario& scenario, const Layout& layout);

  /// Spreads all tables out anew. No allocation.
  void refresh(const World& world, const Utilities& utilities);
  /// Only what party i thinks of party j, after i has learnt.
  void refresh_estimate(const World& world, const Utilities& utilities, std::size_t i, std::size_t j);

  /// U_i + ν_i of every package.
  std::span<const double> own(std::size_t i) const { return own_[i]; }
  /// Û_ij + ν̂_ij of every package.
  std::span<const double> estimate(std::size_t i, std::size_t j) const { return estimates_[i][j]; }
  /// U_i of every package, private valuations left out, as of the last refresh.
  void utilities_of(const Utilities& utilities, std::size_t i, std::span<double> out) const;

 private:
  void spread(std::span<const double> table, std::span<const double> per_option, std::span<double> out);
  void add_alliance(std::size_t i, std::span<double> out) const;

  const Layout* layout_;
  std::vector<std::size_t> parties_;
  std::vector<std::vector<double>> own_;
  std::vector<std::vector<std::vector<double>>> estimates_;
  /// Alliance terms of each party; whether it has any now.
  std::vector<std::vector<double>> alliance_;
  std::vector<bool> allied_;
  std::vector<double> base_;
  std::vector<double> table_;
};

}  // namespace entente
