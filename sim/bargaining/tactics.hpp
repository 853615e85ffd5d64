#pragma once

#include "sim/model/actor.hpp"

namespace entente {

/// κ in [0, 1] after `years` of talks: how hard the actor holds out for what it hopes for.
///
/// Constant: `initial`. Tactics by aspiration and rational parties hope for nothing beyond the offer: 0.
/// Time-dependent (P. Faratin, C. Sierra and N. R. Jennings, Negotiation decision functions for autonomous
/// agents, Robotics and Autonomous Systems 24, 1998): initial + (final − initial)·α, with s = min(1,
/// years/deadline) and α = s^(1/e) (polynomial) or e^((1 − s)^e·ln 0.01) (exponential).
double hold_out(const Tactic& tactic, double years);

}  // namespace entente
