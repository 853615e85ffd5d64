// The scenarios printed in scenarios/README.md are right: each is a file of the guide, letter by letter, or
// complete and read without a problem.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "sim/scenario/load.hpp"

namespace entente {
namespace {

namespace fs = std::filesystem;

const fs::path kScenarios = fs::path(ENTENTE_SOURCE_DIR) / "scenarios";

std::string text_of(const fs::path& path) {
  std::ifstream stream(path);
  std::stringstream buffer;
  buffer << stream.rdbuf();
  return buffer.str();
}

std::vector<std::string> printed_scenarios() {
  const std::string text = text_of(kScenarios / "README.md");
  const std::string open = "```yaml\n";
  std::vector<std::string> blocks;
  for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
    at += open.size();
    blocks.push_back(text.substr(at, text.find("```", at) - at));
  }
  return blocks;
}

TEST(Guide, EveryFileIsPrintedAndEveryPrintedScenarioIsRight) {
  const std::vector<std::string> printed = printed_scenarios();
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(kScenarios / "guide")) {
    files.push_back(text_of(entry.path()));
    EXPECT_EQ(std::ranges::count(printed, files.back()), 1) << entry.path();
  }
  EXPECT_GE(files.size(), 5U);
  for (const std::string& text : printed) {
    if (std::ranges::count(files, text) > 0) continue;
    try {
      load_scenario_text(text, "README.md");
    } catch (const std::exception& error) {
      ADD_FAILURE() << error.what() << "\n" << text;
    }
  }
}

}  // namespace
}  // namespace entente
