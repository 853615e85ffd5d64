#include "sim/scenario/block.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "sim/core/math.hpp"
#include "sim/scenario/extends.hpp"

namespace entente {

bool is_reserved_name(std::string_view text) {
  constexpr std::array<std::string_view, 7> kReserved = {"any",  "all",    "not",  "always",
                                                         "note", "source", "drawn"};
  return std::ranges::count(kReserved, text) > 0;
}

Block::Block(Reader reader, const Node& node, Building& building)
    : reader_(std::move(reader)), node_(&node), building_(&building) {
  reader_.text("note", "");
}

void Block::required_number(const std::string& key, const Slot<double>& slot, NumberSpec spec) {
  std::vector<ParameterRecord>& records = building_->log.parameters;
  const std::size_t before = records.size();
  *slot = reader_.number(key, spec);
  Parameter parameter;
  parameter.path = join_path(path(), key);
  parameter.unit = spec.unit;
  parameter.low = spec.low;
  parameter.high = spec.high;
  parameter.open_low = spec.open_low;
  parameter.open_high = spec.open_high;
  parameter.where = reader_.location(key);
  parameter.slot = slot.finder();
  if (records.size() > before) {
    parameter.sources = records.back().sources;
    parameter.range = records.back().range;
    parameter.coders = records.back().coders;
    parameter.where = records.back().where;
    parameter.written = true;
  }
  building_->parameters.push_back(std::move(parameter));
}

void Block::number(const std::string& key, const Slot<double>& slot, NumberSpec spec) {
  spec.fallback = *slot;
  required_number(key, slot, std::move(spec));
}

void Block::optional_number(const std::string& key, const Slot<std::optional<double>>& slot,
                            NumberSpec spec) {
  if (has(key)) {
    number(key, slot.filled(), std::move(spec));
  } else {
    // Asked for all the same, so that the log knows what the key accepts.
    spec.fallback = 0;
    reader_.number(key, spec);
  }
}

void Block::text(const std::string& key, std::string& value) { value = reader_.text(key, value); }

void Block::flag(const std::string& key, bool& value) {
  static const std::vector<std::string> words = {"on", "off", "true", "false"};
  const std::string word = reader_.choice(key, words, value ? "on" : "off");
  value = word == "on" || word == "true";
}

std::int64_t Block::integer(const std::string& key, std::int64_t low, std::int64_t high,
                            std::int64_t fallback) {
  const Entry* entry = node_->find(key);
  if (entry == nullptr || !entry->node.is_mapping()) return reader_.integer(key, low, high, fallback);
  auto inner = child(key, "whole_number");
  const std::int64_t value = inner->reader().integer("value", low, high);
  inner->reader().numbers("range",
                          {.unit = "", .low = static_cast<double>(low), .high = static_cast<double>(high)});
  inner->finish();
  return value;
}

void Block::fail(const std::string& key, std::string message) {
  fail_at(key.empty() ? node_->location() : reader_.location(key), key, std::move(message));
}

void Block::fail_value(const std::string& key, std::string message) {
  fail_at(node_->find(key)->node.location(), key, std::move(message));
}

void Block::fail_child(const std::string& key, const std::string& name, std::string message) {
  fail_at(node_->find(key)->node.find(name)->place.location(), join_path(key, name), std::move(message));
}

void Block::fail_at(const Location& where, const std::string& key, std::string message) {
  const std::string full = key.empty() ? path() : join_path(path(), key);
  building_->log.problems.push_back({where, full, std::move(message)});
}

std::optional<std::size_t> Block::look_up(const Word& word, const std::string& key,
                                          const std::vector<std::string>& known, std::string_view what) {
  const auto found = std::ranges::find(known, word.text);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  constexpr std::size_t kShown = 20;
  const auto shown = std::span(known).first(std::min(known.size(), kShown));
  const std::string allowed = known.empty() ? "; there is none here"
                                            : fmt::format("; known: {}{}", fmt::join(shown, ", "),
                                                          known.size() > kShown ? ", ..." : "");
  // A key of a mapping by names may also be meant for one of the two that stand in every block.
  std::vector<std::string> near(known);
  if (key == word.text) near.insert(near.end(), {"note", "source"});
  fail_at(word.where, key,
          fmt::format("found '{}', which is not {}{}{}", word.text, what, allowed,
                      did_you_mean(word.text, near)));
  return std::nullopt;
}

std::optional<std::size_t> Block::name(const std::string& key, const std::vector<std::string>& known,
                                       std::string_view what, bool required) {
  const std::string text = reader_.text(key, required ? std::nullopt : std::optional<std::string>(""));
  const Entry* entry = node_->find(key);
  if (entry == nullptr || !entry->node.is_scalar()) return std::nullopt;
  return look_up({text, entry->node.location()}, key, known, what);
}

std::vector<std::size_t> Block::name_list(const std::string& key, const std::vector<std::string>& known,
                                          std::string_view what, bool required) {
  std::vector<std::size_t> result;
  const std::vector<std::string> names = reader_.names(key, required);
  if (names.empty()) return result;
  for (const Entry& element : node_->find(key)->node.children) {
    if (!element.node.is_scalar()) continue;
    const auto index = look_up({element.node.text, element.node.location()}, key, known, what);
    if (index && std::ranges::count(result, *index) == 0) result.push_back(*index);
  }
  return result;
}

std::vector<std::size_t> Block::numbers_by_name(const std::string& key, const std::vector<std::string>& known,
                                                std::string_view what,
                                                const std::function<Slot<double>(std::size_t)>& slot,
                                                const NumberSpec& spec, bool required) {
  std::vector<std::size_t> written;
  auto numbers = map(key, "number", required);
  if (!numbers) return written;
  for (const Word& word : numbers->keys()) {
    const auto index = numbers->look_up(word, word.text, known, what);
    if (index) {
      numbers->required_number(word.text, slot(*index), spec);
      written.push_back(*index);
    } else {
      numbers->has(word.text);
    }
  }
  numbers->finish();
  std::ranges::sort(written);
  return written;
}

std::optional<Block> Block::child(const std::string& key, const std::string& kind, bool required) {
  auto reader = reader_.child(key, kind, required);
  if (!reader) return std::nullopt;
  return Block(*std::move(reader), node_->find(key)->node, *building_);
}

Block Block::always(const std::string& key, const std::string& kind) {
  if (auto block = child(key, kind)) return *std::move(block);
  Node& nothing = building_->absent.emplace_back();
  nothing.kind = Node::Kind::Mapping;
  nothing.place = node_->place;
  return Block(Reader(nothing, join_path(path(), key), kind, building_->log), nothing, *building_);
}

std::vector<std::pair<std::string, Block>> Block::children(const std::string& key, const std::string& kind,
                                                           bool required) {
  std::vector<std::pair<std::string, Block>> result;
  for (auto& [name, reader] : reader_.children(key, kind, required)) {
    if (!is_proper_name(name)) {
      fail_child(key, name, improper_name(name));
    } else if (is_reserved_name(name)) {
      fail_child(key, name, fmt::format("'{}' has a meaning of its own and cannot be a name", name));
    } else {
      result.emplace_back(name,
                          Block(std::move(reader), node_->find(key)->node.find(name)->node, *building_));
    }
  }
  std::ranges::sort(result, {}, [](const auto& named) { return named.first; });
  return result;
}

std::vector<Block> Block::elements(const std::string& key, const std::string& kind) {
  std::vector<Block> result;
  const Node* list = reader_.raw(key);
  if (list == nullptr) return result;
  if (!list->is_sequence() || list->children.empty()) {
    fail_at(list->location(), key, "found " + describe(*list) + ", expected a list of at least one mapping");
    return result;
  }
  for (const Entry& element : list->children) {
    const std::string path = fmt::format("{}[{}]", join_path(this->path(), key), result.size());
    result.emplace_back(Reader(element.node, path, kind, building_->log), element.node, *building_);
  }
  return result;
}

std::optional<Block> Block::map(const std::string& key, const std::string& kind, bool required) {
  return child(key, kind + std::string(kByName), required);
}

std::vector<Word> Block::keys() const {
  std::vector<Word> result;
  for (const Entry& entry : node_->children) {
    if (entry.key != "note" && entry.key != "source") result.push_back({entry.key, entry.place.location()});
  }
  std::ranges::sort(result, {}, &Word::text);
  return result;
}

namespace interval {

NumberSpec any(std::string unit) { return {.unit = std::move(unit)}; }
NumberSpec share() { return {.unit = "", .low = 0}; }
NumberSpec probability(std::string unit) { return {.unit = std::move(unit), .low = 0, .high = 1}; }
NumberSpec positive(std::string unit) {
  return {.unit = std::move(unit), .low = 0, .high = kInfinity, .open_low = true};
}
NumberSpec not_negative(std::string unit) { return {.unit = std::move(unit), .low = 0, .high = kInfinity}; }
NumberSpec closed(double low, double high, std::string unit) {
  return {.unit = std::move(unit), .low = low, .high = high};
}

}  // namespace interval
}  // namespace entente
