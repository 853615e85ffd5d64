#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "sim/experiment/recorder.hpp"

namespace entente {

/// Tells on standard error how far a sweep, or another command with many runs, is: on a terminal a line that
/// is written over, five times a second; else a line every half minute; nothing when quiet. Rate and time
/// left are those of this session.
class ProgressLine {
 public:
  ProgressLine(bool quiet, std::uint64_t done_before, std::string command = "sweep");
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void update(const SweepProgress& progress);
  /// The same where there is no more to tell than how many runs are done.
  void update(std::uint64_t done, std::uint64_t total);

 private:
  std::string text(const SweepProgress& progress, double seconds) const;

  bool quiet_;
  bool terminal_;
  std::uint64_t done_before_;
  std::string command_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point last_ = start_;
};

/// "3 s", "4 min", "2 h 5 min".
std::string duration_text(double seconds);

}  // namespace entente
