#include "sim/scenario/import/import.hpp"

#include <fmt/format.h>

#include <array>

#include "sim/core/version.hpp"
#include "sim/scenario/import/csv.hpp"
#include "sim/scenario/import/domain.hpp"
#include "sim/scenario/import/eum.hpp"
#include "sim/scenario/import/ktab.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/number.hpp"

namespace entente {
namespace {

constexpr std::array<std::string_view, 4> kFormatNames = {"genius", "ktab", "eum", "domain"};
constexpr std::array<std::string_view, 4> kFormatTitles = {"Genius XML", "KTAB CSV", "expected utility CSV",
                                                           "neutral domain"};

bool has_key(std::string_view text, std::string_view key) {
  std::string line(1, '\n');
  line += key;
  return text.starts_with(key) || text.find(line) != std::string_view::npos;
}

/// The format of all files, which must be one.
ImportFormat common_format(std::span<const ImportFile> files, ImportProblems& problems) {
  std::optional<ImportFormat> common;
  for (const ImportFile& file : files) {
    const auto format = detect_format(file);
    if (!format) {
      const bool scenario = has_key(file.text(), "entente:");
      problems.add({file.path()}, "",
                   scenario
                       ? "is a scenario of this language already"
                       : "is none of the known formats: Genius XML, KTAB CSV, CSV with actor, capability, "
                         "position and salience, YAML with issues and actors; --format says which is meant");
    } else if (common && format != common) {
      problems.add({file.path()}, "",
                   fmt::format("is {}, and {} is {}; all files of an import have one format",
                               name_of(*format), files.front().path(), name_of(*common)));
    } else {
      common = format;
    }
  }
  return common.value_or(ImportFormat::Domain);
}

/// The first line of the comment: what the scenario was made from.
std::string made_from(std::span<const ImportFile> files, ImportFormat format) {
  std::string names;
  for (const ImportFile& file : files) names += (names.empty() ? "" : ", ") + file.name();
  return fmt::format("Imported by entente {} from {} ({}).", version(), names,
                     kFormatTitles[static_cast<std::size_t>(format)]);
}

template <class Thing>
std::string written(Thing thing, std::span<const ImportFile> files, ImportFormat format,
                    const ImportProblems& problems) {
  if (!problems.none()) return "";
  std::vector<std::string>& comment = thing.text.comment;
  comment.insert(comment.begin(), made_from(files, format));
  return write_scenario(thing);
}

std::string convert(std::span<const ImportFile> files, ImportFormat format, GeniusValues values,
                    ImportProblems& problems) {
  switch (format) {
    case ImportFormat::Genius:
      return written(import_genius(files, values, problems), files, format, problems);
    case ImportFormat::Ktab:
      return written(import_ktab(files.front(), problems), files, format, problems);
    case ImportFormat::Eum:
      return written(import_eum(files.front(), problems), files, format, problems);
    case ImportFormat::Domain:
      break;
  }
  return written(import_domain(files.front(), problems), files, format, problems);
}

/// Reads the scenario as any other; what is wrong with it is told under the keys that it would have.
void check(const std::string& text, const ImportFile& file) {
  try {
    load_scenario_text(text, "");
  } catch (const InputError& error) {
    std::vector<Problem> problems;
    for (const Problem& problem : error.problems())
      problems.push_back(whole_problem(file.path(), problem.key,
                                       "the scenario made from it is not valid: " + problem.message));
    throw InputError(std::move(problems));
  }
}

}  // namespace

std::string_view name_of(ImportFormat format) { return kFormatNames[static_cast<std::size_t>(format)]; }

std::optional<ImportFormat> detect_format(const ImportFile& file) {
  const std::string_view text = trimmed(file.text());
  if (text.starts_with('<')) return ImportFormat::Genius;
  if (has_key(text, "issues:") && has_key(text, "actors:") && !has_key(text, "entente:"))
    return ImportFormat::Domain;
  std::vector<Problem> ignored;
  ImportProblems problems(ignored);
  const std::vector<CsvRow> rows = read_csv(file, problems);
  if (rows.empty()) return std::nullopt;
  std::vector<std::string> cells;
  for (const CsvCell& cell : rows.front().cells) cells.push_back(cell.text);
  if (is_eum_header(cells)) return ImportFormat::Eum;
  constexpr std::size_t kTitleCells = 4;
  const bool counts = cells.size() == kTitleCells && parse_integer(cells[2]) && parse_integer(cells[3]);
  return counts ? std::optional(ImportFormat::Ktab) : std::nullopt;
}

Imported import_files(std::span<const ImportFile> files, std::optional<ImportFormat> format,
                      std::optional<GeniusValues> values) {
  std::vector<Problem> found;
  ImportProblems problems(found);
  Imported imported;
  imported.format = format ? *format : common_format(files, problems);
  if (problems.none() && imported.format != ImportFormat::Genius) {
    if (files.size() > 1)
      problems.add({files[1].path()}, "",
                   fmt::format("a second file; {} is one file",
                               kFormatTitles[static_cast<std::size_t>(imported.format)]));
    if (values) problems.add({}, "--values", "is for Genius XML only");
  }
  if (problems.none())
    imported.text = convert(files, imported.format, values.value_or(GeniusValues::Normalised), problems);
  if (!problems.none()) throw InputError(std::move(found));
  check(imported.text, files.front());
  return imported;
}

Imported import_scenario(const ImportRequest& request) {
  require(!request.files.empty(), "an import needs a file");
  std::vector<Problem> problems;
  std::vector<ImportFile> files;
  for (const std::filesystem::path& path : request.files) {
    if (auto file = ImportFile::read(path, problems)) files.push_back(std::move(*file));
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  return import_files(files, request.format, request.values);
}

}  // namespace entente
