#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <cstdint>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "sim/cli/console.hpp"
#include "sim/cli/program.hpp"
#include "sim/core/error.hpp"
#include "sim/engine/deep_check.hpp"
#include "sim/experiment/claims.hpp"
#include "sim/report/describe.hpp"
#include "sim/report/words.hpp"
#include "sim/scenario/load.hpp"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

struct ValidateOptions {
  std::vector<std::string> scenarios;
  bool deep = false;
  bool resolved = false;
  bool json = false;
  std::uint64_t runs = 400;
  std::uint64_t seed = 1;
  std::uint64_t factor = 4;
};

std::string ok_line(const std::string& file, const LoadedScenario& loaded) {
  const Scenario& scenario = loaded.scenario;
  const SourceCounts sources = count_sources(loaded);
  const auto whole = [](std::size_t number) { return static_cast<long long>(number); };
  std::vector<std::string> over;
  if (!scenario.issues.empty()) {
    over.push_back(fmt::format("{}, {} ({} feasible)", count(whole(scenario.issues.size()), "issue"),
                               count(whole(package_space(scenario).packages()), "package"),
                               count_feasible(scenario)));
  }
  if (!scenario.dimensions.empty()) {
    over.push_back(count(whole(scenario.dimensions.size()), "dimension"));
  }
  return fmt::format("{}: ok, {}, {}, {} ({} assumed, {} without a source, {} more by default)\n", file,
                     fmt::join(over, ", "), count(whole(scenario.actors.size()), "actor"),
                     count(whole(sources.written), "parameter"), sources.assumed, sources.unsourced,
                     loaded.parameters.size() - sources.written);
}

Json ok_json(const LoadedScenario& loaded) {
  const Scenario& scenario = loaded.scenario;
  const SourceCounts sources = count_sources(loaded);
  Json one = Json::object();
  one["ok"] = true;
  one["issues"] = scenario.issues.size();
  one["packages"] = scenario.issues.empty() ? 0 : package_space(scenario).packages();
  one["feasible"] = scenario.issues.empty() ? 0 : count_feasible(scenario);
  one["dimensions"] = scenario.dimensions.size();
  one["actors"] = scenario.actors.size();
  one["parameters"] = sources.written;
  one["defaults"] = loaded.parameters.size() - sources.written;
  one["assumed"] = sources.assumed;
  one["unsourced"] = sources.unsourced;
  return one;
}

Json errors_json(const InputError& error) {
  Json one = Json::object();
  one["ok"] = false;
  one["errors"] = Json::array();
  for (const Problem& problem : error.problems()) {
    one["errors"].push_back({{"file", problem.where.file},
                             {"line", problem.where.line},
                             {"column", problem.where.column},
                             {"key", problem.key},
                             {"message", problem.message}});
  }
  return one;
}

std::string deep_text(const DeepCheck& check) {
  std::vector<std::vector<std::string>> rows{{"outcome", "at the horizon",
                                              fmt::format("at {} times", check.factor), "context frozen",
                                              fmt::format("context frozen, {} times", check.factor)}};
  for (const DeepCheck::Row& row : check.rows)
    rows.push_back({readable(row.outcome), fixed(row.at_horizon), fixed(row.at_longer),
                    fixed(row.context_frozen_at_horizon), fixed(row.context_frozen_at_longer)});
  return fmt::format(
             "  Share of {} runs that end in each outcome, with context, ties, trust, acts and "
             "implementation frozen,\n"
             "  then with the context alone frozen:\n",
             check.runs) +
         table(rows, {false, true, true, true, true}, Style::None, "    ") +
         (check.suspect ? "  Suspect: with more rounds an outcome becomes more frequent although nothing new "
                          "happens. Chance "
                          "in single\n  offers or answers makes it.\n"
                        : "  Sound: more rounds alone bring no outcome about.\n");
}

