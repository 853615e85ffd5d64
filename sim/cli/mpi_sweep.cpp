#include "sim/cli/mpi_sweep.hpp"

#include <mpi.h>

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <utility>
#include <vector>

#include "sim/core/error.hpp"
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

/// The rows of a block, as they travel.
struct Parcel {
  std::uint64_t position = 0;
  std::vector<RunRows> rows;
};

/// Eight bytes of position, then packed rows, each after its length.
std::string wrapped(const Parcel& parcel) {
  const auto put = [](std::string& bytes, std::uint64_t word) {
    for (int shift = 0; shift < 64; shift += 8) bytes += static_cast<char>(word >> shift & 0xff);
  };
  std::string bytes;
  put(bytes, parcel.position);
  for (const RunRows& rows : parcel.rows) {
    const std::string one = packed(rows);
    put(bytes, one.size());
    bytes += one;
  }
  return bytes;
}

Parcel unwrapped(const std::string& bytes) {
  std::size_t at = 0;
  const auto word = [&] {
    std::uint64_t result = 0;
    require(at + 8 <= bytes.size(), "a parcel of rows is whole");
    for (std::size_t i = 8; i-- > 0;) result = result << 8 | static_cast<unsigned char>(bytes[at + i]);
    at += 8;
    return result;
  };
  Parcel parcel{word(), {}};
  while (at < bytes.size()) {
    const std::uint64_t length = word();
    parcel.rows.push_back(unpacked(bytes.substr(at, length)));
    at += length;
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
    const std::string bytes = wrapped(parcel);
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
