#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/experiment/runner.hpp"

namespace entente {

/// What `entente sweep` and `entente-mpi` are told about the sweep itself.
struct SweepOptions {
  std::string scenario;
  std::vector<std::string> sets;
  std::uint64_t runs = 0;
  std::uint64_t worlds = 0;
  std::uint64_t runs_per_world = 0;
  std::string design = "mc";
  std::uint64_t randomisations = 0;
  std::uint64_t levels = 0;
  std::string rows;
  std::vector<std::string> vary{"declared"};
  std::uint64_t seed = 1;
  std::uint64_t trace_every = 0;
  bool no_gaps = false;
  bool totals_only = false;
  double until = 0;
  std::string outcome;
  std::string output;
  bool quiet = false;
  bool json = false;
  std::string color = "auto";
  /// The command line as it was given, for the record.
  std::string command;
};

/// Declares them on a command.
void add_sweep_options(CLI::App& command, SweepOptions& options);

/// The sweep that they ask for. Throws InputError where they do not fit together.
std::unique_ptr<Sweep> requested_sweep(const SweepOptions& options);

/// `--vary`, and what its words ask for; throws InputError where they do not fit together.
void add_vary(CLI::App& command, std::vector<std::string>& words);
Vary vary_of(const std::vector<std::string>& words);

/// The result file: as given, or the scenario's name with .db in the current folder.
std::string result_file(const SweepOptions& options);

/// The command line as a shell takes it back.
std::string command_line(int argc, const char* const* argv);

}  // namespace entente