Json deep_json(const DeepCheck& check) {
  Json one = Json::object();
  one["runs"] = check.runs;
  one["factor"] = check.factor;
  one["suspect"] = check.suspect;
  one["outcomes"] = Json::array();
  for (const DeepCheck::Row& row : check.rows) {
    one["outcomes"].push_back({{"outcome", row.outcome},
                               {"at_horizon", row.at_horizon},
                               {"at_longer", row.at_longer},
                               {"context_frozen_at_horizon", row.context_frozen_at_horizon},
                               {"context_frozen_at_longer", row.context_frozen_at_longer}});
  }
  return one;
}

/// A ledger of claims among the scenarios.
Json validate_ledger(const std::string& file, const ValidateOptions& options) {
  if (options.deep || options.resolved)
    throw InputError({whole_problem(file, "", "is a ledger of claims, which is not played")});
  const ClaimLedger ledger = read_ledger(file);
  if (!options.json) {
    write_out(fmt::format("{}: ok, {} ({} emergent)\n", file,
                          count(static_cast<long long>(ledger.claims.size()), "claim"), ledger.emergent()));
  }
  Json one = Json::object();
  one["ok"] = true;
  one["claims"] = ledger.claims.size();
  one["emergent"] = ledger.emergent();
  return one;
}

int run(const ValidateOptions& options) {
  bool wrong = false;
  bool suspect = false;
  Json all = Json::array();
  for (const std::string& file : options.scenarios) {
    Json one = {{"file", file}};
    try {
      if (is_ledger(file)) {
        one.update(validate_ledger(file, options));
        all.push_back(std::move(one));
        continue;
      }
      const LoadedScenario loaded = load_scenario(file, {});
      one.update(ok_json(loaded));
      if (options.resolved) {
        write_out(loaded.resolved);
      } else if (!options.json) {
        write_out(ok_line(file, loaded));
      }
      if (options.deep) {
        if (loaded.scenario.protocol.kind >= Protocol::Kind::ExpectedUtility) {
          throw InputError({whole_problem(file, "--deep",
                                          "is for talks about packages; this protocol is about positions")});
        }
        const DeepCheck check = deep_check(loaded.scenario, static_cast<int>(options.runs), options.seed,
                                           static_cast<int>(options.factor));
        suspect = suspect || check.suspect;
        one["deep"] = deep_json(check);
        if (!options.json) write_out(deep_text(check));
      }
    } catch (const InputError& error) {
      wrong = true;
      one.update(errors_json(error));
      write_error(error.what());
    }
    all.push_back(std::move(one));
  }
  if (options.json) write_out(all.dump(2) + '\n');
  return wrong ? 2 : suspect ? 1 : 0;
}

}  // namespace

void add_validate(CLI::App& app, Action& action) {
  CLI::App& command =
      *app.add_subcommand("validate", "Check scenarios, and tell every mistake with its place");
  const auto options = std::make_shared<ValidateOptions>();
  command.add_option("scenarios", options->scenarios, "The scenarios, YAML files")
      ->required()
      ->type_name("SCENARIO");
  CLI::Option* deep =
      command.add_flag("--deep", options->deep,
                       "Also run each: whether more rounds alone would move the outcome (exit status 1)");
  CLI::Option* json =
      command.add_flag("--json", options->json, "Print a JSON array, with the mistakes as objects");
  command
      .add_flag("--resolved", options->resolved,
                "Print the scenario with all that it extends, as one YAML document")
      ->excludes(deep)
      ->excludes(json);
  add_whole(command, "--runs", options->runs, 1, 1'000'000, "Runs of --deep")->needs(deep);
  add_whole(command, "--seed", options->seed, 0, std::numeric_limits<std::uint64_t>::max(), "Seed of --deep")
      ->needs(deep);
  add_whole(command, "--factor", options->factor, 2, 100, "How many times the rounds --deep tries")
      ->needs(deep);
  command.footer(
      "Examples:\n  entente validate scenarios/kuril/*.yaml\n"
      "  entente validate scenarios/kuril/base.yaml --deep --runs 1000 --factor 8");
  command.callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace entente
