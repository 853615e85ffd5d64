#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "sim/experiment/claims_run.hpp"
#include "sim/report/text.hpp"

namespace entente {

/// A table of the emergent claims, what each was held against, the readings where articles disagree, and how
/// the other claims are dealt with. `selected`: claims of the ledger to tell, as indices.
std::string claims_text(const ClaimLedger& ledger, const ClaimsReport& report,
                        const std::vector<std::size_t>& selected, Style style);

/// Keys: ledger, frozen, version, seed, error, confidence, runs_played, counts (kind → number), claims[] {id,
/// title, article, authority, quote, effect, kind, verdict, measured, interval, expected, runs, counted,
/// severity, random_worlds, robustness, plausible_worlds, fragile, flip, parameters, reason, note, needs,
/// known}, disagreements[]. What does not apply to a claim is null.
nlohmann::ordered_json claims_json(const ClaimLedger& ledger, const ClaimsReport& report,
                                   const std::vector<std::size_t>& selected);

}  // namespace entente
