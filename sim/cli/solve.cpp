#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>
#include <vector>

#include "sim/bargaining/rational.hpp"
#include "sim/cli/console.hpp"
#include "sim/cli/program.hpp"
#include "sim/core/error.hpp"
#include "sim/engine/run.hpp"
#include "sim/report/agreement.hpp"
#include "sim/report/equilibrium.hpp"
#include "sim/report/forecast.hpp"
#include "sim/report/solution.hpp"
#include "sim/report/words.hpp"
#include "sim/scenario/load.hpp"

namespace entente {
namespace {

struct SolveOptions {
  std::string scenario;
  std::vector<std::string> sets;
  std::string method = "all";
  std::string reading = "textbook";
  std::vector<std::string> weights;
  std::vector<std::string> agreement;
  std::uint64_t seed = 7;
  bool json = false;
  std::string color = "auto";
};

InputError wrong_option(const std::string& option, const std::string& message) {
  return InputError({whole_problem("", option, message)});
}

/// The place of `word` in `allowed`.
std::size_t choice(const std::string& option, const std::string& word,
                   const std::vector<std::string>& allowed) {
  const auto found = std::ranges::find(allowed, word);
  if (found != allowed.end()) return static_cast<std::size_t>(found - allowed.begin());
  const std::string nearest = nearest_name(word, allowed);
  throw wrong_option(option, fmt::format("'{}' is none of {}{}", word, join(allowed, "and"),
                                         nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest)));
}

/// "a=2,b=1" by party; parties that are not named weigh 1. Empty where nothing is given.
std::vector<double> read_weights(const Scenario& scenario, const std::vector<std::string>& given) {
  if (given.empty()) return {};
  std::vector<std::string> names;
  for (const std::size_t i : parties(scenario)) names.push_back(scenario.actors[i].name);
  std::vector<double> weights(names.size(), 1.0);
  std::vector<bool> taken(names.size(), false);
  for (const std::string& one : given) {
    const std::size_t equals = one.find('=');
    if (equals == std::string::npos) {
      throw wrong_option("--weights", fmt::format("'{}' is not of the form PARTY=WEIGHT", one));
    }
    const std::size_t party = choice("--weights", one.substr(0, equals), names);
    if (taken[party]) throw wrong_option("--weights", fmt::format("{} is given twice", names[party]));
    taken[party] = true;
    const std::string number = one.substr(equals + 1);
    const char* const end = number.data() + number.size();
    double weight = 0;
    const auto [stop, error] = std::from_chars(number.data(), end, weight);
    if (error != std::errc() || stop != end || !std::isfinite(weight) || !(weight > 0)) {
      throw wrong_option("--weights", fmt::format("'{}' is not a number above 0", number));
    }
    weights[party] = weight;
  }
  return weights;
}

enum class Way { Solutions, ExpectedUtility, Spatial, Rubinstein };

void require_parts(const SolveOptions& options, const Scenario& scenario, Way way) {
  const bool packages = way == Way::Solutions || way == Way::Rubinstein;
  if (packages && scenario.issues.empty()) {
    throw wrong_option("--method",
                       fmt::format("{} needs issues to bargain over; the scenario has positions on "
                                   "dimensions only: eum or spatial",
                                   options.method));
  }
  if (!packages && scenario.dimensions.empty()) {
    throw wrong_option("--method",
                       fmt::format("{} needs dimensions; the scenario declares none", options.method));
  }
  if (way == Way::Solutions) return;
  if (!options.agreement.empty()) throw wrong_option("--agreement", "is for the solution concepts");
  if (!options.weights.empty()) throw wrong_option("--weights", "are for nash and utilitarian");
  if (options.reading != "textbook") throw wrong_option("--reading", "is for the solution concepts");
}

std::string solutions(const SolveOptions& options, const Scenario& scenario, SolutionRequest::Show show) {
  SolutionRequest request;
  request.show = show;
  request.reading =
      static_cast<Reading>(choice("--reading", options.reading, {"textbook", "negmas", "genius", "negolog"}));
  request.weights = read_weights(scenario, options.weights);
  using Show = SolutionRequest::Show;
  if (!request.weights.empty() && show != Show::All && show != Show::Nash && show != Show::Utilitarian) {
    throw wrong_option("--weights",
                       fmt::format("are for nash and utilitarian; the method is {}", options.method));
  }
  if (!request.weights.empty() && request.reading != Reading::Textbook) {
    throw wrong_option("--weights",
                       fmt::format("go with --reading textbook; {} knows none", options.reading));
  }
  const SolutionReport report = solution_report(scenario, std::move(request));
  if (options.json) {
    nlohmann::ordered_json all = solution_json(scenario, report);
    if (!options.agreement.empty()) {
      all["agreement"] = agreement_json(report, named_agreement(scenario, report, options.agreement));
    }
    return all.dump(2) + '\n';
  }
  const Style style = chosen_style(options.color);
  std::string text = solution_text(scenario, report, style);
  if (!options.agreement.empty()) {
    text += agreement_text(scenario, report, named_agreement(scenario, report, options.agreement), style);
  }
  return text;
}

/// Rational play, where the scenario's game can be solved.
RationalPlay known_play(const Scenario& scenario) {
  try {
    return opening_play(scenario);
  } catch (const Error& error) {
    throw wrong_option("--method", fmt::format("rubinstein cannot solve this scenario: {}", error.what()));
  }
}

int run(const SolveOptions& options) {
  // Methods before the forecasts are those of SolutionRequest::Show, in its order.
  const std::size_t method = choice("--method", options.method,
                                    {"all", "pareto", "nash", "egalitarian", "kalai_smorodinsky",
                                     "utilitarian", "eum", "spatial", "rubinstein"});
  constexpr std::size_t kExpectedUtility = 6;
  constexpr std::size_t kSpatial = 7;
  constexpr std::size_t kRubinstein = 8;
  choice("--reading", options.reading, {"textbook", "negmas", "genius", "negolog"});
  const LoadedScenario loaded = load_scenario(options.scenario, options.sets);
  const Scenario& scenario = loaded.scenario;
  Way way = method == kExpectedUtility ? Way::ExpectedUtility
            : method == kSpatial       ? Way::Spatial
            : method == kRubinstein    ? Way::Rubinstein
                                       : Way::Solutions;
  if (method == 0 && scenario.issues.empty()) {
    way = scenario.protocol.kind == Protocol::Kind::Spatial ? Way::Spatial : Way::ExpectedUtility;
  }
  require_parts(options, scenario, way);
  std::string text;
  if (way == Way::Solutions) {
    text = solutions(options, scenario, static_cast<SolutionRequest::Show>(method));
  } else if (way == Way::Rubinstein) {
    const RationalPlay play = known_play(scenario);
    text = options.json ? equilibrium_json(scenario, play).dump(2) + '\n'
                        : equilibrium_text(scenario, play, chosen_style(options.color));
  } else if (way == Way::ExpectedUtility) {
    text = options.json ? expected_utility_json(scenario).dump(2) + '\n'
                        : expected_utility_text(scenario, chosen_style(options.color));
  } else {
    text = options.json ? spatial_json(scenario, options.seed).dump(2) + '\n'
                        : spatial_text(scenario, options.seed, chosen_style(options.color));
  }
  if (!options.json) {
    const std::string title = scenario.title.empty() ? readable(scenario.name) : scenario.title;
    text = paint(chosen_style(options.color), Mark::Heading, title) +
           (text.starts_with('\n') ? "\n" : "\n\n") + text;
  }
  write_out(text);
  return 0;
}

}  // namespace

