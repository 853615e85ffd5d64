#include "sim/experiment/arms.hpp"

#include <algorithm>
#include <new>
#include <optional>
#include <string>
#include <utility>

#include "sim/core/error.hpp"
#include "sim/engine/run.hpp"
#include "sim/experiment/in_order.hpp"

namespace entente {
namespace {

/// Runs of one world that a thread takes at a time.
constexpr std::uint64_t kRunsOfBlock = 8;
/// Blocks of one arm before the next arm has its turn: many, because an arm is prepared anew on every turn;
/// few, because the values of the first arm are kept for so long.
constexpr std::uint64_t kBlocksOfTurn = 64;
/// Blocks under way for each thread, which bounds the memory.
constexpr std::size_t kBlocksUnderWay = 4;

/// Some runs of an arm in one world, and what came of them.
struct ArmBlock {
  std::size_t arm = 0;
  std::uint64_t world = 0;
  std::vector<std::uint64_t> runs;
  std::vector<RunStatus> statuses;
  std::vector<std::string> errors;
  std::vector<std::vector<double>> values;

  ArmRun run(std::size_t place) const {
    return {arm, world, runs[place], statuses[place], errors[place], values[place]};
  }
};

/// Plays blocks, one after the other. One object serves one thread.
class ArmPlayer {
 public:
  explicit ArmPlayer(const Arms& arms) : arms_(&arms) {}

  void play(ArmBlock& block) {
    if (arm_ != block.arm || world_ != block.world) prepare(block.arm, block.world);
    const std::size_t count = block.runs.size();
    block.statuses.assign(count, status_);
    block.errors.assign(count, error_);
    block.values.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
      block.values[i].clear();
      if (status_ != RunStatus::Done) continue;
      try {
        const RunRecord record = simulator_->run(arms_->seed, block.runs[i], arms_->level);
        arms_->measure(block.arm, simulator_->scenario(), record, block.values[i]);
      } catch (const std::bad_alloc&) {
        throw;
      } catch (const std::exception& error) {
        block.values[i].clear();
        block.statuses[i] = RunStatus::Failed;
        block.errors[i] = error.what();
        // It may have stopped halfway.
        prepare(block.arm, block.world);
      }
    }
  }

 private:
  void prepare(std::size_t arm, std::uint64_t world) {
    status_ = RunStatus::Done;
    error_.clear();
    try {
      simulator_ = Simulator(arms_->scenario(arm, world), simulator_ ? &*simulator_ : nullptr);
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const InputError& error) {
      status_ = RunStatus::Invalid;
      error_ = error.what();
    } catch (const std::exception& error) {
      status_ = RunStatus::Failed;
      error_ = error.what();
    }
    arm_ = arm;
    world_ = world;
  }

  const Arms* arms_;
  std::optional<Simulator> simulator_;
  std::optional<std::size_t> arm_;
  std::optional<std::uint64_t> world_;
  RunStatus status_ = RunStatus::Done;
  std::string error_;
};

/// Blocks in the order in which they are played: turn by turn, in each turn arm by arm.
class ArmSchedule {
 public:
  explicit ArmSchedule(const Arms& arms)
      : arms_(&arms),
        blocks_of_world_((arms.runs_per_world + kRunsOfBlock - 1) / kRunsOfBlock),
        blocks_(arms.worlds * blocks_of_world_) {}

  bool next(ArmBlock& block) {
    const std::uint64_t end = std::min(turn_ + kBlocksOfTurn, blocks_);
    if (turn_ + place_ == end) {
      place_ = 0;
      if (++arm_ == arms_->count) {
        arm_ = 0;
        turn_ = end;
      }
    }
    if (turn_ == blocks_) return false;
    const std::uint64_t number = turn_ + place_++;
    block.arm = arm_;
    block.world = number / blocks_of_world_;
    block.runs.clear();
    const std::uint64_t first = number % blocks_of_world_ * kRunsOfBlock;
    const std::uint64_t last = std::min(first + kRunsOfBlock, arms_->runs_per_world);
    for (std::uint64_t k = first; k < last; ++k) block.runs.push_back(block.world + k * arms_->worlds);
    return true;
  }

 private:
  const Arms* arms_;
  std::uint64_t blocks_of_world_;
  std::uint64_t blocks_;
  std::uint64_t turn_ = 0;
  std::uint64_t place_ = 0;
  std::size_t arm_ = 0;
};

}  // namespace

bool play_arms(const Arms& arms, unsigned threads, const std::atomic<bool>& stop,
               const std::function<void(const ArmRun& base, const ArmRun& one)>& record) {
  require(arms.count > 0 && arms.runs() > 0, "there are runs to play");
  ArmSchedule schedule(arms);
  bool ended = false;
  const auto take = [&](ArmBlock& block) {
    if (stop) return false;
    ended = !schedule.next(block);
    return !ended;
  };
  const auto play = [](ArmPlayer& player, ArmBlock& block) { player.play(block); };
  std::vector<ArmBlock> of_base;
  std::size_t place = 0;
  std::size_t arm = 0;
  const auto record_block = [&](const ArmBlock& block) {
    if (block.arm != arm || place == kBlocksOfTurn) {
      arm = block.arm;
      place = 0;
      if (arm == 0) of_base.clear();
    }
    if (arm == 0) of_base.push_back(block);
    const ArmBlock& base = of_base[place++];
    for (std::size_t i = 0; i < block.runs.size(); ++i) record(base.run(i), block.run(i));
  };
  in_order<ArmBlock>([&] { return ArmPlayer(arms); }, threads, kBlocksUnderWay, take, play, record_block);
  return ended;
}

}  // namespace entente
