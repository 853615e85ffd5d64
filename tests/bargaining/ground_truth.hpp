#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace entente {

/// Folder with numbers that others published, beside the project; it is not part of it, and tests that need
/// it are skipped where it is absent.
inline std::filesystem::path ground_truth() {
  return std::filesystem::path(ENTENTE_SOURCE_DIR) / "../shared/ground_truth";
}

/// Cells of a file of comma-separated values without quoted commas, one vector a line, blanks around cells
/// left out. Empty when there is no file.
inline std::vector<std::vector<std::string>> read_cells(const std::filesystem::path& path) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::vector<std::string> row;
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, ',');) {
      const auto first = cell.find_first_not_of(" \t\r\"");
      const auto last = cell.find_last_not_of(" \t\r\"");
      row.push_back(first == std::string::npos ? "" : cell.substr(first, last - first + 1));
    }
    if (!row.empty()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace entente
