#include "sim/experiment/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include "sim/core/error.hpp"
#include "sim/experiment/runner.hpp"

namespace entente {
namespace {

std::vector<ComparedScenario> all_about_packages(std::vector<ComparedScenario> compared) {
  require(compared.size() > 1, "a comparison has a base and a variant");
  for (ComparedScenario& one : compared) one.loaded = about_packages(std::move(one.loaded));
  return compared;
}

MeasuredQuantities measured_quantities(const std::vector<ComparedScenario>& compared,
                                       const ComparisonPlan& plan) {
  std::vector<const Scenario*> scenarios;
  std::vector<std::string> names;
  for (const ComparedScenario& one : compared) {
    scenarios.push_back(&one.loaded.scenario);
    names.push_back(one.name);
  }
  return {scenarios, names, plan.gaps, plan.votes};
}

/// No pair had a value.
Difference without_pairs(Difference difference) {
  difference.base = difference.variant = difference.difference = difference.effect =
      std::numeric_limits<double>::quiet_NaN();
  return difference;
}

Difference difference_of(const statistics::PairedCounts& counts) {
  Difference result;
  result.pairs = counts.pairs();
  result.changed = counts.first_only + counts.second_only;
  result.interval = statistics::paired_difference(counts);
  if (result.pairs == 0) return without_pairs(result);
  const auto n = static_cast<double>(result.pairs);
  result.base = static_cast<double>(counts.first()) / n;
  result.variant = static_cast<double>(counts.second()) / n;
  result.difference = (static_cast<double>(counts.second_only) - static_cast<double>(counts.first_only)) / n;
  result.effect = statistics::cohens_h(result.base, result.variant);
  if (counts.neither == result.pairs) result.unseen = statistics::unseen_bound(result.pairs);
  return result;
}

Difference difference_of(const statistics::PairedMeans& means) {
  Difference result;
  result.pairs = means.pairs();
  result.changed = means.changed();
  if (result.pairs == 0) return without_pairs(result);
  result.base = means.first();
  result.variant = means.second();
  result.difference = means.difference();
  result.interval = means.interval();
  result.effect = means.effect();
  return result;
}

/// One quantity of a variant over worlds: means in the present world, and what came of those before.
struct OverWorlds {
  statistics::PairedMeans present;
  statistics::PairedMeans worlds;
  std::uint64_t more = 0;
  std::uint64_t less = 0;

  /// Ends the present world; its difference, NaN where no pair had a value.
  double close() {
    if (present.pairs() == 0) return std::numeric_limits<double>::quiet_NaN();
    const double difference = present.difference();
    worlds.add(present.first(), present.second());
    if (difference > 0) ++more;
    if (difference < 0) ++less;
    present = {};
    return difference;
  }

  WorldDifference result(double main) const {
    WorldDifference result;
    result.worlds = worlds.pairs();
    result.more = more;
    result.less = less;
    result.same = result.worlds - more - less;
    result.difference = worlds.difference();
    result.interval = worlds.interval();
    const std::uint64_t differing = more + less;
    if (main != 0 && !std::isnan(main) && differing > 0) {
      const std::uint64_t agreeing = main > 0 ? more : less;
      result.sign_share = static_cast<double>(agreeing) / static_cast<double>(differing);
      result.sign_interval = statistics::share_interval(agreeing, differing);
    }
    return result;
  }
};

/// What a comparison keeps of what was played.
class Ledger {
 public:
  Ledger(const Comparison& comparison, const ComparisonWatch& watch)
      : comparison_(&comparison), watch_(&watch), worlds_(comparison.variants()) {
    result_.played.resize(comparison.scenarios.size());
    for (std::size_t v = 0; v < comparison.variants(); ++v) {
      std::vector<DifferenceAccumulator>& own = main_.emplace_back();
      for (const MeasuredQuantity& quantity : comparison.quantities.all())
        own.emplace_back(quantity.is_share());
      over_worlds_.emplace_back(own.size());
    }
  }

  void add_main(const ArmRun& base, const ArmRun& one) {
    note(one);
    if (watch_->on_run) watch_->on_run(one);
    if (one.arm == 0 || base.status != RunStatus::Done || one.status != RunStatus::Done) return;
    std::vector<DifferenceAccumulator>& own = main_[one.arm - 1];
    for (std::size_t q = 0; q < own.size(); ++q) own[q].add(base.values[q], one.values[q]);
  }

  void add_in_world(const ArmRun& base, const ArmRun& one) {
    note(one);
    if (one.arm == 0) return;
    const std::size_t v = one.arm - 1;
    if (worlds_[v] != one.world) {
      close(v);
      worlds_[v] = one.world;
    }
    if (base.status != RunStatus::Done || one.status != RunStatus::Done) return;
    for (std::size_t q = 0; q < over_worlds_[v].size(); ++q) {
      if (std::isnan(base.values[q]) || std::isnan(one.values[q])) continue;
      over_worlds_[v][q].present.add(base.values[q], one.values[q]);
    }
  }

