#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

namespace entente {

/// One line of a published trace: an offer, or the end of the talks.
struct TraceLine {
  bool end = false;
  std::uint32_t step = 0;
  std::size_t proposer = 0;
  /// NaN where the trace does not say.
  double aspiration = 0;
  /// Of the proposer; at the end, of all.
  std::vector<double> utilities;
  std::string outcome;
  std::vector<std::string> options;
};

/// Reads `step,relative_time,proposer,aspiration_utility,own_utility,options…` (of MiCRO without the second
/// and fourth column) and a last line `END,step,outcome,utilities…,options…`.
inline std::vector<TraceLine> read_trace(const std::filesystem::path& path, std::size_t actors) {
  std::ifstream file(path);
  std::vector<TraceLine> lines;
  std::string text;
  std::getline(file, text);
  const bool timed = text.find("relative_time") != std::string::npos;
  while (std::getline(file, text)) {
    if (text.ends_with('\r')) text.pop_back();
    std::vector<std::string> cells;
    std::istringstream stream(text);
    for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
    TraceLine line;
    line.end = cells[0] == "END";
    std::size_t at = 1;
    if (line.end) {
      line.step = static_cast<std::uint32_t>(std::stoul(cells[1]));
      line.outcome = cells[2];
      at = 3;
      for (std::size_t i = 0; i < actors && at < cells.size(); ++i) {
        line.utilities.push_back(std::stod(cells[at++]));
      }
    } else {
      line.step = static_cast<std::uint32_t>(std::stoul(cells[0]));
      if (timed) ++at;
      line.proposer = std::stoul(cells[at++]);
      line.aspiration = timed ? std::stod(cells[at++]) : std::numeric_limits<double>::quiet_NaN();
      line.utilities.push_back(std::stod(cells[at++]));
    }
    line.options.assign(cells.begin() + static_cast<std::ptrdiff_t>(at), cells.end());
    lines.push_back(line);
  }
  return lines;
}

}  // namespace entente
