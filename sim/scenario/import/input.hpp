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

/// The text of one file that is imported, valid UTF-8 without byte order mark, and its lines.
class ImportFile {
 public:
  /// Notes a Problem for anything that is not a regular file of at most kMaximumBytes holding text, and for
  /// an empty one; nothing then.
  static std::optional<ImportFile> read(const std::filesystem::path& path, std::vector<Problem>& problems);
  /// The same for a text; `path` stands for the file in messages.
  static std::optional<ImportFile> take(std::string text, const std::filesystem::path& path,
                                        std::vector<Problem>& problems);

  /// As given, for messages.
  const std::string& path() const { return path_; }
  /// The file's own name, with and without extension, without characters that a comment may not hold.
  std::string name() const;
  std::string stem() const;
  std::string_view text() const { return text_; }
  /// Line and column, in characters from 1, of a byte of the text.
  Location at(std::size_t offset) const;

 private:
  std::string path_;
  std::string text_;
  std::vector<std::size_t> line_starts_;
};

/// Notes what is wrong with files; at most kMaximumProblems are kept.
class ImportProblems {
 public:
  explicit ImportProblems(std::vector<Problem>& problems) : problems_(&problems) {}

  void add(Location where, std::string key, std::string message);
  /// Whether nothing has been noted, here or by anybody else.
  bool none() const { return problems_->empty(); }
  std::vector<Problem>& all() { return *problems_; }

 private:
  std::vector<Problem>* problems_;
};

/// "'text'", cut when long, for messages.
std::string shown(std::string_view text);
/// Without spaces, tabs and line ends at both ends.
std::string_view trimmed(std::string_view text);
std::string lower_case(std::string_view text);

}  // namespace entente
