#include "sim/core/error.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace entente {
namespace {

std::string lines(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    if (!text.empty()) text += '\n';
    text += to_string(problem);
  }
  return text;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  // Three rows of the usual table: before[j] is the distance of a[0, i-2) and b[0, j), above of a[0, i-1).
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(before, above);
    std::swap(above, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row[b.size()];
}

}  // namespace

std::string to_string(const Problem& problem) {
  std::string text = problem.where.file;
  for (const int number : {problem.where.line, problem.where.column}) {
    if (number <= 0) break;
    if (!text.empty()) text += ':';
    text += std::to_string(number);
  }
  for (const std::string& part : {problem.key, problem.message}) {
    if (part.empty()) continue;
    if (!text.empty()) text += ": ";
    text += part;
  }
  return text;
}

Problem whole_problem(std::string file, std::string key, std::string message) {
  Problem problem;
  problem.where.file = std::move(file);
  problem.key = std::move(key);
  problem.message = std::move(message);
  return problem;
}

InputError::InputError(std::vector<Problem> problems)
    : std::runtime_error(lines(problems)), problems_(std::move(problems)) {}

void require(bool condition, std::string_view what, std::source_location where) {
  if (condition) return;
  const std::string_view path = where.file_name();
  // The file's own name only: the folder of the build says nothing to a user.
  const std::string_view file = path.substr(path.rfind('/') + 1);
  throw Error(std::string(file) + ":" + std::to_string(where.line()) + ": " + std::string(what));
}

std::string nearest_name(std::string_view found, std::span<const std::string> known) {
  std::size_t best = std::max<std::size_t>(1, found.size() / 3) + 1;
  std::string_view nearest;
  for (const std::string& name : known) {
    const std::size_t distance = edit_distance(found, name);
    if (distance < best) {
      best = distance;
      nearest = name;
    }
  }
  return std::string(nearest);
}

}  // namespace entente
