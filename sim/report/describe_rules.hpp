#pragma once

#include <string>
#include <vector>

#include "sim/model/scenario.hpp"
#include "sim/report/text.hpp"

namespace entente {

/// Start, end and length of rounds, and exchanges of offers.
std::string time_in_words(const Timing& timing);

/// When talks end, whom they need and what suspends them, a sentence each.
std::vector<std::string> talks_in_words(const Scenario& scenario);

/// "Japan delivers on investment to Russia (invest)".
std::string obligation_in_words(const Scenario& scenario, const Obligation& obligation);

/// Trust, obligations and influence, a sentence each.
std::vector<std::string> dynamics_in_words(const Scenario& scenario);

/// How the actor makes and answers offers: "asks for 1 of the way from its reservation to its best package at
/// first and for 0 after 10 years (exponent 0.2); says yes to what meets its demand".
std::string tactic_in_words(const Tactic& tactic);

/// Who proposes and how offers are answered, in one sentence; of a forecast, what moves the positions.
std::string protocol_in_words(const Scenario& scenario);

/// "alternating_offers": the kind as the scenario language names it.
std::string protocol_name(Protocol::Kind kind);

/// The rules of the challenge protocol that the scenario plays, one sentence each; none for other protocols.
std::vector<std::string> challenge_in_words(const Scenario& scenario);

/// Each dimension with where the actors stand on it, from its low end to its high one; empty where there are
/// none.
std::string describe_positions(const Scenario& scenario, Style style);

}  // namespace entente
