#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "sim/experiment/tipping.hpp"
#include "sim/report/text.hpp"

namespace entente {

/// Where the outcome becomes as likely as the level, or that it does not in this range and how near it comes;
/// the curve, or with two numbers the frontier, as a table.
std::string tipping_text(const Tipping& tipping, const TippingResult& result, Style style);

/// Keys: scenario, version, outcome, probability, seed, runs, failed, parameters (path, from, to), rows:
/// first, value, low, high (null: beyond the range), rising, monotone, curve (value, happened, runs, share,
/// low, high, fit).
nlohmann::ordered_json tipping_json(const Tipping& tipping, const TippingResult& result);

}  // namespace entente
