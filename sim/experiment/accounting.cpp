#include "sim/experiment/accounting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/statistics/shapley.hpp"
#include "sim/core/error.hpp"
#include "sim/core/hash.hpp"
#include "sim/core/random.hpp"
#include "sim/experiment/part.hpp"
#include "sim/experiment/result_file.hpp"
#include "sim/experiment/runner.hpp"
#include "sim/model/switches.hpp"

namespace entente {
namespace {

/// Runs of each pair of orders.
constexpr std::uint64_t kRunsOfPair = 2;

std::vector<std::string> chosen_mechanisms(const Switches& switches, const std::vector<std::string>& wanted) {
  std::vector<std::string> on;
  std::vector<std::string> known;
  for (const NamedSwitch& one : kSwitches) {
    known.emplace_back(one.name);
    if (switches.*one.member) on.emplace_back(one.name);
  }
  std::vector<Problem> problems;
  for (const std::string& name : wanted) {
    if (std::ranges::count(on, name) > 0) continue;
    const bool off = std::ranges::count(known, name) > 0;
    const std::string near = off ? "" : nearest_name(name, known);
    problems.push_back(
        whole_problem("", "--mechanisms",
                      off ? fmt::format("'{}' is off in this scenario", name)
                          : fmt::format("found '{}', which is no mechanism{}", name,
                                        near.empty() ? "" : fmt::format("; did you mean '{}'?", near))));
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  if (wanted.empty()) return on;
  std::erase_if(on, [&](const std::string& name) { return std::ranges::count(wanted, name) == 0; });
  return on;
}

std::uint64_t everything(const Accounting& accounting) {
  return (std::uint64_t{1} << accounting.mechanisms.size()) - 1;
}

/// Arms of an accounting, but for which coalition each of them is.
Arms coalition_arms(const Accounting& accounting) {
  Arms arms;
  arms.seed = accounting.plan.seed;
  arms.level = accounting.quantities.level();
  arms.measure = [&](std::size_t, const Scenario& played, const RunRecord& record,
                     std::vector<double>& values) {
    accounting.quantities.measure(0, played, record, values);
  };
  return arms;
}

/// Worths of some coalitions in independent units: runs, or pairs of orders. [unit][coalition][quantity], a
/// unit that failed empty.
class Worths {
 public:
  Worths(std::size_t units, std::size_t coalitions, std::size_t quantities)
      : coalitions_(coalitions), quantities_(quantities), sums_(units) {}

  void add(std::size_t unit, std::size_t coalition, const ArmRun& run, std::uint64_t runs_of_unit) {
    std::vector<double>& sums = sums_[unit];
    if (run.status != RunStatus::Done) {
      broken_.push_back(unit);
      return;
    }
    if (sums.empty()) sums.assign(coalitions_ * quantities_, 0.0);
    for (std::size_t q = 0; q < quantities_; ++q)
      sums[coalition * quantities_ + q] += run.values[q] / static_cast<double>(runs_of_unit);
  }

  /// The worths of one quantity in a unit, by coalition; empty where the unit failed.
  std::vector<double> of(std::size_t unit, std::size_t quantity) const {
    std::vector<double> worths;
    if (std::ranges::count(broken_, unit) > 0) return worths;
    for (std::size_t c = 0; c < coalitions_; ++c) worths.push_back(sums_[unit][c * quantities_ + quantity]);
    return worths;
  }

  std::size_t units() const { return sums_.size(); }

 private:
  std::size_t coalitions_;
  std::size_t quantities_;
  std::vector<std::vector<double>> sums_;
  std::vector<std::size_t> broken_;
};

/// Shapley values of one unit from its worths.
using ValuesOfUnit = std::function<std::vector<double>(std::size_t unit, const std::vector<double>& worths)>;

/// Puts Shapley's values, and the means of all and none, into an account; `all` and `none`: places of these
/// coalitions among the worths.
void summarise(const Accounting& accounting, const Worths& worths, std::size_t all, std::size_t none,
               const ValuesOfUnit& values_of_unit, std::vector<std::vector<DifferenceAccumulator>>& alone,
               Account& result) {
  const std::size_t mechanisms = accounting.mechanisms.size();
  result.contributions.resize(mechanisms);
  for (std::size_t q = 0; q < accounting.quantities.all().size(); ++q) {
    std::vector<std::vector<double>> by_mechanism(mechanisms);
    std::vector<double> all_on;
    std::vector<double> all_off;
    bool defined = true;
    for (std::size_t unit = 0; unit < worths.units(); ++unit) {
      const std::vector<double> of_unit = worths.of(unit, q);
      if (of_unit.empty()) continue;
      defined = defined && std::ranges::none_of(of_unit, [](double worth) { return std::isnan(worth); });
      if (!defined) break;
      const std::vector<double> values = values_of_unit(unit, of_unit);
      for (std::size_t m = 0; m < mechanisms; ++m) by_mechanism[m].push_back(values[m]);
      all_on.push_back(of_unit[all]);
      all_off.push_back(of_unit[none]);
    }
    if (!defined) continue;
    if (all_on.size() < 2) throw Error("fewer than two runs of all coalitions came to their end");
    result.quantities.push_back(q);
    result.all.push_back(statistics::moments(all_on).mean);
    result.none.push_back(statistics::moments(all_off).mean);
    for (std::size_t m = 0; m < mechanisms; ++m) {
      statistics::Interval interval = statistics::student(by_mechanism[m]);
      // Parts of a share are at most 1 in a unit: where they were 0 in all, their mean is below the bound.
      const bool unseen = std::ranges::all_of(by_mechanism[m], [](double value) { return value == 0; });
      if (unseen && accounting.quantities.all()[q].is_share()) {
        const double bound = statistics::unseen_bound(by_mechanism[m].size());
        interval = {-bound, bound};
      }
      result.contributions[m].push_back(
          {statistics::moments(by_mechanism[m]).mean, interval, alone[m][q].difference()});
    }
  }
}

std::vector<std::vector<DifferenceAccumulator>> accumulators(const Accounting& accounting) {
  std::vector<std::vector<DifferenceAccumulator>> alone(accounting.mechanisms.size());
  for (std::vector<DifferenceAccumulator>& of_mechanism : alone) {
    for (const MeasuredQuantity& quantity : accounting.quantities.all())
      of_mechanism.emplace_back(quantity.is_share());
  }
  return alone;
}

void add_alone(std::vector<DifferenceAccumulator>& alone, const ArmRun& with, const ArmRun& without) {
  if (with.status != RunStatus::Done || without.status != RunStatus::Done) return;
  for (std::size_t q = 0; q < alone.size(); ++q) alone[q].add(without.values[q], with.values[q]);
}

/// One accounting while it goes on.
struct Progress {
  unsigned threads;
  const std::atomic<bool>& stop;
  const std::function<void(std::uint64_t)>& on_progress;
  std::uint64_t done = 0;
  std::uint64_t failed = 0;

  void note(const ArmRun& run) {
    if (run.status != RunStatus::Done) ++failed;
    on_progress(++done);
  }
};

/// Every coalition; arm a is the one in which the mechanisms of the bits of a are off.
bool play_all(const Accounting& accounting, Progress& progress, Account& result) {
  const std::uint64_t all = everything(accounting);
  Arms arms = coalition_arms(accounting);
  arms.count = all + 1;
  arms.runs_per_world = accounting.plan.runs;
  arms.scenario = [&](std::size_t arm, std::uint64_t) { return accounting.with(all ^ arm); };
  Worths worths(accounting.plan.runs, arms.count, accounting.quantities.all().size());
  std::vector<std::vector<DifferenceAccumulator>> alone = accumulators(accounting);
  const bool complete =
      play_arms(arms, progress.threads, progress.stop, [&](const ArmRun& base, const ArmRun& one) {
        progress.note(one);
        worths.add(one.run, all ^ one.arm, one, 1);
        for (std::size_t m = 0; m < alone.size(); ++m) {
          if (one.arm == std::size_t{1} << m) add_alone(alone[m], base, one);
        }
      });
  if (!complete) return false;
  summarise(
      accounting, worths, all, 0,
      [](std::size_t, const std::vector<double>& of_unit) { return statistics::shapley(of_unit); }, alone,
      result);
  return true;
}

/// Each mechanism off in turn.
bool play_alone(const Accounting& accounting, Progress& progress,
                std::vector<std::vector<DifferenceAccumulator>>& alone) {
  const std::uint64_t all = everything(accounting);
  Arms arms = coalition_arms(accounting);
  arms.count = accounting.mechanisms.size() + 1;
  arms.runs_per_world = accounting.plan.runs;
  arms.scenario = [&](std::size_t arm, std::uint64_t) {
    return accounting.with(arm == 0 ? all : all ^ (std::uint64_t{1} << (arm - 1)));
  };
  return play_arms(arms, progress.threads, progress.stop, [&](const ArmRun& base, const ArmRun& one) {
    progress.note(one);
    if (one.arm > 0) add_alone(alone[one.arm - 1], base, one);
  });
}

/// Coalitions along pairs of orders. World u is a pair; arm 0 has all mechanisms, arm 1 none, then come those
/// between along the one order and along the other.
bool play_orders(const Accounting& accounting, Progress& progress, Account& result) {
  std::vector<std::vector<DifferenceAccumulator>> alone = accumulators(accounting);
  if (!play_alone(accounting, progress, alone)) return false;
  const std::size_t mechanisms = accounting.mechanisms.size();
  const std::uint64_t key = mix_pair(accounting.plan.seed, hash_name("orders of mechanisms"));
  const auto order_of = [&](std::uint64_t unit, bool second) {
    return statistics::entry_order(mechanisms, 2 * unit + (second ? 1 : 0), key);
  };
  const std::size_t between = mechanisms - 1;
  Arms arms = coalition_arms(accounting);
  arms.count = 2 * mechanisms;
  arms.worlds = accounting.plan.runs / kRunsOfPair;
  arms.runs_per_world = kRunsOfPair;
  arms.scenario = [&](std::size_t arm, std::uint64_t world) {
    if (arm < 2) return accounting.with(arm == 0 ? everything(accounting) : 0);
    const bool second = arm - 2 >= between;
    const std::size_t entered = arm - 1 - (second ? between : 0);
    return accounting.with(statistics::entry_coalitions(order_of(world, second))[entered]);
  };
  Worths worths(arms.worlds, arms.count, accounting.quantities.all().size());
  if (!play_arms(arms, progress.threads, progress.stop, [&](const ArmRun&, const ArmRun& one) {
        progress.note(one);
        worths.add(one.world, one.arm, one, kRunsOfPair);
      }))
    return false;
  const auto values_of_pair = [&](std::size_t unit, const std::vector<double>& of_unit) {
    std::vector<double> values(mechanisms, 0.0);
    for (const bool second : {false, true}) {
      std::vector<double> along{of_unit[1]};
      for (std::size_t entered = 1; entered <= between; ++entered)
        along.push_back(of_unit[1 + entered + (second ? between : 0)]);
      along.push_back(of_unit[0]);
      statistics::add_entries(order_of(unit, second), along, 0.5, values);
    }
    return values;
  };
  summarise(accounting, worths, 0, 1, values_of_pair, alone, result);
  return true;
}

}  // namespace

Accounting::Accounting(LoadedScenario loaded_scenario, AccountingPlan accounting_plan)
    : loaded(about_packages(std::move(loaded_scenario))),
      plan(std::move(accounting_plan)),
      mechanisms(chosen_mechanisms(loaded.scenario.switches, plan.mechanisms)),
      quantities(MeasuredQuantities({&loaded.scenario}, {loaded.scenario.name}, true, false)
                     .only([](const MeasuredQuantity& quantity) {
                       return quantity.is_share() || (quantity.group == MeasuredQuantity::Group::Gap &&
                                                      quantity.about()[1] == "start");
                     })) {
  require(plan.runs >= 2 * kRunsOfPair && plan.runs % kRunsOfPair == 0,
          "an accounting has an even number of runs, four or more");
  if (mechanisms.empty()) throw InputError({whole_problem("", "mechanisms", "are all off in this scenario")});
}

std::uint64_t Accounting::total_runs() const {
  if (exact()) return (everything(*this) + 1) * plan.runs;
  return (3 * mechanisms.size() + 1) * plan.runs;
}

Scenario Accounting::with(std::uint64_t coalition) const {
  Scenario scenario = loaded.scenario;
  for (const NamedSwitch& one : kSwitches) {
    const auto found = std::ranges::find(mechanisms, one.name);
    if (found == mechanisms.end()) continue;
    scenario.switches.*one.member = (coalition >> (found - mechanisms.begin()) & 1U) != 0;
  }
  return scenario;
}

Account account(const Accounting& accounting, unsigned threads, const std::atomic<bool>& stop,
                const std::function<void(std::uint64_t)>& on_progress) {
  Account result;
  Progress progress{threads, stop, on_progress};
  result.complete =
      accounting.exact() ? play_all(accounting, progress, result) : play_orders(accounting, progress, result);
  result.failed = progress.failed;
  return result;
}

void write_account(const std::string& path, const Accounting& accounting, const Account& result,
                   const std::string& behaviour, const std::string& command) {
  const std::vector<Table> tables{
      {"mechanisms",
       "what was switched",
       1,
       {whole("position", "place in the order"), text("mechanism", "its name")}},
      {"quantities",
       "what the mechanisms contribute to",
       1,
       {whole("position", "place in the order"), text("quantity", "its name"),
        text("kind", "what it is about"), text("unit", "its unit"),
        real("all_on", "mean with all mechanisms on"),
        real("all_off", "mean with all of them off; Shapley's values sum to the difference")}},
      {"contributions",
       "what each mechanism contributes to each quantity",
       2,
       {text("mechanism", "its name"), text("quantity", "its name"), real("shapley", "Shapley's value"),
        real("low", "lower end of its 95 % interval"), real("high", "its upper end"),
        real("alone", "the scenario less the same with this mechanism switched off"),
        real("alone_low", "lower end of its paired 95 % interval"), real("alone_high", "its upper end")}}};
  ResultFile file(path, "account", tables);
  state_program(file, behaviour, command);
  state_scenario(file, accounting.loaded);
  file.state("seed", fmt::format("{}", accounting.plan.seed));
  file.state("runs", fmt::format("{}", accounting.plan.runs));
  file.state("method", accounting.exact() ? "all coalitions" : "pairs of orders");
  file.state("failed", fmt::format("{}", result.failed));
  for (std::size_t m = 0; m < accounting.mechanisms.size(); ++m)
    file.add(0, {cell(std::uint64_t{m}), accounting.mechanisms[m]});
  for (std::size_t k = 0; k < result.quantities.size(); ++k) {
    const MeasuredQuantity& quantity = accounting.quantities.all()[result.quantities[k]];
    file.add(1, {cell(std::uint64_t{k}), quantity.name, std::string(name_of(quantity.group)), quantity.unit,
                 number_cell(result.all[k]), number_cell(result.none[k])});
    for (std::size_t m = 0; m < accounting.mechanisms.size(); ++m) {
      const Contribution& one = result.contributions[m][k];
      file.add(2, {accounting.mechanisms[m], quantity.name, number_cell(one.shapley),
                   number_cell(one.interval.low), number_cell(one.interval.high),
                   number_cell(one.alone.difference), number_cell(one.alone.interval.low),
                   number_cell(one.alone.interval.high)});
    }
  }
  file.finish();
}

}  // namespace entente
