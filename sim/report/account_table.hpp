#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "sim/experiment/accounting.hpp"
#include "sim/report/text.hpp"

namespace entente {

/// For each outcome (`outcome` empty: all), what each mechanism contributes to its share and to what it lacks
/// for each party: Shapley's values, the largest first, and what switching it off alone changes in the share;
/// below, what the numbers are.
std::string account_text(const Accounting& accounting, const Account& result, const std::string& outcome,
                         Style style);

/// Keys: scenario, version, seed, runs, method ("all coalitions" or "pairs of orders"), failed, mechanisms
/// (names), quantities: quantity, all_on, all_off, contributions (mechanism, shapley, low, high, alone,
/// alone_low, alone_high).
nlohmann::ordered_json account_json(const Accounting& accounting, const Account& result);

}  // namespace entente
