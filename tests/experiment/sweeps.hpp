#pragma once

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "sim/experiment/export.hpp"
#include "sim/experiment/sweep.hpp"

/// Small sweeps for tests.

namespace entente {

/// A dispute whose runs take a few tenths of a millisecond; every number that is assumed has a range in which
/// all worlds are valid.
inline LoadedScenario small_dispute(std::vector<std::string> sets = {}) {
  sets.insert(sets.begin(), {"time.rounds=4", "ties.old_friends.weight={value: 0.9, range: [0.5, 1]}"});
  return load_scenario(ENTENTE_SOURCE_DIR "/scenarios/guide/4-neighbours.yaml", sets);
}

inline std::unique_ptr<Sweep> small_sweep(std::uint64_t runs, SweepPlan plan = {},
                                          const std::vector<std::string>& sets = {}, const Vary& vary = {}) {
  if (plan.worlds == 1) plan.worlds = runs;
  return std::make_unique<Sweep>(small_dispute(sets), vary, plan);
}

/// A folder that is there as long as the object.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "entente-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw Error("no folder for a test");
    path_ = name;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name) const { return (std::filesystem::path(path_) / name).string(); }

 private:
  std::string path_;
};

inline const std::string kBehaviour = "as tested";

/// Plays what is left of a shard into a file, at most until `stop_after` runs are done.
inline SweepProgress play_into(const std::string& file, const Sweep& sweep, const Shard& shard = {},
                               unsigned threads = 2, std::uint64_t stop_after = ~std::uint64_t{0}) {
  Workplace workplace(file, sweep, shard, kBehaviour, {"a test", threads});
  Recorder recorder(workplace.store(), sweep, shard);
  std::atomic<bool> stop = false;
  recorder.on_progress = [&](const SweepProgress& progress) { stop = progress.done >= stop_after; };
  play(sweep, shard, recorder, threads, stop);
  workplace.store().end_session("tested");
  return recorder.progress();
}

/// Every table of a result file but those that tell when and by whom, as text.
inline std::string content(const std::string& file) {
  const Database database(file, Database::Mode::Read);
  std::string text;
  for (const std::string& table : exportable(database)) {
    if (table == "sessions" || table == "sweep" || table == "progress" || table.ends_with("_long")) continue;
    text += table + '\n';
    export_table(database, table, ExportFormat::Csv, [&](std::string_view piece) { text += piece; });
  }
  return text;
}

}  // namespace entente
