// The part of Reader that reads numbers and where they come from.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/scenario/extends.hpp"
#include "sim/scenario/number.hpp"
#include "sim/scenario/reader.hpp"

namespace entente {

namespace {

/// "a number in [0, 1) (per year)"
std::string expected_number(const NumberSpec& spec) {
  std::string text = "a number";
  if (std::isfinite(spec.low) || std::isfinite(spec.high)) {
    const bool open_low = spec.open_low || std::isinf(spec.low);
    const bool open_high = spec.open_high || std::isinf(spec.high);
    text += fmt::format(" in {}{}, {}{}", open_low ? '(' : '[', spec.low, spec.high, open_high ? ')' : ']');
  }
  return spec.unit.empty() ? text : text + " (" + spec.unit + ")";
}

bool is_allowed(double value, const NumberSpec& spec) {
  return (spec.open_low ? value > spec.low : value >= spec.low) &&
         (spec.open_high ? value < spec.high : value <= spec.high);
}

KeyInfo number_info(const std::string& type, const NumberSpec& spec, bool required) {
  return {.type = type, .unit = spec.unit, .low = spec.low, .high = spec.high, .required = required};
}

/// A number for going on after a Problem: the fallback, else the finite bound, else 0.
double stand_in(const NumberSpec& spec) {
  if (spec.fallback) return *spec.fallback;
  if (std::isfinite(spec.low)) return spec.low;
  return std::isfinite(spec.high) ? spec.high : 0;
}

}  // namespace

void Reader::read_sources() {
  const Entry* entry = ask("source", {.type = "sources"});
  if (entry == nullptr) return;
  sources_.clear();
  const auto read_one = [&](const Node& node) {
    auto source = node.is_scalar() ? parse_source(node.text) : std::nullopt;
    if (source) {
      sources_.push_back(*std::move(source));
    } else {
      mismatch("source", node, fmt::format("a source: {}", kSourceGrammar));
    }
  };
  if (!entry->node.is_sequence()) {
    read_one(entry->node);
  } else {
    for (const Entry& element : entry->node.children) read_one(element.node);
  }
}

std::optional<double> Reader::bare_number(const std::string& key, const Node& node, const NumberSpec& spec) {
  const auto value = node.is_scalar() && !node.quoted ? parse_number(node.text) : std::nullopt;
  if (value && is_allowed(*value, spec)) return value;
  mismatch(key, node, expected_number(spec));
  return std::nullopt;
}

double Reader::number(const std::string& key, const NumberSpec& spec) {
  const Entry* entry = ask(key, number_info("number", spec, !spec.fallback));
  if (entry == nullptr) return stand_in(spec);
  if (!entry->node.is_mapping()) {
    const auto value = bare_number(key, entry->node, spec);
    if (value) record(key, entry->node, *value, spec, std::nullopt);
    return value.value_or(stand_in(spec));
  }

  Reader inner(entry->node, join_path(path_, key), "number", *log_, sources_);
  const auto value = inner.plain_number("value", spec, true);
  const std::string unit = inner.text("unit", spec.unit);
  if (unit != spec.unit) {
    inner.fail("unit", fmt::format("found '{}', expected '{}'", unit, spec.unit));
  }
  inner.text("note", "");
  const auto range = inner.own_range(value ? *value : std::nan(""), spec);
  auto coders = inner.coders(spec);
  inner.finish();
  if (!value) return stand_in(spec);
  inner.record("", entry->node.find("value")->node, *value, spec, range).coders = std::move(coders);
  return *value;
}

std::optional<double> Reader::plain_number(const std::string& key, const NumberSpec& spec, bool required) {
  const Entry* entry = ask(key, number_info("number", spec, required));
  return entry == nullptr ? std::nullopt : bare_number(key, entry->node, spec);
}

std::vector<std::pair<std::string, double>> Reader::coders(const NumberSpec& spec) {
  std::vector<std::pair<std::string, double>> result;
  auto inner = child("coders", "plain_number by name");
  if (!inner) return result;
  inner->text("note", "");
  std::size_t named = 0;
  for (const Entry& coder : inner->node_->children) {
    if (coder.key == "note" || coder.key == "source") continue;
    ++named;
    const auto value = inner->plain_number(coder.key, spec);
    if (!is_proper_name(coder.key)) {
      inner->fail(coder.key, improper_name(coder.key));
    } else if (value) {
      result.emplace_back(coder.key, *value);
    }
  }
  if (named < 2) fail("coders", fmt::format("found {}, expected the numbers of at least two coders", named));
  std::ranges::sort(result);
  return result;
}

std::optional<std::pair<double, double>> Reader::own_range(double value, const NumberSpec& spec) {
  const std::size_t problems = log_->problems.size();
  const std::vector<double> ends = numbers("range", {.unit = spec.unit, .low = spec.low, .high = spec.high});
  if (node_->find("range") == nullptr || log_->problems.size() > problems) return std::nullopt;
  if (ends.size() != 2 || ends[0] > ends[1]) {
    fail("range", "a range is a list of its low and its high end, as in [0.1, 0.5]");
    return std::nullopt;
  }
  if (value < ends[0] || value > ends[1]) {
    fail("range", fmt::format("the range [{}, {}] does not hold the value {}", ends[0], ends[1], value));
    return std::nullopt;
  }
  return std::pair(ends[0], ends[1]);
}

ParameterRecord& Reader::record(const std::string& key, const Node& node, double value,
                                const NumberSpec& spec, std::optional<std::pair<double, double>> range) {
  ParameterRecord parameter;
  parameter.path = key.empty() ? path_ : join_path(path_, key);
  parameter.value = value;
  parameter.unit = spec.unit;
  parameter.low = spec.low;
  parameter.high = spec.high;
  parameter.range = range;
  parameter.where = node.location();
  for (const Source& source : sources_) {
    parameter.sources.push_back(source.text);
    if (parameter.range) continue;
    parameter.range = source_range(source, value, spec.low, spec.high);
    if (parameter.range && (value < parameter.range->first || value > parameter.range->second)) {
      log_->problems.push_back(
          {node.location(), parameter.path,
           fmt::format("the value {} lies outside its source '{}'", value, source.text)});
    }
  }
  return log_->parameters.emplace_back(std::move(parameter));
}

std::vector<double> Reader::numbers(const std::string& key, const NumberSpec& spec, bool required) {
  std::vector<double> result;
  const Entry* entry =
      ask_list(key, number_info("numbers", spec, required), "a list, each " + expected_number(spec));
  if (entry == nullptr) return result;
  for (const Entry& element : entry->node.children) {
    if (const auto value = bare_number(key, element.node, spec)) result.push_back(*value);
  }
  return result;
}

}  // namespace entente
