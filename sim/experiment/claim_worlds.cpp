#include "sim/experiment/claim_worlds.hpp"

#include <algorithm>
#include <string_view>
#include <variant>

#include "sim/core/math.hpp"
#include "sim/core/random.hpp"
#include "sim/model/switches.hpp"

namespace entente {
namespace {

class RandomWorld {
 public:
  RandomWorld(std::uint64_t seed, std::uint64_t world) : random_(seed, world) {}

  void change(Scenario& scenario) const {
    for (const NamedSwitch& it : kSwitches) {
      if (turned(name("switch", it.name))) scenario.switches.*it.member = !(scenario.switches.*it.member);
    }
    for (Tie& tie : scenario.ties) {
      for (Driver& driver : tie.drivers) {
        if (turned(combine(name("driver", tie.name), hash_name(driver.name)))) driver.effect = -driver.effect;
      }
    }
    for (Actor& actor : scenario.actors) change(actor);
  }

 private:
  static NameHash name(std::string_view kind, std::string_view of) {
    return combine(combine(hash_name("random world"), hash_name(kind)), hash_name(of));
  }
  double uniform(NameHash subject) const { return random_.uniform({subject, Purpose::Parameter}); }
  bool turned(NameHash subject) const { return uniform(subject) < 0.5; }
  double factor(NameHash subject) const { return -portable_log(uniform(subject)); }
  void turn(std::optional<ContextScale>& scale, NameHash subject) const {
    if (scale && turned(combine(subject, hash_name("scale")))) scale->slope = -scale->slope;
  }

  void change(Actor& actor) const {
    const NameHash who = name("actor", actor.name);
    const auto its = [&](std::string_view what) { return combine(who, hash_name(what)); };
    actor.process_value *= factor(its("process_value"));
    turn(actor.process_scale, its("process_value"));
    actor.alliance_weight = std::min(1.0, actor.alliance_weight * factor(its("alliance_weight")));
    turn(actor.alliance_scale, its("alliance_weight"));
    for (Component& component : actor.components) {
      const NameHash which = combine(its("component"), hash_name(component.name));
      component.share *= factor(which);
      for (Term& term : component.terms) change(term, actor, combine(which, hash_name(term.name)));
    }
    for (Act& act : actor.acts) {
      const NameHash which = combine(its("act"), hash_name(act.name));
      act.price *= factor(combine(which, hash_name("price")));
      act.benefit *= factor(combine(which, hash_name("benefit")));
      turn(act.price_scale, which);
    }
    if (!actor.ratification) return;
    for (Constituency& group : actor.ratification->constituencies) {
      const NameHash which = combine(its("constituency"), hash_name(group.name));
      group.influence *= factor(which);
      if (turned(combine(which, hash_name("sign")))) turn_values(group.values, 1);
    }
  }

  void change(Term& term, const Actor& actor, NameHash which) const {
    term.share *= factor(which);
    turn(term.scale, which);
    if (!turned(combine(which, hash_name("sign")))) return;
    const double smaller = 1 / actor.loss_aversion;
    if (auto* holding = std::get_if<HoldingTerm>(&term.body)) {
      for (double& held : holding->held) held = 1 - held;
    } else if (auto* sanction = std::get_if<SanctionTerm>(&term.body)) {
      std::swap(sanction->burden, sanction->rally);
    } else if (auto* hedge = std::get_if<HedgeTerm>(&term.body)) {
      hedge->believed = -hedge->believed;
    } else if (auto* values = std::get_if<ValuesTerm>(&term.body)) {
      turn_values(*values, smaller);
    } else if (auto* linkage = std::get_if<LinkageTerm>(&term.body)) {
      for (double& value : linkage->values) value *= -smaller;
    }
  }

  static void turn_values(ValuesTerm& term, double by) {
    for (ValuesTerm::PerIssue& issue : term.issues) {
      for (double& value : issue.values) value *= -by;
    }
  }

  RandomSource random_;
};

}  // namespace

Scenario random_world(const Scenario& scenario, std::uint64_t seed, std::uint64_t world) {
  Scenario changed = scenario;
  RandomWorld(seed, world).change(changed);
  return changed;
}

}  // namespace entente
