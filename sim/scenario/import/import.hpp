#pragma once

/// Negotiation domains and data of other programs as scenarios of this language.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/import/genius.hpp"

namespace entente {

enum class ImportFormat {
  Genius,  ///< XML of Genius (and NegMAS): a domain and one profile for each party.
  Ktab,    ///< CSV of KTAB's spatial model of politics.
  Eum,     ///< CSV with actor, capability, position and salience.
  Domain   ///< Neutral YAML of an additive domain.
};

struct ImportRequest {
  std::vector<std::filesystem::path> files;
  /// Absent: told from the content.
  std::optional<ImportFormat> format;
  /// For Genius files only; absent: normalised.
  std::optional<GeniusValues> values;
};

struct Imported {
  ImportFormat format = ImportFormat::Domain;
  /// The scenario, YAML. load_scenario_text() has read it without problems.
  std::string text;
};

/// "genius", "ktab", "eum", "domain".
std::string_view name_of(ImportFormat format);

/// Reads the files and nothing else. Throws InputError with all that is wrong with them, or with the scenario
/// that would come out.
Imported import_scenario(const ImportRequest& request);

/// The same for files that have been read.
Imported import_files(std::span<const ImportFile> files, std::optional<ImportFormat> format,
                      std::optional<GeniusValues> values);

/// The format of a text; nothing when it has the marks of none.
std::optional<ImportFormat> detect_format(const ImportFile& file);

}  // namespace entente
