#include "sim/scenario/import/import.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "sim/cli/console.hpp"
#include "sim/cli/program.hpp"
#include "sim/core/error.hpp"

namespace entente {
namespace {

namespace fs = std::filesystem;

struct ImportOptions {
  std::vector<std::string> files;
  std::string output;
  std::string format;
  std::string values;
  bool force = false;
};

InputError wrong_output(const std::string& message) {
  return InputError({whole_problem("", "--output", message)});
}

/// Before anything is read: whether the scenario may be written there.
void check_output(const ImportOptions& options) {
  if (options.output == "-") return;
  std::error_code code;
  const fs::file_status status = fs::status(options.output, code);
  if (!fs::exists(status)) return;
  if (!fs::is_regular_file(status)) throw wrong_output(options.output + " is not a regular file");
  for (const std::string& file : options.files) {
    if (fs::equivalent(file, options.output, code))
      throw wrong_output(options.output + " is one of the files to be imported");
  }
  if (!options.force) throw wrong_output(options.output + " is there already; --force replaces it");
}

/// All or nothing: a file beside it takes its place once it is complete.
void write_scenario_file(const std::string& path, const std::string& text) {
  const std::string beside = path + ".part";
  errno = 0;
  std::ofstream file(beside, std::ios::binary | std::ios::trunc);
  if (!file) throw wrong_output(fmt::format("{} cannot be written: {}", path, std::strerror(errno)));
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  std::error_code code;
  if (file) fs::rename(beside, path, code);
  if (file && !code) return;
  const std::string reason = code ? code.message() : std::strerror(errno);
  fs::remove(beside, code);
  throw Error(fmt::format("{} cannot be written: {}", path, reason));
}

int run(const ImportOptions& options) {
  check_output(options);
  ImportRequest request;
  request.files.assign(options.files.begin(), options.files.end());
  for (const ImportFormat format :
       {ImportFormat::Genius, ImportFormat::Ktab, ImportFormat::Eum, ImportFormat::Domain}) {
    if (options.format == name_of(format)) request.format = format;
  }
  if (!options.values.empty())
    request.values = options.values == "raw" ? GeniusValues::Raw : GeniusValues::Normalised;
  const Imported imported = import_scenario(request);
  if (!request.format) write_error(fmt::format("entente import: read as {}", name_of(imported.format)));
  if (options.output == "-") {
    write_out(imported.text);
  } else {
    write_scenario_file(options.output, imported.text);
  }
  return 0;
}

}  // namespace

void add_import(CLI::App& app, Action& action) {
  CLI::App& command =
      *app.add_subcommand("import", "Make a scenario of a negotiation domain or data of another program");
  const auto options = std::make_shared<ImportOptions>();
  command
      .add_option("files", options->files,
                  "Genius: the domain and one profile for each party, in any order; the others: one file")
      ->required()
      ->type_name("FILE");
  command.add_option("-o,--output", options->output, "The scenario to write; - for standard output")
      ->required()
      ->type_name("SCENARIO");
  command
      .add_option("--format", options->format,
                  "genius (XML), ktab (CSV of the spatial model), eum (CSV with actor, capability, position, "
                  "salience) or domain (YAML); told from the content when absent")
      ->check(CLI::IsMember({"genius", "ktab", "eum", "domain"}))
      ->type_name("FORMAT");
  command
      .add_option(
          "--values", options->values,
          "Genius: normalised (evaluation / largest of the issue, as Genius reads them; the default) or "
          "raw (as they stand, as NegMAS reads them)")
      ->check(CLI::IsMember({"normalised", "raw"}))
      ->type_name("READING");
  command.add_flag("--force", options->force, "Replace the scenario when it is there already");
  command.footer(
      "Examples:\n  entente import party-domain.xml party-anna.xml party-ben.xml -o party.yaml\n"
      "  entente import emissions.csv -o - | less\n"
      "  entente import domain.yaml -o scenario.yaml && entente validate scenario.yaml");
  command.callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace entente
