#include "sim/experiment/recorder.hpp"

#include <algorithm>

#include "analysis/statistics/confidence_sequence.hpp"
#include "sim/experiment/estimates.hpp"

namespace entente {
namespace {

using Clock = std::chrono::steady_clock;

/// Commits take at most a fiftieth of the time, and come a second apart or more.
constexpr std::chrono::seconds kBetweenCommits{1};
constexpr int kShareOfCommits = 50;

}  // namespace

Recorder::Recorder(Store& store, const Sweep& sweep, const Shard& shard)
    : store_(store),
      sweep_(sweep),
      totals_(sweep.tables.all(), sweep.plan.runs_per_world > 1),
      runs_table_(sweep.tables.index("runs")) {
  progress_.total = shard.size(sweep.plan);
  take_stock();
}

void Recorder::take_stock() {
  const Database& database = store_.database();
  progress_.done = store_.done();
  stopped_ = store_.complete() && sweep_.plan.until.has_value();
  Statement shares(database, "select outcome, happened from outcome_shares");
  shares.start();
  while (shares.step()) {
    const Row row = shares.row();
    progress_.outcomes[text_of(row[0])] = count_of(row[1]);
  }
  const std::string per_status = sweep_.plan.aggregate
                                     ? "select ifnull(sum(count), 0) from counts where table_name = 'runs' "
                                       "and column_name = 'status' and value = ?"
                                     : "select count(*) from runs where status = ?";
  progress_.invalid = count_of(database.value(per_status, {name_of(RunStatus::Invalid)}));
  progress_.failed = count_of(database.value(per_status, {name_of(RunStatus::Failed)}));
  if (sweep_.plan.aggregate) totals_.add_from(database);
  next_check_ = statistics::next_check(progress_.done);
}

void Recorder::count(const RunRows& rows) {
  const Row& run = rows[runs_table_].at(0);
  const std::string& status = text_of(run[RunPlace::kStatus]);
  if (status == name_of(RunStatus::Invalid)) ++progress_.invalid;
  if (status == name_of(RunStatus::Failed)) ++progress_.failed;
  if (status == name_of(RunStatus::Done)) ++progress_.outcomes[text_of(run[RunPlace::kOutcome])];
}

void Recorder::check_stop_rule() {
  if (progress_.done != next_check_) return;
  next_check_ = statistics::next_check(progress_.done);
  if (!sweep_.plan.until) return;
  const std::uint64_t with_outcome = progress_.done - progress_.invalid - progress_.failed;
  const statistics::Interval interval =
      statistics::confidence_sequence(progress_.outcomes[sweep_.plan.until->outcome], with_outcome);
  stopped_ = interval.half_width() <= sweep_.plan.until->half_width;
}

void Recorder::add(const RunRows& rows) {
  if (!wants_more()) return;
  if (!transaction_) transaction_.emplace(store_.database());
  if (sweep_.plan.aggregate) {
    totals_.add(rows);
  } else {
    store_.append(sweep_.tables.all(), rows);
  }
  ++progress_.done;
  count(rows);
  check_stop_rule();
  crash_point("rows-written");
  if (on_progress) on_progress(progress_);
  if (Clock::now() >= next_commit_) commit();
}

void Recorder::commit() {
  if (!transaction_ && wants_more()) return;
  const Clock::time_point start = Clock::now();
  if (!transaction_) transaction_.emplace(store_.database());
  if (sweep_.plan.aggregate) totals_.write(store_.database());
  store_.set_done(progress_.done);
  if (!wants_more()) {
    store_.set_complete();
    write_estimates(store_.database(), sweep_.plan);
    store_.end_session("finished");
  }
  crash_point("done-counted");
  transaction_->commit();
  transaction_.reset();
  const Clock::duration took = Clock::now() - start;
  next_commit_ = Clock::now() + std::max<Clock::duration>(kBetweenCommits, kShareOfCommits * took);
  crash_point("committed");
}

}  // namespace entente
