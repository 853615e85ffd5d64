#include <fmt/format.h>
#include <mpi.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "sim/cli/console.hpp"
#include "sim/cli/interruption.hpp"
#include "sim/cli/mpi_sweep.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/signature.hpp"
#include "sim/cli/sweep_options.hpp"
#include "sim/cli/sweep_report.hpp"
#include "sim/core/version.hpp"
#include "sim/experiment/carry.hpp"
#include "sim/experiment/sweep.hpp"

namespace entente {
namespace {

constexpr int kFailed = 1;
constexpr int kWrongInput = 2;

/// MPI from here to the end of the program.
class Ranks {
 public:
  Ranks(int argc, char** argv) {
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
  }
  ~Ranks() { MPI_Finalize(); }
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;

  int rank = 0;
  int size = 1;
};

/// Rank 0: records, and plays where it is alone. The exit status.
int command(const SweepOptions& options, const std::string& scratch, const Sweep& sweep, int ranks,
            const std::atomic<bool>& stop) {
  const std::string wanted = result_file(options);
  const Carry carry(wanted, scratch);
  {
    Workplace workplace(carry.file(), sweep, {}, program_signature(),
                        {options.command, static_cast<std::uint64_t>(ranks)});
    Recorder recorder(workplace.store(), sweep, {});
    {
      ProgressLine line(options.quiet, workplace.done_before());
      recorder.on_progress = [&](const SweepProgress& progress) { line.update(progress); };
      if (ranks > 1) {
        command_workers(recorder, ranks, stop);
      } else {
        play(sweep, {}, recorder, 1, stop);
      }
    }
    const SweepProgress& progress = recorder.progress();
    if (recorder.wants_more()) {
      workplace.store().end_session("interrupted");
      write_error(fmt::format(
          "entente-mpi: interrupted with {} of {} runs in {}; the same command goes on from there",
          progress.done, progress.total, carry.file()));
      return kFailed;
    }
    write_out(sweep_report(options, sweep, workplace.store(), progress));
  }
  carry.deliver();
  return 0;
}

int run(const SweepOptions& options, const std::string& scratch, const Ranks& ranks) {
  std::unique_ptr<Sweep> sweep;
  try {
    sweep = requested_sweep(options);
  } catch (const InputError& error) {
    // Every rank finds the same; one tells it.
    if (ranks.rank == 0) write_error(error.what());
    return kWrongInput;
  }
  if (!same_on_all_ranks(sweep->loaded.resolved + program_signature() + std::string(version()))) {
    if (ranks.rank == 0)
      write_error("entente-mpi: the ranks read different scenarios, or run different programs");
    return kWrongInput;
  }
  // A signal reaches every rank: workers finish what they have and wait for the commander's word.
  const Interruption interruption;
  if (ranks.rank > 0) {
    work(*sweep, {});
    return 0;
  }
  try {
    return command(options, scratch, *sweep, ranks.size, interruption.flag());
  } catch (const std::exception& error) {
    write_error(fmt::format("entente-mpi: {}", error.what()));
    const int status = dynamic_cast<const InputError*>(&error) != nullptr ? kWrongInput : kFailed;
    // The workers wait for orders that will not come. What is committed stands.
    if (ranks.size > 1) MPI_Abort(MPI_COMM_WORLD, status);
    return status;
  }
}

int run_program(int argc, char** argv) {
  CLI::App app(
      "Plays a sweep on the ranks of an MPI program: one commander, who writes the file, and workers.");
  app.name("entente-mpi");
  app.set_version_flag("--version", fmt::format("entente-mpi {}", version()));
  SweepOptions options;
  options.command = command_line(argc, argv);
  std::string scratch;
  add_sweep_options(app, options);
  app.add_option(
         "--scratch", scratch,
         "Write in this folder of the commander's own disk, and carry the file to --output once complete")
      ->type_name("DIR");
  app.footer(
      "The same command again goes on where it was interrupted; entente sweep can, too.\n"
      "Example:\n  mpirun -n 16 entente-mpi scenarios/kuril/base.yaml --runs 1000000 -o base.db");
  const Ranks ranks(argc, argv);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    if (ranks.rank == 0) write_out(app.help());
    return 0;
  } catch (const CLI::CallForVersion& error) {
    if (ranks.rank == 0) write_out(std::string(error.what()) + '\n');
    return 0;
  } catch (const CLI::ParseError& error) {
    if (ranks.rank == 0) write_error(fmt::format("entente-mpi: {}\nTry entente-mpi --help.", error.what()));
    return kWrongInput;
  }
  return run(options, scratch, ranks);
}

}  // namespace
}  // namespace entente

int main(int argc, char** argv) { return entente::run_program(argc, argv); }
