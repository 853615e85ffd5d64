#include "sim/scenario/emit.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "sim/scenario/number.hpp"

namespace entente {

namespace {

/// Words that YAML 1.1 or 1.2 readers take for null or a flag.
bool is_reserved(std::string_view text) {
  constexpr std::array<std::string_view, 9> kWords = {"null", "true", "false", "yes", "no",
                                                      "on",   "off",  "y",     "n"};
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return std::ranges::count(kWords, lower) > 0;
}

/// Text that every YAML reader takes for text when it stands without quotes, in lists on one line too.
bool is_plain(std::string_view text) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto allowed = [&](char c) {
    return letter(c) || (c >= '0' && c <= '9') ||
           std::string_view("_-./() ").find(c) != std::string_view::npos;
  };
  return !text.empty() && letter(text.front()) && text.back() != ' ' && std::ranges::all_of(text, allowed) &&
         text.find("  ") == std::string_view::npos && !is_reserved(text);
}

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    switch (c) {
      case '\n':
        result += "\\n";
        break;
      case '\r':
        result += "\\r";
        break;
      case '\t':
        result += "\\t";
        break;
      default:
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
  }
  return result + '"';
}

/// A scalar without quotes that means a number or a flag stays so; all other text is plain or in quotes.
std::string scalar_text(std::string_view text, bool quoted) {
  const bool value = parse_number(text).has_value() || text == "true" || text == "false";
  return (value && !quoted) || is_plain(text) ? std::string(text) : in_quotes(text);
}

std::string key_text(const std::string& key) { return scalar_text(key, !parse_number(key).has_value()); }

bool is_short(const Node& node) { return node.is_null() || node.is_scalar() || node.children.empty(); }

std::string short_text(const Node& node) {
  if (node.is_scalar()) return scalar_text(node.text, node.quoted);
  if (node.is_null()) return "~";
  return node.is_mapping() ? "{}" : "[]";
}

/// Writes a node of at least one child as lines that start with `indent` spaces.
void write_lines(const Node& node, std::size_t indent, std::string& out);

/// Writes what follows "key:" or "-": on the same line when short, else on lines of their own.
void write_value(const Node& node, std::size_t indent, std::string& out) {
  const auto is_value = [](const Entry& entry) { return is_short(entry.node); };
  if (is_short(node)) {
    out.append(1, ' ').append(short_text(node)).append(1, '\n');
  } else if (node.is_sequence() && std::ranges::all_of(node.children, is_value)) {
    std::string line;
    for (const Entry& entry : node.children) line += (line.empty() ? "" : ", ") + short_text(entry.node);
    out.append(" [").append(line).append("]\n");
  } else {
    out += "\n";
    write_lines(node, indent, out);
  }
}

void write_lines(const Node& node, std::size_t indent, std::string& out) {
  std::vector<const Entry*> entries;
  for (const Entry& entry : node.children) entries.push_back(&entry);
  if (node.is_mapping()) {
    std::ranges::sort(entries, {}, [](const Entry* entry) -> const std::string& { return entry->key; });
  }
  for (const Entry* entry : entries) {
    out.append(indent, ' ');
    if (node.is_mapping()) out += key_text(entry->key);
    out += node.is_mapping() ? ':' : '-';
    write_value(entry->node, indent + 2, out);
  }
}

}  // namespace

std::string emit(const Node& node) {
  std::string out;
  if (is_short(node)) return short_text(node) + "\n";
  write_lines(node, 0, out);
  return out;
}

}  // namespace entente
