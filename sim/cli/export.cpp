#include "sim/experiment/export.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "sim/cli/console.hpp"
#include "sim/cli/program.hpp"
#include "sim/experiment/store.hpp"

namespace entente {
namespace {

struct ExportOptions {
  std::string file;
  bool csv = false;
  bool json = false;
  std::string table;
  std::string folder;
};

void write_file(const Database& database, const std::string& table, ExportFormat format,
                const std::string& folder) {
  const std::string path =
      fmt::format("{}/{}.{}", folder, table, format == ExportFormat::Csv ? "csv" : "json");
  errno = 0;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  export_table(database, table, format, [&](std::string_view piece) {
    file.write(piece.data(), static_cast<std::streamsize>(piece.size()));
  });
  file.close();
  if (!file) throw Error(fmt::format("{} cannot be written: {}", path, std::strerror(errno)));
}

int run(const ExportOptions& options) {
  if (options.csv == options.json)
    throw InputError({whole_problem("", "--csv", "or --json, one of the two")});
  if (!Store::exists(options.file))
    throw InputError({whole_problem(options.file, "", "is not there, or is empty")});
  const Database database(options.file, Database::Mode::Read);
  if (!database.has_table("codebook"))
    throw InputError({whole_problem(options.file, "", "is not a result file of entente")});
  const ExportFormat format = options.csv ? ExportFormat::Csv : ExportFormat::Json;
  if (options.folder.empty()) {
    export_table(database, options.table.empty() ? "runs" : options.table, format, write_out);
    return 0;
  }
  if (!options.table.empty()) check_exportable(database, options.table);
  std::error_code code;
  std::filesystem::create_directories(options.folder, code);
  if (code) throw Error(fmt::format("{} cannot be made: {}", options.folder, code.message()));
  for (const std::string& table : exportable(database)) {
    const bool is_view = table.ends_with("_long");
    if (options.table.empty() ? !is_view : table == options.table)
      write_file(database, table, format, options.folder);
  }
  return 0;
}

}  // namespace

void add_export(CLI::App& app, Action& action) {
  CLI::App& command = *app.add_subcommand("export", "Write tables of a result file as CSV or JSON");
  const auto options = std::make_shared<ExportOptions>();
  command.add_option("file", options->file, "The result file")->required()->type_name("FILE");
  command.add_flag("--csv", options->csv, "Comma-separated values");
  command.add_flag("--json", options->json, "A JSON array of objects");
  command
      .add_option("--table", options->table,
                  "The table or view; by default runs, or with --output all tables")
      ->type_name("NAME");
  command
      .add_option("-o,--output", options->folder, "A folder to write files into, instead of standard output")
      ->type_name("DIR");
  command.footer(
      "Rows are in the order of runs.\n"
      "Examples:\n  entente export base.db --csv > runs.csv\n  entente export base.db --csv --table "
      "utilities_long | head\n"
      "  entente export base.db --json -o tables");
  command.callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace entente
