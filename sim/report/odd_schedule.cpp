#include <fmt/format.h>

#include "sim/report/describe_rules.hpp"
#include "sim/report/odd_parts.hpp"
#include "sim/report/text.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

/// "loss aversion, red lines and trust".
std::string in_a_sentence(std::vector<std::string> titles) {
  for (std::string& title : titles) title[0] = static_cast<char>(title[0] - 'A' + 'a');
  return join(titles);
}

Items steps_of_a_round(const OddScenario& odd) {
  const Scenario& scenario = odd.run;
  Items steps;
  steps.numbered = true;
  const auto step = [&](std::string words) { steps.items.emplace_back(std::move(words)); };
  if (odd.has("context")) step("From the second round on, the context processes move.");
  if (odd.has("ties")) step("From the second round on, the ties relax to what drives them.");
  if (odd.has("influence")) step("From the second round on, saliences and beliefs move along the ties.");
  if (odd.has("private_valuations")) {
    for (const Actor& actor : scenario.actors) {
      if (!actor.party || actor.private_persistence == 1) continue;
      step("From the second round on, private valuations drift.");
      break;
    }
  }
  if (odd.has("acts")) {
    step(fmt::format(
        "Stocks decay. Then actors choose their acts, in turn ({}), each the one that pays best against "
        "the latest acts of the others, until a sweep changes nothing, at most ten sweeps; all acts "
        "take effect at once.",
        actor_names(scenario, scenario.protocol.acts_order)));
  }
  step(odd.has("meeting_decision")
           ? "Each actor decides whether to meet. Talks are held where nothing suspends them, the "
             "arrangement in "
             "force does not settle the dispute, and all whose presence is needed attend."
           : "Talks are held where nothing suspends them and the arrangement in force does not settle the "
             "dispute.");
  step(
      "Where talks are held, the parties exchange offers by the protocol below, until they agree or the "
      "exchanges "
      "of the round are over. " +
      std::string(odd.has("learning") ? "After each exchange they learn from the offer and the answers."
                                      : "They learn nothing from offers and answers."));
  if (odd.has("ratification"))
    step("An agreement is put to the vote at home in every party. It is void unless all ratify.");
  if (odd.has("implementation")) {
    step(
        "Each signatory with obligations decides whether to deliver, at signing and then each round for each "
        "agreement in force, newest first. A breach puts back what was in force before that agreement.");
  }
  if (odd.has("trust")) step("Trust is counted up for words kept and down for words broken.");
  if (odd.has("aspiration")) step("Aspirations move to what is on the table.");
  step("Flows of utility are booked for the arrangement at the end of the round.");
  return steps;
}

}  // namespace

void odd_schedule(const OddScenario& odd, Document& document) {
  const Scenario& scenario = odd.run;
  document.add(Heading{2, "Process overview and scheduling", "3"});
  if (over_positions(scenario)) {
    say(document,
        protocol_in_words(scenario) +
            " All actors form their plans from the same positions and move at once, so the order of "
            "actors does not matter.");
    Items rules;
    for (const std::string& rule : challenge_in_words(scenario)) rules.items.emplace_back(rule);
    document.add(std::move(rules));
    say(document, "The mechanisms of bargaining over packages have no part in this run.");
    return;
  }
  say(document,
      "Time moves in rounds. In each round these processes run, in this order; actors within a process in "
      "the order of their names unless said otherwise:");
  document.add(steps_of_a_round(odd));
  say(document, protocol_in_words(scenario));
  Items rules;
  for (const std::string& rule : talks_in_words(scenario)) rules.items.emplace_back(rule);
  document.add(std::move(rules));
  const std::vector<std::string> off = mechanisms_that_are(scenario, Part::Off);
  if (!off.empty()) {
    say(document, fmt::format("Mechanisms of the model that are switched off, and hence not described: {}.",
                              in_a_sentence(off)));
  }
  const std::vector<std::string> idle = mechanisms_that_are(scenario, Part::Idle);
  if (!idle.empty()) {
    say(document, fmt::format("Mechanisms that are on but have nothing to act on in this scenario: {}.",
                              in_a_sentence(idle)));
  }
}

}  // namespace entente
