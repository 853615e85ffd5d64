#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sim/report/describe_tables.hpp"
#include "sim/report/describe_uncertain.hpp"
#include "sim/report/literature.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

/// A part of the scenario that has a table of its own: the path in front of its numbers, with a dot at its
/// end (empty for the rules of the whole), and what it is called.
struct ScenarioPart {
  std::string prefix;
  std::string title;
};

std::vector<ScenarioPart> scenario_parts(const Scenario& scenario) {
  std::vector<ScenarioPart> parts{{"", "Parameters of the rules"},
                                  {"issues.", "Parameters of the issues"},
                                  {"dimensions.", "Parameters of the scales"},
                                  {"context.", "Parameters of the context"},
                                  {"ties.", "Parameters of the ties"}};
  for (const Actor& actor : scenario.actors)
    parts.push_back({fmt::format("actors.{}.", actor.name), "Parameters of " + actor_name(actor)});
  return parts;
}

/// The part with the longest prefix of `path`.
std::size_t part_with(const std::vector<ScenarioPart>& parts, const std::string& path) {
  std::size_t best = 0;
  for (std::size_t p = 1; p < parts.size(); ++p) {
    if (path.starts_with(parts[p].prefix)) best = p;
  }
  return best;
}

/// "0.4 to 0.6" for what is plausible, else "[0, ∞)" for what is allowed.
std::string range_in_words(const Parameter& parameter) {
  if (parameter.range)
    return fmt::format("{} to {}", plain(parameter.range->first), plain(parameter.range->second));
  std::string text = allowed_text(parameter);
  for (std::size_t at = text.find("inf"); at != std::string::npos; at = text.find("inf"))
    text.replace(at, 3, "∞");
  for (std::size_t at = text.find('-'); at != std::string::npos; at = text.find('-'))
    text.replace(at, 1, "−");
  return text;
}

Prose sources_in_words(const std::vector<Work>& works, const Parameter& parameter) {
  Prose text;
  for (const std::string& source : parameter.sources) {
    if (!text.parts.empty()) text += "; ";
    text += cited_source(works, source);
  }
  for (const auto& [coder, value] : parameter.coders)
    text += fmt::format("{}{} to {}", text.parts.empty() ? "" : "; ", exact(value), coder);
  return text;
}

Tabular empty_table(const ScenarioPart& part, const char* left) {
  constexpr const char* kBrackets =
      "A range in brackets is what the model allows, where no plausible range is stated.";
  return {
      part.title + left,
      {{"Number"}, {"Value", true}, {"Unit"}, {"Range"}, {"Law"}, {"Sources"}},
      {},
      part.prefix.empty() ? Prose{kBrackets} : Prose{"Paths continue ", code(part.prefix), " ", kBrackets}};
}

/// Takes out the columns that are empty in every row.
Tabular without_empty_columns(Tabular table) {
  for (std::size_t c = table.columns.size(); c-- > 0;) {
    const bool empty = std::ranges::all_of(table.rows, [&](const auto& row) {
      return std::ranges::all_of(row[c].parts, [](const Inline& part) { return part.text.empty(); });
    });
    if (!empty) continue;
    const auto at = static_cast<std::ptrdiff_t>(c);
    table.columns.erase(table.columns.begin() + at);
    for (auto& row : table.rows) row.erase(row.begin() + at);
  }
  return table;
}

}  // namespace

std::vector<Tabular> parameter_tables(const LoadedScenario& loaded) {
  const std::vector<ScenarioPart> parts = scenario_parts(loaded.scenario);
  std::map<std::string, const UncertainParameter*> laws;
  for (const UncertainParameter& law : loaded.uncertain.parameters) laws.emplace(law.path, &law);
  // Of each part what is written, then of each part what is left to its default.
  std::vector<Tabular> tables;
  for (const char* left : {"", ", left to their defaults"}) {
    for (const ScenarioPart& part : parts) tables.push_back(empty_table(part, left));
  }
  Scenario scenario = loaded.scenario;
  for (const Parameter& parameter : loaded.parameters) {
    const std::size_t p = part_with(parts, parameter.path);
    const auto law = laws.find(parameter.path);
    tables[parameter.written ? p : parts.size() + p].rows.push_back(
        {Prose{code(parameter.path.substr(parts[p].prefix.size()))}, exact(parameter.slot(scenario)),
         parameter.unit, range_in_words(parameter), law == laws.end() ? "" : law_in_words(*law->second),
         sources_in_words(loaded.bibliography, parameter)});
  }
  std::erase_if(tables, [](const Tabular& table) { return table.rows.empty(); });
  for (Tabular& table : tables) table = without_empty_columns(std::move(table));
  return tables;
}

}  // namespace entente
