#include "sim/cli/interruption.hpp"

#include <csignal>

namespace entente {
namespace {

std::atomic<bool> asked_to_stop = false;
static_assert(std::atomic<bool>::is_always_lock_free);

void note(int signal) {
  asked_to_stop = true;
  std::signal(signal, SIG_DFL);
}

}  // namespace

Interruption::Interruption() {
  for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, note);
}

Interruption::~Interruption() {
  for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, SIG_DFL);
}

const std::atomic<bool>& Interruption::flag() const { return asked_to_stop; }

}  // namespace entente
