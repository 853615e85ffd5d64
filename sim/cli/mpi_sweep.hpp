#pragma once

#include <atomic>
#include <string>

#include "sim/experiment/recorder.hpp"

namespace entente {

/// The ranks of an MPI program play one list of runs. Rank 0, the commander, hands out blocks of runs as
/// workers become free, so that uneven runs even out, puts what comes back in order, and records it; the
/// others play. A block is handed out only so far ahead of the last recorded run that the commander's memory
/// stays bounded. MPI must be initialised, and every rank must have made the same sweep.

/// Rank 0 with at least one worker. Ends early, with everything committed that was recorded, where `stop`
/// turns true. Throws what the recorder throws; the workers then still wait.
void command_workers(Recorder& recorder, int ranks, const std::atomic<bool>& stop);

/// Any other rank: plays what it is told to until told to stop.
void work(const Sweep& sweep, const Shard& shard);

/// Whether `text` is the same on all ranks.
bool same_on_all_ranks(const std::string& text);

}  // namespace entente
