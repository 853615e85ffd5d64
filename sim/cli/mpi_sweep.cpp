#include "sim/cli/mpi_sweep.hpp"

#include <mpi.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <iterator>
#include <map>
#include <utility>
#include <vector>

#include "sim/core/hash.hpp"
#include "sim/experiment/sweep.hpp"

namespace entente {
namespace {

constexpr int kCommander = 0;
constexpr std::uint64_t kBlock = 8;
/// Blocks handed out ahead of the last recorded run, for each worker.
constexpr std::uint64_t kAhead = 64;

enum Tag : int { kWork = 1, kRows = 2 };

/// First position and number of runs; none: stop.
using Order = std::array<std::uint64_t, 2>;

void send(const Order& order, int rank) {
  MPI_Send(order.data(), 2, MPI_UINT64_T, rank, kWork, MPI_COMM_WORLD);
}

/// The rows of a block.
struct Parcel {
  std::uint64_t position = 0;
  std::vector<RunRows> rows;
};

/// As it travels: position and number of runs as a table of their own, then the tables of each run.
std::string wrapped(Parcel parcel) {
  RunRows tables{{{cell(parcel.position), cell(std::uint64_t{parcel.rows.size()})}}};
  for (RunRows& of_run : parcel.rows) std::ranges::move(of_run, std::back_inserter(tables));
  return packed(tables);
}

Parcel unwrapped(const std::string& bytes) {
  RunRows tables = unpacked(bytes);
  const Row& head = tables.at(0).at(0);
  Parcel parcel{count_of(head.at(0)), std::vector<RunRows>(count_of(head.at(1)))};
  const std::size_t per_run = (tables.size() - 1) / parcel.rows.size();
  auto next = std::make_move_iterator(tables.begin() + 1);
  for (RunRows& of_run : parcel.rows) {
    const auto end = next + static_cast<std::ptrdiff_t>(per_run);
    of_run.assign(next, end);
    next = end;
  }
  return parcel;
}

std::pair<Parcel, int> receive_parcel() {
  MPI_Status status;
  MPI_Probe(MPI_ANY_SOURCE, kRows, MPI_COMM_WORLD, &status);
  int length = 0;
  MPI_Get_count(&status, MPI_CHAR, &length);
  std::string bytes(static_cast<std::size_t>(length), '\0');
  MPI_Recv(bytes.data(), length, MPI_CHAR, status.MPI_SOURCE, kRows, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  return {unwrapped(bytes), status.MPI_SOURCE};
}

}  // namespace

void command_workers(Recorder& recorder, int ranks, const std::atomic<bool>& stop) {
  std::uint64_t position = recorder.next();
  const std::uint64_t end = recorder.progress().total;
  std::deque<int> idle;
  for (int rank = 1; rank < ranks; ++rank) idle.push_back(rank);
  int busy = 0;
  std::map<std::uint64_t, std::vector<RunRows>> waiting;
  const std::uint64_t window = kBlock * kAhead * static_cast<std::uint64_t>(ranks - 1);

  while (true) {
    while (!idle.empty() && !stop && recorder.wants_more() && position < end &&
           position < recorder.next() + window) {
      const std::uint64_t count = std::min(kBlock, end - position);
      send({position, count}, idle.front());
      idle.pop_front();
      ++busy;
      position += count;
    }
    if (busy == 0) break;
    auto [parcel, rank] = receive_parcel();
    --busy;
    idle.push_back(rank);
    waiting.emplace(parcel.position, std::move(parcel.rows));
    for (auto first = waiting.find(recorder.next()); first != waiting.end();
         first = waiting.find(recorder.next())) {
      for (const RunRows& rows : first->second) recorder.add(rows);
      waiting.erase(first);
    }
  }
  for (const int rank : idle) send({0, 0}, rank);
  recorder.commit();
}

void work(const Sweep& sweep, const Shard& shard) {
  Runner runner(sweep);
  while (true) {
    Order order{};
    MPI_Recv(order.data(), 2, MPI_UINT64_T, kCommander, kWork, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    const auto [position, count] = order;
    if (count == 0) return;
    Parcel parcel{position, {}};
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::uint64_t run = shard.run(position + i);
      parcel.rows.push_back(runner.run(run, tells_world(sweep.plan, shard, run)));
    }
    const std::string bytes = wrapped(std::move(parcel));
    MPI_Send(bytes.data(), static_cast<int>(bytes.size()), MPI_CHAR, kCommander, kRows, MPI_COMM_WORLD);
  }
}

bool same_on_all_ranks(const std::string& text) {
  Fingerprint print;
  print.add(std::string_view(text));
  const std::uint64_t here = print.value();
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  MPI_Allreduce(&here, &low, 1, MPI_UINT64_T, MPI_MIN, MPI_COMM_WORLD);
  MPI_Allreduce(&here, &high, 1, MPI_UINT64_T, MPI_MAX, MPI_COMM_WORLD);
  return low == high;
}

}  // namespace entente
