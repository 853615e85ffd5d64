#pragma once

/// From a tree of YAML to a Scenario. Each file build_*.cpp reads one kind of block. Names are collected
/// before what refers to them, so that the order of declaration does not matter; collections come out in the
/// order of names.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/block.hpp"
#include "sim/scenario/check.hpp"

namespace entente {

struct BuiltScenario {
  Scenario scenario;
  std::vector<Parameter> parameters;
  Uncertainty uncertain;
  std::vector<Work> bibliography;
  Sites sites;
  /// Problems, in the order of lines; and what the readers know of the language.
  ReadLog log;
};

/// Reads the whole document. When problems are in the log the scenario is incomplete and not to be used.
/// Rules that join several values (check.hpp) are looked at once every value by itself is right.
BuiltScenario build_scenario(const Node& root, std::string name);

/// Whether a predicate is about packages (options and amounts) or about the context.
enum class PredicateScope { Package, Context };

/// Most actors of a scenario with issues, and of a forecast.
inline constexpr std::size_t kMaximumActors = 16;
inline constexpr std::size_t kMaximumForecastActors = 250;

/// Whether the document has dimensions and neither issues nor a rule of what settles them: positions are
/// forecast, and there are no packages.
inline bool is_forecast(Block& root) {
  return root.has("dimensions") && !root.has("issues") && !root.has("settles");
}

void build_time(Block& root, const Slot<Scenario>& scenario);
/// Quantities and issues. False when there are too many packages to go on.
bool build_issues(Block& root, const Slot<Scenario>& scenario);
void build_dimensions(Block& root, const Slot<Scenario>& scenario);
/// The rules of the challenge protocols.
void build_challenge(Block& root, const Slot<Scenario>& scenario);
void build_context(Block& root, const Slot<Scenario>& scenario);
void build_ties(Block& root, const Slot<Scenario>& scenario);
/// Talks, protocol and obligations.
void build_protocol(Block& root, const Slot<Scenario>& scenario);
void build_outcomes(Block& root, const Slot<Scenario>& scenario);
/// Uncertain numbers and their correlation; everything else must have been read. Paths and what their numbers
/// allow are looked at only when no problem was found before: what is wrong elsewhere may hide a number.
void build_uncertain(Block& root);
/// The largest number, in size, of which laws are made.
inline constexpr double kLargestOfLaw = 1e150;
/// The kind of a law and its numbers, into `law`. False when a problem was found.
bool build_law(Block& block, UncertainParameter& law);
/// Whether a law that is right by itself gives values that the number is allowed to have.
void check_support(Block& block, const UncertainParameter& law, const Parameter& number);
/// Groups of the uncertain numbers, which must be there.
void build_correlated(Block& root);

/// The works behind the sources.
void build_bibliography(Block& root);

/// Names of the actors, then everything in them. The names of the ties must be there.
void name_actors(Block& root, const Slot<Scenario>& scenario);
void build_actors(Block& root, const Slot<Scenario>& scenario);
void build_components(Block& block, const Slot<Actor>& actor);
/// One position for each dimension of the scenario.
void build_positions(Block& block, const Slot<Actor>& actor);
void build_tactic(Block& block, const Slot<Actor>& actor);
void build_term(Block& block, const Slot<Term>& term);
void build_ratification(Block& block, const Slot<Actor>& actor);
void build_acts(Block& block, const Slot<Actor>& actor);
void build_red_lines(Block& block, const Slot<Actor>& actor);
/// Profiles, and what is believed of others.
void build_profiles(Block& block, const Slot<Actor>& actor);
void build_beliefs(Block& block, const Slot<Actor>& actor);

void build_predicate(Block& block, const Slot<Predicate>& predicate, PredicateScope scope);
/// The predicate under `key`; nothing when absent.
bool build_predicate_at(Block& block, const std::string& key, const Slot<Predicate>& predicate,
                        PredicateScope scope, bool required);
void build_optional_predicate(Block& block, const std::string& key,
                              const Slot<std::optional<Predicate>>& predicate, PredicateScope scope);
void build_scale(Block& block, const std::string& key, const Slot<std::optional<ContextScale>>& scale);
/// values[issue][option] and weights[issue], of terms and constituencies.
void build_values(Block& block, const Slot<ValuesTerm>& values, const NumberSpec& allowed);

/// (year, month) of "2016-12"; nothing for anything else. Years 1 to 9999.
std::optional<std::pair<int, int>> parse_month(std::string_view text);

/// Names of things by their numbers, for names that refer to them.
inline std::vector<std::string> issue_names(const Building& b) { return names_of(b.scenario.issues); }
inline std::vector<std::string> quantity_names(const Building& b) { return names_of(b.scenario.quantities); }
inline std::vector<std::string> context_names(const Building& b) { return names_of(b.scenario.context); }
inline std::vector<std::string> actor_names(const Building& b) { return names_of(b.scenario.actors); }

/// One of an enum's names, in the order of its values; the default is what stands in `value`.
template <class Enum>
void build_choice(Block& block, const std::string& key, Enum& value, const std::vector<std::string>& names,
                  bool required = false) {
  const auto fallback = required ? std::nullopt : std::optional(names[static_cast<std::size_t>(value)]);
  const std::string chosen = block.reader().choice(key, names, fallback);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == chosen) value = static_cast<Enum>(i);
  }
}

}  // namespace entente
