#pragma once

#include <benchmark/benchmark.h>

#include <cstddef>
#include <ctime>

namespace entente {

/// Processor time of this thread so far, in seconds: what others do on the machine counts little. Asking
/// takes about 0.3 µs.
inline double thread_seconds() {
  std::timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Seconds that `work`, which returns something, takes once, over `repeats` times.
template <typename Work>
double seconds(std::size_t repeats, Work&& work) {
  const double start = thread_seconds();
  for (std::size_t repeat = 0; repeat < repeats; ++repeat) benchmark::DoNotOptimize(work());
  return (thread_seconds() - start) / static_cast<double>(repeats);
}

}  // namespace entente
