#pragma once

#include <string>

#include "sim/model/scenario.hpp"
#include "sim/report/text.hpp"

namespace entente {

/// One actor: its parameters, components and terms, what it believes of others, ratification at home, acts
/// with their prices, and red lines as sentences.
std::string describe_actor(const Scenario& scenario, const Actor& actor, Style style);

/// "never: territory is two islands, unless investment is at least a fund is already in force".
std::string red_line_in_words(const Scenario& scenario, const RedLine& line);

/// What an act does while it is kept up: "presses (1), costs 0.02 a year".
std::string act_in_words(const Scenario& scenario, const Actor& actor, const Act& act);

}  // namespace entente
