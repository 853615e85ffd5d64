#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/engine/record.hpp"
#include "sim/experiment/quantities.hpp"
#include "sim/model/scenario.hpp"

namespace entente {

/// The numbers that claims measure in the runs of one scenario, by name: every MeasuredQuantity that needs
/// neither gaps nor votes (outcome.NAME, agreement.number, talks.rounds, trust.ACTOR.ACTOR, ...), and
///
///     at_least.ISSUE.OPTION                1 if the issue stands at this option or a later one at the end
///     before.ISSUE.OPTION.ISSUE.OPTION     1 if, when the second issue first came to its option (or a later
///                                          one), the first had been in force at its own before; NaN where it
///                                          never came to it
///     amount.QUANTITY                      what the arrangement at the end brings, in the quantity's unit
///     tie.NAME                             weight of a tie at the end
///     any.rollback                         1 if an agreement in force was broken
class ClaimMeasures {
 public:
  /// `scenario` must outlive the object.
  explicit ClaimMeasures(const Scenario& scenario);

  /// The column of a measure, added when it is first asked for. Throws Error that says which name the
  /// scenario does not have.
  std::size_t column(const std::string& name);
  std::size_t columns() const { return measures_.size(); }
  /// Whether all values of the column are 0 or 1 (or NaN).
  bool is_share(std::size_t column) const;

  /// The values of a run, by column, appended. Safe to call on several threads at a time.
  void measure(const Scenario& played, const RunRecord& record, std::vector<double>& values) const;

 private:
  enum class Kind : std::uint8_t { Shared, AtLeast, Before, Amount, TieWeight, Rollback };
  struct Measure {
    std::string name;
    Kind kind = Kind::Shared;
    /// The quantity; issue and option (twice), quantity or tie, in the order of the name.
    std::vector<std::size_t> of = {};
  };
  Measure made(const std::string& name) const;
  static double value(const Measure& measure, const Scenario& played, const RunResult& result);

  const Scenario* scenario_;
  MeasuredQuantities shared_;
  std::vector<Measure> measures_;
};

}  // namespace entente
