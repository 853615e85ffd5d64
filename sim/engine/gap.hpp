#pragma once

#include "sim/engine/record.hpp"
#include "sim/valuation/layout.hpp"
#include "sim/valuation/support.hpp"
#include "sim/valuation/utilities.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// What outcome `outcome` (the first whose predicate holds) lacks from the arrangement `from`, in the
/// utilities as they stand, without private valuations and without hope (MODEL.md 5). Red lines are left out:
/// the gap says what they guard.
Gap outcome_gap(const Scenario& scenario, const Layout& layout, const Utilities& utilities,
                const Support& support, const World& world, std::size_t outcome, PackageIndex from);

}  // namespace entente
