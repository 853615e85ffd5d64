#include "sim/engine/run.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdint>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/cli/console.hpp"
#include "sim/cli/program.hpp"
#include "sim/core/error.hpp"
#include "sim/core/version.hpp"
#include "sim/report/forecast.hpp"
#include "sim/report/json.hpp"
#include "sim/report/story.hpp"
#include "sim/report/summary.hpp"
#include "sim/report/trace.hpp"
#include "sim/scenario/load.hpp"

namespace entente {
namespace {

struct RunOptions {
  std::string scenario;
  // A run near the middle of what the shipped scenarios do; one run is one draw, whatever the seed.
  std::uint64_t seed = 7;
  std::uint64_t run = 0;
  std::uint64_t rounds = 0;
  std::vector<std::string> sets;
  std::string trace;
  bool explain = false;
  bool json = false;
  std::string color = "auto";
};

/// The command that gives the same run again, and the version.
std::string provenance(const RunOptions& options) {
  std::string text = fmt::format("entente run {} --seed {} --run {}", shell_quoted(options.scenario),
                                 options.seed, options.run);
  if (options.rounds > 0) text += fmt::format(" --rounds {}", options.rounds);
  for (const std::string& set : options.sets) text += " --set " + shell_quoted(set);
  return fmt::format("\n{}    # version {}\n", text, version());
}

/// A scenario whose protocol bargains over positions: its course, turn by turn.
int forecast(const RunOptions& options, const Scenario& scenario) {
  for (const auto& [given, option] :
       {std::pair(!options.trace.empty(), "--trace"), std::pair(options.rounds > 0, "--rounds"),
        std::pair(options.run > 0, "--run"), std::pair(options.explain, "--explain")}) {
    if (!given) continue;
    throw InputError({whole_problem(
        "", option, "is for talks about packages; this scenario's protocol is about positions")});
  }
  const Style style = chosen_style(options.color);
  const bool spatial = scenario.protocol.kind == Protocol::Kind::Spatial;
  if (options.json) {
    write_out((spatial ? spatial_json(scenario, options.seed) : expected_utility_json(scenario)).dump(2) +
              '\n');
    return 0;
  }
  write_out(paint(style, Mark::Heading, scenario.title) + '\n' +
            (scenario.description.empty() ? "" : wrap(scenario.description, "", "")) +
            (spatial ? spatial_text(scenario, options.seed, style) : expected_utility_text(scenario, style)) +
            paint(style, Mark::Quiet, provenance(options)));
  return 0;
}

int run(const RunOptions& options) {
  LoadedScenario loaded = load_scenario(options.scenario, options.sets);
  if (options.rounds > 0) loaded.scenario.timing.rounds = static_cast<int>(options.rounds);
  const Protocol::Kind kind = loaded.scenario.protocol.kind;
  if (kind == Protocol::Kind::ExpectedUtility || kind == Protocol::Kind::Spatial) {
    return forecast(options, loaded.scenario);
  }
  std::optional<TraceFile> trace;
  if (!options.trace.empty()) trace.emplace(options.trace);

  Simulator simulator(loaded.scenario);
  const Scenario& scenario = simulator.scenario();
  const RunRecord record =
      simulator.run(options.seed, options.run, {.rounds = true, .reasons = true, .gaps = true});
  if (trace) trace->write(trace->csv() ? trace_csv(scenario, record) : trace_jsonl(scenario, record));
  if (options.json) {
    write_out(record_json(scenario, record, options.explain));
    return 0;
  }
  const Style style = chosen_style(options.color);
  write_out(story_head(scenario, record.result, style) + '\n' +
            story(scenario, record, {style, options.explain}) + summary(scenario, record, style) +
            paint(style, Mark::Quiet, provenance(options)));
  return 0;
}

}  // namespace

void add_run(CLI::App& app, Action& action) {
  CLI::App& command = *app.add_subcommand("run", "Run one negotiation and tell it round by round");
  const auto options = std::make_shared<RunOptions>();
  command.add_option("scenario", options->scenario, "The scenario, a YAML file")
      ->required()
      ->type_name("SCENARIO");
  constexpr std::uint64_t kAny = std::numeric_limits<std::uint64_t>::max();
  add_whole(command, "--seed", options->seed, 0, kAny, "Seed of all chance");
  add_whole(command, "--run", options->run, 0, kAny, "Number of the run under this seed");
  add_whole(command, "--rounds", options->rounds, 1, 100'000, "Rounds, instead of the scenario's")
      ->default_str("");
  command.add_option("--set", options->sets, "Set a value of the scenario; may be repeated")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  command.add_option("--trace", options->trace, "Also write the rounds to this file, .csv or .jsonl")
      ->type_name("FILE");
  command.add_flag("--explain", options->explain,
                   "For each refused offer, what each component weighed; with --json, the rounds");
  command.add_flag("--json", options->json, "Print the result as JSON");
  add_color(command, options->color);
  command.footer(
      "Examples:\n  entente run scenarios/kuril/2016-12-nagato.yaml\n"
      "  entente run scenarios/kuril/base.yaml --seed 2 --explain --set actors.japan.patience=0.95\n"
      "  entente run scenarios/kuril/base.yaml --json --trace rounds.csv > result.json");
  command.callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace entente
