#pragma once

#include <atomic>

namespace entente {

/// Turns SIGINT and SIGTERM into a flag while it lives, so that what is under way can be finished and
/// committed. A second signal ends the program at once.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  const std::atomic<bool>& flag() const;
};

}  // namespace entente
