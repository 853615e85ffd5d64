#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "sim/engine/record.hpp"
#include "sim/model/scenario.hpp"

namespace entente {

/// What came of a run, names instead of indices; numbers in the shortest form that reads back the same, NaN
/// as null. Keys: scenario, version, seed, run, outcome, arrangement (issue → option), agreements, types,
/// counts, acts (actor → act → rounds), utilities (actor → component or alliance, talks, acts, audience,
/// offers), nash_product, frontier_distance, trust (actor → actor), ties, blocks, gaps, left_unsigned.
nlohmann::ordered_json result_json(const Scenario& scenario, const RunResult& result);

/// One round. `in_force` is the arrangement before it; the offers are given as the issues that they would
/// change.
nlohmann::ordered_json round_json(const Scenario& scenario, const Round& round, PackageIndex in_force);

/// All options of a package by issue, and only those in which `to` differs from `from`.
nlohmann::ordered_json package_json(const Scenario& scenario, PackageIndex package);
nlohmann::ordered_json changes_json(const Scenario& scenario, PackageIndex from, PackageIndex to);

/// result_json, with `rounds` where the record holds them and `with_rounds` asks for them; indented, ending
/// in a newline.
std::string record_json(const Scenario& scenario, const RunRecord& record, bool with_rounds);

}  // namespace entente
