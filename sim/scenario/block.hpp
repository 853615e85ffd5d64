#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/model/bibliography.hpp"
#include "sim/model/scenario.hpp"
#include "sim/model/uncertainty.hpp"
#include "sim/scenario/parameters.hpp"
#include "sim/scenario/reader.hpp"
#include "sim/scenario/slot.hpp"

namespace entente {

/// What all build functions share: the scenario being filled, and what is found out about it on the way.
struct Building {
  Scenario scenario;
  std::vector<Parameter> parameters;
  Uncertainty uncertain;
  std::vector<Work> bibliography;
  ReadLog log;
  /// Stand-ins for blocks that are not written, whose numbers have their defaults.
  std::deque<Node> absent;
};

/// A name written in the document and where.
struct Word {
  std::string text;
  Location where;
};

/// The block kind under which ReadLog files mappings whose keys are names chosen by the user.
inline constexpr std::string_view kByName = " by name";

/// A mapping of the language that is read into a part of the scenario. Adds to Reader: numbers go into slots
/// and become parameters, names are looked up, `note` is allowed everywhere. Nothing throws on wrong input;
/// problems go to the log.
class Block {
 public:
  Block(Reader reader, const Node& node, Building& building);

  const std::string& path() const { return reader_.path(); }
  const Node& node() const { return *node_; }
  Building& building() const { return *building_; }
  Reader& reader() { return reader_; }
  bool has(const std::string& key) { return reader_.has(key); }

  /// A number with the default that stands in the slot.
  void number(const std::string& key, const Slot<double>& slot, NumberSpec spec);
  void required_number(const std::string& key, const Slot<double>& slot, NumberSpec spec);
  /// A number that is not there unless written.
  void optional_number(const std::string& key, const Slot<std::optional<double>>& slot, NumberSpec spec);
  void text(const std::string& key, std::string& value);
  /// on or off, true or false.
  void flag(const std::string& key, bool& value);
  /// A whole number, bare or as {value, source, note, range}. No parameter: it changes the shape of a run.
  std::int64_t integer(const std::string& key, std::int64_t low, std::int64_t high, std::int64_t fallback);

  /// The index in `known` of the name under `key`; nothing when absent or wrong. `what` names the kind of
  /// thing.
  std::optional<std::size_t> name(const std::string& key, const std::vector<std::string>& known,
                                  std::string_view what, bool required = true);
  /// The same for a list of names, all different.
  std::vector<std::size_t> name_list(const std::string& key, const std::vector<std::string>& known,
                                     std::string_view what, bool required = false);
  /// Numbers by name: the value of known name i goes into slot(i), those not written keep what stands there.
  /// Returns the indices that are written, in order.
  std::vector<std::size_t> numbers_by_name(const std::string& key, const std::vector<std::string>& known,
                                           std::string_view what,
                                           const std::function<Slot<double>(std::size_t)>& slot,
                                           const NumberSpec& spec, bool required = false);

  std::optional<Block> child(const std::string& key, const std::string& kind, bool required = false);
  /// A block that always exists: one that is not written is empty.
  Block always(const std::string& key, const std::string& kind);
  /// Named blocks, in the order of their names, which must be proper (is_proper_name) and not reserved.
  std::vector<std::pair<std::string, Block>> children(const std::string& key, const std::string& kind,
                                                      bool required = false);
  /// The mappings of a list.
  std::vector<Block> elements(const std::string& key, const std::string& kind);
  /// A mapping by user's names, whose keys are not known to the language.
  std::optional<Block> map(const std::string& key, const std::string& kind, bool required = false);
  /// The keys of a map() in their order, without note and source.
  std::vector<Word> keys() const;
  /// Blocks of a map() under user's keys.
  std::optional<Block> entry(const Word& key, const std::string& kind) { return child(key.text, kind); }

  /// Notes a problem at a key; at the block itself when the key is empty.
  void fail(const std::string& key, std::string message);
  /// Notes a problem at the value of a key that is there.
  void fail_value(const std::string& key, std::string message);
  /// Notes a problem at the name of one of children(key) or of a map.
  void fail_child(const std::string& key, const std::string& name, std::string message);
  /// Notes a problem at a value.
  void fail_at(const Location& where, const std::string& key, std::string message);
  /// Looks up one name and complains when it is unknown.
  std::optional<std::size_t> look_up(const Word& word, const std::string& key,
                                     const std::vector<std::string>& known, std::string_view what);
  void finish() { reader_.finish(); }

 private:
  Reader reader_;
  const Node* node_;
  Building* building_;
};

/// Names that the language keeps for itself: any, all, not, always, note, source, drawn.
bool is_reserved_name(std::string_view text);

/// The names of a collection, in its order.
template <class Collection>
std::vector<std::string> names_of(const Collection& collection) {
  std::vector<std::string> names;
  for (const auto& item : collection) names.push_back(item.name);
  return names;
}

/// Allowed intervals.
namespace interval {
NumberSpec any(std::string unit = "");
NumberSpec share();                              ///< [0, ∞)
NumberSpec probability(std::string unit = "");   ///< [0, 1]
NumberSpec positive(std::string unit = "");      ///< (0, ∞)
NumberSpec not_negative(std::string unit = "");  ///< [0, ∞)
NumberSpec closed(double low, double high, std::string unit = "");
}  // namespace interval

inline constexpr const char* kYears = "years";
inline constexpr const char* kPerYear = "per year";

}  // namespace entente
