#include "sim/scenario/reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "sim/scenario/extends.hpp"
#include "sim/scenario/number.hpp"

namespace entente {

Reader::Reader(const Node& node, std::string path, std::string block, ReadLog& log)
    : Reader(node, std::move(path), std::move(block), log, {}) {}

Reader::Reader(const Node& node, std::string path, std::string block, ReadLog& log,
               std::vector<Source> inherited)
    : node_(&node),
      path_(std::move(path)),
      block_(std::move(block)),
      log_(&log),
      sources_(std::move(inherited)) {
  if (!node.is_mapping()) {
    log_->problems.push_back({node.location(), path_, "found " + describe(node) + ", expected a mapping"});
  }
  read_sources();
}

const Entry* Reader::ask(const std::string& key, KeyInfo info) {
  const bool required = info.required;
  asked_.insert(key);
  std::map<std::string, KeyInfo>& known = log_->blocks[block_];
  if (info.type != "any") {
    known[key] = std::move(info);
  } else {
    known.try_emplace(key, std::move(info));
  }
  const Entry* entry = node_->find(key);
  // A node that is no mapping has been reported as such.
  if (entry == nullptr && required && node_->is_mapping()) {
    log_->problems.push_back(
        {node_->location(), join_path(path_, key), "missing; " + key + " is required here"});
  }
  return entry;
}

const Entry* Reader::ask_list(const std::string& key, KeyInfo info, const std::string& expected) {
  const Entry* entry = ask(key, std::move(info));
  if (entry == nullptr || entry->node.is_sequence()) return entry;
  mismatch(key, entry->node, expected);
  return nullptr;
}

void Reader::mismatch(const std::string& key, const Node& found, const std::string& expected) {
  log_->problems.push_back(
      {found.location(), join_path(path_, key), "found " + describe(found) + ", expected " + expected});
}

bool Reader::has(const std::string& key) { return ask(key, {.type = "any"}) != nullptr; }

const Node* Reader::raw(const std::string& key) {
  const Entry* entry = ask(key, {.type = "any"});
  return entry == nullptr ? nullptr : &entry->node;
}

std::string Reader::text(const std::string& key, std::optional<std::string> fallback) {
  const Entry* entry = ask(key, {.type = "text", .required = !fallback});
  if (entry != nullptr && entry->node.is_scalar()) return entry->node.text;
  if (entry != nullptr) mismatch(key, entry->node, "text");
  return fallback.value_or("");
}

std::string Reader::choice(const std::string& key, std::span<const std::string> allowed,
                           std::optional<std::string> fallback) {
  const std::vector<std::string> choices(allowed.begin(), allowed.end());
  const Entry* entry = ask(key, {.type = "choice", .required = !fallback, .choices = choices});
  if (entry != nullptr) {
    const Node& node = entry->node;
    if (node.is_scalar() && std::ranges::count(choices, node.text) > 0) return node.text;
    const std::string hint = node.is_scalar() ? did_you_mean(node.text, choices) : "";
    mismatch(key, node, fmt::format("one of: {}{}", fmt::join(choices, ", "), hint));
  }
  return fallback.value_or(choices.front());
}

bool Reader::flag(const std::string& key, std::optional<bool> fallback) {
  const Entry* entry = ask(key, {.type = "flag", .required = !fallback});
  if (entry != nullptr) {
    const Node& node = entry->node;
    const bool bare = node.is_scalar() && !node.quoted;
    if (bare && (node.text == "true" || node.text == "false")) return node.text == "true";
    mismatch(key, node, "true or false");
  }
  return fallback.value_or(false);
}

std::int64_t Reader::integer(const std::string& key, std::int64_t low, std::int64_t high,
                             std::optional<std::int64_t> fallback) {
  const Entry* entry = ask(key, {.type = "integer",
                                 .low = static_cast<double>(low),
                                 .high = static_cast<double>(high),
                                 .required = !fallback});
  if (entry != nullptr) {
    const Node& node = entry->node;
    const auto value = node.is_scalar() && !node.quoted ? parse_integer(node.text) : std::nullopt;
    if (value && *value >= low && *value <= high) return *value;
    mismatch(key, node, fmt::format("a whole number in [{}, {}]", low, high));
  }
  return fallback.value_or(low);
}

std::vector<std::string> Reader::names(const std::string& key, bool required) {
  std::vector<std::string> result;
  const Entry* entry = ask_list(key, {.type = "names", .required = required}, "a list of names");
  if (entry == nullptr) return result;
  std::set<std::string> seen;
  for (const Entry& element : entry->node.children) {
    const Node& node = element.node;
    if (!node.is_scalar() || node.text.empty()) {
      mismatch(key, node, "a name");
    } else if (!seen.insert(node.text).second) {
      log_->problems.push_back({node.location(), join_path(path_, key),
                                fmt::format("the name '{}' stands here twice", node.text)});
    } else {
      result.push_back(node.text);
    }
  }
  return result;
}

std::optional<Reader> Reader::child(const std::string& key, const std::string& block, bool required) {
  const Entry* entry = ask(key, {.type = "mapping " + block, .required = required});
  if (entry == nullptr) return std::nullopt;
  if (!entry->node.is_mapping()) {
    mismatch(key, entry->node, "a mapping");
    return std::nullopt;
  }
  return Reader(entry->node, join_path(path_, key), block, *log_, sources_);
}

std::vector<std::pair<std::string, Reader>> Reader::children(const std::string& key, const std::string& block,
                                                             bool required) {
  std::vector<std::pair<std::string, Reader>> result;
  const Entry* entry = ask(key, {.type = "mappings " + block, .required = required});
  if (entry == nullptr) return result;
  if (!entry->node.is_mapping()) {
    mismatch(key, entry->node, "a mapping of names to mappings");
    return result;
  }
  const std::string path = join_path(path_, key);
  for (const Entry& named : entry->node.children) {
    const std::string child_path = join_path(path, named.key);
    if (!is_name(named.key)) {
      log_->problems.push_back(
          {named.place.location(), child_path,
           fmt::format("'{}' is not a name; names hold letters, digits, _ and -", named.key)});
    } else if (!named.node.is_mapping()) {
      log_->problems.push_back(
          {named.node.location(), child_path, "found " + describe(named.node) + ", expected a mapping"});
    } else {
      result.emplace_back(named.key, Reader(named.node, child_path, block, *log_, sources_));
    }
  }
  return result;
}

Location Reader::location(const std::string& key) const {
  const Entry* entry = node_->find(key);
  return entry == nullptr ? node_->location() : entry->place.location();
}

void Reader::fail(const std::string& key, std::string message) {
  log_->problems.push_back({location(key), join_path(path_, key), std::move(message)});
}

void Reader::finish() {
  if (!node_->is_mapping()) return;
  const std::vector<std::string> known(asked_.begin(), asked_.end());
  for (const Entry& entry : node_->children) {
    if (asked_.contains(entry.key)) continue;
    log_->problems.push_back({entry.place.location(), join_path(path_, entry.key),
                              fmt::format("unknown key '{}'; allowed here: {}{}", entry.key,
                                          fmt::join(known, ", "), did_you_mean(entry.key, known))});
  }
}

}  // namespace entente
