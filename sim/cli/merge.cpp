#include "sim/experiment/merge.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "sim/cli/console.hpp"
#include "sim/cli/program.hpp"

namespace entente {
namespace {

struct MergeOptions {
  std::vector<std::string> files;
  std::string output;
};

}  // namespace

void add_merge(CLI::App& app, Action& action, const std::string& command_text) {
  CLI::App& command = *app.add_subcommand("merge", "Join the shards of a sweep into one result file");
  const auto options = std::make_shared<MergeOptions>();
  command.add_option("files", options->files, "The result files of all shards, in any order")
      ->required()
      ->type_name("FILE");
  command.add_option("-o,--output", options->output, "The file to write")->required()->type_name("FILE");
  command.footer(
      "Example:\n  for k in 0 1 2; do entente sweep scenarios/kuril/base.yaml --runs 3000 --shard $k/3 -o "
      "part-$k.db; done\n"
      "  entente merge part-*.db -o base.db");
  command.callback([&action, options, command_text] {
    action = [options, command_text] {
      merge(options->files, options->output, command_text);
      write_error(fmt::format("entente merge: {} holds the runs of {} files", options->output,
                              options->files.size()));
      return 0;
    };
  });
}

}  // namespace entente
