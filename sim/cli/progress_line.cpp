#include "sim/cli/progress_line.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

#include "sim/cli/console.hpp"
#include "sim/report/text.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

constexpr std::chrono::milliseconds kOnTerminal{200};
constexpr std::chrono::seconds kInLog{30};
constexpr std::size_t kBar = 20;
constexpr std::size_t kOutcomesShown = 3;

std::size_t terminal_width() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kTextWidth;
}

/// The text cut to a number of columns (one for each code point).
std::string cut(const std::string& text, std::size_t columns) {
  std::size_t seen = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool starts = (static_cast<unsigned char>(text[i]) & 0xc0U) != 0x80U;
    if (starts && seen++ == columns) return text.substr(0, i);
  }
  return text;
}

}  // namespace

std::string duration_text(double seconds) {
  constexpr double kMinute = 60;
  constexpr double kHour = 3600;
  if (seconds < kMinute) return fmt::format("{:.0f} s", seconds);
  if (seconds < kHour) return fmt::format("{:.0f} min", seconds / kMinute);
  const double hours = static_cast<double>(static_cast<std::uint64_t>(seconds / kHour));
  return fmt::format("{:.0f} h {:.0f} min", hours, (seconds - hours * kHour) / kMinute);
}

ProgressLine::ProgressLine(bool quiet, std::uint64_t done_before, std::string command)
    : quiet_(quiet),
      terminal_(isatty(STDERR_FILENO) == 1),
      done_before_(done_before),
      command_(std::move(command)) {}

ProgressLine::~ProgressLine() {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
}

std::string ProgressLine::text(const SweepProgress& progress, double seconds) const {
  const double part =
      progress.total == 0 ? 1 : static_cast<double>(progress.done) / static_cast<double>(progress.total);
  const double rate = static_cast<double>(progress.done - done_before_) / std::max(seconds, 1e-3);
  const double left = rate > 0 ? static_cast<double>(progress.total - progress.done) / rate : 0;
  std::string line;
  if (terminal_) {
    const auto full = static_cast<std::size_t>(part * static_cast<double>(kBar));
    line = fmt::format("[{}{}] ", std::string(full, '='), std::string(kBar - full, ' '));
  }
  line += fmt::format("{:.0f}%, {} of {} runs, {:.0f} a second, {} left", 100 * part, progress.done,
                      progress.total, rate, duration_text(left));
  std::vector<std::pair<std::uint64_t, std::string>> shares;
  std::uint64_t with_outcome = 0;
  for (const auto& [outcome, happened] : progress.outcomes) {
    with_outcome += happened;
    if (happened > 0) shares.emplace_back(happened, outcome);
  }
  std::ranges::sort(shares, std::ranges::greater(), &std::pair<std::uint64_t, std::string>::first);
  for (std::size_t i = 0; i < std::min(shares.size(), kOutcomesShown); ++i) {
    line += fmt::format("{} {} {:.1f}%", i == 0 ? ";" : ",", readable(shares[i].second),
                        100 * static_cast<double>(shares[i].first) / static_cast<double>(with_outcome));
  }
  return line;
}

void ProgressLine::update(std::uint64_t done, std::uint64_t total) {
  SweepProgress progress;
  progress.done = done;
  progress.total = total;
  update(progress);
}

void ProgressLine::update(const SweepProgress& progress) {
  if (quiet_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < (terminal_ ? std::chrono::milliseconds(kOnTerminal) : std::chrono::milliseconds(kInLog)))
    return;
  last_ = now;
  const std::string line = text(progress, std::chrono::duration<double>(now - start_).count());
  if (!terminal_) return write_error(fmt::format("entente {}: {}", command_, line));
  std::fputs(("\r" + cut(line, terminal_width() - 1) + "\x1b[K").c_str(), stderr);
  std::fflush(stderr);
  drawn_ = true;
}

}  // namespace entente
