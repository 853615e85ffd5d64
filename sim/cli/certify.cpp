#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>
#include <vector>

#include "sim/cli/console.hpp"
#include "sim/cli/program.hpp"
#include "sim/core/error.hpp"
#include "sim/engine/consent_tables.hpp"
#include "sim/experiment/share_ranges.hpp"
#include "sim/report/certificate.hpp"
#include "sim/report/words.hpp"
#include "sim/scenario/load.hpp"

namespace entente {
namespace {

/// Pairs of packages that are looked at in some ten seconds.
constexpr std::size_t kMostPackages = 20'000;

struct CertifyOptions {
  std::string scenario;
  std::vector<std::string> sets;
  std::string outcome;
  std::string shares = "declared";
  double luck_sd = 0;
  bool json = false;
  std::string color = "auto";
};

InputError not_certifiable(const std::string& option, const std::string& message) {
  return InputError({whole_problem("", option, message)});
}

std::size_t outcome_index(const Scenario& scenario, const std::string& name) {
  const auto found = std::ranges::find(scenario.outcomes, name, &Outcome::name);
  if (found != scenario.outcomes.end()) return static_cast<std::size_t>(found - scenario.outcomes.begin());
  std::vector<std::string> names;
  for (const Outcome& outcome : scenario.outcomes) names.push_back(outcome.name);
  const std::string nearest = nearest_name(name, names);
  throw not_certifiable("--outcome",
                        fmt::format("'{}' is no outcome of the scenario{}; it has {}", name,
                                    nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest),
                                    names.empty() ? "none" : join(names)));
}

/// "20%".
double percent_of(const std::string& text) {
  const char* const end = text.data() + text.size() - 1;
  double percent = 0;
  const auto [stop, error] = std::from_chars(text.data(), end, percent);
  if (error != std::errc() || stop != end || !(percent >= 0 && percent <= 100))
    throw not_certifiable("--shares", fmt::format("'{}' is not a percentage from 0% to 100%", text));
  return percent;
}

std::vector<ShareRanges> ranges_of(const CertifyOptions& options, const LoadedScenario& loaded) {
  if (options.shares == "declared") return declared_ranges(loaded);
  if (options.shares == "any") return any_ranges(loaded.scenario);
  if (options.shares.ends_with('%')) return ranges_within(loaded.scenario, percent_of(options.shares));
  return ranges_from_file(options.shares, loaded);
}

ConsentProblem problem_of(const CertifyOptions& options, const LoadedScenario& loaded, std::size_t outcome) {
  const Scenario& scenario = loaded.scenario;
  const std::size_t packages = package_space(scenario).packages();
  if (scenario.switches.partial_agreements && packages > kMostPackages) {
    throw not_certifiable(
        "scenario", fmt::format("has {} packages; with partial agreements every pair of them counts, and "
                                "{} are the limit. Try --set mechanisms.partial_agreements=off",
                                packages, kMostPackages));
  }
  try {
    return consent_problem(scenario, outcome, ranges_of(options, loaded), options.luck_sd);
  } catch (const InputError&) {
    throw;
  } catch (const Error& error) {
    throw not_certifiable("scenario", error.what());
  }
}

int run_certify(const CertifyOptions& options) {
  const LoadedScenario loaded = load_scenario(options.scenario, options.sets);
  const Scenario& scenario = loaded.scenario;
  CertificateReport report;
  report.outcome = outcome_index(scenario, options.outcome);
  report.ranges = options.shares == "declared" ? "from the plausible ranges that the scenario declares"
                  : options.shares == "any"    ? "any shares at all"
                  : options.shares.ends_with('%')
                      ? "weights within " + options.shares + " of those of the scenario"
                      : "from " + options.shares;
  report.luck_sd = options.luck_sd;
  report.problem = problem_of(options, loaded, report.outcome);
  report.certificate = certify(report.problem);
  if (options.json) {
    write_out(certificate_json(scenario, report).dump(2) + '\n');
    return 0;
  }
  const Style style = chosen_style(options.color);
  const std::string title = scenario.title.empty() ? readable(scenario.name) : scenario.title;
  write_out(paint(style, Mark::Heading, title) + "\n\n" + certificate_text(scenario, report, style));
  return 0;
}

}  // namespace

void add_certify(CLI::App& app, Action& action) {
  CLI::App& command = *app.add_subcommand(
      "certify", "Prove that no package of an outcome is acceptable to all, whatever the shares");
  const auto options = std::make_shared<CertifyOptions>();
  command.add_option("scenario", options->scenario, "The scenario, a YAML file")
      ->required()
      ->type_name("SCENARIO");
  command.add_option("--outcome", options->outcome, "The outcome that is to be impossible")
      ->required()
      ->type_name("NAME");
  command
      .add_option(
          "--shares", options->shares,
          "What is known of the shares of components: declared (the plausible ranges of the scenario), "
          "any, or a YAML file with ranges")
      ->type_name("declared|any|FILE")
      ->capture_default_str();
  command
      .add_option("--luck", options->luck_sd,
                  "How many standard deviations private valuations may favour a change, 0 to 10")
      ->check(CLI::Range(0.0, 10.0))
      ->type_name("SD")
      ->capture_default_str();
  command.add_option("--set", options->sets, "Set a value of the scenario; may be repeated")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  command.add_flag("--json", options->json, "Print the result as JSON");
  add_color(command, options->color);
  command.footer(
      "Exit status 0 whatever the verdict.\n"
      "Examples:\n  entente certify scenarios/kuril/base.yaml --outcome four_islands\n"
      "  entente certify scenarios/kuril/base.yaml --outcome two_islands --luck 2 --json\n"
      "  entente certify scenarios/kuril/base.yaml --outcome two_islands --shares 20% --set "
      "mechanisms.acts=off");
  command.callback([&action, options] { action = [options] { return run_certify(*options); }; });
}

}  // namespace entente
