#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/claim_verdict.hpp"
#include "sim/experiment/claims.hpp"

namespace entente {

/// How much is played besides the runs of the tests themselves.
struct ClaimEffort {
  /// Random scenarios for severity, worlds of plausible numbers for robustness, and runs in each.
  std::uint64_t random_worlds = 100;
  std::uint64_t random_runs = 8;
  std::uint64_t plausible_worlds = 50;
  std::uint64_t plausible_runs = 16;
  /// Whether the patches that must turn verdicts round are played.
  bool flips = true;
};

/// A share of worlds, of those in which the claim's quantity could be measured.
struct WorldShare {
  double share = 0;
  std::uint64_t worlds = 0;
};

struct ClaimResult {
  /// Index in the ledger.
  std::size_t claim = 0;
  ClaimVerdict verdict = ClaimVerdict::Undecided;
  ClaimEstimate estimate;
  /// Runs of each arm.
  std::uint64_t runs = 0;
  /// Share of random scenarios in which the claim fails.
  WorldShare severity;
  /// Share of plausible worlds in which it holds.
  WorldShare robustness;
  /// What became of it under the patch that must turn it round, and what was measured there.
  ClaimVerdict flipped = ClaimVerdict::Undecided;
  ClaimEstimate flipped_estimate;

  bool turns_round() const;
  /// What it does at the numbers as written, it does in fewer than half of the plausible worlds.
  bool fragile() const;
};

/// One reading of a disagreement, and what came of it.
struct ReadingResult {
  std::size_t disagreement = 0;
  std::size_t reading = 0;
  ClaimEstimate estimate;
};

struct ClaimsReport {
  std::uint64_t seed = 1;
  ClaimEffort effort;
  /// Of each interval, so that all of them at all looks hold together with 1 − error.
  double confidence = 0;
  std::vector<ClaimResult> results;
  std::vector<ReadingResult> readings;
  std::uint64_t runs_played = 0;
};

/// Tests the emergent claims whose numbers in the ledger are given (all where none are), and plays the
/// readings of disagreements where all claims are asked for.
///
/// *Decision.* Runs are looked at after an eighth, a quarter, a half and all of those that the test allows; a
/// claim leaves when its interval is wholly inside or outside of what is expected. Every interval has
/// confidence 1 − error/(4·emergent claims of the ledger), so the chance that any verdict of the whole ledger
/// is wrong is at most `error` (Bonferroni), also where only some are asked for.
///
/// *Severity, robustness.* In each world the claim holds if the mean of its runs is as expected.
ClaimsReport run_claims(const ClaimLedger& ledger, const std::vector<std::size_t>& only, std::uint64_t seed,
                        unsigned threads, const ClaimEffort& effort);

}  // namespace entente
