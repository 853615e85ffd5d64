#include "sim/cli/console.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>
#include <vector>

#include "sim/core/error.hpp"

namespace entente {

void write_out(std::string_view text) {
  errno = 0;
  const bool written =
      std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (written) return;
  if (errno == EPIPE) throw OutputClosed();
  throw Error(fmt::format("standard output cannot be written: {}", std::strerror(errno)));
}

void write_error(std::string_view line) {
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::fputc('\n', stderr);
}

CLI::Option* add_whole(CLI::App& app, const std::string& name, std::uint64_t& target, std::uint64_t low,
                       std::uint64_t high, const std::string& description) {
  const auto read = [&target, name, low, high](const std::string& text) {
    std::uint64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size() || value < low || value > high)
      throw CLI::ValidationError(
          name, fmt::format("found {}, allowed is a whole number from {} to {}", text, low, high));
    target = value;
  };
  return app.add_option_function<std::string>(name, read, description)
      ->type_name("N")
      ->default_str(std::to_string(target));
}

void add_color(CLI::App& app, std::string& target) {
  app.add_option("--color", target, "Colour: auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN")
      ->capture_default_str();
}

Style chosen_style(const std::string& color) {
  if (color == "always") return Style::Ansi;
  if (color == "never") return Style::None;
  const char* terminal = std::getenv("TERM");
  const char* refused = std::getenv("NO_COLOR");
  const bool can = isatty(STDOUT_FILENO) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
  const bool wants = refused == nullptr || *refused == '\0';
  return can && wants ? Style::Ansi : Style::None;
}

std::string shell_quoted(const std::string& word) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=+:,@%";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string text = "'";
  for (const char letter : word) text += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return text + "'";
}

TraceFile::TraceFile(const std::string& path) : path_(path) {
  const auto wrong = [](std::string message) {
    Problem problem;
    problem.key = "--trace";
    problem.message = std::move(message);
    return InputError(std::vector<Problem>(1, problem));
  };
  const std::string extension = std::filesystem::path(path).extension().string();
  csv_ = extension == ".csv";
  if (!csv_ && extension != ".jsonl")
    throw wrong(fmt::format("found {}, allowed is a file ending in .csv or .jsonl", path));
  errno = 0;
  file_.open(path, std::ios::binary | std::ios::trunc);
  if (!file_) throw wrong(fmt::format("{} cannot be written: {}", path, std::strerror(errno)));
}

void TraceFile::write(std::string_view text) {
  errno = 0;
  file_.write(text.data(), static_cast<std::streamsize>(text.size()));
  file_.close();
  if (!file_) throw Error(fmt::format("{} cannot be written: {}", path_, std::strerror(errno)));
}

}  // namespace entente
