#include "sim/cli/sweep_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <filesystem>
#include <limits>
#include <utility>

#include "sim/cli/console.hpp"
#include "sim/cli/outcome_option.hpp"
#include "sim/core/error.hpp"
#include "sim/experiment/given_rows.hpp"
#include "sim/scenario/number.hpp"

namespace entente {
namespace {

/// Divides round numbers and powers of two alike.
constexpr std::uint64_t kRandomisations = 8;
constexpr std::uint64_t kLevels = 5;
/// 10^12: far beyond what can be run, and small enough for exact arithmetic.
constexpr std::uint64_t kMostRuns = 1'000'000'000'000;

[[noreturn]] void refuse(const char* option, std::string message) {
  throw InputError({whole_problem("", option, std::move(message))});
}

Design design_of(const std::string& word) {
  for (const Design design : {Design::MonteCarlo, Design::LatinHypercube, Design::Sobol, Design::SobolRaw,
                              Design::Grid, Design::Rows}) {
    if (word == name_of(design)) return design;
  }
  refuse("--design", fmt::format("found {}, allowed are mc, lhs, sobol, sobol_raw, grid and csv", word));
}

/// Options that a design does not use are refused rather than ignored.
void check_use(const SweepOptions& options, Design design) {
  const bool randomised = design == Design::LatinHypercube || design == Design::Sobol;
  if (options.randomisations > 0 && !randomised)
    refuse("--randomisations", "is for the designs lhs and sobol");
  if (options.levels > 0 && design != Design::Grid) refuse("--levels", "is for the design grid");
  if (options.rows.empty() == (design == Design::Rows)) {
    refuse("--rows",
           design == Design::Rows ? "a file is needed with the design csv" : "is for the design csv");
  }
  if ((options.until > 0) == options.outcome.empty()) refuse("--until-ci", "goes with --outcome");
  if (options.until > 0 && (design != Design::MonteCarlo || options.runs_per_world > 1)) {
    refuse("--until-ci", "is for independent runs: the design mc with one run per world");
  }
  if (options.runs > 0 && options.worlds > 0) refuse("--runs", "or --worlds and --runs-per-world, not both");
}

/// The first line of given rows names numbers of the scenario.
void check_paths(const LoadedScenario& loaded, const std::vector<std::string>& paths,
                 const std::string& file) {
  std::vector<Problem> problems;
  for (const std::string& path : paths) {
    try {
      find_parameter(loaded.parameters, path);
    } catch (const InputError& error) {
      problems.push_back(error.problems().front());
      problems.back().where = {file, 1, 0};
    }
  }
  if (!problems.empty()) throw InputError(std::move(problems));
}

/// Worlds of the designs whose number the user chooses.
std::uint64_t chosen_worlds(const SweepOptions& options, std::uint64_t runs_per_world) {
  if (options.worlds > 0) return options.worlds;
  if (options.runs == 0) refuse("--runs", "is needed, or --worlds and --runs-per-world");
  if (options.runs % runs_per_world != 0) {
    refuse("--runs",
           fmt::format("found {}, which is no multiple of {} runs per world", options.runs, runs_per_world));
  }
  return options.runs / runs_per_world;
}

/// Worlds of a design that fixes them itself.
std::uint64_t fixed_worlds(const SweepOptions& options, std::uint64_t worlds, std::uint64_t runs_per_world) {
  if (worlds > kMostRuns / runs_per_world) {
    refuse("--design",
           "is a grid of more than 10^12 runs; vary fewer numbers (--vary) or take fewer --levels");
  }
  const bool other = (options.worlds > 0 && options.worlds != worlds) ||
                     (options.runs > 0 && options.runs != worlds * runs_per_world);
  if (other) {
    refuse(options.runs > 0 ? "--runs" : "--worlds",
           fmt::format("this design has {} worlds, so {} runs; leave the option out", worlds,
                       worlds * runs_per_world));
  }
  return worlds;
}

}  // namespace

void add_vary(CLI::App& command, std::vector<std::string>& words) {
  command
      .add_option("--vary", words,
                  "Which numbers vary: declared (under `uncertain:` or with `coders:`; where there are none, "
                  "as assumed), "
                  "assumed (with a plausible range or coders), all (both), nothing, or paths")
      ->type_name("WHICH")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->default_str("declared");
}

Vary vary_of(const std::vector<std::string>& words) {
  constexpr std::pair<const char*, Vary::Kind> kWords[] = {{"declared", Vary::Kind::Declared},
                                                           {"assumed", Vary::Kind::Assumed},
                                                           {"all", Vary::Kind::All},
                                                           {"nothing", Vary::Kind::Nothing}};
  for (const auto& [word, kind] : kWords) {
    if (words.size() == 1 && words.front() == word) return {kind, {}};
    if (std::ranges::count(words, word) > 0)
      refuse("--vary", fmt::format("'{}' stands alone or not at all", word));
  }
  return {Vary::Kind::Paths, words};
}

std::unique_ptr<Sweep> requested_sweep(const SweepOptions& options) {
  LoadedScenario loaded = load_scenario(options.scenario, options.sets);
  SweepPlan plan;
  plan.design = design_of(options.design);
  check_use(options, plan.design);
  plan.seed = options.seed;
  plan.runs_per_world = std::max<std::uint64_t>(1, options.runs_per_world);
  plan.levels = options.levels > 0 ? options.levels : kLevels;
  plan.keep = {.gaps = !options.no_gaps, .trace_every = options.trace_every};
  plan.aggregate = options.totals_only;
  Vary vary = vary_of(options.vary);
  if (plan.design == Design::Rows) {
    plan.given = load_given_rows(options.rows);
    check_paths(loaded, plan.given.paths, options.rows);
    if (options.vary.size() != 1 || options.vary.front() != "declared")
      refuse("--vary", "the rows say what varies");
    // Given values need no law: each number is of one of them.
    vary = {Vary::Kind::Given, plan.given.paths};
    plan.worlds = fixed_worlds(options, plan.given.rows.size(), plan.runs_per_world);
  } else if (plan.design == Design::Grid) {
    plan.worlds = fixed_worlds(options, Worlds::grid_size(sampled_parameters(loaded, vary), plan.levels),
                               plan.runs_per_world);
  } else {
    plan.worlds = chosen_worlds(options, plan.runs_per_world);
  }
  if (plan.design == Design::LatinHypercube || plan.design == Design::Sobol) {
    plan.randomisations = options.randomisations > 0 ? options.randomisations : kRandomisations;
    if (plan.worlds % plan.randomisations == 0 && plan.design == Design::Sobol &&
        !std::has_single_bit(plan.worlds / plan.randomisations)) {
      write_error(fmt::format(
          "entente sweep: {} Sobol points in each of {} randomisations; powers of two balance best",
          plan.worlds / plan.randomisations, plan.randomisations));
    }
  }
  if (options.until > 0) {
    check_outcome(loaded.scenario, options.outcome);
    plan.until = {options.outcome, options.until};
  }
  return std::make_unique<Sweep>(std::move(loaded), vary, std::move(plan));
}

std::string result_file(const SweepOptions& options) {
  if (!options.output.empty()) return options.output;
  return std::filesystem::path(options.scenario).stem().string() + ".db";
}

std::string command_line(int argc, const char* const* argv) {
  std::string text = std::filesystem::path(argv[0]).filename().string();
  for (int i = 1; i < argc; ++i) text += ' ' + shell_quoted(argv[i]);
  return text;
}

void add_sweep_options(CLI::App& command, SweepOptions& options) {
  command.add_option("scenario", options.scenario, "The scenario, a YAML file")
      ->required()
      ->type_name("SCENARIO");
  add_whole(command, "--runs", options.runs, 1, kMostRuns, "Number of runs, each in a world of its own")
      ->default_str("");
  add_whole(command, "--worlds", options.worlds, 1, kMostRuns,
            "Number of worlds, where each has several runs")
      ->default_str("");
  add_whole(command, "--runs-per-world", options.runs_per_world, 1, kMostRuns, "Runs in each world")
      ->default_str("1");
  command
      .add_option(
          "--design", options.design,
          "How the numbers of the worlds are chosen: mc (independent draws), lhs (Latin hypercube), sobol "
          "(scrambled), sobol_raw, grid, csv")
      ->check(CLI::IsMember({"mc", "lhs", "sobol", "sobol_raw", "grid", "csv"}))
      ->type_name("DESIGN")
      ->capture_default_str();
  add_whole(command, "--randomisations", options.randomisations, 2, 1000,
            "lhs, sobol: independent randomisations, from which the simulation error is found")
      ->default_str(std::to_string(kRandomisations));
  add_whole(command, "--levels", options.levels, 1, 1'000'000, "grid: levels of a continuous number")
      ->default_str(std::to_string(kLevels));
  command.add_option("--rows", options.rows, "csv: a line of paths, then a line of numbers for each world")
      ->type_name("FILE");
  add_vary(command, options.vary);
  add_whole(command, "--seed", options.seed, 0, std::numeric_limits<std::uint64_t>::max(),
            "Seed of all chance");
  command.add_option("--set", options.sets, "Set a value of the scenario; may be repeated")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  add_whole(command, "--trace-every", options.trace_every, 1, kMostRuns, "Keep the rounds of every K-th run")
      ->type_name("K")
      ->default_str("");
  command.add_flag("--no-gaps", options.no_gaps, "Leave out what each outcome lacks");
  command.add_flag("--totals-only", options.totals_only,
                   "Keep counts, exact sums and histograms instead of a row for each run");
  command
      .add_option_function<std::string>(
          "--until-ci",
          [&options](const std::string& text) {
            const auto value = parse_number(text);
            if (!value || !(*value > 0) || !(*value < 0.5)) {
              throw CLI::ValidationError(
                  "--until-ci", fmt::format("found {}, allowed is a number between 0 and 0.5", text));
            }
            options.until = *value;
          },
          "mc: stop once the share of --outcome is known to plus or minus W (a 95% confidence sequence), "
          "with --runs at most")
      ->type_name("W");
  command.add_option("--outcome", options.outcome, "The outcome that --until-ci looks at")->type_name("NAME");
  command
      .add_option("-o,--output", options.output, "The result file; by default the scenario's name with .db")
      ->type_name("FILE");
  command.add_flag("--quiet", options.quiet, "No progress on standard error");
  command.add_flag("--json", options.json, "Print the table as JSON");
  add_color(command, options.color);
}

}  // namespace entente
