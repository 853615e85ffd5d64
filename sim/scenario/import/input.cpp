#include "sim/scenario/import/input.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/document.hpp"
#include "sim/scenario/text.hpp"

namespace entente {
namespace {

/// A file name may hold anything but '/' and NUL.
std::string harmless(std::string text) {
  const bool plain = !find_text_error(text);
  for (char& c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !plain)) c = '?';
  }
  return text;
}

}  // namespace

std::optional<ImportFile> ImportFile::read(const std::filesystem::path& path,
                                           std::vector<Problem>& problems) {
  auto text = read_regular_file(path, problems);
  return text ? take(std::move(*text), path, problems) : std::nullopt;
}

std::optional<ImportFile> ImportFile::take(std::string text, const std::filesystem::path& path,
                                           std::vector<Problem>& problems) {
  ImportFile file;
  file.path_ = path.string();
  if (text.size() > kMaximumBytes) {
    problems.push_back(
        whole_problem(file.path_, "", fmt::format("larger than {} MiB", kMaximumBytes >> 20U)));
    return std::nullopt;
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  if (const auto error = find_text_error(text)) {
    problems.push_back({{file.path_, error->line, error->column}, "", error->message});
    return std::nullopt;
  }
  if (trimmed(text).empty()) {
    problems.push_back(whole_problem(file.path_, "", "the file is empty"));
    return std::nullopt;
  }
  file.text_ = std::move(text);
  file.line_starts_.push_back(0);
  for (std::size_t i = 0; i < file.text_.size(); ++i) {
    if (file.text_[i] == '\n') file.line_starts_.push_back(i + 1);
  }
  return file;
}

std::string ImportFile::name() const { return harmless(std::filesystem::path(path_).filename().string()); }

std::string ImportFile::stem() const { return harmless(std::filesystem::path(path_).stem().string()); }

Location ImportFile::at(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto next = std::ranges::upper_bound(line_starts_, offset);
  const std::string_view before = std::string_view(text_).substr(*(next - 1), offset - *(next - 1));
  const auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return {path_, static_cast<int>(next - line_starts_.begin()),
          static_cast<int>(std::ranges::count_if(before, starts)) + 1};
}

void ImportProblems::add(Location where, std::string key, std::string message) {
  if (problems_->size() < kMaximumProblems) {
    problems_->push_back({std::move(where), std::move(key), std::move(message)});
  }
}

std::string shown(std::string_view text) {
  Node scalar;
  scalar.kind = Node::Kind::Scalar;
  scalar.text = text;
  return describe(scalar);
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

}  // namespace entente
