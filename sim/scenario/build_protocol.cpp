#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "sim/scenario/build.hpp"

namespace entente {
namespace {

/// The outcome of a run that ends in none of those declared.
constexpr const char* kOther = "other";

/// A list that names every one of `expected` once and nothing else.
std::vector<std::size_t> build_order(Block& block, const std::string& key,
                                     const std::vector<std::size_t>& expected, std::string_view what) {
  const std::vector<std::string> actors = actor_names(block.building());
  const std::size_t before = block.building().log.problems.size();
  std::vector<std::size_t> order = block.name_list(key, actors, "an actor");
  if (block.building().log.problems.size() > before) return order;
  for (const std::size_t actor : expected) {
    if (std::ranges::count(order, actor) == 0) {
      block.fail(key, fmt::format("lacks {}; every {} stands here once", actors[actor], what));
    }
  }
  for (const std::size_t actor : order) {
    if (std::ranges::count(expected, actor) == 0) {
      block.fail(key, fmt::format("names {}, which is not a {}", actors[actor], what));
    }
  }
  return order;
}

void build_obligations(Block& root, const Slot<Scenario>& scenario) {
  const Building& building = root.building();
  auto blocks = root.children("obligations", "obligation");
  scenario->obligations.resize(blocks.size());
  for (std::size_t k = 0; k < blocks.size(); ++k) {
    auto& [name, block] = blocks[k];
    Obligation& obligation = scenario->obligations[k];
    obligation.name = name;
    const auto issue = block.name("issue", issue_names(building), "an issue");
    const auto by = block.name("by", actor_names(building), "an actor");
    const auto to = block.name("to", actor_names(building), "an actor");
    for (const auto& [key, actor] : {std::pair("by", by), std::pair("to", to)}) {
      if (actor && !scenario->actors[*actor].party) {
        block.fail(
            key, fmt::format("{} is a third party; obligations bind parties", scenario->actors[*actor].name));
      }
    }
    if (by && to && *by == *to) block.fail("to", "an obligation of an actor to itself");
    obligation.issue = issue.value_or(0);
    obligation.by = by.value_or(0);
    obligation.to = to.value_or(0);
    block.finish();
  }
}

}  // namespace

void build_protocol(Block& root, const Slot<Scenario>& scenario) {
  build_obligations(root, scenario);
  const std::vector<std::size_t> signatories = parties(*scenario);
  std::vector<std::size_t> everyone(scenario->actors.size());
  std::iota(everyone.begin(), everyone.end(), std::size_t{0});

  const Slot<Protocol> protocol = scenario[&Scenario::protocol];
  Block block = root.always("protocol", "protocol");
  build_choice(block, "kind", protocol->kind, {"alternating_offers"});
  protocol->order = build_order(block, "order", signatories, "party");
  protocol->acts_order =
      block.has("acts_order") ? build_order(block, "acts_order", everyone, "actor") : everyone;
  block.number("offer_price", protocol[&Protocol::offer_price], interval::not_negative());
  block.finish();

  Block talks = root.always("talks", "talks");
  protocol->required = signatories;
  for (const std::size_t actor : talks.name_list("required", actor_names(root.building()), "an actor")) {
    if (std::ranges::count(protocol->required, actor) == 0) protocol->required.push_back(actor);
  }
  std::ranges::sort(protocol->required);
  build_optional_predicate(talks, "suspended", protocol[&Protocol::suspended], PredicateScope::Context);
  talks.finish();
}

void build_outcomes(Block& root, const Slot<Scenario>& scenario) {
  if (auto rules = root.map("feasible", "predicate")) {
    const std::vector<Word> words = rules->keys();
    scenario->feasible.resize(words.size());
    for (std::size_t k = 0; k < words.size(); ++k) {
      if (!is_proper_name(words[k].text) || is_reserved_name(words[k].text)) {
        rules->fail(words[k].text, fmt::format("'{}' cannot be a name here", words[k].text));
      }
      build_predicate_at(*rules, words[k].text, scenario[&Scenario::feasible][k], PredicateScope::Package,
                         true);
    }
    rules->finish();
  }
  build_predicate_at(root, "settles", scenario[&Scenario::settles], PredicateScope::Package, true);

  auto outcomes = root.map("outcomes", "outcome");
  if (!outcomes) return;
  std::vector<std::string> names;
  for (const Word& word : outcomes->keys()) {
    if (word.text == "order") continue;
    if (is_proper_name(word.text) && !is_reserved_name(word.text) && word.text != kOther) {
      names.push_back(word.text);
    } else {
      outcomes->fail(word.text, fmt::format("'{}' cannot be a name here", word.text));
      outcomes->has(word.text);
    }
  }
  const std::size_t before = root.building().log.problems.size();
  const std::vector<std::size_t> order = outcomes->name_list("order", names, "an outcome");
  scenario->outcomes.resize(names.size());
  std::vector<std::size_t> places = order;
  for (std::size_t k = 0; k < names.size(); ++k) {
    if (std::ranges::count(order, k) > 0) continue;
    if (root.building().log.problems.size() == before) {
      outcomes->fail("order", fmt::format("lacks {}; every outcome stands here once", names[k]));
    }
    places.push_back(k);
  }
  for (std::size_t k = 0; k < places.size(); ++k) {
    const Slot<Outcome> outcome = scenario[&Scenario::outcomes][k];
    outcome->name = names[places[k]];
    auto block = outcomes->child(outcome->name, "outcome", true);
    if (!block) continue;
    block->text("title", outcome->title);
    build_predicate_at(*block, "when", outcome[&Outcome::when], PredicateScope::Package, true);
    block->finish();
  }
  outcomes->finish();
}

}  // namespace entente
