#include "sim/report/odd_scenario.hpp"

#include <algorithm>
#include <array>

#include "sim/core/error.hpp"
#include "sim/model/switches.hpp"

namespace entente {
namespace {

template <class Holds>
bool some_actor(const Scenario& scenario, Holds holds) {
  return std::ranges::any_of(scenario.actors, holds);
}

template <class Holds>
bool some_party(const Scenario& scenario, Holds holds) {
  return some_actor(scenario, [&](const Actor& actor) { return actor.party && holds(actor); });
}

template <class Holds>
bool some_act(const Scenario& scenario, Holds holds) {
  return some_actor(scenario, [&](const Actor& actor) { return std::ranges::any_of(actor.acts, holds); });
}

/// Whether some enabled term with this body meets `holds`.
template <class Body, class Holds>
bool some_body(const Scenario& scenario, Holds holds) {
  return some_actor(scenario, [&](const Actor& actor) {
    return std::ranges::any_of(actor.components, [&](const Component& component) {
      return component.enabled && std::ranges::any_of(component.terms, [&](const Term& term) {
               const Body* body = std::get_if<Body>(&term.body);
               return body != nullptr && holds(*body);
             });
    });
  });
}

bool leans_on_allies(const Scenario& scenario) {
  return some_actor(scenario, [](const Actor& actor) { return actor.alliance_weight > 0; });
}

/// Whether anything in the scenario engages the mechanism, be it on or off.
struct Engagement {
  std::string_view name;
  std::string_view title;
  bool (*engaged)(const Scenario&);
};

constexpr std::array<Engagement, kSwitches.size()> kEngagements = {{
    {"loss_aversion", "Loss aversion",
     [](const Scenario& s) {
       return some_body<HoldingTerm>(s, [](const HoldingTerm&) { return true; }) &&
              some_actor(s, [](const Actor& actor) { return actor.loss_aversion != 1; });
     }},
    {"jump", "Sacred value",
     [](const Scenario& s) {
       return some_body<HoldingTerm>(s, [](const HoldingTerm& term) { return term.jump > 0; });
     }},
    {"aspiration", "Aspirations",
     [](const Scenario& s) {
       return some_body<HoldingTerm>(s, [](const HoldingTerm& term) { return term.aspiration.has_value(); });
     }},
    {"pledges", "Public pledges and audience costs",
     [](const Scenario& s) { return some_body<PledgeTerm>(s, [](const PledgeTerm&) { return true; }); }},
    {"alliance_pressure", "Pressure along alliances",
     [](const Scenario& s) {
       return leans_on_allies(s) && some_act(s, [](const Act& act) { return act.pressure != 0; });
     }},
    {"inducement", "Inducement along alliances",
     [](const Scenario& s) {
       return leans_on_allies(s) && some_act(s, [](const Act& act) { return act.inducement != 0; });
     }},
    {"hope", "Hope for a better package",
     [](const Scenario& s) {
       return some_party(s, [](const Actor& actor) {
         return actor.tactic.kind <= Tactic::Kind::Exponential &&
                (actor.tactic.initial > 0 ||
                 (actor.tactic.kind != Tactic::Kind::Constant && actor.tactic.final > 0));
       });
     }},
    {"process_value", "Value of talking",
     [](const Scenario& s) { return some_actor(s, [](const Actor& a) { return a.process_value != 0; }); }},
    {"meeting_decision", "Decision to meet",
     [](const Scenario& s) {
       return some_actor(s, [](const Actor& a) { return a.meeting_cost != 0 || a.process_value != 0; });
     }},
    {"private_valuations", "Private valuations",
     [](const Scenario& s) { return some_party(s, [](const Actor& a) { return a.private_sd > 0; }); }},
    {"learning", "Learning from the table",
     [](const Scenario& s) {
       return !is_rational(s) &&
              some_party(s, [](const Actor& a) { return a.private_sd > 0 || a.profiles.size() > 1; });
     }},
    {"refusal_memory", "Memory of refusals", [](const Scenario& s) { return some_weigh(s); }},
    {"ratification", "Ratification",
     [](const Scenario& s) {
       return some_party(s, [](const Actor& a) { return a.ratification.has_value(); });
     }},
    {"implementation", "Implementation of agreements",
     [](const Scenario& s) { return !s.obligations.empty(); }},
    {"trust", "Trust",
     [](const Scenario& s) {
       return some_actor(s, [](const Actor& a) { return !a.trust.empty() || a.trust_worth != 0; });
     }},
    {"acts", "Acts",
     [](const Scenario& s) { return some_actor(s, [](const Actor& a) { return a.acts.size() > 1; }); }},
    {"influence", "Influence",
     [](const Scenario& s) {
       return s.influence.rate > 0 && some_actor(s, [](const Actor& a) { return a.susceptibility > 0; });
     }},
    {"ties", "Ties",
     [](const Scenario& s) {
       return some_act(s, [](const Act& act) { return !act.ties.empty(); }) ||
              std::ranges::any_of(s.ties, [](const Tie& tie) { return tie.rate > 0; });
     }},
    {"context", "Context", [](const Scenario& s) { return !s.context.empty(); }},
    {"partial_agreements", "Partial agreements",
     [](const Scenario& s) { return s.settles.kind != Predicate::Kind::Always; }},
    {"red_lines", "Red lines",
     [](const Scenario& s) {
       return some_party(s, [](const Actor& a) {
         return std::ranges::any_of(a.red_lines, [](const RedLine& line) { return line.enabled; });
       });
     }},
    {"firm_supply", "Supply of investment by firms",
     [](const Scenario& s) {
       return some_body<ProjectTerm>(s,
                                     [](const ProjectTerm& term) { return term.gross_return.has_value(); });
     }},
    {"invest_in_hope", "Investment in hope", [](const Scenario& s) { return some_weigh(s); }},
}};

const Engagement& engagement(std::string_view name) {
  const auto found = std::ranges::find(kEngagements, name, &Engagement::name);
  require(found != kEngagements.end(), "a mechanism is named as in the scenario language");
  return *found;
}

void without_terms(Component& component, const Switches& on) {
  for (Term& term : component.terms) {
    if (auto* holding = std::get_if<HoldingTerm>(&term.body)) {
      if (!on.jump) holding->jump = 0;
      if (!on.aspiration) holding->aspiration.reset();
      if (!on.aspiration) holding->aspiration_drift = 0;
    }
    if (auto* project = std::get_if<ProjectTerm>(&term.body); project != nullptr && !on.firm_supply)
      project->gross_return.reset();
  }
}

void without_effects(Act& act, const Switches& on) {
  if (!on.alliance_pressure) act.pressure = 0;
  if (!on.inducement) act.inducement = 0;
  if (!on.pledges) act.pledge = act.audience = 0;
  if (!on.ratification) act.prepare = 0;
  if (!on.ties) act.ties.clear();
  if (!on.trust) act.trust.clear();
  if (!on.learning) act.signal.clear();
}

void without_parts(Actor& actor, const Switches& on) {
  if (!on.loss_aversion) actor.loss_aversion = 1;
  if (!on.process_value) actor.process_value = 0;
  if (!on.private_valuations) actor.private_sd = 0;
  if (!on.ratification) actor.ratification.reset();
  if (!on.influence) actor.susceptibility = 0;
  if (!on.trust) actor.trust_worth = 0;
  if (!on.implementation) actor.implementation_sd = 0;
  if (!on.acts) actor.acts.clear();
  if (!on.red_lines) actor.red_lines.clear();
  std::erase_if(actor.red_lines, [](const RedLine& line) { return !line.enabled; });
  for (Component& component : actor.components) without_terms(component, on);
  for (Act& act : actor.acts) without_effects(act, on);
}

}  // namespace

std::string mechanism_title(std::string_view name) { return std::string(engagement(name).title); }

Part part_of(const Scenario& scenario, std::string_view name) {
  const auto found =
      std::ranges::find(kSwitches, name, [](const NamedSwitch& one) { return std::string_view(one.name); });
  const Engagement& mechanism = engagement(name);
  if (!(scenario.switches.*found->member)) return Part::Off;
  return !over_positions(scenario) && mechanism.engaged(scenario) ? Part::Playing : Part::Idle;
}

std::vector<std::string> mechanisms_that_are(const Scenario& scenario, Part part) {
  std::vector<std::string> titles;
  for (const NamedSwitch& one : kSwitches) {
    if (part_of(scenario, one.name) == part) titles.push_back(mechanism_title(one.name));
  }
  return titles;
}

bool over_positions(const Scenario& scenario) {
  return scenario.protocol.kind >= Protocol::Kind::ExpectedUtility;
}

bool is_rational(const Scenario& scenario) {
  return some_party(scenario, [](const Actor& a) { return a.tactic.kind == Tactic::Kind::Rational; });
}

bool some_weigh(const Scenario& scenario) {
  return some_party(scenario, [](const Actor& a) { return a.tactic.kind <= Tactic::Kind::Exponential; });
}

bool some_aspire(const Scenario& scenario) {
  return some_party(scenario, [](const Actor& a) { return a.tactic.aspires(); });
}

Scenario as_run(Scenario scenario) {
  const Switches on = scenario.switches;
  for (Actor& actor : scenario.actors) without_parts(actor, on);
  if (!on.influence) scenario.influence.rate = 0;
  if (!on.implementation) scenario.obligations.clear();
  if (!on.ties) {
    for (Tie& tie : scenario.ties) {
      tie.rate = 0;
      tie.drivers.clear();
    }
  }
  return scenario;
}

bool term_plays(const Scenario& scenario, const Component& component, const Term& term) {
  return component.enabled && (scenario.switches.pledges || !std::holds_alternative<PledgeTerm>(term.body));
}

}  // namespace entente