  ComparisonResult result(bool complete) {
    result_.complete = complete;
    for (std::size_t v = 0; v < main_.size(); ++v) {
      close(v);
      std::vector<Difference>& differences = result_.differences.emplace_back();
      for (std::size_t q = 0; q < main_[v].size(); ++q) {
        Difference& difference = differences.emplace_back(main_[v][q].difference());
        if (comparison_->plan.worlds > 0)
          difference.worlds = over_worlds_[v][q].result(difference.difference);
      }
    }
    return std::move(result_);
  }

 private:
  void note(const ArmRun& run) {
    PlayedScenario& played = result_.played[run.arm];
    if (run.status == RunStatus::Done) ++played.done;
    if (run.status == RunStatus::Failed) ++played.failed;
    if (run.status == RunStatus::Invalid && run.run == run.world) ++played.invalid_worlds;
    if (run.status != RunStatus::Done && played.error.empty()) played.error = run.error;
    if (watch_->on_progress) watch_->on_progress(++seen_);
  }

  void close(std::size_t variant) {
    if (!worlds_[variant]) return;
    std::vector<double> differences;
    for (OverWorlds& one : over_worlds_[variant]) differences.push_back(one.close());
    if (watch_->on_world) watch_->on_world(variant, *worlds_[variant], differences);
    worlds_[variant].reset();
  }

  const Comparison* comparison_;
  const ComparisonWatch* watch_;
  std::uint64_t seen_ = 0;
  std::vector<std::vector<DifferenceAccumulator>> main_;
  std::vector<std::vector<OverWorlds>> over_worlds_;
  /// The present world of each variant.
  std::vector<std::optional<std::uint64_t>> worlds_;
  ComparisonResult result_;
};

/// The scenario of a world.
Scenario in_world(const Comparison& comparison, std::size_t arm, std::uint64_t world) {
  const ComparedScenario& compared = comparison.scenarios[arm];
  const std::vector<SampledParameter>& parameters = comparison.worlds[arm].parameters();
  std::vector<double> values;
  comparison.worlds[arm].draw(world, values);
  for (const auto& [path, value] : compared.held) {
    const auto found = std::ranges::find(parameters, path, &SampledParameter::path);
    if (found != parameters.end()) values[static_cast<std::size_t>(found - parameters.begin())] = value;
  }
  Scenario scenario = compared.loaded.scenario;
  comparison.patches[arm].apply(scenario, values);
  return scenario;
}

}  // namespace

void DifferenceAccumulator::add(double base, double variant) {
  if (std::isnan(base) || std::isnan(variant)) return;
  if (share_) {
    counts_.add(base != 0, variant != 0);
  } else {
    means_.add(base, variant);
  }
}

Difference DifferenceAccumulator::difference() const {
  return share_ ? difference_of(counts_) : difference_of(means_);
}

bool Difference::trusted(bool share) const { return share || changed == 0 || changed >= kFewChanged; }

Comparison::Comparison(std::vector<ComparedScenario> compared, ComparisonPlan comparison_plan)
    : scenarios(all_about_packages(std::move(compared))),
      plan(std::move(comparison_plan)),
      quantities(measured_quantities(scenarios, plan)) {
  require(plan.runs > 0 && plan.worlds != 1 && (plan.worlds == 0 || plan.runs_per_world > 0),
          "a comparison has runs, and worlds of several or none");
  if (plan.worlds == 0) return;
  SweepPlan draws;
  draws.seed = plan.seed;
  draws.worlds = plan.worlds;
  draws.runs_per_world = plan.runs_per_world;
  for (const ComparedScenario& one : scenarios) {
    worlds.emplace_back(one.loaded, sampled_parameters(one.loaded, plan.vary), draws);
    patches.emplace_back(one.loaded, worlds.back().paths());
  }
  if (worlds.front().parameters().empty()) {
    throw InputError({whole_problem("", "--worlds", "needs numbers that vary, and none does in the base")});
  }
}

ComparisonResult compare(const Comparison& comparison, unsigned threads, const std::atomic<bool>& stop,
                         const ComparisonWatch& watch) {
  const ComparisonPlan& plan = comparison.plan;
  Ledger ledger(comparison, watch);
  Arms arms;
  arms.count = comparison.scenarios.size();
  arms.seed = plan.seed;
  arms.runs_per_world = plan.runs;
  arms.level = comparison.quantities.level();
  arms.scenario = [&](std::size_t arm, std::uint64_t) { return comparison.scenarios[arm].loaded.scenario; };
  arms.measure = [&](std::size_t arm, const Scenario& played, const RunRecord& record,
                     std::vector<double>& values) {
    comparison.quantities.measure(arm, played, record, values);
  };
  bool complete = play_arms(arms, threads, stop,
                            [&](const ArmRun& base, const ArmRun& one) { ledger.add_main(base, one); });
  if (complete && plan.worlds > 0) {
    arms.worlds = plan.worlds;
    arms.runs_per_world = plan.runs_per_world;
    arms.scenario = [&](std::size_t arm, std::uint64_t world) { return in_world(comparison, arm, world); };
    complete = play_arms(arms, threads, stop,
                         [&](const ArmRun& base, const ArmRun& one) { ledger.add_in_world(base, one); });
  }
  return ledger.result(complete);
}

}  // namespace entente
