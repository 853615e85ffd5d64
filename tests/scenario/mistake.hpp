#pragma once

// One mistake at a time in everything.yaml, a scenario that is right.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

#include "sim/scenario/load.hpp"

namespace entente {

inline std::string everything_text() {
  std::ifstream stream(std::string(ENTENTE_SOURCE_DIR) + "/tests/scenario/data/everything.yaml");
  std::stringstream buffer;
  buffer << stream.rdbuf();
  return buffer.str();
}

inline std::vector<Problem> problems_of(const std::string& text, const std::vector<std::string>& sets = {}) {
  try {
    load_scenario_text(text, "x.yaml", sets);
  } catch (const InputError& error) {
    return error.problems();
  }
  return {};
}

/// Line and column of the first occurrence, counted from 1; what stands before is plain ASCII on its line.
inline Location find_place(const std::string& text, const std::string& part) {
  const std::size_t at = text.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  const std::size_t start = text.rfind('\n', at) + 1;
  const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
  return {"x.yaml", static_cast<int>(line), static_cast<int>(at - start) + 1};
}

/// `from` becomes `to`; the problem stands where `at` is in the changed text.
struct Mistake {
  std::string from;
  std::string to;
  std::string at;
  std::string key;
  std::string message;
};

inline std::ostream& operator<<(std::ostream& out, const Mistake& mistake) { return out << mistake.to; }

inline void expect_mistake_is_named(const Mistake& mistake) {
  std::string text = everything_text();
  const std::size_t start = text.find(mistake.from);
  ASSERT_NE(start, std::string::npos) << mistake.from;
  text.replace(start, mistake.from.size(), mistake.to);
  const Location where = find_place(text, mistake.at);
  const std::vector<Problem> problems = problems_of(text);
  std::string said;
  bool found = false;
  for (const Problem& problem : problems) {
    said += to_string(problem) + "\n";
    found = found || (problem.where == where && problem.key == mistake.key &&
                      problem.message.find(mistake.message) != std::string::npos);
  }
  EXPECT_TRUE(found) << "expected at " << where.line << ":" << where.column << ": " << mistake.key << ": "
                     << mistake.message << "\nthe reader said\n"
                     << said;
}

}  // namespace entente
