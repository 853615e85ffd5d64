#pragma once

#include <cstdint>

#include "sim/model/scenario.hpp"

namespace entente {

/// A scenario with the same names and rules and random content: could a claim fail there at all?
///
///     weights   shares of components and terms, process values, alliance weights, prices and benefits of
///     acts
///               are multiplied by exponential draws of mean 1 (shares so become uniform on the simplex where
///               they were equal)
///     signs     each term, constituency, driver of a tie and context scale is turned round with probability
///     ½:
///               gains become losses, holders claimants; what was a loss is divided by the loss aversion, so
///               that gains stay in [0, 1]. Projects and pledges have no sign.
///     switches  each mechanism is the other way with probability ½
///
/// Draws go by the names of things (Purpose::Parameter, the name, the number of the world): two scenarios
/// that differ in one point differ there in every world, so a change can be tested in pairs.
Scenario random_world(const Scenario& scenario, std::uint64_t seed, std::uint64_t world);

}  // namespace entente
