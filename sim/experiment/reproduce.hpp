#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace entente {

/// What came of playing stored runs again.
struct Reproduction {
  std::uint64_t compared = 0;
  std::uint64_t different = 0;
  /// The first differences, as "run 7, runs.outcome: two_islands in the file, other now".
  std::vector<std::string> differences;
};

/// Plays the runs of a result file again, all or the given one, from the scenario that the file holds, and
/// compares every value of every table byte for byte. Where a file holds only totals, all runs are played and
/// the totals compared; then `run` must be absent. Ends early where `stop` turns true. `on_progress` gets the
/// runs compared so far and their number. Throws InputError where the run is not in the file, Error where the
/// file is none.
Reproduction reproduce(const std::string& file, std::optional<std::uint64_t> run, unsigned threads,
                       const std::atomic<bool>& stop,
                       const std::function<void(std::uint64_t, std::uint64_t)>& on_progress);

}  // namespace entente
