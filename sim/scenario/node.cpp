#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "sim/scenario/document.hpp"

namespace entente {

namespace {

constexpr std::size_t kBytesShown = 40;

/// At most kBytesShown, never half a character, line breaks as spaces.
std::string cut_short(std::string_view text) {
  std::string result(text.substr(0, kBytesShown));
  if (text.size() > kBytesShown) {
    std::size_t end = kBytesShown;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    result = std::string(text.substr(0, end)) + "...";
  }
  std::ranges::replace(result, '\n', ' ');
  return result;
}

}  // namespace

const Entry* Node::find(std::string_view key) const {
  if (!is_mapping()) return nullptr;
  const auto found = std::ranges::find(children, key, &Entry::key);
  return found == children.end() ? nullptr : &*found;
}

Entry* Node::find(std::string_view key) {
  if (!is_mapping()) return nullptr;
  const auto found = std::ranges::find(children, key, &Entry::key);
  return found == children.end() ? nullptr : &*found;
}

std::vector<std::string> Node::keys() const {
  std::vector<std::string> result;
  if (!is_mapping()) return result;
  for (const Entry& entry : children) result.push_back(entry.key);
  return result;
}

bool is_name(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  return !text.empty() && std::ranges::all_of(text, allowed);
}

bool is_proper_name(std::string_view text) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return is_name(text) && letter(text.front());
}

std::string improper_name(std::string_view text) {
  return fmt::format("'{}' is not a name; names start with a letter and hold letters, digits, _ and -", text);
}

std::string describe(const Node& node) {
  switch (node.kind) {
    case Node::Kind::Null:
      return "nothing";
    case Node::Kind::Sequence:
      return "a list";
    case Node::Kind::Mapping:
      return "a mapping";
    case Node::Kind::Scalar:
      break;
  }
  return (node.quoted ? "the quoted text '" : "'") + cut_short(node.text) + "'";
}

std::string did_you_mean(std::string_view found, const std::vector<std::string>& known) {
  const std::string nearest = nearest_name(found, known);
  return nearest.empty() ? "" : "; did you mean '" + nearest + "'?";
}

}  // namespace entente
