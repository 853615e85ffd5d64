#include <nlohmann/json.hpp>

#include "sim/core/version.hpp"
#include "sim/report/describe.hpp"
#include "sim/report/describe_actor.hpp"
#include "sim/report/describe_rules.hpp"
#include "sim/report/describe_terms.hpp"
#include "sim/report/describe_uncertain.hpp"
#include "sim/report/json.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

Json issues_json(const Scenario& scenario) {
  Json all = Json::object();
  for (const Issue& issue : scenario.issues) {
    Json& one = all[issue.name];
    one["title"] = issue_name(issue);
    one["status_quo"] = starts_from_nothing(scenario) ? Json() : Json(issue.options[issue.status_quo]);
    one["divisible"] = issue.divisible;
    for (std::size_t o = 0; o < issue.options.size(); ++o) {
      Json& option = one["options"][issue.options[o]];
      option["title"] = option_name(issue, o);
      option["amounts"] = Json::object();
      for (std::size_t q = 0; q < scenario.quantities.size(); ++q) {
        if (issue.amounts[o][q] != 0) option["amounts"][scenario.quantities[q].name] = issue.amounts[o][q];
      }
    }
  }
  return all;
}

Json dimensions_json(const Scenario& scenario) {
  Json all = Json::object();
  for (const Dimension& dimension : scenario.dimensions) {
    Json& one = all[dimension.name];
    one["title"] = dimension_name(dimension);
    one["unit"] = dimension.unit;
    one["low"] = dimension.low;
    one["high"] = dimension.high;
  }
  return all;
}

Json protocol_json(const Scenario& scenario) {
  Json one = Json::object();
  one["kind"] = protocol_name(scenario.protocol.kind);
  one["in_words"] = protocol_in_words(scenario);
  one["rules"] = challenge_in_words(scenario);
  return one;
}

Json actors_json(const Scenario& scenario) {
  Json all = Json::object();
  for (const Actor& actor : scenario.actors) {
    Json& one = all[actor.name];
    one["title"] = actor_name(actor);
    one["role"] = actor.party ? "party" : "third_party";
    one["power"] = actor.power;
    one["disagreement"] = actor.disagreement ? Json(*actor.disagreement) : Json();
    if (actor.party) one["tactic"] = tactic_in_words(actor.tactic);
    one["positions"] = Json::object();
    for (std::size_t k = 0; k < actor.positions.size(); ++k) {
      one["positions"][scenario.dimensions[k].name] = {{"at", actor.positions[k].at},
                                                       {"salience", actor.positions[k].salience}};
    }
    one["components"] = Json::object();
    for (const Component& component : actor.components) {
      Json& entry = one["components"][component.name];
      entry["share"] = component.share;
      entry["enabled"] = component.enabled;
      entry["terms"] = Json::object();
      for (const Term& term : component.terms) entry["terms"][term.name] = term_in_words(scenario, term);
    }
    one["acts"] = Json::object();
    for (const Act& act : actor.acts) one["acts"][act.name] = act_in_words(scenario, actor, act);
    one["red_lines"] = Json::object();
    for (const RedLine& line : actor.red_lines)
      one["red_lines"][line.name] = red_line_in_words(scenario, line);
  }
  return all;
}

Json parameters_json(const LoadedScenario& loaded) {
  Scenario scenario = loaded.scenario;
  Json all = Json::array();
  for (const Parameter& parameter : loaded.parameters) {
    Json one = Json::object();
    one["path"] = parameter.path;
    one["value"] = parameter.slot(scenario);
    one["unit"] = parameter.unit;
    one["allowed"] = {parameter.low, parameter.high};
    one["written"] = parameter.written;
    one["range"] = parameter.range ? Json{parameter.range->first, parameter.range->second} : Json();
    one["sources"] = parameter.sources;
    one["coders"] = Json::object();
    for (const auto& [coder, value] : parameter.coders) one["coders"][coder] = value;
    one["where"] = to_string(Problem{parameter.where, "", ""});
    all.push_back(std::move(one));
  }
  return all;
}

Json uncertain_json(const Uncertainty& uncertain) {
  Json all = Json::object();
  for (std::size_t i = 0; i < uncertain.parameters.size(); ++i) {
    const UncertainParameter& law = uncertain.parameters[i];
    Json& one = all[law.name];
    one["path"] = law.path;
    one["kind"] = law_names()[static_cast<std::size_t>(law.kind)];
    one["in_words"] = law_in_words(law);
    one["correlated"] = Json::object();
    for (const auto& [other, correlation] : correlated_with(uncertain, i)) {
      one["correlated"][uncertain.parameters[other].name] = correlation;
    }
  }
  return all;
}

}  // namespace

std::string describe_json(const LoadedScenario& loaded) {
  const Scenario& scenario = loaded.scenario;
  const SourceCounts sources = count_sources(loaded);
  Json all = Json::object();
  all["scenario"] = scenario.name;
  all["version"] = std::string(version());
  all["title"] = scenario.title;
  all["description"] = scenario.description;
  all["files"] = loaded.files;
  all["start"] = date_after(scenario.timing, 0);
  all["round_years"] = scenario.timing.round;
  all["rounds"] = scenario.timing.rounds;
  const bool forecast = scenario.issues.empty();
  all["packages"] = forecast ? 0 : package_space(scenario).packages();
  all["feasible_packages"] = forecast ? 0 : count_feasible(scenario);
  all["starts_from_nothing"] = starts_from_nothing(scenario);
  all["issues"] = issues_json(scenario);
  all["dimensions"] = dimensions_json(scenario);
  all["protocol"] = protocol_json(scenario);
  all["settles"] = forecast ? Json() : Json(predicate_in_words(scenario, scenario.settles));
  all["feasible"] = Json::array();
  for (const Predicate& rule : scenario.feasible)
    all["feasible"].push_back(predicate_in_words(scenario, rule));
  all["outcomes"] = Json::array();
  for (const Outcome& outcome : scenario.outcomes) {
    all["outcomes"].push_back({{"name", outcome.name},
                               {"title", outcome.title},
                               {"when", predicate_in_words(scenario, outcome.when)}});
  }
  all["actors"] = actors_json(scenario);
  all["context"] = Json::object();
  for (const Process& process : scenario.context)
    all["context"][process.name] = process_in_words(scenario, process);
  all["ties"] = Json::object();
  for (const Tie& tie : scenario.ties) {
    all["ties"][tie.name] = {{"from", scenario.actors[tie.from].name},
                             {"to", scenario.actors[tie.to].name},
                             {"mutual", tie.mutual},
                             {"weight", tie.weight}};
  }
  all["mechanisms_off"] = mechanisms_off(scenario.switches);
  all["uncertain"] = uncertain_json(loaded.uncertain);
  all["written"] = sources.written;
  all["assumed"] = sources.assumed;
  all["unsourced"] = sources.unsourced;
  all["parameters"] = parameters_json(loaded);
  return all.dump(2) + '\n';
}

}  // namespace entente
