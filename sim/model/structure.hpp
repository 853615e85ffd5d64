#pragma once

#include "sim/model/scenario.hpp"

namespace entente {

/// Whether two scenarios differ at most in what their packages are worth and how the world moves: options,
/// feasibility, settlement, outcomes, red lines, the links between issues and what constituencies care about
/// are the same, and so are the amounts of the quantities that conditions on packages ask for. A sweep over
/// numbers finds out once what follows from these.
bool same_structure(const Scenario& a, const Scenario& b);

}  // namespace entente
