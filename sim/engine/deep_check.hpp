#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/model/scenario.hpp"

namespace entente {

/// Whether talks that failed succeed by mere repetition: the noise check of `entente validate --deep`.
///
/// With context, ties, trust, acts and implementation shocks frozen, nothing new happens after the parties
/// have learnt what they can, so a longer simulation must not bring more deals. A scenario in which it does
/// manufactures them from noise (an answer drawn anew for each offer, say).
struct DeepCheck {
  /// One row an outcome, and one for `other`: shares of runs at the horizon and at `factor` times the
  /// horizon.
  struct Row {
    std::string outcome;
    double at_horizon = 0;
    double at_longer = 0;
    /// The same with only the context frozen: reported, not judged.
    double context_frozen_at_horizon = 0;
    double context_frozen_at_longer = 0;
  };
  /// A share that rises by more than this is suspect.
  static constexpr double kTolerance = 0.02;

  std::vector<Row> rows;
  int runs = 0;
  int factor = 4;
  bool suspect = false;
};

/// Plays `runs` (≥ 1) negotiations with the same draws at the horizon and at `factor` (≥ 2) times the
/// horizon.
DeepCheck deep_check(const Scenario& scenario, int runs, std::uint64_t seed, int factor);

}  // namespace entente
