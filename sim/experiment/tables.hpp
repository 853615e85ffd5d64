#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/engine/record.hpp"
#include "sim/experiment/table.hpp"
#include "sim/model/package.hpp"
#include "sim/model/scenario.hpp"

namespace entente {

/// What of a run is kept besides what came of it.
struct Keep {
  /// What each outcome lacks for each party (MODEL.md 5).
  bool gaps = true;
  /// The rounds, offers, answers, votes and breaches of every run whose number this divides; 0: of none.
  std::uint64_t trace_every = 0;

  bool traces(std::uint64_t run) const { return trace_every > 0 && run % trace_every == 0; }
};

/// Throws InputError where two columns differ only in case, or where there are more than a result file can
/// hold.
void check_table(const Table& table);

/// How a run ended.
enum class RunStatus : std::uint8_t {
  Done,
  /// The numbers drawn make no world: they break a rule of the scenario language. Nothing was run.
  Invalid,
  /// The run broke off with an error.
  Failed
};
/// "done", "invalid", "failed".
const char* name_of(RunStatus status);

/// A run as the tables see it.
struct FinishedRun {
  std::uint64_t run = 0;
  std::uint64_t world = 0;
  std::uint64_t randomisation = 0;
  RunStatus status = RunStatus::Done;
  /// Why it is not done.
  std::string error = {};
  /// The scenario as it was played and what came of it; null where it was not.
  const Scenario* played = nullptr;
  const RunRecord* record = nullptr;
  /// The numbers drawn, in the order of the sweep's parameters; null where the world has been told already.
  const std::vector<double>* drawn = nullptr;
};

/// Where a row of the table "runs" says what sweeps count by.
struct RunPlace {
  static constexpr std::size_t kWorld = 1;
  static constexpr std::size_t kRandomisation = 2;
  static constexpr std::size_t kStatus = 3;
  static constexpr std::size_t kOutcome = 5;
};

/// The tables of a sweep, and how a run fills them. Columns depend only on the scenario's names, the paths
/// that are drawn, and what is kept; so do shards agree.
class Tables {
 public:
  /// Throws InputError where two names differ only in case, or where a table would have more columns than a
  /// result file can hold.
  Tables(const Scenario& scenario, const std::vector<std::string>& paths, const Keep& keep);

  const std::vector<Table>& all() const { return tables_; }
  /// The index of a table; throws Error when there is none of that name.
  std::size_t index(const std::string& name) const;

  /// One list of rows for each table.
  RunRows rows(const FinishedRun& run) const;

 private:
  std::vector<Table> tables_;
  std::vector<std::function<void(const FinishedRun&, std::vector<Row>&)>> fill_;
};

}  // namespace entente
