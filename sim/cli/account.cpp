#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "sim/cli/console.hpp"
#include "sim/cli/interruption.hpp"
#include "sim/cli/outcome_option.hpp"
#include "sim/cli/program.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/signature.hpp"
#include "sim/core/error.hpp"
#include "sim/experiment/accounting.hpp"
#include "sim/report/account_table.hpp"

namespace entente {
namespace {

struct AccountOptions {
  std::string scenario;
  std::vector<std::string> sets;
  std::string outcome;
  AccountingPlan plan;
  std::uint64_t threads = std::max(1U, std::thread::hardware_concurrency());
  std::string output;
  bool quiet = false;
  bool json = false;
  std::string color = "auto";
  std::string command;
};

int run(const AccountOptions& options) {
  if (options.plan.runs % 2 != 0)
    throw InputError({whole_problem("", "--runs", fmt::format("found {}, which is odd", options.plan.runs))});
  LoadedScenario loaded = load_scenario(options.scenario, options.sets);
  if (!options.outcome.empty()) check_outcome(loaded.scenario, options.outcome);
  const Accounting accounting(std::move(loaded), options.plan);
  refuse_existing(options.output);
  const Interruption interruption;
  Account result;
  {
    ProgressLine line(options.quiet, 0, "account");
    result = account(accounting, static_cast<unsigned>(options.threads), interruption.flag(),
                     [&](std::uint64_t done) { line.update(done, accounting.total_runs()); });
  }
  if (!result.complete) {
    write_error("entente account: interrupted; coalitions that were not played leave nothing to tell");
    return 1;
  }
  if (!options.output.empty())
    write_account(options.output, accounting, result, program_signature(), options.command);
  write_out(options.json ? account_json(accounting, result).dump(2) + '\n'
                         : account_text(accounting, result, options.outcome, chosen_style(options.color)));
  return 0;
}

}  // namespace

void add_account(CLI::App& app, Action& action, const std::string& command_text) {
  CLI::App& command = *app.add_subcommand(
      "account", "What each mechanism contributes to outcomes and to what they lack (Shapley values)");
  const auto options = std::make_shared<AccountOptions>();
  options->command = command_text;
  command.add_option("scenario", options->scenario, "The scenario, a YAML file")
      ->required()
      ->type_name("SCENARIO");
  command.add_option("--outcome", options->outcome, "Tell of this outcome only")->type_name("NAME");
  command
      .add_option("--mechanisms", options->plan.mechanisms,
                  "Which mechanisms to switch, divided by commas; by default all that are on")
      ->type_name("NAMES")
      ->delimiter(',')
      ->allow_extra_args(false);
  add_whole(command, "--runs", options->plan.runs, 4, 1'000'000, "Runs of each coalition, an even number");
  add_whole(command, "--seed", options->plan.seed, 0, std::numeric_limits<std::uint64_t>::max(),
            "Seed of all chance");
  constexpr std::uint64_t kMostThreads = 1024;
  add_whole(command, "--threads", options->threads, 1, kMostThreads,
            "Threads; the results are the same for any number");
  command.add_option("--set", options->sets, "Set a value of the scenario; may be repeated")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  command.add_option("-o,--output", options->output, "Also write a result file (SQLite)")->type_name("FILE");
  command.add_flag("--quiet", options->quiet, "No progress on standard error");
  command.add_flag("--json", options->json, "Print the result as JSON");
  add_color(command, options->color);
  command.footer(
      "Up to six mechanisms are played in all coalitions, more in sampled orders.\n"
      "Examples:\n  entente account scenarios/kuril/base.yaml --outcome two_islands\n"
      "  entente account scenarios/kuril/marginal.yaml --mechanisms "
      "hope,process_value,alliance_pressure,ratification "
      "--runs 400\n"
      "  entente account scenarios/guide/4-neighbours.yaml --json");
  command.callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace entente
