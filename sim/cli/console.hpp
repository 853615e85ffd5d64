#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "sim/report/text.hpp"

namespace entente {

/// The reader of standard output went away (`| head`): nothing more to do, and no failure.
class OutputClosed : public std::runtime_error {
 public:
  OutputClosed() : std::runtime_error("standard output was closed") {}
};

/// Writes all of `text` to standard output. Throws OutputClosed, or Error when it cannot be written.
void write_out(std::string_view text);
/// Writes a line to standard error.
void write_error(std::string_view line);

/// An option that takes a whole number in [low, high]: digits only, so that nan, 1e400 and -1 are refused.
CLI::Option* add_whole(CLI::App& app, const std::string& name, std::uint64_t& target, std::uint64_t low,
                       std::uint64_t high, const std::string& description);

/// `--color auto|always|never`; auto: standard output is a terminal, TERM is not dumb and NO_COLOR is not
/// set.
void add_color(CLI::App& app, std::string& target);
Style chosen_style(const std::string& color);

/// An argument as a shell takes it back.
std::string shell_quoted(const std::string& word);

/// A file that is opened before the run, so that a path that cannot be written is known at once.
class TraceFile {
 public:
  /// Throws InputError when `path` ends in neither .csv nor .jsonl or cannot be opened for writing.
  explicit TraceFile(const std::string& path);
  bool csv() const { return csv_; }
  /// Throws Error when the disk is full or the like.
  void write(std::string_view text);

 private:
  std::string path_;
  bool csv_ = false;
  std::ofstream file_;
};

}  // namespace entente
