#pragma once

#include <cstdint>
#include <string>

#include "sim/engine/record.hpp"
#include "sim/model/scenario.hpp"

namespace entente {

/// A hash of all that a record says: results, rounds, offers, answers, votes. Two builds that behave alike
/// agree.
std::uint64_t fingerprint(const RunRecord& record);

/// The behaviour signature of a scenario: the hash over its first `runs` runs with seed 1, in hexadecimal. A
/// commit that changes results changes it, and says why.
std::string behaviour_signature(const Scenario& scenario, int runs);

}  // namespace entente
