#include "sim/report/claims.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "sim/cli/console.hpp"
#include "sim/cli/outcome_option.hpp"
#include "sim/cli/program.hpp"
#include "sim/cli/signature.hpp"
#include "sim/core/error.hpp"
#include "sim/experiment/claims_file.hpp"

namespace entente {
namespace {

struct ClaimsOptions {
  std::string file = "scenarios/kuril/claims.yaml";
  std::string article;
  std::vector<std::string> only;
  std::uint64_t seed = 1;
  std::uint64_t threads = std::max(1U, std::thread::hardware_concurrency());
  std::string output;
  bool json = false;
  std::string color = "auto";
  std::string command;
};

/// Throws, with the nearest, unless `name` is one of `known`.
void require_known(const std::string& option, const std::string& name,
                   const std::vector<std::string>& known) {
  if (std::ranges::count(known, name) > 0) return;
  const std::string nearest = nearest_name(name, known);
  throw InputError(
      {whole_problem("", option,
                     fmt::format("the ledger knows no '{}'{}", name,
                                 nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest)))});
}

/// The claims to tell, in the order of the ledger.
std::vector<std::size_t> selected(const ClaimsOptions& options, const ClaimLedger& ledger) {
  std::vector<std::string> ids;
  std::vector<std::string> articles;
  for (const Claim& claim : ledger.claims) {
    ids.push_back(claim.id);
    articles.push_back(claim.article);
  }
  for (const std::string& id : options.only) require_known("--only", id, ids);
  if (!options.article.empty()) require_known("--article", options.article, articles);
  std::vector<std::size_t> chosen;
  for (std::size_t c = 0; c < ledger.claims.size(); ++c) {
    const Claim& claim = ledger.claims[c];
    if (!options.only.empty() && std::ranges::count(options.only, claim.id) == 0) continue;
    if (!options.article.empty() && claim.article != options.article) continue;
    chosen.push_back(c);
  }
  if (chosen.empty())
    throw InputError({whole_problem("", "--only", "none of these claims is of the article asked for")});
  return chosen;
}

int run_ledger(const ClaimsOptions& options) {
  const ClaimLedger ledger = read_ledger(options.file);
  const std::vector<std::size_t> chosen = selected(options, ledger);
  refuse_existing(options.output);
  const bool all = chosen.size() == ledger.claims.size();
  const ClaimsReport report = run_claims(ledger, all ? std::vector<std::size_t>{} : chosen, options.seed,
                                         static_cast<unsigned>(options.threads), {});
  if (!options.output.empty())
    write_claims(options.output, ledger, report, chosen, program_signature(), options.command);
  write_out(options.json ? claims_json(ledger, report, chosen).dump(2) + '\n'
                         : claims_text(ledger, report, chosen, chosen_style(options.color)));
  return 0;
}

}  // namespace

void add_claims(CLI::App& app, Action& action, const std::string& command_text) {
  CLI::App& command =
      *app.add_subcommand("claims", "Hold the simulation against every claim of the literature");
  const auto options = std::make_shared<ClaimsOptions>();
  options->command = command_text;
  command.add_option("--file", options->file, "The ledger of claims, a YAML file")
      ->type_name("LEDGER")
      ->capture_default_str();
  command.add_option("--article", options->article, "Only the claims of this article")->type_name("FILE");
  command.add_option("--only", options->only, "Only these claims")
      ->type_name("ID,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  constexpr std::uint64_t kAny = std::numeric_limits<std::uint64_t>::max();
  constexpr std::uint64_t kMostThreads = 1024;
  add_whole(command, "--seed", options->seed, 0, kAny, "Seed of all draws");
  add_whole(command, "--threads", options->threads, 1, kMostThreads, "Threads; they change no result");
  command.add_option("-o,--output", options->output, "Also write a result file (SQLite)")->type_name("FILE");
  command.add_flag("--json", options->json, "Print the result as JSON");
  add_color(command, options->color);
  command.footer(
      "Exit status 0 whatever the verdicts.\n"
      "Examples:\n  entente claims\n  entente claims --only C7,C72\n  entente claims -o claims.db && entente "
      "figures claims.db -o "
      "figures\n"
      "  entente claims --article 004_209a23322be7f4e8.txt --json");
  command.callback([&action, options] { action = [options] { return run_ledger(*options); }; });
}

}  // namespace entente
