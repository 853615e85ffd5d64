#include "sim/experiment/sweep.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "sim/cli/console.hpp"
#include "sim/cli/interruption.hpp"
#include "sim/cli/program.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/signature.hpp"
#include "sim/cli/sweep_options.hpp"
#include "sim/cli/sweep_report.hpp"
#include "sim/experiment/carry.hpp"

namespace entente {
namespace {

struct SweepCommand {
  SweepOptions sweep;
  std::uint64_t threads = std::max(1U, std::thread::hardware_concurrency());
  Shard shard;
  std::string scratch;
};

int run(const SweepCommand& command) {
  const std::unique_ptr<Sweep> sweep = requested_sweep(command.sweep);
  if (command.shard.count > 1 && sweep->plan.until) {
    throw InputError(
        {whole_problem("", "--until-ci", "looks at all runs up to one, of which a shard has only some")});
  }
  const std::string wanted = result_file(command.sweep);
  const Carry carry(wanted, command.scratch);
  const auto start = std::chrono::steady_clock::now();
  const Interruption interruption;
  std::optional<Workplace> workplace(std::in_place, carry.file(), *sweep, command.shard, program_signature(),
                                     Session{command.sweep.command, command.threads});
  Recorder recorder(workplace->store(), *sweep, command.shard);
  if (workplace->done_before() > 0 && !command.sweep.quiet) {
    write_error(fmt::format("entente sweep: {} has {} of {} runs", carry.file(), workplace->done_before(),
                            recorder.progress().total));
  }
  const bool had_all = !recorder.wants_more() && workplace->store().complete();
  if (!had_all) {
    ProgressLine line(command.sweep.quiet, workplace->done_before());
    recorder.on_progress = [&](const SweepProgress& progress) { line.update(progress); };
    try {
      play(*sweep, command.shard, recorder, static_cast<unsigned>(command.threads), interruption.flag());
      if (recorder.wants_more()) workplace->store().end_session("interrupted");
    } catch (const DiskFull& error) {
      const Store store(carry.file(), Database::Mode::Read);
      throw DiskFull(fmt::format(
          "{}; {} of {} runs are safe in it. Free space, then give the same command again to go on",
          error.what(), store.done(), recorder.progress().total));
    }
  }
  const SweepProgress& progress = recorder.progress();
  if (recorder.wants_more()) {
    write_error(fmt::format(
        "entente sweep: interrupted with {} of {} runs in {}; the same command goes on from there",
        progress.done, progress.total, carry.file()));
    return 1;
  }
  crash_point("completed");
  write_out(sweep_report(command.sweep, *sweep, workplace->store(), progress));
  const std::uint64_t played = progress.done - workplace->done_before();
  workplace.reset();
  carry.deliver();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (!command.sweep.quiet) {
    write_error(fmt::format("entente sweep: {} runs in {}, of which {} played now in {}", progress.done,
                            wanted, played, duration_text(seconds)));
  }
  return 0;
}

/// "k/K" with 0 <= k < K.
Shard read_shard(const std::string& text) {
  constexpr std::uint64_t kMostShards = 1'000'000;
  Shard shard;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, shard.index);
  if (first.ec == std::errc() && first.ptr != end && *first.ptr == '/') {
    const auto second = std::from_chars(first.ptr + 1, end, shard.count);
    if (second.ec == std::errc() && second.ptr == end && shard.index < shard.count &&
        shard.count <= kMostShards)
      return shard;
  }
  throw CLI::ValidationError(
      "--shard",
      fmt::format("found {}, allowed is k/K with k from 0 to K-1 and K at most {}", text, kMostShards));
}

}  // namespace

void add_sweep(CLI::App& app, Action& action, const std::string& command_text) {
  CLI::App& command = *app.add_subcommand("sweep", "Run a scenario many times over its uncertain numbers");
  const auto options = std::make_shared<SweepCommand>();
  add_sweep_options(command, options->sweep);
  options->sweep.command = command_text;
  constexpr std::uint64_t kMostThreads = 1024;
  add_whole(command, "--threads", options->threads, 1, kMostThreads,
            "Threads; the results are the same for any number");
  command
      .add_option_function<std::string>(
          "--shard", [options](const std::string& text) { options->shard = read_shard(text); },
          "Play only runs k, k+K, k+2K, ... into a file of their own; entente merge joins the K files")
      ->type_name("k/K");
  command
      .add_option(
          "--scratch", options->scratch,
          "Write in this folder of the machine's own disk, and carry the file to --output once complete")
      ->type_name("DIR");
  command.footer(
      "The same command again goes on where it was interrupted.\n"
      "Examples:\n  entente sweep scenarios/kuril/base.yaml --runs 10000 -o base.db\n"
      "  entente sweep scenarios/guide/sweep.yaml --worlds 200 --runs-per-world 100\n"
      "  entente sweep scenarios/kuril/marginal.yaml --vary nothing --runs 100000 --until-ci 0.01 --outcome "
      "two_islands\n"
      "  entente sweep scenarios/kuril/base.yaml --runs 1000000 --shard 3/8 -o part-3.db\n"
      "  sqlite3 base.db 'select * from outcome_shares'");
  command.callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace entente
