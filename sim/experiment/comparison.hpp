#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analysis/statistics/interval.hpp"
#include "analysis/statistics/paired.hpp"
#include "sim/experiment/arms.hpp"
#include "sim/experiment/quantities.hpp"
#include "sim/experiment/sampling.hpp"
#include "sim/experiment/worlds.hpp"
#include "sim/scenario/load.hpp"

namespace entente {

/// A base or a variant of it.
struct ComparedScenario {
  /// What tables call it.
  std::string name;
  LoadedScenario loaded;
  /// Numbers that somebody set, by path. They keep their value in all worlds, whatever their range; of other
  /// numbers that a variant changes, its own ranges and laws hold.
  std::vector<std::pair<std::string, double>> held = {};
};

/// The first part plays `runs` runs of every scenario as it stands: run r is that of `entente run --seed
/// --run r`. The second, where there are worlds, plays each in `worlds` worlds, where run r has world r mod
/// worlds: of the base it plays the runs of `entente sweep --worlds --runs-per-world` with this seed.
struct ComparisonPlan {
  std::uint64_t seed = 1;
  std::uint64_t runs = 1000;
  /// 0 or at least 2.
  std::uint64_t worlds = 0;
  std::uint64_t runs_per_world = 0;
  /// What varies over worlds; the paths of Vary::Kind::Paths are those of numbers that every scenario has.
  Vary vary = {};
  bool gaps = true;
  bool votes = true;

  std::uint64_t runs_of_a_scenario() const { return runs + worlds * runs_per_world; }
};

/// Everything about a comparison that does not change while it goes on.
struct Comparison {
  /// The base first. Throws InputError where the scenarios do not belong together (MeasuredQuantities), where
  /// one has no packages to talk about, and where nothing varies over the worlds that are asked for.
  Comparison(std::vector<ComparedScenario> compared, ComparisonPlan comparison_plan);
  Comparison(const Comparison&) = delete;
  Comparison& operator=(const Comparison&) = delete;

  std::size_t variants() const { return scenarios.size() - 1; }

  std::vector<ComparedScenario> scenarios;
  ComparisonPlan plan;
  MeasuredQuantities quantities;
  /// By scenario; empty without worlds.
  std::vector<Worlds> worlds;
  std::vector<NumberPatch> patches;
};

/// How a difference varies over plausible worlds. In a world it is the mean over the pairs of runs there, so
/// it holds their simulation error too: a world in which the scenarios truly do not differ may come out on
/// either side.
struct WorldDifference {
  /// Worlds in which both scenarios had runs, and among them those in which the variant has more, as much
  /// (exactly, in every pair on average), and less.
  std::uint64_t worlds = 0;
  std::uint64_t more = 0;
  std::uint64_t same = 0;
  std::uint64_t less = 0;
  /// Mean over worlds, with Student's interval.
  double difference = 0;
  statistics::Interval interval;
  /// Of the worlds in which they differ, the share whose difference has the sign of that of the first part,
  /// with Wilson's interval (statistics/interval). Nothing where the first part shows no difference or no
  /// world does. Few runs in a world leave many without any difference: those are counted in `same`.
  std::optional<double> sign_share;
  std::optional<statistics::Interval> sign_interval;
};

/// A quantity in the base and in a variant; 95 % intervals of simulation error.
struct Difference {
  /// Mean over the pairs of runs in which both have a value.
  double base = 0;
  double variant = 0;
  double difference = 0;
  /// Newcombe's for shares, Student's for means (statistics/paired).
  statistics::Interval interval;
  /// Cohen's h for shares, d_av for means; NaN where it has no meaning (statistics/paired).
  double effect = 0;
  std::uint64_t pairs = 0;
  /// Pairs whose values differ. Below kFewChanged a mean's interval is not to be trusted.
  std::uint64_t changed = 0;
  /// Of an event that neither saw: the bound that its share in each stays under (statistics/unseen_bound).
  std::optional<double> unseen;
  std::optional<WorldDifference> worlds;

  bool trusted(bool share) const;
  /// Whether the interval leaves 0 out.
  bool told_apart() const { return interval.low > 0 || interval.high < 0; }
};
inline constexpr std::uint64_t kFewChanged = 10;

/// A difference while pairs of runs come in.
class DifferenceAccumulator {
 public:
  /// `share`: the quantity is 0 or 1 in a run.
  explicit DifferenceAccumulator(bool share) : share_(share) {}

  /// Nothing where one of them is NaN.
  void add(double base, double variant);
  Difference difference() const;

 private:
  bool share_;
  statistics::PairedCounts counts_;
  statistics::PairedMeans means_;
};

/// What was played of a scenario.
struct PlayedScenario {
  std::uint64_t done = 0;
  std::uint64_t failed = 0;
  /// Worlds that break a rule.
  std::uint64_t invalid_worlds = 0;
  /// Of the first run that failed or world that is none.
  std::string error;
};

struct ComparisonResult {
  /// [variant][quantity], the first variant first.
  std::vector<std::vector<Difference>> differences;
  /// By scenario, the base first.
  std::vector<PlayedScenario> played;
  /// Whether it came to its end.
  bool complete = true;
};

/// Who follows a comparison while it goes on; what is empty is not called. All are called on one thread at a
/// time, in an order that does not depend on threads.
struct ComparisonWatch {
  /// After each run, with the number of runs so far.
  std::function<void(std::uint64_t done)> on_progress;
  /// Each run of the first part.
  std::function<void(const ArmRun& run)> on_run;
  /// The differences of a variant in a world, by quantity; NaN where there is none.
  std::function<void(std::size_t variant, std::uint64_t world, std::span<const double> differences)> on_world;
};

/// Plays and compares. The result is the same for any number of threads; memory does not grow with the number
/// of runs or worlds.
ComparisonResult compare(const Comparison& comparison, unsigned threads, const std::atomic<bool>& stop,
                         const ComparisonWatch& watch = {});

}  // namespace entente
