#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/source.hpp"

namespace entente {

/// The numbers that a key accepts. `unit` is empty for a pure number. A key without `fallback` is required.
struct NumberSpec {
  std::string unit = {};
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool open_low = false;   ///< `low` itself is not allowed.
  bool open_high = false;  ///< `high` itself is not allowed.
  std::optional<double> fallback = {};
};

/// What the readers know about one key of a block, for comparison with the JSON Schema. `type` is text,
/// choice, flag, integer, number, names, numbers, sources, any, "mapping BLOCK" or "mappings BLOCK" (names to
/// mappings). Bounds are those of integers and numbers.
struct KeyInfo {
  std::string type;
  std::string unit = {};
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool required = false;
  std::vector<std::string> choices = {};
};

/// One number of a scenario with its provenance. [low, high] is what the model allows; `range` is what the
/// scenario's author finds plausible.
struct ParameterRecord {
  std::string path;
  double value = 0;
  std::string unit = {};
  double low = 0;
  double high = 0;
  std::vector<std::string>
      sources;  ///< Own, else of the nearest enclosing mapping; empty when there is none.
  std::optional<std::pair<double, double>> range;
  /// What several coders took it to be, in the order of their names.
  std::vector<std::pair<std::string, double>> coders;
  Location where;
};

/// What reading a document leaves behind besides the values.
struct ReadLog {
  std::vector<Problem> problems;
  std::map<std::string, std::map<std::string, KeyInfo>> blocks;  ///< Block kind -> key -> what it accepts.
  std::vector<ParameterRecord> parameters;                       ///< In the order of reading.
};

/// A cursor over one mapping. It remembers which keys were asked for, so that finish() can report the others.
/// No method throws on wrong input: it notes a Problem under the dotted path and returns the fallback (or a
/// harmless value), so that all problems of a file come in one go.
///
/// Every block knows the key `source`; it holds for all numbers below that have no source of their own.
/// The document and the log must outlive the reader.
class Reader {
 public:
  /// `path` is the dotted path of `node`, empty for the root; `block` names its kind in the log.
  Reader(const Node& node, std::string path, std::string block, ReadLog& log);

  const std::string& path() const { return path_; }

  /// Whether the key stands there. It counts as known from now on.
  bool has(const std::string& key);
  /// A scalar as text; without fallback it is required.
  std::string text(const std::string& key, std::optional<std::string> fallback = std::nullopt);
  /// One of `allowed` (at least one).
  std::string choice(const std::string& key, std::span<const std::string> allowed,
                     std::optional<std::string> fallback = std::nullopt);
  /// true or false, nothing else.
  bool flag(const std::string& key, std::optional<bool> fallback = std::nullopt);
  /// A whole number in [low, high].
  std::int64_t integer(const std::string& key, std::int64_t low, std::int64_t high,
                       std::optional<std::int64_t> fallback = std::nullopt);
  /// A number, bare or as {value, unit, source, range, coders, note}, recorded in the log when it stands
  /// there. `unit` must be the spec's; `range: [lo, hi]` must hold the value and lie in what is allowed;
  /// `coders` are at least two names with a bare number each.
  double number(const std::string& key, const NumberSpec& spec);
  /// A bare number, which is not recorded as a parameter; nothing when it is absent or wrong.
  std::optional<double> plain_number(const std::string& key, const NumberSpec& spec, bool required = false);
  /// A list of texts, none empty, none twice; empty when absent.
  std::vector<std::string> names(const std::string& key, bool required = false);
  /// A list of bare numbers; empty when absent. They are not recorded as parameters.
  std::vector<double> numbers(const std::string& key, const NumberSpec& spec, bool required = false);
  /// The mapping under a key; nothing when absent or not a mapping.
  std::optional<Reader> child(const std::string& key, const std::string& block, bool required = false);
  /// The named mappings of a mapping, in file order. The names must be usable in a path (is_name).
  std::vector<std::pair<std::string, Reader>> children(const std::string& key, const std::string& block,
                                                       bool required = false);
  /// The node as it is; nullptr when absent.
  const Node* raw(const std::string& key);

  /// Where the key stands; where the mapping starts when it is absent.
  Location location(const std::string& key) const;
  /// Notes a problem at the key.
  void fail(const std::string& key, std::string message);
  /// Reports every key that was not asked for. To be called once, after reading.
  void finish();

 private:
  Reader(const Node& node, std::string path, std::string block, ReadLog& log, std::vector<Source> inherited);

  const Entry* ask(const std::string& key, KeyInfo info);
  const Entry* ask_list(const std::string& key, KeyInfo info, const std::string& expected);
  void mismatch(const std::string& key, const Node& found, const std::string& expected);
  void read_sources();
  std::optional<double> bare_number(const std::string& key, const Node& node, const NumberSpec& spec);
  /// The record of a number, with the sources that hold for it.
  ParameterRecord& record(const std::string& key, const Node& node, double value, const NumberSpec& spec,
                          std::optional<std::pair<double, double>> own_range);
  std::optional<std::pair<double, double>> own_range(double value, const NumberSpec& spec);
  std::vector<std::pair<std::string, double>> coders(const NumberSpec& spec);

  const Node* node_;
  std::string path_;
  std::string block_;
  ReadLog* log_;
  std::vector<Source> sources_;
  std::set<std::string> asked_;
};

}  // namespace entente
