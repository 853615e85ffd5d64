#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "sim/experiment/comparison.hpp"
#include "sim/report/text.hpp"

namespace entente {

/// For each variant the outcomes and the course of talks against the base, what else moved, and why, in
/// sentences; where there are several variants, first what moved most in each; below, what the numbers are.
std::string comparison_text(const Comparison& comparison, const ComparisonResult& result, Style style);

/// Keys: base, version, seed, runs, worlds, runs_per_world, horizon, scenarios (name, title, file, done,
/// failed, invalid_worlds), variants: name, differences (quantity, kind, base, variant, difference, low,
/// high, effect, pairs, changed, unseen, worlds {worlds, more, same, less, difference, low, high, sign_share,
/// sign_low, sign_high}), reasons (names of quantities, the largest effect first). What does not exist is
/// null.
nlohmann::ordered_json comparison_json(const Comparison& comparison, const ComparisonResult& result);

}  // namespace entente
