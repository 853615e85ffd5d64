#pragma once

#include <string>
#include <vector>

#include "sim/engine/record.hpp"
#include "sim/model/scenario.hpp"

namespace entente {

/// A number that a claim measures in a run, by its name:
///
///     outcome.NAME                         1 if this is the outcome
///     at_least.ISSUE.OPTION                1 if the issue stands at this option or a later one at the end
///     before.ISSUE.OPTION.ISSUE.OPTION     1 if, when the second issue first came to its option (or a later
///                                          one), the first had been in force at its own before; NaN where it
///                                          never came to it
///     amount.QUANTITY                      what the arrangement at the end brings
///     trust.ACTOR.ACTOR                    trust of the first in the second at the end
///     tie.NAME                             weight of a tie at the end
///     rounds_with_talks, agreements        counts
///     any_rollback                         1 if an agreement in force was broken
///
/// Names are looked up once; the object serves all scenarios of the same names.
class ClaimMeasure {
 public:
  /// Throws Error that says which name the scenario does not have.
  ClaimMeasure(const Scenario& scenario, const std::string& name);

  double of(const Scenario& scenario, const RunResult& result) const;
  /// Whether all its values are 0 or 1 (or NaN).
  bool is_share() const;

 private:
  enum class Kind { Outcome, AtLeast, Before, Amount, Trust, TieWeight, Talks, Agreements, Rollback };
  double before(const Scenario& scenario, const RunResult& result) const;

  Kind kind_ = Kind::Talks;
  /// Outcome, issue and option (twice), quantity, actors or tie, in the order of the name.
  std::vector<std::size_t> of_;
};

}  // namespace entente
