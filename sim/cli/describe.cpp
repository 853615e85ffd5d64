#include "sim/report/describe.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "sim/cli/console.hpp"
#include "sim/cli/program.hpp"
#include "sim/scenario/load.hpp"

namespace entente {
namespace {

struct DescribeOptions {
  std::string scenario;
  std::vector<std::string> sets;
  bool json = false;
  std::string color = "auto";
};

int run(const DescribeOptions& options) {
  const LoadedScenario loaded = load_scenario(options.scenario, options.sets);
  write_out(options.json ? describe_json(loaded) : describe(loaded, chosen_style(options.color)));
  return 0;
}

}  // namespace

void add_describe(CLI::App& app, Action& action) {
  CLI::App& command = *app.add_subcommand("describe", "Explain a scenario in words and tables");
  const auto options = std::make_shared<DescribeOptions>();
  command.add_option("scenario", options->scenario, "The scenario, a YAML file")
      ->required()
      ->type_name("SCENARIO");
  command.add_option("--set", options->sets, "Set a value of the scenario; may be repeated")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  command.add_flag("--json", options->json, "Print it as JSON");
  add_color(command, options->color);
  command.footer("Example:\n  entente describe scenarios/kuril/base.yaml | less");
  command.callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace entente
