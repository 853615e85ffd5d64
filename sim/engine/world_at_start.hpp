#pragma once

#include "sim/model/scenario.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// The world as a run starts (Simulator). What is drawn at random there (profiles, private valuations, ζ) is
/// that of one fixed run, so it is for readings into which none of these enters. The scenario has issues.
World world_at_start(const Scenario& scenario);

}  // namespace entente
