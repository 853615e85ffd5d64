#include "sim/report/odd.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sim/core/version.hpp"
#include "sim/report/odd_parts.hpp"
#include "sim/report/text.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

/// What numbers were chosen to reach, with how many there are.
std::map<std::string, int> calibration_targets(const LoadedScenario& loaded) {
  constexpr std::string_view kCalibrated = "calibrated:";
  std::map<std::string, int> targets;
  const bool positions = over_positions(loaded.scenario);
  for (const Parameter& parameter : loaded.parameters) {
    // Of a scenario over positions these are all that a run looks at.
    const bool used = !positions || parameter.path.find(".positions.") != std::string::npos ||
                      parameter.path.ends_with(".power") || parameter.path.starts_with("challenge.");
    if (!used) continue;
    for (const std::string& source : parameter.sources) {
      if (!source.starts_with(kCalibrated)) continue;
      ++targets[source.substr(std::min(source.find_first_not_of(' ', kCalibrated.size()), source.size()))];
    }
  }
  return targets;
}

void submodels(const OddScenario& odd, Document& document) {
  document.add(Heading{2, "Submodels", "7"});
  if (over_positions(odd.run)) return odd_positions(odd, document);
  say(document, {"Symbols: ",
                 maths("i, j", "i, j"),
                 " are actors, ",
                 maths("x, y", "x, y"),
                 " packages, ",
                 maths("k", "k"),
                 " an issue and ",
                 maths("o", "o"),
                 " one of its options, ",
                 maths("a", "a"),
                 " the arrangement in force, ",
                 maths("x^0", "x⁰"),
                 " the status quo, ",
                 maths("\\Delta t", "Δt"),
                 " the length of a round in years; ",
                 maths("S(x)", "S(x)"),
                 " is 1 where ",
                 maths("x", "x"),
                 " settles the dispute and 0 elsewhere, ",
                 maths("\\Lambda", "Λ"),
                 " the logistic function, ",
                 maths("\\Phi", "Φ"),
                 " and ",
                 maths("\\varphi", "φ"),
                 " the distribution function and the density of the standard normal, ",
                 maths("N", "N"),
                 " a standard normal draw. Two utilities within ",
                 maths("10^{-9}", "10⁻⁹"),
                 " count as equal."});
  odd_utility(odd, document);
  odd_alliances(odd, document);
  odd_surroundings(odd, document);
  odd_acts(odd, document);
  if (is_rational(odd.run)) {
    odd_equilibrium(odd, document);
  } else {
    odd_offers(odd, document);
    odd_tactics(odd, document);
    odd_learning(odd, document);
  }
  odd_agreements(odd, document);
}

}  // namespace

void odd_purpose(const OddScenario& odd, Document& document) {
  const Scenario& scenario = odd.run;
  document.add(Heading{2, "Purpose and patterns", "1"});
  std::string description = scenario.description;
  description.erase(description.find_last_not_of(" \n") + 1);
  if (!description.empty()) say(document, std::move(description));
  if (over_positions(scenario)) {
    say(document,
        "The purpose of the model is to forecast where governments end up on scales, from where they stand, "
        "how "
        "much they care and how powerful they are. The pattern by which it is judged is the final position; "
        "the "
        "weighted mean and the weighted median of the positions are its forecasts.");
  } else {
    say(document,
        fmt::format("The purpose of the model is to say which agreement, if any, {} reach, when, and "
                    "what stands in its way, and how that depends on numbers that are not known.",
                    actor_names(scenario, parties(scenario))));
    Items outcomes;
    for (std::size_t o = 0; o < scenario.outcomes.size(); ++o) {
      outcomes.items.push_back(fmt::format("{}: {}.", outcome_name(scenario, o),
                                           predicate_in_words(scenario, scenario.outcomes[o].when)));
    }
    if (!outcomes.items.empty()) {
      say(document,
          "The patterns by which it is judged are how often each of these outcomes holds for the arrangement "
          "at "
          "the end of a run (the first that holds counts; all else is \"other\"):");
      outcomes.numbered = true;
      document.add(std::move(outcomes));
    }
  }
  const std::map<std::string, int> targets = calibration_targets(odd.loaded);
  if (targets.empty()) {
    say(document, "No number of this run was calibrated to reproduce a pattern.");
    return;
  }
  say(document,
      "Numbers were calibrated to reach the following, so that a run which shows it is no evidence:");
  Items items;
  for (const auto& [target, numbers] : targets)
    items.items.push_back(fmt::format("{} ({}).", target, count(numbers, "number")));
  document.add(std::move(items));
}

Document describe_odd(const LoadedScenario& loaded) {
  const Scenario run = as_run(loaded.scenario);
  const OddScenario odd{loaded, run};
  Document document;
  document.add(Heading{1, run.title});
  say(document,
      {"This description follows the ODD (Overview, Design concepts, Details) protocol for describing "
       "agent-based models ",
       cite({"grimm2020"}),
       fmt::format(". It is written by entente {} from the scenario \"{}\" as it would be run.", version(),
                   run.name)});
  odd_purpose(odd, document);
  odd_entities(odd, document);
  odd_schedule(odd, document);
  odd_concepts(odd, document);
  odd_initialization(odd, document);
  odd_input(odd, document);
  submodels(odd, document);
  return document;
}

Document reference_section(const LoadedScenario& loaded, const Document& document) {
  Document section;
  const std::vector<std::string> keys = cited_keys(document);
  if (keys.empty()) return section;
  return section.add(Heading{2, "References"}).add(references(loaded.bibliography, keys));
}

}  // namespace entente
