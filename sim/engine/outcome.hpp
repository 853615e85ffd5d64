#pragma once

#include <cstddef>

#include "sim/model/scenario.hpp"

namespace entente {

/// The first outcome that holds for `package`; the number of outcomes where none does, as for nothing.
std::size_t outcome_of(const Scenario& scenario, const PackageSpace& space, PackageIndex package);

}  // namespace entente
