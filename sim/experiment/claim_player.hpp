#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sim/experiment/claim_measure.hpp"
#include "sim/experiment/claims.hpp"
#include "sim/scenario/load.hpp"

namespace entente {

/// What a set of runs gave: values[column][run], NaN where a run could not be played or the measure says
/// nothing.
using MeasuredRuns = std::vector<std::vector<double>>;

/// Plays the arms of claims, each once however many claims ask for it. Run r of every arm has the same draws
/// (arms.hpp); results do not depend on the number of threads.
class ClaimPlayer {
 public:
  /// Files are looked for in `folder`.
  ClaimPlayer(std::filesystem::path folder, std::uint64_t seed, unsigned threads);

  /// The number of an arm, loaded when it is first asked for, and the column of a measure in it. All columns
  /// are declared before anything is played. Throws InputError; Error for a measure that the arm does not
  /// have.
  std::size_t arm(const ClaimArm& arm);
  std::size_t column(std::size_t arm, const std::string& measure) {
    return arms_[arm]->measures.column(measure);
  }
  bool is_share(std::size_t arm, std::size_t column) const { return arms_[arm]->measures.is_share(column); }

  /// The first `runs` runs of these arms with the numbers as they are written. An arm that had fewer is
  /// played from the start again, one that had as many is left alone.
  void play(std::span<const std::size_t> arms, std::uint64_t runs);
  const MeasuredRuns& as_written(std::size_t arm) const { return arms_[arm]->runs; }

  /// Worlds in which the numbers are drawn from their plausible ranges, or random ones (claim_worlds.hpp);
  /// `runs` runs of each, one world after the other: the k-th run of world w has place w·runs + k. In the
  /// order of `arms`.
  enum class Kind : std::uint8_t { Plausible, Random };
  std::vector<MeasuredRuns> worlds(Kind kind, std::span<const std::size_t> arms, std::uint64_t worlds,
                                   std::uint64_t runs);

  std::uint64_t played() const { return played_; }

 private:
  struct Arm {
    explicit Arm(LoadedScenario scenario) : loaded(std::move(scenario)), measures(loaded.scenario) {}
    Arm(const Arm&) = delete;
    Arm& operator=(const Arm&) = delete;

    LoadedScenario loaded;
    ClaimMeasures measures;
    MeasuredRuns runs;
    std::uint64_t done = 0;
  };

  std::filesystem::path folder_;
  std::uint64_t seed_;
  unsigned threads_;
  std::map<ClaimArm, std::size_t> known_;
  std::vector<std::unique_ptr<Arm>> arms_;
  std::uint64_t played_ = 0;
};

}  // namespace entente
