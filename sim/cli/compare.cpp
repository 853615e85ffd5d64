#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
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
#include "sim/cli/signature.hpp"
#include "sim/cli/sweep_options.hpp"
#include "sim/core/error.hpp"
#include "sim/experiment/comparison_file.hpp"
#include "sim/experiment/tipping.hpp"
#include "sim/report/comparison_table.hpp"
#include "sim/report/text.hpp"
#include "sim/scenario/number.hpp"

namespace entente {
namespace {

constexpr std::uint64_t kMostRunsCompared = 1'000'000'000;
/// Enough for a difference of shares that are not near a half to be known to a point, and few enough that the
/// base case and its sixteen variants take a minute on two cores.
constexpr std::uint64_t kRunsCompared = 800;
constexpr std::uint64_t kWorldsCompared = 50;
constexpr std::uint64_t kRunsOfWorldCompared = 4;

struct CompareOptions {
  std::string base;
  std::vector<std::string> variants;
  std::vector<std::string> sets;
  std::string name;
  std::vector<std::string> ends;
  std::uint64_t runs = kRunsCompared;
  std::uint64_t worlds = kWorldsCompared;
  bool worlds_given = false;
  std::uint64_t runs_per_world = kRunsOfWorldCompared;
  std::vector<std::string> vary{"declared"};
  std::uint64_t seed = 1;
  std::uint64_t threads = std::max(1U, std::thread::hardware_concurrency());
  bool no_gaps = false;
  std::string output;
  bool quiet = false;
  bool json = false;
  std::string color = "auto";
  std::string command;
};

/// The numbers among assignments, which then hold in all worlds.
std::vector<std::pair<std::string, double>> held_numbers(const LoadedScenario& loaded,
                                                         const std::vector<std::string>& sets) {
  constexpr std::string_view kValue = ".value";
  std::vector<std::pair<std::string, double>> held;
  Scenario scenario = loaded.scenario;
  for (const std::string& set : sets) {
    std::string path = set.substr(0, set.find('='));
    if (path.ends_with(kValue)) path.resize(path.size() - kValue.size());
    const auto found = std::ranges::find(loaded.parameters, path, &Parameter::path);
    if (found != loaded.parameters.end()) held.emplace_back(path, found->slot(scenario));
  }
  return held;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

/// PATH with its own range, or PATH=LOW:HIGH.
MovedNumber ends_of(const LoadedScenario& base, const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) return moved_number(base, text);
  const std::size_t colon = text.find(':', equals);
  const std::string_view view = text;
  const std::optional<double> low = parse_number(view.substr(equals + 1, colon - equals - 1));
  const std::optional<double> high = parse_number(view.substr(std::min(colon, text.size() - 1) + 1));
  if (colon == std::string::npos || !low || !high || !(*low < *high)) {
    throw InputError({whole_problem(
        "", "--ends",
        fmt::format("found {}, allowed is PATH or PATH=LOW:HIGH with two numbers, LOW below HIGH", text))});
  }
  return {text.substr(0, equals), *low, *high};
}

/// Two variants for a number of the base: at its lower and at its upper end. `base` is none of `compared`,
/// which grows.
void add_ends(const LoadedScenario& base, const CompareOptions& options,
              std::vector<ComparedScenario>& compared) {
  for (const std::string& text : options.ends) {
    const MovedNumber number = ends_of(base, text);
    for (const double end : {number.from, number.to}) {
      const std::vector<std::string> set{fmt::format("{}={}", number.path, end)};
      compared.push_back({fmt::format("{}={}", number.path, plain(end)),
                          load_scenario(options.base, set),
                          {{number.path, end}}});
    }
  }
}

std::vector<ComparedScenario> compared_scenarios(const CompareOptions& options) {
  if (options.variants.empty() && options.sets.empty() && options.ends.empty())
    throw InputError({whole_problem("", "VARIANT", "is needed: a file, --set, or --ends")});
  if (!options.name.empty() && options.sets.empty())
    throw InputError({whole_problem("", "--name", "names the variant that --set makes")});
  std::vector<std::string> files{options.base};
  files.insert(files.end(), options.variants.begin(), options.variants.end());
  std::vector<std::string> names;
  for (const std::string& file : files) names.push_back(std::filesystem::path(file).stem().string());
  std::vector<ComparedScenario> compared;
  for (std::size_t k = 0; k < files.size(); ++k) {
    compared.push_back(
        {std::ranges::count(names, names[k]) > 1 ? files[k] : names[k], load_scenario(files[k]), {}});
  }
  add_ends(LoadedScenario(compared.front().loaded), options, compared);
  if (!options.sets.empty()) {
    LoadedScenario changed = load_scenario(options.base, options.sets);
    std::vector<std::pair<std::string, double>> held = held_numbers(changed, options.sets);
    compared.push_back(
        {options.name.empty() ? joined(options.sets) : options.name, std::move(changed), std::move(held)});
  }
  return compared;
}

ComparisonPlan requested_plan(const CompareOptions& options, const LoadedScenario& base) {
  ComparisonPlan plan;
  plan.seed = options.seed;
  plan.runs = options.runs;
  plan.vary = vary_of(options.vary);
  plan.gaps = !options.no_gaps;
  plan.runs_per_world = options.runs_per_world;
  plan.worlds = options.worlds;
  if (plan.worlds == 1)
    throw InputError({whole_problem("", "--worlds", "found 1, allowed are 0 and 2 or more")});
  if (!options.worlds_given && sampled_parameters(base, plan.vary).empty()) plan.worlds = 0;
  return plan;
}

int run(const CompareOptions& options) {
  std::vector<ComparedScenario> scenarios = compared_scenarios(options);
  const ComparisonPlan plan = requested_plan(options, scenarios.front().loaded);
  const Comparison comparison(std::move(scenarios), plan);
  const Interruption interruption;
  std::optional<ComparisonFile> file;
  if (!options.output.empty()) file.emplace(options.output, comparison, program_signature(), options.command);
  ComparisonResult result;
  {
    ProgressLine line(options.quiet, 0, "compare");
    result = compare_into(file ? &*file : nullptr, comparison, static_cast<unsigned>(options.threads),
                          interruption.flag(),
                          [&](std::uint64_t done, std::uint64_t total) { line.update(done, total); });
  }
  for (std::size_t a = 0; a < result.played.size() && result.complete; ++a) {
    if (result.played[a].done > 0) continue;
    throw Error(
        fmt::format("{}: no run came to its end: {}", comparison.scenarios[a].name, result.played[a].error));
  }
  write_out(options.json ? comparison_json(comparison, result).dump(2) + '\n'
                         : comparison_text(comparison, result, chosen_style(options.color)));
  if (!result.complete) {
    write_error("entente compare: interrupted; what is told is of the runs played so far");
    return 1;
  }
  return 0;
}

}  // namespace

void add_compare(CLI::App& app, Action& action, const std::string& command_text) {
  CLI::App& command =
      *app.add_subcommand("compare", "What if: variants of a scenario against it, with the same luck");
  const auto options = std::make_shared<CompareOptions>();
  options->command = command_text;
  command.add_option("base", options->base, "The scenario to compare with")->required()->type_name("BASE");
  command.add_option("variants", options->variants, "Scenarios with the same actors, issues and outcomes")
      ->type_name("VARIANT");
  command
      .add_option(
          "--set", options->sets,
          "Set a value of the base; all together make one more variant, in which they hold in all worlds")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  command.add_option("--name", options->name, "What to call that variant")->type_name("NAME");
  command
      .add_option(
          "--ends", options->ends,
          "One number at a time: for each of these numbers two variants, at the lower and at the upper "
          "end of its plausible range")
      ->type_name("PATH[=LOW:HIGH],...")
      ->delimiter(',')
      ->allow_extra_args(false);
  add_whole(command, "--runs", options->runs, 2, kMostRunsCompared, "Runs of each scenario as it stands");
  CLI::Option* worlds =
      add_whole(command, "--worlds", options->worlds, 0, kMostRunsCompared,
                "Plausible worlds, in each of which the uncertain numbers have other values; 0: none");
  add_whole(command, "--runs-per-world", options->runs_per_world, 1, kMostRunsCompared,
            "Runs of each scenario in each world");
  add_vary(command, options->vary);
  add_whole(command, "--seed", options->seed, 0, std::numeric_limits<std::uint64_t>::max(),
            "Seed of all chance");
  constexpr std::uint64_t kMostThreads = 1024;
  add_whole(command, "--threads", options->threads, 1, kMostThreads,
            "Threads; the results are the same for any number");
  command.add_flag("--no-gaps", options->no_gaps,
                   "Leave out what outcomes lack for each party, which takes time");
  command.add_option("-o,--output", options->output, "Also write a result file (SQLite)")->type_name("FILE");
  command.add_flag("--quiet", options->quiet, "No progress on standard error");
  command.add_flag("--json", options->json, "Print the result as JSON");
  add_color(command, options->color);
  command.footer(
      "Examples:\n  entente compare scenarios/kuril/marginal.yaml "
      "scenarios/kuril/what-if-marginal/us_blesses.yaml\n"
      "  entente compare scenarios/kuril/base.yaml scenarios/kuril/what-if/*.yaml -o what-if.db\n"
      "  entente compare scenarios/kuril/marginal.yaml --set actors.japan.patience=0.95 --name patient "
      "--runs 5000\n"
      "  entente compare scenarios/kuril/marginal.yaml --ends actors.japan.power,actors.russia.power -o "
      "ends.db\n"
      "  sqlite3 what-if.db 'select * from differences order by abs(effect) desc limit 20'");
  command.callback([&action, options, worlds] {
    options->worlds_given = worlds->count() > 0;
    action = [options] { return run(*options); };
  });
}

}  // namespace entente
