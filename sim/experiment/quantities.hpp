#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/engine/record.hpp"
#include "sim/model/scenario.hpp"

namespace entente {

/// A number that every run of a scenario has, and by which scenarios can be compared.
struct MeasuredQuantity {
  /// What it is about.
  enum class Group : std::uint8_t {
    Outcome,    ///< 1 where the run ended in the outcome: outcome.NAME, outcome.other
    Agreement,  ///< 1 where anything came into force: agreement.any; and how many agreements:
                ///< agreement.number
    Time,       ///< years to the first agreement, the horizon where there was none: time.first_agreement;
                ///< and to the last: time.last_agreement
    Talks,      ///< share of rounds with talks: talks.rounds; offers tabled: talks.offers; and refused:
                ///< talks.refusals
    Setback,    ///< setback.ratification_failures, setback.rollbacks
    Vote,       ///< votes of a party, won and lost: vote.ACTOR.passed, vote.ACTOR.failed
    Gap,      ///< lack of the nearest package of an outcome, from the status quo and from the arrangement at
              ///< the end: gap.OUTCOME.start.ACTOR, gap.OUTCOME.end.ACTOR
    Utility,  ///< discounted average utility of an actor: utility.ACTOR
    Component,  ///< what a component, or a column besides, brought of it: component.ACTOR.NAME
    Trust,      ///< of the first actor in the second, at the end: trust.ACTOR.ACTOR
    Reason,     ///< refusals of an actor in which this weighed most: reason.ACTOR.NAME
    Act         ///< share of rounds in which an act was in force: act.ACTOR.NAME
  };
  std::string name;
  Group group = Group::Outcome;
  std::string unit = {};

  /// Whether it is 0 or 1 in a run.
  bool is_share() const { return group == Group::Outcome || name == "agreement.any"; }
  /// Whether it tells why outcomes are what they are: votes, components, reasons, acts.
  bool is_reason() const;
  /// The parts of the name after the group: outcome, actor and so on.
  std::vector<std::string> about() const;

  bool operator==(const MeasuredQuantity&) const = default;
};
/// "outcome", "agreement", ..., as names begin.
const char* name_of(MeasuredQuantity::Group group);

/// The quantities of several scenarios, and how a run of each fills them. A quantity that one of them lacks
/// (an act, a component) is 0 there: what cannot be done is not done.
class MeasuredQuantities {
 public:
  /// `gaps`: with gaps, which runs then have to be asked for. The horizon of time.first_agreement is the
  /// shortest of the scenarios. Votes need the rounds of a run, and are left out without `votes`.
  ///
  /// Throws InputError where the scenarios do not have the same actors, parties, issues and outcomes, naming
  /// what differs; `names` are the arms' names in messages.
  MeasuredQuantities(const std::vector<const Scenario*>& scenarios, const std::vector<std::string>& names,
                     bool gaps, bool votes);

  /// The same with some of them only.
  MeasuredQuantities only(const std::function<bool(const MeasuredQuantity&)>& wanted) const;

  const std::vector<MeasuredQuantity>& all() const { return all_; }
  /// Throws Error where there is none of that name.
  std::size_t index(const std::string& name) const;
  /// In years.
  double horizon() const { return horizon_; }
  RecordLevel level() const { return {.rounds = votes_, .reasons = false, .gaps = gaps_}; }

  /// The values of a run of the scenario with this place in the list, in the order of all(). NaN: a gap to an
  /// outcome of which there is no other package, and the last agreement where there is none.
  void measure(std::size_t arm, const Scenario& played, const RunRecord& record,
               std::vector<double>& values) const;

 private:
  bool gaps_;
  bool votes_;
  double horizon_ = 0;
  std::vector<MeasuredQuantity> all_;
  /// places_[arm][k]: where the k-th quantity of that scenario stands in all(); kLeftOut where it is left
  /// out.
  std::vector<std::vector<std::size_t>> places_;
};

}  // namespace entente
