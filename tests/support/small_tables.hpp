#pragma once

#include <utility>

#include "sim/valuation/admissible.hpp"
#include "sim/valuation/board.hpp"
#include "sim/valuation/support.hpp"
#include "sim/valuation/utilities.hpp"
#include "tests/support/small_world.hpp"

namespace entente {

/// A scenario with its world at the start and all tables built; call refresh() after changing the world.
struct SmallTables {
  explicit SmallTables(Scenario declared) : scenario(std::move(declared)) { refresh(); }
  SmallTables(const SmallTables&) = delete;
  SmallTables& operator=(const SmallTables&) = delete;

  void refresh() {
    admissible.put_in_force(world.arrangement);
    utilities.build(world);
    board.refresh(world, utilities);
    odds.refresh(world);
  }
  /// The package with these options of the first two issues.
  static PackageIndex at(const PackageSpace& space, std::uint32_t first, std::uint32_t second) {
    return first + space.stride(1) * second;
  }
  /// U_i of that package.
  double utility(std::size_t i, std::uint32_t first, std::uint32_t second) const {
    return utilities.utility(i, at(layout.space(), first, second));
  }

  Scenario scenario;
  Layout layout{scenario};
  World world = small_world(scenario);
  Admissible admissible{scenario, layout};
  Support support{scenario, layout};
  RatificationOdds odds{scenario, layout, support};
  Utilities utilities{scenario, layout};
  Board board{scenario, layout, admissible};
};

}  // namespace entente
