#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/model/scenario.hpp"

namespace entente {

/// Gives names that the language takes to things that are called anything: every other run of characters
/// becomes one _, names of options may begin with a digit, names that are reserved or taken get a number.
class NameMaker {
 public:
  enum class First { Letter, LetterOrDigit };
  /// `fallback` stands for names of which nothing is left, and before those that do not begin as they must.
  NameMaker(First first, std::string fallback) : first_(first), fallback_(std::move(fallback)) {}

  std::string make(std::string_view original);

 private:
  First first_;
  std::string fallback_;
  std::set<std::string> taken_;
};

/// An issue under the name that it was found with.
struct ImportedIssue {
  std::string title;
  /// For people; empty for none.
  std::string note;
  /// As found, in order; empty for a divisible issue.
  std::vector<std::string> options;
  /// Of a divisible issue: its slices.
  std::size_t slices = 0;

  std::size_t values() const { return slices > 0 ? slices + 1 : options.size(); }
};

/// A party of an additive game: u(x) = Σ_k weights[k]·values[k][x_k].
struct ImportedParty {
  std::string title;
  double disagreement = 0;
  /// Discount factor of the whole negotiation, in (0, 1).
  std::optional<double> patience;
  std::vector<double> weights;
  std::vector<std::vector<double>> values;
};

/// What all imported scenarios say of themselves.
struct ImportedText {
  /// Lines of the comment at the top.
  std::vector<std::string> comment;
  std::string title;
  std::string description;
  /// Where the numbers come from, in the words that follow `literature:`.
  std::string literature;
};

/// An additive negotiation domain; nothing is in force until all agree.
struct ImportedGame {
  ImportedText text;
  std::vector<ImportedIssue> issues;
  /// In the order in which they propose.
  std::vector<ImportedParty> parties;
};

struct ImportedPlayer {
  std::string title;
  std::string note;
  double power = 0;
  /// One for each dimension.
  std::vector<Stance> positions;
};

/// Positions of governments on dimensions, for a challenge protocol.
struct ImportedContest {
  ImportedText text;
  Protocol::Kind protocol = Protocol::Kind::Spatial;
  /// Named by the writer; `title` is what they are called.
  std::vector<Dimension> dimensions;
  std::vector<ImportedPlayer> players;
};

/// Of issues, options of an issue, actors and dimensions that are looked at before the language's own limits.
inline constexpr std::size_t kMaximumImported = 1000;

/// How long an imported negotiation lasts, in years, and the offers made in it.
inline constexpr int kImportedYears = 1;
inline constexpr int kImportedExchanges = 100;

/// The scenario as YAML. Numbers are written in the shortest form that reads back as the same double.
std::string write_scenario(const ImportedGame& game);
std::string write_scenario(const ImportedContest& contest);

}  // namespace entente
