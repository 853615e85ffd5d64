#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "sim/experiment/runner.hpp"
#include "sim/experiment/store.hpp"
#include "sim/experiment/totals.hpp"

namespace entente {

/// How far a sweep is.
struct SweepProgress {
  /// Runs of the shard that are in the file or about to be, and that there are to be at most.
  std::uint64_t done = 0;
  std::uint64_t total = 0;
  /// Among them, those without an outcome.
  std::uint64_t invalid = 0;
  std::uint64_t failed = 0;
  /// How often each outcome came.
  std::map<std::string, std::uint64_t> outcomes;
};

/// Takes the rows of a shard's runs in order and commits them about once a second, less often where a commit
/// takes long. Decides when a sweep with a stop rule has enough: only at counts of a fixed schedule, and from
/// the runs up to there, so that it depends neither on threads nor on interruptions.
class Recorder {
 public:
  /// `store` holds the first runs of the shard already, or none. All must outlive the recorder.
  Recorder(Store& store, const Sweep& sweep, const Shard& shard);

  /// The position in the shard of the run whose rows come next.
  std::uint64_t next() const { return progress_.done; }
  /// Whether there is a next run.
  bool wants_more() const { return !stopped_ && progress_.done < progress_.total; }
  /// The rows of run next(). Rows that come after the stop are dropped.
  void add(const RunRows& rows);
  /// Commits what is not yet, and marks the file complete where all is done.
  void commit();

  const SweepProgress& progress() const { return progress_; }
  /// Called after each run.
  std::function<void(const SweepProgress&)> on_progress;

 private:
  void take_stock();
  void count(const RunRows& rows);
  void check_stop_rule();

  Store& store_;
  const Sweep& sweep_;
  SweepProgress progress_;
  Totals totals_;
  std::size_t runs_table_;
  std::uint64_t next_check_ = 0;
  bool stopped_ = false;
  std::optional<Transaction> transaction_;
  std::chrono::steady_clock::time_point next_commit_ =
      std::chrono::steady_clock::now() + std::chrono::seconds(1);
};

}  // namespace entente
