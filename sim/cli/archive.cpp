#include <fmt/format.h>
#include <sys/utsname.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>

#include "sim/cli/bundle.hpp"
#include "sim/cli/console.hpp"
#include "sim/cli/figure_maker.hpp"
#include "sim/cli/outcome_option.hpp"
#include "sim/cli/program.hpp"
#include "sim/cli/scratch_folder.hpp"
#include "sim/cli/signature.hpp"
#include "sim/core/error.hpp"
#include "sim/experiment/export.hpp"
#include "sim/experiment/setting.hpp"
#include "sim/report/replication.hpp"

namespace entente {
namespace {

struct ArchiveOptions {
  FigureRequest figures;
  std::string output;
  bool tables = false;
};

std::string text_at(const Database& database, const std::string& sql) {
  return cell_text(database.value(sql));
}

std::string system_name() {
  std::ifstream release("/etc/os-release");
  constexpr std::string_view kName = "PRETTY_NAME=";
  std::string line;
  while (std::getline(release, line)) {
    if (!line.starts_with(kName)) continue;
    std::erase(line, '"');
    return line.substr(kName.size());
  }
  return "unknown";
}

ReplicationFacts facts_of(const ArchiveOptions& options, const ResultOrigin& origin,
                          const Database& database) {
  ReplicationFacts facts;
  facts.title =
      origin.loaded->scenario.title.empty() ? origin.loaded->scenario.name : origin.loaded->scenario.title;
  facts.kind = origin.kind;
  facts.result = options.figures.named;
  const std::string of = quoted_name(origin.kind);
  const auto stated = [&](const char* name) {
    return text_at(database, fmt::format("select value from {} where name = '{}'", of, name));
  };
  if (origin.kind == "sweep") {
    const auto first = [&](const char* column) {
      return text_at(database, fmt::format("select {} from sessions order by session limit 1", column));
    };
    facts.command = first("command");
    facts.program =
        fmt::format("entente {} ({}), {}", first("version"), first("commit_id"), first("compiler"));
  } else {
    facts.command = stated("command");
    facts.program =
        fmt::format("entente {} ({}), {}", stated("version"), stated("commit"), stated("compiler"));
  }
  facts.behaviour = stated("behaviour");
  facts.drawing = drawing_options(options.figures);
  if (!options.figures.only.empty()) facts.drawing += " --only " + shell_quoted(options.figures.only);
  facts.tables = options.tables;
  utsname machine{};
  uname(&machine);
  facts.environment = {{"system", system_name()}, {"machine", machine.machine}};
  return facts;
}

/// The scenarios as they were played, by file name.
void add_scenarios(Bundle& bundle, const ResultOrigin& origin, const Database& database) {
  if (origin.kind != "comparison")
    return bundle.add_text(fmt::format("scenarios/{}.yaml", origin.loaded->scenario.name),
                           origin.loaded->resolved);
  Statement arms(database, "select arm, name, scenario from arms order by arm");
  arms.start();
  while (arms.step()) {
    const Row row = arms.row();
    std::string name = text_of(row[1]);
    for (char& letter : name) {
      if (std::string_view("/\\=:, ").find(letter) != std::string_view::npos) letter = '_';
    }
    bundle.add_text(fmt::format("scenarios/{}-{}.yaml", whole_of(row[0]), name), text_of(row[2]));
  }
}

std::string exported(const Database& database, const std::string& table) {
  std::string text;
  export_table(database, table, ExportFormat::Csv, [&](std::string_view piece) { text += piece; });
  return text;
}

/// Figures with their data and captions, in the order of their names.
void add_figure_files(Bundle& bundle, const std::filesystem::path& folder) {
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.insert(entry.path());
  for (const std::filesystem::path& file : files)
    bundle.add_file("figures/" + file.filename().string(), file);
}

int run(ArchiveOptions options) {
  refuse_existing(options.output);
  const std::filesystem::path file = options.figures.file;
  options.figures.named = "results/" + file.filename().string();
  const ResultOrigin origin = result_origin(options.figures.file);
  if (!origin.loaded)
    throw InputError(
        {whole_problem(options.figures.file, "", "is of claims, which entente claims itself repeats")});
  const Database database(options.figures.file, Database::Mode::Read);
  const ScratchFolder scratch;
  options.figures.folder = scratch.path().string();
  if (const int status = make_figures(options.figures, true); status != 0) return status;
  ReplicationFacts facts = facts_of(options, origin, database);
  const DrawnFigures drawn = drawn_figures(options.figures.folder);
  for (const DrawnFigure& figure : drawn.figures) facts.figures.emplace_back(figure.name, figure.command);
  facts.environment.insert(facts.environment.end(), drawn.versions.begin(), drawn.versions.end());

  Bundle bundle(options.output, std::filesystem::path(options.output).stem().string());
  bundle.add_text("README.md", replication_readme(facts));
  bundle.add_text("regenerate.sh", replication_script(facts), true);
  bundle.add_text("environment.txt", replication_environment(facts));
  for (const char* name : {"LICENSE", "CITATION.cff"})
    bundle.add_file(name, std::filesystem::path(shared_folder()) / name);
  add_scenarios(bundle, origin, database);
  bundle.add_file(facts.result, file);
  bundle.add_text("codebook.csv", exported(database, "codebook"));
  if (options.tables) {
    for (const std::string& table : exportable(database)) {
      if (!table.ends_with("_long"))
        bundle.add_text(fmt::format("tables/{}.csv", table), exported(database, table));
    }
  }
  bundle.add_text("figures.csv", figure_map(facts));
  add_figure_files(bundle, scratch.path());
  bundle.finish();
  return 0;
}

}  // namespace

void add_archive(CLI::App& app, Action& action) {
  CLI::App& command = *app.add_subcommand(
      "archive",
      "A bundle for a journal's replication policy: results, scenarios, figures, and a script that "
      "makes them again");
  const auto options = std::make_shared<ArchiveOptions>();
  command.add_option("file", options->figures.file, "A result file of sweep, compare, tip or account")
      ->required()
      ->type_name("FILE");
  command.add_option("-o,--output", options->output, "The bundle, a ZIP file")
      ->required()
      ->type_name("BUNDLE");
  command
      .add_option("--format", options->figures.formats, "Of the figures: pdf, svg, png or pgf, or several")
      ->type_name("FORMAT,...")
      ->capture_default_str();
  command.add_flag("--tables", options->tables, "Also every table as comma-separated values");
  add_figure_options(command, options->figures);
  command.footer("Example:\n  entente archive base.db -o base.zip && unzip base.zip && base/regenerate.sh");
  command.callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace entente
