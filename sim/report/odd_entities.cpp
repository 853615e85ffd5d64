#include <fmt/format.h>

#include "sim/report/describe_rules.hpp"
#include "sim/report/describe_tables.hpp"
#include "sim/report/odd_parts.hpp"
#include "sim/report/text.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

/// Collects state variables: which entity has it, the symbol, what it is, its range or unit.
struct StateVariables {
  Tabular table{"State variables", {{"Of"}, {"Symbol"}, {"Meaning"}, {"Range, unit"}}, {}};

  void add(const char* of, Inline symbol, const char* meaning, const char* range) {
    table.rows.push_back({of, Prose{std::move(symbol)}, meaning, range});
  }
};

Tabular state_variables(const OddScenario& odd) {
  StateVariables state;
  state.add("world", maths("t", "t"), "number of the round", "0, 1, ...");
  state.add("world", maths("a", "a"), "arrangement in force", "a package, or nothing");
  if (!odd.run.context.empty())
    state.add("world", maths("z", "z"), "value of each context process", "its own unit");
  if (!odd.run.ties.empty())
    state.add("pair", maths("W_{ij}", "W_ij"), "weight of each tie", "0 to its maximum");
  if (odd.has("acts")) state.add("actor", maths("\\alpha_i", "α_i"), "act in force", "one of its acts");
  if (odd.has("pledges")) {
    state.add("actor", maths("P", "P"), "strength of each pledge", "0 to 1");
    state.add("actor", maths("A", "A"), "audience costs", "utility a year");
    state.add("actor", maths("\\hat b", "b̂"), "what was backed down already", "share of the pledge");
  }
  if (odd.has("aspiration")) state.add("actor", maths("r", "r"), "aspiration", "share of the whole");
  if (odd.has("private_valuations"))
    state.add("party", maths("\\nu_{iko}", "ν_iko"), "private valuation of each option", "utility");
  if (odd.has("learning")) {
    state.add("pair", maths("\\hat\\nu_{jko}", "ν̂_jko"), "believed valuations: mean, variance", "utility");
    state.add("pair", maths("b_p", "b_p"), "belief about each profile of another", "0 to 1, sum 1");
  }
  if (odd.has("refusal_memory"))
    state.add("pair", maths("D", "D"), "packages refused at this arrangement", "set");
  if (odd.has("trust")) {
    state.add("pair", maths("\\tau_{ij}", "τ_ij"),
              "trust of i in j's word, from counts of words kept and broken", "0 to 1");
  }
  if (odd.has("influence"))
    state.add("actor", maths("y_i", "y_i"), "saliences of the components", "0 to 1, sum 1");
  if (odd.has("ratification")) {
    state.add("party", maths("\\zeta_i", "ζ_i"),
              "mood at home, and the interval in which it lies by past votes", "share of support");
    state.add("party", maths("H_i", "H_i"), "preparation of the public", "0 to 1");
  }
  if (odd.has("implementation"))
    state.add("world", maths("(a', a)", "(a′, a)"), "agreements in force, with what stood before each",
              "list");
  return std::move(state.table);
}

}  // namespace

void odd_entities(const OddScenario& odd, Document& document) {
  const Scenario& scenario = odd.run;
  document.add(Heading{2, "Entities, state variables, and scales", "2"});
  if (over_positions(scenario)) {
    say(document,
        fmt::format(
            "The entities are {} (governments or groups, whether they sign or not) with a power, and on "
            "each scale a position and a salience between 0 and 1. The position is the only state "
            "variable that changes. Time is counted in rounds without a length in years. There is no "
            "space besides the scales.",
            count(static_cast<long long>(scenario.actors.size()), "actor")));
    document.add(dimensions_table(scenario)).add(actors_table(scenario));
    return;
  }
  const std::vector<std::size_t> signing = parties(scenario);
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
    if (!scenario.actors[i].party) others.push_back(i);
  }
  say(document,
      fmt::format("The entities are governments, called actors. {} are parties: they negotiate and sign. {}"
                  " The parties bargain over packages; a package has one option of each issue, and "
                  "there are {} packages, of which {} are feasible.",
                  capitalised(actor_names(scenario, signing)),
                  others.empty() ? std::string("There are no third parties.")
                                 : fmt::format("{} do not sign and act from outside.",
                                               capitalised(actor_names(scenario, others))),
                  package_space(scenario).packages(), count_feasible(scenario)));
  document.add(actors_table(scenario)).add(issues_table(scenario));
  if (!scenario.feasible.empty()) {
    say(document, "A package is feasible if all of these rules hold:");
    Items rules;
    for (const Predicate& rule : scenario.feasible)
      rules.items.push_back(predicate_in_words(scenario, rule) + '.');
    document.add(std::move(rules));
  }
  say(document,
      scenario.settles.kind == Predicate::Kind::Always
          ? "Every agreement settles the dispute and ends the talks."
          : fmt::format("A package settles the dispute, and ends the talks, when {}.{}",
                        predicate_in_words(scenario, scenario.settles),
                        odd.has("partial_agreements")
                            ? " All others are partial agreements, which come into force while talks go "
                              "on."
                            : ""));
  say(document, fmt::format("Time runs from {} Utility is a flow per year{}. There is no space.",
                            time_in_words(scenario.timing),
                            starts_from_nothing(scenario) ? "" : ", 0 at the status quo"));
  document.add(state_variables(odd));
}

}  // namespace entente
