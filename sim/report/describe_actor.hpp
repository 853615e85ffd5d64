#pragma once

#include <string>
#include <vector>

#include "sim/model/scenario.hpp"
#include "sim/report/text.hpp"

namespace entente {

/// One actor: its parameters, components and terms, what it believes of others, ratification at home, acts
/// with their prices, and red lines as sentences.
std::string describe_actor(const Scenario& scenario, const Actor& actor, Style style);

/// Which profiles the actor may have, which it has, and what it believes about others' profiles, a sentence
/// each.
std::vector<std::string> beliefs_in_words(const Scenario& scenario, const Actor& actor);

/// Whom it trusts and how far, at the start.
std::vector<std::string> trust_in_words(const Scenario& scenario, const Actor& actor);

std::string ratification_in_words(const Ratification& rules);

/// "public (50%): values sovereignty: two islands 0.05; scale 0.18".
std::string constituency_in_words(const Scenario& scenario, const Ratification& rules,
                                  const Constituency& group);

/// "never: territory is two islands, unless investment is at least a fund is already in force".
std::string red_line_in_words(const Scenario& scenario, const RedLine& line);

/// What an act does while it is kept up: "presses (1), costs 0.02 a year".
std::string act_in_words(const Scenario& scenario, const Actor& actor, const Act& act);

}  // namespace entente
