#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "sim/engine/forecast.hpp"
#include "sim/model/scenario.hpp"
#include "sim/report/text.hpp"

namespace entente {

/// `play` is opening_play(scenario). Who would offer what in each exchange, at most the first ten, and what
/// it is worth to everyone.
std::string equilibrium_text(const Scenario& scenario, const RationalPlay& play, Style style);

/// Keys: scenario, version, method, last_exchange (null: talks may go on for ever), settled, residual,
/// exchanges (a list; one entry that holds for every cycle where talks may go on for ever), each a list of
/// turns: proposer, move (offer, pass, leave), offers (probability, package with the amount of each divisible
/// issue, utilities by party), thresholds and values by party.
nlohmann::ordered_json equilibrium_json(const Scenario& scenario, const RationalPlay& play);

}  // namespace entente
