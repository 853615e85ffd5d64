#include "sim/experiment/reproduce.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <thread>

#include "sim/cli/console.hpp"
#include "sim/cli/interruption.hpp"
#include "sim/cli/program.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/scratch_folder.hpp"
#include "sim/cli/signature.hpp"
#include "sim/core/error.hpp"
#include "sim/experiment/replay.hpp"
#include "sim/report/text.hpp"

namespace entente {
namespace {

struct ReproduceOptions {
  std::string file;
  std::optional<std::uint64_t> run;
  std::uint64_t run_given = 0;
  std::uint64_t threads = std::max(1U, std::thread::hardware_concurrency());
  bool quiet = false;
  bool json = false;
};

/// What came of playing a file again.
struct Verdict {
  /// "run" of a sweep, "row" of the tables of other files.
  const char* unit = "run";
  std::uint64_t compared = 0;
  std::uint64_t different = 0;
  std::vector<std::string> differences;
  bool interrupted = false;
};

Verdict reproduce_sweep(const ReproduceOptions& options, const Interruption& interruption) {
  std::uint64_t total = 0;
  ProgressLine line(options.quiet, 0, "reproduce");
  const Reproduction result = reproduce(options.file, options.run, static_cast<unsigned>(options.threads),
                                        interruption.flag(), [&](std::uint64_t compared, std::uint64_t of) {
                                          total = of;
                                          line.update(compared, of);
                                        });
  return {"run", result.compared, result.different, result.differences, result.compared < total};
}

/// Files that are played in one go are played into another file, and the two compared.
Verdict reproduce_whole(const ReproduceOptions& options, const ResultOrigin& origin,
                        const Interruption& interruption) {
  if (options.run) throw InputError({whole_problem("", "--run", "goes with the file of a sweep")});
  const ScratchFolder scratch;
  const std::string again = (scratch.path() / "again.db").string();
  {
    ProgressLine line(options.quiet, 0, "reproduce");
    const bool whole = replay(options.file, origin, again, program_signature(),
                              static_cast<unsigned>(options.threads), interruption.flag(),
                              [&](std::uint64_t done, std::uint64_t total) { line.update(done, total); });
    if (!whole) return {"row", 0, 0, {}, true};
  }
  FileDifferences found = file_differences(options.file, again);
  return {"row", found.rows, found.different, std::move(found.differences), false};
}

int run(const ReproduceOptions& options) {
  const Interruption interruption;
  const ResultOrigin origin = result_origin(options.file);
  const Verdict result = origin.kind == "sweep" ? reproduce_sweep(options, interruption)
                                                : reproduce_whole(options, origin, interruption);
  if (options.json) {
    nlohmann::ordered_json all = nlohmann::ordered_json::object();
    all["unit"] = result.unit;
    all["compared"] = result.compared;
    all["different"] = result.different;
    all["differences"] = result.differences;
    write_out(all.dump(2) + '\n');
  } else {
    for (const std::string& difference : result.differences) write_out(difference + '\n');
    if (result.different > result.differences.size() && !result.differences.empty()) write_out("...\n");
    const std::string compared = count(static_cast<long long>(result.compared), result.unit);
    write_out(result.different == 0
                  ? fmt::format("{} played again, the same to the last byte\n", compared)
                  : fmt::format("{} played again, {} different\n", compared, result.different));
  }
  if (result.interrupted) {
    write_error(fmt::format("entente reproduce: interrupted; {} compared",
                            count(static_cast<long long>(result.compared), result.unit)));
  }
  return result.different == 0 && !result.interrupted ? 0 : 1;
}

}  // namespace

void add_reproduce(CLI::App& app, Action& action) {
  CLI::App& command =
      *app.add_subcommand("reproduce", "Play what a result file holds again and compare every byte");
  const auto options = std::make_shared<ReproduceOptions>();
  command.add_option("file", options->file, "The result file")->required()->type_name("FILE");
  CLI::Option* one =
      add_whole(command, "--run", options->run_given, 0, std::numeric_limits<std::uint64_t>::max(),
                "Of a sweep: number of the one run to compare, instead of all");
  one->default_str("");
  constexpr std::uint64_t kMostThreads = 1024;
  add_whole(command, "--threads", options->threads, 1, kMostThreads, "Threads");
  command.add_flag("--quiet", options->quiet, "No progress on standard error");
  command.add_flag("--json", options->json, "Print the result as JSON");
  command.footer(
      "Exit status 1 where a byte differs.\nExamples:\n  entente reproduce base.db\n  entente reproduce "
      "base.db --run 17\n  entente reproduce what-if.db");
  command.callback([&action, options, one] {
    if (one->count() > 0) options->run = options->run_given;
    action = [options] { return run(*options); };
  });
}

}  // namespace entente
