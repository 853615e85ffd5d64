#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/build.hpp"

namespace entente {
namespace {

constexpr const char* kPredicate = "predicate";

std::size_t index_of(const std::vector<std::string>& names, const std::string& name) {
  return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
}

/// One word of a predicate's mapping with what is under it.
class PredicateReader {
 public:
  PredicateReader(Block& block, PredicateScope scope)
      : block_(block),
        scope_(scope),
        issues_(issue_names(block.building())),
        quantities_(quantity_names(block.building())),
        context_(context_names(block.building())) {}

  void read(const Word& word, const Slot<Predicate>& predicate) {
    const std::string& key = word.text;
    if (key == "any" || key == "all") {
      predicate->kind = key == "any" ? Predicate::Kind::Any : Predicate::Kind::All;
      read_list(key, predicate);
    } else if (key == "not") {
      predicate->kind = Predicate::Kind::Not;
      predicate->parts.resize(1);
      build_predicate_at(block_, key, predicate[&Predicate::parts][0], scope_, false);
    } else if (key == "always") {
      if (!block_.reader().flag(key, true)) block_.fail(key, "only `always: true` is allowed");
      if (block_.keys().size() > 1)
        block_.fail(key, "`always` stands alone; remove it or the other conditions");
    } else if (const std::size_t issue = index_of(issues_, key); issue < issues_.size()) {
      check_scope(PredicateScope::Package, word, "an issue");
      read_options(word, issue, *predicate);
    } else if (const std::size_t quantity = index_of(quantities_, key); quantity < quantities_.size()) {
      check_scope(PredicateScope::Package, word, "a quantity");
      read_interval(key, Predicate::Kind::Amount, quantity, predicate,
                    block_.building().scenario.quantities[quantity].unit);
    } else if (const std::size_t process = index_of(context_, key); process < context_.size()) {
      check_scope(PredicateScope::Context, word, "of the context");
      read_interval(key, Predicate::Kind::Context, process, predicate,
                    block_.building().scenario.context[process].unit);
    } else {
      std::vector<std::string> known = scope_ == PredicateScope::Package ? issues_ : context_;
      if (scope_ == PredicateScope::Package)
        known.insert(known.end(), quantities_.begin(), quantities_.end());
      known.insert(known.end(), {"any", "all", "not", "always"});
      block_.has(key);
      block_.look_up(word, key, known, "a condition");
    }
  }

 private:
  void check_scope(PredicateScope needed, const Word& word, const char* what) {
    if (scope_ == needed) return;
    block_.fail(
        word.text,
        fmt::format(
            "is {}; {}", what,
            scope_ == PredicateScope::Package
                ? "conditions on the context are allowed only in talks.suspended and in `available` of acts"
                : "this condition may ask for the context only"));
  }

  void read_list(const std::string& key, const Slot<Predicate>& predicate) {
    std::vector<Block> blocks = block_.elements(key, kPredicate);
    predicate->parts.resize(blocks.size());
    for (std::size_t i = 0; i < blocks.size(); ++i)
      build_predicate(blocks[i], predicate[&Predicate::parts][i], scope_);
  }

  /// option | [options] | {at_least: option, at_most: option}
  void read_options(const Word& word, std::size_t issue, Predicate& predicate) {
    const std::vector<std::string>& options = block_.building().scenario.issues[issue].options;
    constexpr const char* kWhat = "an option of this issue";
    predicate.kind = Predicate::Kind::Options;
    predicate.subject = issue;
    predicate.options.assign(options.size(), false);
    const Node& node = block_.node().find(word.text)->node;
    if (node.is_mapping()) {
      auto bounds = block_.child(word.text, "option_bounds");
      const auto low = bounds->name("at_least", options, kWhat, false);
      const auto high = bounds->name("at_most", options, kWhat, false);
      bounds->finish();
      if (!bounds->has("at_least") && !bounds->has("at_most")) complain_empty(word);
      if (low && high && *low > *high)
        block_.fail(word.text, "no option is at least the one and at most the other");
      for (std::size_t o = low.value_or(0); o <= high.value_or(options.size() - 1) && o < options.size();
           ++o) {
        predicate.options[o] = true;
      }
      return;
    }
    block_.has(word.text);
    std::vector<Word> words;
    if (node.is_scalar()) words.push_back({node.text, node.location()});
    for (const Entry& element : node.children) {
      if (element.node.is_scalar()) {
        words.push_back({element.node.text, element.node.location()});
      } else {
        block_.fail_at(element.node.location(), word.text,
                       "found " + describe(element.node) + ", expected an option");
      }
    }
    if (words.empty() && node.children.empty()) {
      block_.fail_at(
          node.location(), word.text,
          "found " + describe(node) + ", expected an option, a list of options, or {at_least, at_most}");
    }
    for (const Word& option : words) {
      if (const auto index = block_.look_up(option, word.text, options, kWhat))
        predicate.options[*index] = true;
    }
  }

  /// {at_least: number, at_most: number}
  void read_interval(const std::string& key, Predicate::Kind kind, std::size_t subject,
                     const Slot<Predicate>& predicate, const std::string& unit) {
    predicate->kind = kind;
    predicate->subject = subject;
    auto bounds = block_.child(key, "bounds");
    if (!bounds) return;
    const bool low = bounds->has("at_least");
    const bool high = bounds->has("at_most");
    if (low) bounds->number("at_least", predicate[&Predicate::low], interval::any(unit));
    if (high) bounds->number("at_most", predicate[&Predicate::high], interval::any(unit));
    bounds->finish();
    if (!low && !high) complain_empty({key, {}});
    if (predicate->low > predicate->high) block_.fail(key, "at_least is above at_most");
  }

  void complain_empty(const Word& word) { block_.fail(word.text, "needs at_least, at_most or both"); }

  Block& block_;
  PredicateScope scope_;
  std::vector<std::string> issues_;
  std::vector<std::string> quantities_;
  std::vector<std::string> context_;
};

}  // namespace

void build_predicate(Block& block, const Slot<Predicate>& predicate, PredicateScope scope) {
  const std::vector<Word> words = block.keys();
  PredicateReader reader(block, scope);
  if (words.size() == 1) {
    reader.read(words.front(), predicate);
  } else if (block.node().is_mapping() && words.empty()) {
    block.fail("", "the condition is empty; write `always: true` for one that always holds");
  } else {
    predicate->kind = Predicate::Kind::All;
    predicate->parts.resize(words.size());
    for (std::size_t i = 0; i < words.size(); ++i) reader.read(words[i], predicate[&Predicate::parts][i]);
  }
  block.finish();
}

bool build_predicate_at(Block& block, const std::string& key, const Slot<Predicate>& predicate,
                        PredicateScope scope, bool required) {
  const Entry* entry = block.node().find(key);
  if (entry != nullptr && entry->node.is_scalar() && entry->node.text == "always") {
    predicate->kind = Predicate::Kind::Always;
    return block.has(key);
  }
  auto child = block.child(key, kPredicate, required);
  if (child) build_predicate(*child, predicate, scope);
  return child.has_value();
}

void build_optional_predicate(Block& block, const std::string& key,
                              const Slot<std::optional<Predicate>>& predicate, PredicateScope scope) {
  if (auto child = block.child(key, kPredicate)) build_predicate(*child, predicate.filled(), scope);
}

}  // namespace entente
