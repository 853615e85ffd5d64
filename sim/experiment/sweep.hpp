#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "sim/experiment/file_lock.hpp"
#include "sim/experiment/recorder.hpp"

namespace entente {

/// A result file that is being written: locked against others, opened or made, and held to be of this very
/// sweep.
class Workplace {
 public:
  /// Throws InputError where the file holds another sweep (naming the differences), Error where
  /// somebody else writes to it. A Monte Carlo sweep may have more runs than the file planned for: it grows.
  Workplace(const std::string& path, const Sweep& sweep, const Shard& shard, const std::string& behaviour,
            const Session& session);

  Store& store() { return store_; }
  /// Runs that were in the file before.
  std::uint64_t done_before() const { return done_before_; }

 private:
  FileLock lock_;
  Store store_;
  std::uint64_t done_before_;
};

/// Plays the runs of the shard that `recorder` still wants, on `threads` threads, and commits them. Ends
/// early, with everything committed that was recorded, where `stop` turns true. The rows are the same for any
/// number of threads.
void play(const Sweep& sweep, const Shard& shard, Recorder& recorder, unsigned threads,
          const std::atomic<bool>& stop);

/// Whether the row of its world comes with the rows of a run.
bool tells_world(const SweepPlan& plan, const Shard& shard, std::uint64_t run);

}  // namespace entente
