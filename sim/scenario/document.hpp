#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/error.hpp"

namespace entente {

/// A Location that shares its file name. Lines and columns (in characters) count from 1; 0 means unknown.
struct Place {
  std::shared_ptr<const std::string> file;
  int line = 0;
  int column = 0;

  Location location() const { return {file ? *file : std::string(), line, column}; }
};

struct Entry;

/// A tree of YAML without anchors, aliases, tags and merge keys. A regular value; copies are deep.
struct Node {
  enum class Kind { Null, Scalar, Sequence, Mapping };

  Kind kind = Kind::Null;
  std::string text;             ///< Of a scalar, UTF-8, without NUL.
  bool quoted = false;          ///< A scalar in quotes or a block scalar: never a number, a flag or null.
  std::vector<Entry> children;  ///< Of a sequence (keys empty) or a mapping (keys unique), in file order.
  Place place;

  bool is_mapping() const { return kind == Kind::Mapping; }
  bool is_sequence() const { return kind == Kind::Sequence; }
  bool is_scalar() const { return kind == Kind::Scalar; }
  bool is_null() const { return kind == Kind::Null; }
  Location location() const { return place.location(); }

  /// The entry of a mapping under `key`; nullptr when there is none. Linear in the number of children.
  const Entry* find(std::string_view key) const;
  Entry* find(std::string_view key);
  /// The keys of a mapping, in file order.
  std::vector<std::string> keys() const;
};

/// One child: an element of a sequence, or a key of a mapping with its value.
struct Entry {
  std::string key;
  Place place;
  Node node;
};

inline constexpr std::size_t kMaximumDepth = 64;               ///< Of nested sequences and mappings.
inline constexpr std::size_t kMaximumBytes = 4 * 1024 * 1024;  ///< Of one file.
inline constexpr std::size_t kMaximumNodes = 200'000;          ///< Keys and values of one file.
inline constexpr std::size_t kMaximumKeyBytes = 200;           ///< Of one key.
inline constexpr std::size_t kMaximumProblems = 100;  ///< Reported for one file; reading stops there.

/// Parses one document. Appends what is wrong, in the order of lines: syntax errors, duplicate keys, anchors,
/// aliases, tags, merge keys, keys that are not text, a second or an empty document, characters that YAML
/// does not allow, and the limits above. A byte order mark is skipped. When problems were appended the result
/// is incomplete: good for looking for more problems, not for use.
Node parse_document(std::string_view text, std::string file_name, std::vector<Problem>& problems);

/// The bytes of a regular file, one more than kMaximumBytes at most; anything else, a missing or an
/// unreadable file is a Problem without a line.
std::optional<std::string> read_regular_file(const std::filesystem::path& path,
                                             std::vector<Problem>& problems);

/// parse_document() of a regular file; anything else, a missing or an unreadable file is a Problem without a
/// line.
Node load_document(const std::filesystem::path& path, std::vector<Problem>& problems);

/// Letters, digits, _ and -, at least one: what a name in a path such as `actors.japan.patience` may hold.
bool is_name(std::string_view text);

/// A name that a scenario may give to something of its own: [A-Za-z][A-Za-z0-9_-]*
bool is_proper_name(std::string_view text);
/// "'9x' is not a name; ...": what is wrong with a name that is not proper.
std::string improper_name(std::string_view text);

/// What a node is, for messages: "nothing", "a list", "a mapping", "'0.9x'" or "the quoted text '0.9'".
/// Long text is cut.
std::string describe(const Node& node);

/// "; did you mean 'patience'?", or nothing when no known name is near.
std::string did_you_mean(std::string_view found, const std::vector<std::string>& known);

}  // namespace entente
