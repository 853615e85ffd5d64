#pragma once

#include <string>

#include "sim/model/scenario.hpp"

namespace entente {

/// Throws InputError where the scenario has no outcome of this name (`other` is one), with the nearest.
void check_outcome(const Scenario& scenario, const std::string& name);

/// Throws InputError where a result file that is to be written is there already; "": none is.
void refuse_existing(const std::string& file);

}  // namespace entente
