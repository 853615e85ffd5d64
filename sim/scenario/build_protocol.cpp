#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "sim/scenario/build.hpp"

namespace entente {
namespace {

/// The outcome of a run that ends in none of those declared.
constexpr const char* kOther = "other";

const std::vector<std::string>& kinds() {
  static const std::vector<std::string> names = {"alternating_offers",
                                                 "stacked_alternating_offers",
                                                 "simultaneous_demands",
                                                 "single_text",
                                                 "agenda",
                                                 "random_recognition",
                                                 "expected_utility",
                                                 "spatial"};
  return names;
}

const std::string& name_of(Protocol::Kind kind) { return kinds()[static_cast<std::size_t>(kind)]; }

/// A list that names every one of `expected`, which are some of `known`, once and nothing else. `one` is what
/// each of `known` is, `what` each of `expected`.
std::vector<std::size_t> build_order(Block& block, const std::string& key,
                                     const std::vector<std::string>& known,
                                     const std::vector<std::size_t>& expected, std::string_view one,
                                     std::string_view what) {
  const std::size_t before = block.building().log.problems.size();
  std::vector<std::size_t> order = block.name_list(key, known, one);
  if (block.building().log.problems.size() > before) return order;
  for (const std::size_t item : expected) {
    if (std::ranges::count(order, item) == 0) {
      block.fail(key, fmt::format("lacks {}; every {} stands here once", known[item], what));
    }
  }
  for (const std::size_t item : order) {
    if (std::ranges::count(expected, item) == 0) {
      block.fail(key, fmt::format("names {}, which is not a {}", known[item], what));
    }
  }
  return order;
}

/// 0 to count − 1.
std::vector<std::size_t> all_of(std::size_t count) {
  std::vector<std::size_t> result(count);
  std::iota(result.begin(), result.end(), std::size_t{0});
  return result;
}

bool is_challenge(Protocol::Kind kind) { return kind >= Protocol::Kind::ExpectedUtility; }

/// The kind, which must suit what the scenario declares.
void build_kind(Block& block, const Slot<Scenario>& scenario, bool forecast) {
  Protocol::Kind& kind = scenario->protocol.kind;
  const std::size_t before = block.building().log.problems.size();
  build_choice(block, "kind", kind, kinds(), forecast);
  if (block.building().log.problems.size() > before) return;
  const std::string& name = name_of(kind);
  if (forecast && !is_challenge(kind)) {
    block.fail("kind", fmt::format("is {}, which bargains over packages; a scenario without issues needs "
                                   "expected_utility or spatial",
                                   name));
  }
  if (is_challenge(kind) && scenario->dimensions.empty()) {
    block.fail("kind", fmt::format("is {}, which forecasts positions on dimensions; the scenario declares no "
                                   "dimensions",
                                   name));
  }
}

/// Keys that belong to one kind, or to rational parties.
void build_kind_keys(Block& block, const Slot<Scenario>& scenario,
                     const std::vector<std::size_t>& signatories) {
  using Kind = Protocol::Kind;
  constexpr std::int64_t kMaximumDrafts = 1000;
  constexpr std::int64_t kMaximumExchange = 1'000'000;
  Protocol& protocol = scenario->protocol;
  const auto only_for = [&](const std::string& key, Kind kind) {
    if (!block.has(key) || protocol.kind == kind) return;
    block.fail(key,
               fmt::format("belongs to kind: {}; the protocol is {}", name_of(kind), name_of(protocol.kind)));
  };
  protocol.quota =
      static_cast<std::size_t>(block.integer("quota", 2, static_cast<std::int64_t>(kMaximumActors), 0));
  if (protocol.quota > signatories.size()) {
    block.fail("quota", fmt::format("is {}, and there are {} parties", protocol.quota, signatories.size()));
  }
  only_for("quota", Kind::RandomRecognition);

  const std::vector<std::size_t> issues = all_of(scenario->issues.size());
  if (block.has("agenda")) {
    protocol.agenda =
        build_order(block, "agenda", issue_names(block.building()), issues, "an issue", "issue");
  } else if (protocol.kind == Kind::Agenda) {
    protocol.agenda = issues;
  }
  only_for("agenda", Kind::Agenda);

  protocol.drafts = static_cast<int>(block.integer("drafts", 1, kMaximumDrafts, protocol.drafts));
  only_for("drafts", Kind::SingleText);

  protocol.last_exchange = static_cast<int>(block.integer("last_exchange", 1, kMaximumExchange, 0));
  const bool rational = std::ranges::any_of(
      signatories, [&](std::size_t i) { return scenario->actors[i].tactic.kind == Tactic::Kind::Rational; });
  if (block.has("last_exchange") && !rational) {
    block.fail("last_exchange", "is what rational parties foresee, and no party has tactic kind: rational");
  }
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
  using Kind = Protocol::Kind;
  const bool forecast = is_forecast(root);
  if (!forecast) build_obligations(root, scenario);
  const std::vector<std::string> actors = actor_names(root.building());
  const std::vector<std::size_t> signatories = parties(*scenario);
  const std::vector<std::size_t> everyone = all_of(actors.size());

  const Slot<Protocol> protocol = scenario[&Scenario::protocol];
  Block block = root.always("protocol", "protocol");
  build_kind(block, scenario, forecast);
  // Where all speak at once, or whose turn it is is drawn, the order of names will do.
  const bool takes_turns = protocol->kind == Kind::AlternatingOffers ||
                           protocol->kind == Kind::StackedAlternatingOffers || protocol->kind == Kind::Agenda;
  protocol->order = signatories;
  protocol->acts_order = everyone;
  if (!forecast) {
    if (takes_turns || block.has("order")) {
      protocol->order = build_order(block, "order", actors, signatories, "an actor", "party");
    }
    if (block.has("acts_order")) {
      protocol->acts_order = build_order(block, "acts_order", actors, everyone, "an actor", "actor");
    }
    block.number("offer_price", protocol[&Protocol::offer_price], interval::not_negative());
    block.number("breakdown", protocol[&Protocol::breakdown], interval::probability());
    build_kind_keys(block, scenario, signatories);
  }
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
  if (is_forecast(root)) return;
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
