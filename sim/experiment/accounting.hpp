#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "analysis/statistics/interval.hpp"
#include "sim/experiment/comparison.hpp"
#include "sim/experiment/quantities.hpp"
#include "sim/scenario/load.hpp"

namespace entente {

/// How much each mechanism of a scenario matters, and with how many runs that is to be found out.
struct AccountingPlan {
  std::uint64_t seed = 1;
  /// Runs of each coalition; even, so that orders can be sampled in pairs with two runs each.
  std::uint64_t runs = 200;
  /// Names of switches (model/switches); empty: all that are on. The others stay as they are.
  std::vector<std::string> mechanisms = {};
};

/// Everything about an accounting that does not change while it goes on.
struct Accounting {
  /// Throws InputError where a mechanism is unknown or not on, and where none is.
  Accounting(LoadedScenario loaded_scenario, AccountingPlan accounting_plan);

  /// Up to this many mechanisms every coalition is played.
  static constexpr std::size_t kMostExact = 6;
  bool exact() const { return mechanisms.size() <= kMostExact; }
  /// Runs that will be played in all.
  std::uint64_t total_runs() const;
  /// The scenario in which of the mechanisms those of a coalition are on.
  Scenario with(std::uint64_t coalition) const;

  LoadedScenario loaded;
  AccountingPlan plan;
  std::vector<std::string> mechanisms;
  /// Shares of outcomes, of any agreement, and what each outcome lacks for each party from the status quo.
  MeasuredQuantities quantities;
};

/// What a mechanism contributes to a quantity.
struct Contribution {
  /// Shapley's value (statistics/shapley) with Student's 95 % interval: over runs where all coalitions were
  /// played, else over pairs of orders; of a share to which it contributed in none of these, the bound of
  /// what was never seen (statistics/interval). Above 0: the mechanism makes the quantity larger.
  double shapley = 0;
  statistics::Interval interval;
  /// The scenario less the same with this mechanism alone switched off; paired runs.
  Difference alone;
};

struct Account {
  /// Places in Accounting::quantities of those that have a value in every coalition.
  std::vector<std::size_t> quantities;
  /// [quantity of the list above]: means with all mechanisms on and with none. The Shapley values of a
  /// quantity sum to their difference.
  std::vector<double> all;
  std::vector<double> none;
  /// [mechanism][quantity of the list above].
  std::vector<std::vector<Contribution>> contributions;
  std::uint64_t failed = 0;
  /// Whether it came to its end; nothing else is filled where not.
  bool complete = true;
};

/// Plays coalitions of mechanisms on the same runs. The same result for any number of threads.
/// `on_progress(done)` is called after each run. Throws Error where fewer than two runs, or pairs of orders,
/// came to their end.
Account account(const Accounting& accounting, unsigned threads, const std::atomic<bool>& stop,
                const std::function<void(std::uint64_t)>& on_progress);

/// Writes a result file: tables `account` (what it is), `mechanisms`, `quantities` (with their means), and
/// `contributions`. Throws InputError where the file is there already.
void write_account(const std::string& path, const Accounting& accounting, const Account& result,
                   const std::string& behaviour, const std::string& command);

}  // namespace entente
