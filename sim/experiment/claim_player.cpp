#include "sim/experiment/claim_player.hpp"

#include <atomic>
#include <limits>
#include <utility>

#include "sim/experiment/arms.hpp"
#include "sim/experiment/claim_worlds.hpp"
#include "sim/experiment/sampling.hpp"
#include "sim/experiment/worlds.hpp"

namespace entente {
namespace {

/// The numbers of an arm in plausible worlds.
struct PlausibleNumbers {
  PlausibleNumbers(const LoadedScenario& loaded, const SweepPlan& plan)
      : worlds(loaded, sampled_parameters(loaded, {}), plan), patch(loaded, worlds.paths()) {}

  Scenario scenario(const Scenario& as_written, std::uint64_t world) const {
    Scenario changed = as_written;
    std::vector<double> values;
    worlds.draw(world, values);
    patch.apply(changed, values);
    return changed;
  }

  Worlds worlds;
  NumberPatch patch;
};

}  // namespace

ClaimPlayer::ClaimPlayer(std::filesystem::path folder, std::uint64_t seed, unsigned threads)
    : folder_(std::move(folder)), seed_(seed), threads_(threads) {}

std::size_t ClaimPlayer::arm(const ClaimArm& arm) {
  if (const auto found = known_.find(arm); found != known_.end()) return found->second;
  arms_.push_back(std::make_unique<Arm>(load_scenario(folder_ / arm.scenario, arm.sets)));
  known_.emplace(arm, arms_.size() - 1);
  return arms_.size() - 1;
}

void ClaimPlayer::play(std::span<const std::size_t> arms, std::uint64_t runs) {
  std::vector<Arm*> wanting;
  for (const std::size_t a : arms) {
    if (arms_[a]->done < runs) wanting.push_back(arms_[a].get());
  }
  if (wanting.empty()) return;
  for (Arm* arm : wanting) {
    arm->runs.assign(arm->measures.columns(),
                     std::vector<double>(runs, std::numeric_limits<double>::quiet_NaN()));
    arm->done = runs;
    played_ += runs;
  }
  const Arms plan{
      .count = wanting.size(),
      .seed = seed_,
      .worlds = 1,
      .runs_per_world = runs,
      .scenario = [&](std::size_t arm, std::uint64_t) { return wanting[arm]->loaded.scenario; },
      .measure =
          [&](std::size_t arm, const Scenario& played, const RunRecord& record, std::vector<double>& values) {
            wanting[arm]->measures.measure(played, record, values);
          }};
  const std::atomic<bool> stop{false};
  play_arms(plan, threads_, stop, [&](const ArmRun&, const ArmRun& one) {
    for (std::size_t c = 0; c < one.values.size(); ++c) wanting[one.arm]->runs[c][one.run] = one.values[c];
  });
}

std::vector<MeasuredRuns> ClaimPlayer::worlds(Kind kind, std::span<const std::size_t> arms,
                                              std::uint64_t worlds, std::uint64_t runs) {
  std::vector<MeasuredRuns> all;
  std::vector<std::unique_ptr<PlausibleNumbers>> plausible;
  SweepPlan sweep;
  sweep.seed = seed_;
  sweep.worlds = worlds;
  for (const std::size_t a : arms) {
    all.emplace_back(arms_[a]->measures.columns(),
                     std::vector<double>(worlds * runs, std::numeric_limits<double>::quiet_NaN()));
    if (kind == Kind::Plausible)
      plausible.push_back(std::make_unique<PlausibleNumbers>(arms_[a]->loaded, sweep));
  }
  if (worlds == 0 || runs == 0 || arms.empty()) return all;
  const Arms plan{
      .count = arms.size(),
      .seed = seed_,
      .worlds = worlds,
      .runs_per_world = runs,
      .scenario =
          [&](std::size_t arm, std::uint64_t world) {
            const Scenario& as_written = arms_[arms[arm]]->loaded.scenario;
            return kind == Kind::Random ? random_world(as_written, seed_, world)
                                        : plausible[arm]->scenario(as_written, world);
          },
      .measure =
          [&](std::size_t arm, const Scenario& played, const RunRecord& record, std::vector<double>& values) {
            arms_[arms[arm]]->measures.measure(played, record, values);
          }};
  const std::atomic<bool> stop{false};
  play_arms(plan, threads_, stop, [&](const ArmRun&, const ArmRun& one) {
    const std::uint64_t place = one.world * runs + (one.run - one.world) / worlds;
    for (std::size_t c = 0; c < one.values.size(); ++c) all[one.arm][c][place] = one.values[c];
  });
  played_ += arms.size() * worlds * runs;
  return all;
}

}  // namespace entente
