#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/experiment/setting.hpp"

namespace entente {

/// Plays again what a result file of compare, tip or account says that it holds, with its scenarios, numbers
/// and seed, and writes it to `again`. Gives false, and writes nothing, where `stop` turned true before the
/// end. `on_progress(done, total)` counts runs. Throws Error where the file does not state enough.
bool replay(const std::string& file, const ResultOrigin& origin, const std::string& again,
            const std::string& behaviour, unsigned threads, const std::atomic<bool>& stop,
            const std::function<void(std::uint64_t, std::uint64_t)>& on_progress);

/// What two result files of one command say differently.
struct FileDifferences {
  /// Rows compared, and those that differ or that one of them lacks.
  std::uint64_t rows = 0;
  std::uint64_t different = 0;
  /// The first ones, in words.
  std::vector<std::string> differences;
};

/// Compares all tables but what a file says of its own making: command, version, commit, compiler, and the
/// places of scenario files.
FileDifferences file_differences(const std::string& file, const std::string& again);

}  // namespace entente
