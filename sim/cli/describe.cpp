#include "sim/report/describe.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "sim/cli/console.hpp"
#include "sim/cli/program.hpp"
#include "sim/mechanisms/ties_graph.hpp"
#include "sim/report/describe_tables.hpp"
#include "sim/report/literature.hpp"
#include "sim/report/odd.hpp"
#include "sim/report/words.hpp"
#include "sim/scenario/load.hpp"

namespace entente {
namespace {

struct DescribeOptions {
  std::string scenario;
  std::vector<std::string> sets;
  bool json = false;
  bool dot = false;
  bool chains = false;
  bool odd = false;
  bool latex = false;
  bool bibtex = false;
  std::string color = "auto";
};

/// How each actor is tied to each other: the shortest chain of alliance and alignment, along which pressure
/// travels, and the share of the others with which it has an alliance, an alignment, or trade.
std::string chains(const Scenario& scenario) {
  std::string text;
  const std::vector<double> alliance = degree_centrality(scenario, Layer::Alliance);
  const std::vector<double> alignment = degree_centrality(scenario, Layer::Alignment);
  const std::vector<double> trade = degree_centrality(scenario, Layer::Trade);
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    text +=
        fmt::format("{}: allied with {:.0f}%, aligned with {:.0f}%, trades with {:.0f}% of the others\n",
                    actor_name(scenario.actors[i]), 100 * alliance[i], 100 * alignment[i], 100 * trade[i]);
    for (std::size_t j = 0; j < scenario.actors.size(); ++j) {
      if (i == j) continue;
      std::string chain;
      for (const std::size_t along : alliance_path(scenario, i, j)) {
        chain += (chain.empty() ? "" : " → ") + actor_name(scenario.actors[along]);
      }
      text += "  " + (chain.empty() ? "no chain to " + actor_name(scenario.actors[j]) : chain) + '\n';
    }
  }
  return text;
}

/// Markdown, where nothing else keeps a bibliography, with the references at its end.
std::string odd_markdown(const LoadedScenario& loaded) {
  Document document = describe_odd(loaded);
  return document_markdown(document.append(reference_section(loaded, document)));
}

/// The works that --odd and --latex cite.
std::string cited_works(const LoadedScenario& loaded) {
  Document document = describe_odd(loaded);
  return bibtex(loaded.bibliography, cited_keys(document.append(describe_tables(loaded))));
}

int run(const DescribeOptions& options) {
  const LoadedScenario loaded = load_scenario(options.scenario, options.sets);
  if (options.dot) return write_out(ties_dot(loaded.scenario)), 0;
  if (options.chains) return write_out(chains(loaded.scenario)), 0;
  if (options.bibtex) return write_out(cited_works(loaded)), 0;
  if (options.odd && options.latex) return write_out(document_latex(describe_odd(loaded))), 0;
  if (options.odd) return write_out(odd_markdown(loaded)), 0;
  if (options.latex) return write_out(document_latex(describe_tables(loaded))), 0;
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
  CLI::Option* json = command.add_flag("--json", options->json, "Print it as JSON");
  CLI::Option* dot = command.add_flag("--dot", options->dot, "Print the ties as a graph for GraphViz");
  CLI::Option* chain_list =
      command.add_flag("--chains", options->chains, "Print the chains of ties along which pressure travels");
  dot->excludes(json)->excludes(chain_list);
  chain_list->excludes(json);
  CLI::Option* odd = command.add_flag(
      "--odd", options->odd,
      "Print it by the ODD protocol for agent-based models (Grimm et al. 2020), as Markdown");
  CLI::Option* latex =
      command.add_flag("--latex", options->latex,
                       "Print tables of actors, issues and parameters as LaTeX; with --odd its text");
  CLI::Option* bibliography =
      command.add_flag("--bibtex", options->bibtex, "Print the works that --odd and --latex cite, as BibTeX");
  for (CLI::Option* document : {odd, latex, bibliography})
    document->excludes(json)->excludes(dot)->excludes(chain_list);
  bibliography->excludes(odd)->excludes(latex);
  add_color(command, options->color);
  command.footer(
      "Examples:\n  entente describe scenarios/kuril/base.yaml | less\n"
      "  entente describe scenarios/kuril/base.yaml --dot | dot -Tsvg -o ties.svg\n"
      "  entente describe scenarios/kuril/base.yaml --odd --latex > odd.tex\n"
      "  entente describe scenarios/kuril/base.yaml --bibtex > sources.bib");
  command.callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace entente
