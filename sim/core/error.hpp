#pragma once

#include <source_location>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// A place in an input file. Lines and columns count from 1; 0 means unknown.
struct Location {
  std::string file;
  int line = 0;
  int column = 0;

  bool operator==(const Location&) const = default;
};

/// One thing that is wrong with an input: where, under which key (dotted path, may be empty), and what.
struct Problem {
  Location where;
  std::string key;
  std::string message;

  bool operator==(const Problem&) const = default;
};

/// A problem of a whole file, or, without a file, of an option of the command line.
Problem whole_problem(std::string file, std::string key, std::string message);

/// "file:line:column: key: message"; unknown parts of the location and an empty key are left out.
std::string to_string(const Problem& problem);

/// The user's input is wrong. Carries every problem found, in the order of discovery; what() has one line for
/// each.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Problem> problems);

  const std::vector<Problem>& problems() const noexcept { return problems_; }

 private:
  std::vector<Problem> problems_;
};

/// Everything else that stops a run: a broken contract, a file that cannot be written.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Throws Error naming the place of the call when a contract is broken. For code that is not in the inner
/// loop.
void require(bool condition, std::string_view what,
             std::source_location where = std::source_location::current());

/// The known name nearest to a misspelt one, for "did you mean"; empty when none is near. Distance:
/// insertions, deletions, substitutions and swaps of neighbours, each 1, no part edited twice (optimal string
/// alignment, the restricted form of F. J. Damerau, CACM 7, 1964). Near means at most max(1, length of found
/// / 3). The first of equally near names wins.
std::string nearest_name(std::string_view found, std::span<const std::string> known);

}  // namespace entente
