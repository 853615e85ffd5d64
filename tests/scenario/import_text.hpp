#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sim/scenario/import/import.hpp"
#include "sim/scenario/load.hpp"

namespace entente {

using NamedTexts = std::vector<std::pair<std::string, std::string>>;

/// Imports texts as if they were files of these names.
inline Imported import_texts(const NamedTexts& texts, std::optional<ImportFormat> format = {},
                             std::optional<GeniusValues> values = {}) {
  std::vector<Problem> problems;
  std::vector<ImportFile> files;
  for (const auto& [name, text] : texts) {
    if (auto file = ImportFile::take(text, name, problems)) files.push_back(std::move(*file));
  }
  if (!problems.empty()) throw InputError(problems);
  return import_files(files, format, values);
}

inline Scenario imported_scenario(const NamedTexts& texts, std::optional<ImportFormat> format = {},
                                  std::optional<GeniusValues> values = {}) {
  return load_scenario_text(import_texts(texts, format, values).text, "imported").scenario;
}

/// What import_texts() says is wrong; empty when nothing is.
inline std::string import_error(const NamedTexts& texts, std::optional<ImportFormat> format = {},
                                std::optional<GeniusValues> values = {}) {
  try {
    import_texts(texts, format, values);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

/// `text` with the first `from` replaced; throws when it is not there.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::logic_error("not in the text: " + from);
  return text.replace(at, from.size(), to);
}

/// The only term of a party of an imported game.
inline const ValuesTerm& values_of(const Scenario& scenario, std::size_t actor) {
  return std::get<ValuesTerm>(scenario.actors[actor].components.at(0).terms.at(0).body);
}

}  // namespace entente
