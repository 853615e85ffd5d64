#pragma once

#include "sim/experiment/database.hpp"
#include "sim/experiment/setting.hpp"
#include "sim/report/document.hpp"

namespace entente {

/// What a result file says, as tables with their intervals: shares of outcomes (sweep), differences and
/// reasons of each variant (comparison), tipping values, contributions of mechanisms (account), verdicts on
/// claims. Headings are of level 2.
Document result_document(const Database& database, const ResultOrigin& origin);

/// How the file was made, so that it can be made again: command, seed, runs, program, scenario.
Document provenance_document(const Database& database, const ResultOrigin& origin);

}  // namespace entente
