#include <fmt/format.h>

#include "sim/report/odd_parts.hpp"
#include "sim/report/text.hpp"

namespace entente {
namespace {

void concept_of(Document& document, const char* title, Prose text) {
  document.add(Heading{3, title});
  say(document, std::move(text));
}

/// "a, b and c" of those that hold; empty where none does.
std::string those(const std::vector<std::pair<bool, const char*>>& parts) {
  std::vector<std::string> words;
  for (const auto& [holds, text] : parts) {
    if (holds) words.emplace_back(text);
  }
  return join(words);
}

Prose basic_principles(const OddScenario& odd) {
  const Scenario& scenario = odd.run;
  Prose text =
      is_rational(scenario)
          ? Prose{"The model is a game of bargaining over several issues at once with perfect information ",
                  cite({"rubinstein1982", "muthoo1999"}), "."}
          : Prose{
                "The model is one of negotiation over several linked issues between governments that know "
                "their own wishes and guess those of others."};
  if (some_term<HoldingTerm>(scenario))
    text += Prose{" What is held is valued by prospect theory ", cite({"kahneman1979", "tversky1992"}), "."};
  if (odd.has("ratification"))
    text += Prose{" Governments play at two levels, abroad and at home ", cite({"putnam1988"}), "."};
  if (odd.has("pledges"))
    text += Prose{" Public pledges tie hands by audience costs ", cite({"fearon1994"}), "."};
  if (odd.has("implementation"))
    text += Prose{" Agreements are kept only while that pays ", cite({"powell2006"}), "."};
  if (odd.has("alliance_pressure") || odd.has("inducement"))
    text += Prose{" Alliances carry pressure by chains of ties ", cite({"katz1953"}), "."};
  if (odd.has("process_value"))
    text += Prose{" Talks may be held for the sake of talking ", cite({"ikle1964"}), "."};
  return text;
}

std::string stochasticity(const OddScenario& odd) {
  const Scenario& scenario = odd.run;
  bool types = false;
  bool noise = false;
  bool mixed = false;
  for (const Actor& actor : scenario.actors) {
    types = types || (actor.profiles.size() > 1 && !actor.type);
    noise = noise || (actor.party && actor.tactic.answer_noise > 0);
    mixed = mixed || (actor.party && (actor.tactic.kind == Tactic::Kind::RandomTitForTat ||
                                      actor.tactic.kind == Tactic::Kind::Micro));
  }
  const auto protocol = scenario.protocol.kind;
  return those({{odd.has("private_valuations"), "private valuations"},
                {types, "the true profiles of actors"},
                {odd.has("context"), "the context processes that have a random law"},
                {odd.has("ratification"), "the mood at home"},
                {odd.has("implementation"), "shocks to the decision to deliver"},
                {noise, "noise in answers"},
                {mixed, "random steps of tactics"},
                {protocol == Protocol::Kind::RandomRecognition, "who proposes"},
                {protocol == Protocol::Kind::SingleText, "the mediator's trial changes"},
                {scenario.protocol.breakdown > 0, "whether talks break down"}});
}

void of_packages(const OddScenario& odd, Document& document) {
  const Scenario& scenario = odd.run;
  const bool rational = is_rational(scenario);
  concept_of(document, "Basic principles", basic_principles(odd));
  concept_of(
      document, "Emergence",
      fmt::format("Which packages are agreed, when, and who refuses what emerges from {}. Utilities, and "
                  "which packages settle the dispute, are imposed.",
                  those({{true, "the parties' offers and answers"},
                         {odd.has("acts"), "the acts of all actors"},
                         {odd.has("context"), "the course of the context"},
                         {odd.has("ratification"), "the votes at home"}})));
  concept_of(
      document, "Adaptation",
      fmt::format(
          "Parties {}.",
          those({{true, rational ? "adapt their offers and answers to what the others would accept in "
                                   "equilibrium"
                                 : "adapt their offers and answers to what they believe of the others"},
                 {odd.has("meeting_decision"), "decide anew each round whether to meet"},
                 {odd.has("acts"), "choose acts"},
                 {odd.has("implementation"), "decide whether to deliver"}})));
  concept_of(document, "Objectives",
             {"An actor's objective is the utility of the arrangement in force, a weighted sum over its "
              "components; the "
              "equations are under Utility. Parties ",
              rational               ? "maximise their discounted utility."
              : some_weigh(scenario) ? "maximise the expected gain of an offer over what they have."
                                     : "make demands on that scale.",
              !rational && some_weigh(scenario) && some_aspire(scenario)
                  ? " Those that bargain by aspiration make demands on that scale."
                  : ""});
  concept_of(document, "Learning",
             rational              ? Prose{"There is none: everything is known."}
             : odd.has("learning") ? Prose{"Parties learn from offers, answers and acts what others "
                                           "privately value and of which profile they "
                                           "are, by Bayes' rule with moment matching ",
                                           cite({"minka2001"}), "."}
                                   : Prose{"Beliefs about others do not change in this run."});
  concept_of(
      document, "Prediction",
      rational ? "Parties foresee the course of the game; this is what subgame perfection means."
               : fmt::format("Parties predict {}.",
                             those({{true, "the probability that others accept"},
                                    {odd.has("ratification"), "the probability that a package is ratified"},
                                    {odd.has("acts"), "what an act would change within the planning horizon"},
                                    {odd.has("hope"), "what better package they may hope for"}})));
  concept_of(
      document, "Sensing",
      fmt::format("All actors see {}. {}",
                  those({{true, "the arrangement in force"},
                         {true, "offers"},
                         {true, "answers"},
                         {odd.has("acts"), "acts"},
                         {odd.has("context"), "the context"},
                         {odd.has("ties"), "the ties"},
                         {odd.has("ratification"), "the results of votes"}}),
                  rational ? "Utilities are common knowledge."
                           : "A party knows its own utility; of others it knows the form and the weights of "
                             "each profile, and has beliefs about the rest."));
  concept_of(
      document, "Interaction",
      fmt::format(
          "Parties interact directly, by offers and answers{}. {}",
          odd.has("implementation") ? " and by keeping or breaking agreements" : "",
          odd.has("alliance_pressure") || odd.has("inducement") || odd.has("influence")
              ? "All actors interact through ties: allies press and bless, and what governments care about "
                "spreads."
              : "No interaction goes through ties in this run."));
  const std::string drawn = stochasticity(odd);
  concept_of(
      document, "Stochasticity",
      drawn.empty()
          ? Prose{"Nothing in this run is random."}
          : Prose{fmt::format("Drawn at random are {}. Every draw is a function of the seed, the number "
                              "of the run and its purpose, by a counter-based generator ",
                              drawn),
                  cite({"salmon2011"}),
                  ", so one draw more or less changes no other, and runs that differ in one number can "
                  "be compared draw by draw."});
  concept_of(document, "Collectives",
             odd.has("ratification")
                 ? "Each party has constituencies at home, groups with interests of their own that vote "
                   "on agreements. They belong to the party and do not act otherwise."
                 : "There are none: a government acts as one.");
  concept_of(document, "Observation",
             {"For every run are recorded: the outcome, the agreements and their dates, the rounds with "
              "talks, votes and "
              "breaches, each actor's discounted utility by component, the product of the parties' gains ",
              cite({"nash1950"}),
              ", and for outcomes that were not reached the gap, that is, how much each party lacks. Shares "
              "over runs "
              "come with intervals."});
}

void of_positions(const OddScenario& odd, Document& document) {
  const bool spatial = odd.run.protocol.kind == Protocol::Kind::Spatial;
  concept_of(
      document, "Basic principles",
      spatial
          ? Prose{"The model is the spatial model of politics: actors press each other for bargains on their "
                  "positions, and positions are elected by strength ",
                  cite({"wise2015"}), "."}
          : Prose{
                "The model is the expected utility model: actors challenge each other's positions where they "
                "expect to gain ",
                cite({"bueno1994", "scholz2011"}), "."});
  concept_of(document, "Emergence",
             "Final positions, and the forecast, emerge from challenges. Power and salience are "
             "imposed.");
  concept_of(document, "Adaptation",
             "Actors move their positions in answer to the challenges that they face.");
  concept_of(document, "Objectives",
             "Actors want the outcome near their position, the more so the more they care; the "
             "equations are under Submodels.");
  concept_of(document, "Learning", "There is none.");
  concept_of(document, "Prediction",
             "Actors predict the strength with which each challenge would be met, and what they would "
             "gain by it.");
  concept_of(document, "Sensing",
             "Positions, saliences and powers are known to all; attitudes to risk are estimated.");
  concept_of(document, "Interaction",
             "Actors interact in pairs, by challenges; all others lend strength to one side or the other.");
  concept_of(document, "Stochasticity",
             spatial && odd.run.challenge.spatial.stochastic
                 ? Prose{"Each actor draws one of its bargains by the odds, with a counter-based generator ",
                         cite({"salmon2011"}), ". Nothing else is random."}
                 : Prose{"Nothing in this run is random."});
  concept_of(document, "Collectives", "There are none.");
  concept_of(
      document, "Observation",
      "The position of every actor in every round is recorded, with the weighted mean and median of all.");
}

}  // namespace

void odd_concepts(const OddScenario& odd, Document& document) {
  document.add(Heading{2, "Design concepts", "4"});
  if (over_positions(odd.run)) {
    of_positions(odd, document);
  } else {
    of_packages(odd, document);
  }
}

}  // namespace entente
