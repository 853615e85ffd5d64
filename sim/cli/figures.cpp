#include <CLI/CLI.hpp>
#include <limits>
#include <memory>

#include "sim/cli/console.hpp"
#include "sim/cli/figure_maker.hpp"
#include "sim/cli/program.hpp"

namespace entente {

void add_figures(CLI::App& app, Action& action) {
  CLI::App& command = *app.add_subcommand("figures", "Charts for papers, from a result file or a scenario");
  const auto request = std::make_shared<FigureRequest>();
  const auto seed = std::make_shared<std::uint64_t>(1);
  command
      .add_option("file", request->file,
                  "A result file of sweep, compare, tip, account or claims, or a scenario")
      ->required()
      ->type_name("FILE");
  command.add_option("--format", request->formats, "pdf, svg, png or pgf, or several")
      ->type_name("FORMAT,...")
      ->capture_default_str();
  command
      .add_option("--width", request->width,
                  "Width at final size: column (84 mm), page (174 mm) or millimetres; by default what suits "
                  "each figure")
      ->type_name("WIDTH");
  command.add_option("--style", request->style, "For a journal, or larger for slides")
      ->check(CLI::IsMember({"journal", "slides"}))
      ->type_name("STYLE")
      ->capture_default_str();
  command.add_option("-o,--output", request->folder, "The folder to write into")
      ->required()
      ->type_name("DIR");
  add_figure_options(command, *request);
  constexpr std::uint64_t kAny = std::numeric_limits<std::uint64_t>::max();
  CLI::Option* seed_option = add_whole(command, "--seed", *seed, 0, kAny, "Of a scenario: seed of its runs");
  command
      .add_option("--setting", request->setting,
                  "Also keep, as a result file, what is drawn that FILE does not hold: packages, solutions, "
                  "ties, and runs played again round by round")
      ->type_name("FILE");
  command.footer(
      "Each figure comes with NAME.csv, exactly what is drawn, and NAME.txt, its caption; figures.json "
      "lists\n"
      "them. The same file gives the same bytes.\n"
      "Examples:\n  entente sweep scenarios/kuril/marginal.yaml --runs 1000 -o marginal.db && "
      "entente figures marginal.db -o figures\n"
      "  entente figures what-if.db --only differences --format pdf,svg --width page -o figures\n"
      "  entente figures scenarios/kuril/positions.yaml -o figures");
  command.callback([&action, request, seed, seed_option] {
    if (seed_option->count() > 0) request->seed = *seed;
    action = [request] { return make_figures(*request, false); };
  });
}

}  // namespace entente
