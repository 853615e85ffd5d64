#pragma once

#include <utility>

#include "sim/bargaining/negotiation.hpp"
#include "tests/support/small_tables.hpp"

namespace entente {

/// Tables and the negotiation over them.
struct Table : SmallTables {
  explicit Table(Scenario declared) : SmallTables(std::move(declared)) { negotiation.refresh(); }

  void refresh() {
    SmallTables::refresh();
    negotiation.refresh();
  }

  Negotiation negotiation{scenario, layout, utilities, board, world, odds};
};

}  // namespace entente
