#include "sim/report/quantity_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/report/reasons.hpp"
#include "sim/report/text.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

using Kind = MeasuredQuantity::Group;

/// What a refusal was over, or where utility came from, by the name that files give it.
std::string cause_words(const Scenario& scenario, const std::string& actor_of, const std::string& name) {
  const auto actor = std::ranges::find(scenario.actors, actor_of, &Actor::name);
  const auto reason = std::ranges::find(kReasonNames, name);
  const bool component =
      actor != scenario.actors.end() && std::ranges::count(actor->components, name, &Component::name) > 0;
  if (actor == scenario.actors.end() || component || reason == kReasonNames.end()) return readable(name);
  return reason_name(*actor,
                     actor->components.size() + static_cast<std::size_t>(reason - kReasonNames.begin()));
}

std::string course_words(const MeasuredQuantity& quantity) {
  constexpr std::pair<const char*, const char*> kWords[] = {
      {"agreement.any", "any agreement"},
      {"agreement.number", "agreements"},
      {"time.first_agreement", "years to the first agreement"},
      {"time.last_agreement", "years to the last agreement, where there is one"},
      {"talks.rounds", "rounds with talks"},
      {"talks.offers", "offers"},
      {"talks.refusals", "refusals"},
      {"setback.ratification_failures", "agreements lost at home"},
      {"setback.rollbacks", "agreements broken"}};
  const auto found = std::ranges::find(kWords, quantity.name, &std::pair<const char*, const char*>::first);
  return found == std::end(kWords) ? quantity.name : found->second;
}

}  // namespace

std::string actor_words(const Scenario& scenario, const std::string& name) {
  const auto found = std::ranges::find(scenario.actors, name, &Actor::name);
  return found == scenario.actors.end() ? readable(name) : actor_name(*found);
}

std::string outcome_words(const Scenario& scenario, const std::string& name) {
  const auto found = std::ranges::find(scenario.outcomes, name, &Outcome::name);
  if (found == scenario.outcomes.end()) return "None of these";
  return outcome_name(scenario, static_cast<std::size_t>(found - scenario.outcomes.begin()));
}

std::string quantity_words(const Scenario& scenario, const MeasuredQuantity& quantity) {
  const std::vector<std::string> about = quantity.about();
  const std::string first = actor_words(scenario, about.front());
  switch (quantity.group) {
    case Kind::Outcome:
      return outcome_words(scenario, about.front());
    case Kind::Vote:
      return fmt::format("votes {} in {}", about[1] == "passed" ? "won" : "lost", first);
    case Kind::Gap:
      return fmt::format("lack of “{}” for {}{}", outcome_words(scenario, about[0]),
                         actor_words(scenario, about[2]), about[1] == "start" ? "" : ", from the end");
    case Kind::Utility:
      return fmt::format("utility of {}", first);
    case Kind::Component:
      return fmt::format("utility of {} from {}", first, cause_words(scenario, about[0], about[1]));
    case Kind::Trust:
      return fmt::format("trust of {} in {}", first, actor_words(scenario, about[1]));
    case Kind::Reason:
      return fmt::format("refusals of {} over {}", first, cause_words(scenario, about[0], about[1]));
    case Kind::Act:
      return fmt::format("rounds in which the act of {} is “{}”", first, readable(about[1]));
    default:
      return course_words(quantity);
  }
}

std::string quantity_sentence(const Scenario& scenario, const MeasuredQuantity& quantity) {
  const bool counted = quantity.group == Kind::Vote || quantity.group == Kind::Reason;
  return capitalised(quantity_words(scenario, quantity)) + (counted ? " in a run" : "");
}

bool as_percentage(const MeasuredQuantity& quantity) {
  return quantity.is_share() || quantity.unit == "share of rounds";
}

std::string value_words(const MeasuredQuantity& quantity, double value) {
  if (std::isnan(value)) return "–";
  return as_percentage(quantity) ? fmt::format("{:.1f}%", 100 * value) : fixed(value);
}

std::string change_words(const MeasuredQuantity& quantity, double change) {
  if (std::isnan(change)) return "–";
  const bool percentage = as_percentage(quantity);
  const std::string digits = fixed(percentage ? 100 * change : change, percentage ? 1 : 3);
  const bool zero = digits.find_first_of("123456789") == std::string::npos;
  return (change > 0 && !zero ? "+" : "") + digits;
}

std::string change_interval_words(const MeasuredQuantity& quantity, const statistics::Interval& interval) {
  return change_words(quantity, interval.low) + " to " + change_words(quantity, interval.high);
}

}  // namespace entente
