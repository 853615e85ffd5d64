#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>

#include "sim/cli/console.hpp"
#include "sim/cli/figure_maker.hpp"
#include "sim/cli/outcome_option.hpp"
#include "sim/cli/program.hpp"
#include "sim/cli/scratch_folder.hpp"
#include "sim/core/error.hpp"
#include "sim/report/odd.hpp"
#include "sim/report/page.hpp"
#include "sim/report/result_document.hpp"
#include "sim/report/text.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

struct ReportOptions {
  FigureRequest figures;
  std::string output;
};

std::string whole_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<PageFigure> page_figures(const FigureRequest& request) {
  std::vector<PageFigure> figures;
  for (const DrawnFigure& one : drawn_figures(request.folder).figures) {
    PageFigure& figure = figures.emplace_back(PageFigure{one.name, one.title, one.caption, {}});
    for (const std::string& file : one.files)
      figure.drawings.push_back(whole_file(std::filesystem::path(request.folder) / file));
  }
  return figures;
}

/// What kind of file it is, in a sentence.
std::string summary_of(const ResultOrigin& origin, const Database& database) {
  if (origin.kind == "sweep") {
    return fmt::format("A sweep of {} in {}, each of which has other plausible numbers.",
                       count(static_cast<long long>(origin.done), "run"),
                       count(static_cast<long long>(origin.sweep->plan.worlds), "world"));
  }
  if (origin.kind == "comparison") {
    const auto variants = static_cast<long long>(count_of(database.value("select count(*) - 1 from arms")));
    return fmt::format("A comparison of {} with the scenario, played with the same luck.",
                       count(variants, "variant"));
  }
  if (origin.kind == "tip") return "The value of a number at which an outcome becomes likely.";
  if (origin.kind == "account")
    return "What each mechanism contributes to the outcomes, and to what they lack.";
  return "The simulation held against claims of the literature.";
}

std::string title_of(const ResultOrigin& origin) {
  if (!origin.loaded) return "Claims of the literature";
  const Scenario& scenario = origin.loaded->scenario;
  return scenario.title.empty() ? capitalised(readable(scenario.name)) : scenario.title;
}

int run(ReportOptions options) {
  refuse_existing(options.output);
  const ResultOrigin origin = result_origin(options.figures.file);
  const Database database(options.figures.file, Database::Mode::Read);
  const ScratchFolder scratch;
  options.figures.folder = scratch.path().string();
  options.figures.formats = "svg";
  if (const int status = make_figures(options.figures, true); status != 0) return status;
  std::vector<PageSection> sections{{"Figures", {}, page_figures(options.figures)},
                                    {"Tables", result_document(database, origin)}};
  if (origin.loaded) {
    Document scenario = describe_odd(*origin.loaded);
    scenario.append(reference_section(*origin.loaded, scenario));
    sections.push_back({"The scenario and the model", std::move(scenario)});
  }
  sections.push_back({"Provenance", provenance_document(database, origin)});
  const std::string page = report_page(title_of(origin), summary_of(origin, database), sections);
  errno = 0;
  std::ofstream file(options.output, std::ios::binary);
  file.write(page.data(), static_cast<std::streamsize>(page.size()));
  file.close();
  if (!file) throw Error(fmt::format("{} cannot be written: {}", options.output, std::strerror(errno)));
  return 0;
}

}  // namespace

void add_report(CLI::App& app, Action& action) {
  CLI::App& command = *app.add_subcommand(
      "report", "One page with tables, figures, the scenario in words, method and provenance");
  const auto options = std::make_shared<ReportOptions>();
  command
      .add_option("file", options->figures.file, "A result file of sweep, compare, tip, account or claims")
      ->required()
      ->type_name("FILE");
  command.add_option("-o,--output", options->output, "The page, an HTML file")->required()->type_name("PAGE");
  add_figure_options(command, options->figures);
  command.footer(
      "The page needs no network and no server, and prints on A4.\n"
      "Examples:\n  entente report base.db -o report.html\n  entente report what-if.db --only differences -o "
      "what-if.html");
  command.callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace entente
