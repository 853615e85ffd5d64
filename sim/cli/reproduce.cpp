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

int run(const ReproduceOptions& options) {
  const Interruption interruption;
  Reproduction result;
  std::uint64_t total = 0;
  {
    ProgressLine line(options.quiet, 0, "reproduce");
    result = reproduce(options.file, options.run, static_cast<unsigned>(options.threads), interruption.flag(),
                       [&](std::uint64_t compared, std::uint64_t of) {
                         total = of;
                         line.update(compared, of);
                       });
  }
  if (options.json) {
    nlohmann::ordered_json all = nlohmann::ordered_json::object();
    all["compared"] = result.compared;
    all["different"] = result.different;
    all["differences"] = result.differences;
    write_out(all.dump(2) + '\n');
  } else {
    for (const std::string& difference : result.differences) write_out(difference + '\n');
    if (result.different > result.differences.size() && !result.differences.empty()) write_out("...\n");
    const std::string compared = count(static_cast<long long>(result.compared), "run");
    write_out(result.different == 0
                  ? fmt::format("{} played again, the same to the last byte\n", compared)
                  : fmt::format("{} played again, {} different\n", compared, result.different));
  }
  const bool interrupted = result.compared < total;
  if (interrupted)
    write_error(fmt::format("entente reproduce: interrupted after {} of {} runs", result.compared, total));
  return result.different == 0 && !interrupted ? 0 : 1;
}

}  // namespace

void add_reproduce(CLI::App& app, Action& action) {
  CLI::App& command =
      *app.add_subcommand("reproduce", "Play the runs of a result file again and compare every byte");
  const auto options = std::make_shared<ReproduceOptions>();
  command.add_option("file", options->file, "The result file")->required()->type_name("FILE");
  CLI::Option* one =
      add_whole(command, "--run", options->run_given, 0, std::numeric_limits<std::uint64_t>::max(),
                "Number of the one run to compare, instead of all");
  one->default_str("");
  constexpr std::uint64_t kMostThreads = 1024;
  add_whole(command, "--threads", options->threads, 1, kMostThreads, "Threads");
  command.add_flag("--quiet", options->quiet, "No progress on standard error");
  command.add_flag("--json", options->json, "Print the result as JSON");
  command.footer(
      "Exit status 1 where a byte differs.\nExamples:\n  entente reproduce base.db\n  entente reproduce "
      "base.db --run 17");
  command.callback([&action, options, one] {
    if (one->count() > 0) options->run = options->run_given;
    action = [options] { return run(*options); };
  });
}

}  // namespace entente
