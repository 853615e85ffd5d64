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
#include "sim/cli/outcome_option.hpp"
#include "sim/cli/program.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/signature.hpp"
#include "sim/core/error.hpp"
#include "sim/experiment/tipping.hpp"
#include "sim/report/tip_table.hpp"
#include "sim/scenario/number.hpp"

namespace entente {
namespace {

struct TipOptions {
  std::string scenario;
  std::vector<std::string> sets;
  std::vector<std::string> parameters;
  std::vector<double> from;
  std::vector<double> to;
  TippingPlan plan;
  std::uint64_t threads = std::max(1U, std::thread::hardware_concurrency());
  std::string output;
  bool quiet = false;
  bool json = false;
  std::string color = "auto";
  std::string command;
};

/// The ranges: as given, one for each parameter, or the parameters' own.
std::vector<MovedNumber> moved_numbers(const TipOptions& options, const LoadedScenario& loaded) {
  const std::size_t count = options.parameters.size();
  if (count > 2) throw InputError({whole_problem("", "--parameter", "is given more than twice")});
  for (const auto& [ends, option] : {std::pair(&options.from, "--from"), std::pair(&options.to, "--to")}) {
    if (!ends->empty() && ends->size() != count)
      throw InputError({whole_problem("", option, "is given once for each --parameter, or not at all")});
  }
  if (options.from.empty() != options.to.empty())
    throw InputError(
        {whole_problem("", options.from.empty() ? "--to" : "--from", "goes with the other end")});
  std::vector<MovedNumber> numbers;
  for (std::size_t k = 0; k < count; ++k) {
    numbers.push_back(options.from.empty()
                          ? moved_number(loaded, options.parameters[k])
                          : MovedNumber{options.parameters[k], options.from[k], options.to[k]});
  }
  return numbers;
}

int run(const TipOptions& options) {
  LoadedScenario loaded = load_scenario(options.scenario, options.sets);
  check_outcome(loaded.scenario, options.plan.outcome);
  TippingPlan plan = options.plan;
  plan.numbers = moved_numbers(options, loaded);
  const Tipping tipping(std::move(loaded), std::move(plan));
  refuse_existing(options.output);
  const Interruption interruption;
  TippingResult result;
  {
    ProgressLine line(options.quiet, 0, "tip");
    result = find_tipping(tipping, static_cast<unsigned>(options.threads), interruption.flag(),
                          [&](std::uint64_t done) { line.update(done, tipping.total_runs()); });
  }
  if (!result.complete) {
    write_error("entente tip: interrupted before there was anything to tell");
    return 1;
  }
  if (!options.output.empty())
    write_tipping(options.output, tipping, result, program_signature(), options.command);
  write_out(options.json ? tipping_json(tipping, result).dump(2) + '\n'
                         : tipping_text(tipping, result, chosen_style(options.color)));
  return 0;
}

/// An option that takes numbers of the scenario language.
void add_numbers(CLI::App& command, const std::string& name, std::vector<double>& numbers,
                 const std::string& description) {
  command
      .add_option_function<std::vector<std::string>>(
          name,
          [&numbers, name](const std::vector<std::string>& texts) {
            for (const std::string& text : texts) {
              const std::optional<double> value = parse_number(text);
              if (!value)
                throw CLI::ValidationError(name, fmt::format("found {}, allowed is a number", text));
              numbers.push_back(*value);
            }
          },
          description)
      ->type_name("X")
      ->allow_extra_args(false);
}

}  // namespace

void add_tip(CLI::App& app, Action& action, const std::string& command_text) {
  CLI::App& command = *app.add_subcommand("tip", "The value of a number at which an outcome becomes likely");
  const auto options = std::make_shared<TipOptions>();
  options->command = command_text;
  command.add_option("scenario", options->scenario, "The scenario, a YAML file")
      ->required()
      ->type_name("SCENARIO");
  command
      .add_option("--parameter", options->parameters,
                  "The number to move; given twice: the frontier, for values of the first")
      ->required()
      ->type_name("PATH")
      ->allow_extra_args(false);
  command.add_option("--outcome", options->plan.outcome, "The outcome")->required()->type_name("NAME");
  command
      .add_option_function<std::string>(
          "--probability",
          [options](const std::string& text) {
            const std::optional<double> value = parse_number(text);
            if (!value || !(*value > 0) || !(*value < 1)) {
              throw CLI::ValidationError("--probability",
                                         fmt::format("found {}, allowed is a number between 0 and 1", text));
            }
            options->plan.probability = *value;
          },
          "The probability to cross")
      ->type_name("P")
      ->default_str("0.5");
  add_numbers(command, "--from", options->from, "Where its range begins; by default its plausible range");
  add_numbers(command, "--to", options->to, "Where its range ends");
  add_whole(command, "--rows", options->plan.rows, 2, 1000, "With two numbers: values of the first");
  add_whole(command, "--runs", options->plan.runs, 2, 10'000'000, "Runs at each value");
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
      "Examples:\n  entente tip scenarios/kuril/marginal.yaml --parameter actors.russia.process_value --from "
      "0 "
      "--to 0.1 --outcome two_islands --probability 0.25\n"
      "  entente tip scenarios/guide/4-neighbours.yaml --parameter actors.west.private_sd --outcome shared "
      "--probability 0.9\n"
      "  entente tip scenarios/kuril/marginal.yaml --parameter actors.russia.process_value --from 0 --to 0.1 "
      "--parameter actors.japan.process_value --from 0 --to 0.1 --outcome two_islands --probability 0.25 -o "
      "frontier.db");
  command.callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace entente