void add_solve(CLI::App& app, Action& action) {
  CLI::App& command = *app.add_subcommand(
      "solve", "What game theory and forecasting models make of a scenario, without a run");
  const auto options = std::make_shared<SolveOptions>();
  command.add_option("scenario", options->scenario, "The scenario, a YAML file")
      ->required()
      ->type_name("SCENARIO");
  command
      .add_option(
          "--method", options->method,
          "all, pareto, nash, egalitarian, kalai_smorodinsky or utilitarian; rubinstein for the play of "
          "rational parties; eum or spatial for positions on dimensions")
      ->type_name("METHOD")
      ->capture_default_str();
  command
      .add_option("--reading", options->reading,
                  "Whose meaning of the words: textbook, negmas, genius or negolog")
      ->type_name("READING")
      ->capture_default_str();
  command
      .add_option("--weights", options->weights,
                  "Weights of the parties in nash and utilitarian, 1 by default")
      ->type_name("PARTY=WEIGHT,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  command
      .add_option("--agreement", options->agreement,
                  "An agreement: also tell what it leaves on the table; issues that are not named keep their "
                  "status quo")
      ->type_name("ISSUE=OPTION,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_option("--set", options->sets, "Set a value of the scenario; may be repeated")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  constexpr std::uint64_t kAny = std::numeric_limits<std::uint64_t>::max();
  add_whole(command, "--seed", options->seed, 0, kAny, "Seed of the draws of a stochastic spatial model");
  command.add_flag("--json", options->json, "Print the result as JSON");
  add_color(command, options->color);
  command.footer(
      "Examples:\n  entente solve scenarios/kuril/base.yaml\n"
      "  entente solve scenarios/guide/1-two-coasts.yaml --method nash --weights east=2,west=1\n"
      "  entente solve scenarios/guide/4-neighbours.yaml --reading negmas --json\n"
      "  entente solve scenarios/kuril/marginal.yaml --agreement "
      "sovereignty=two_islands,investment=full_list\n"
      "  entente solve scenarios/textbook/rubinstein.yaml --method rubinstein\n"
      "  entente solve scenarios/textbook/emissions_1992.yaml --method eum");
  command.callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace entente
