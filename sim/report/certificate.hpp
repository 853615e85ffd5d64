#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "sim/engine/consent_tables.hpp"
#include "sim/model/scenario.hpp"
#include "sim/report/text.hpp"
#include "sim/solution/consent.hpp"

namespace entente {

/// A certificate with all that it rests on.
struct CertificateReport {
  std::size_t outcome = 0;
  /// Where the ranges of shares come from: "as declared", "any", or a file.
  std::string ranges;
  double luck_sd = 0;
  ConsentProblem problem;
  ConsentCertificate certificate;
};

/// One sentence each: what the proposition assumes.
std::vector<std::string> assumptions(const Scenario& scenario, const CertificateReport& report);

/// The proposition, whether it holds, the margins with packages and shares, and the assumptions.
std::string certificate_text(const Scenario& scenario, const CertificateReport& report, Style style);

/// Keys: scenario, version, outcome, verdict (proven, contrary, open), proposition, shares (actor → type →
/// component → [low, high]), luck_sd, slack, reached, from_start and from_anywhere {pairs, all_refused,
/// refused (actor → count), nearest (actor → pair or null), closest}, contrary (pair or null), assumptions.
/// A pair: from, package (issue → option), parties (actor → {margin, profile, shares}).
nlohmann::ordered_json certificate_json(const Scenario& scenario, const CertificateReport& report);

}  // namespace entente
