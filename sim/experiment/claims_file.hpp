#pragma once

#include <string>
#include <vector>

#include "sim/experiment/claims_run.hpp"

namespace entente {

/// Writes what came of a ledger as a result file: `claims` (what the file is), `ledger` (every claim told),
/// `disagreements`. `selected`: claims of the ledger to tell, as indices. Throws InputError where the file is
/// there already.
void write_claims(const std::string& path, const ClaimLedger& ledger, const ClaimsReport& report,
                  const std::vector<std::size_t>& selected, const std::string& behaviour,
                  const std::string& command);

}  // namespace entente
