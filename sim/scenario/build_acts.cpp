#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/build.hpp"

namespace entente {
namespace {

constexpr const char* kNothing = "nothing";

/// The likelihood of the act under each profile: all of them or none.
void build_signal(Block& block, const std::vector<std::string>& profiles, const Slot<Act>& act) {
  if (block.has("signal")) act->signal.assign(profiles.size(), 1.0);
  const auto written = block.numbers_by_name("signal", profiles, "a profile of this actor",
                                             [&](std::size_t p) { return act[&Act::signal][p]; },
                                             {.unit = kPerYear, .low = 0, .high = 1, .open_low = true});
  for (std::size_t p = 0; p < act->signal.size(); ++p) {
    if (std::ranges::count(written, p) == 0) {
      block.fail("signal",
                 fmt::format("lacks the profile {}; every profile of the actor stands here", profiles[p]));
    }
  }
}

void build_effects(Block& block, const std::string& self, const Slot<Act>& act) {
  const Building& building = block.building();
  if (auto map = block.map("ties", "number")) {
    const std::vector<Word> words = map->keys();
    act->ties.resize(words.size());
    for (std::size_t k = 0; k < words.size(); ++k) {
      const auto tie = map->look_up(words[k], words[k].text, names_of(building.scenario.ties), "a tie");
      act->ties[k].tie = tie.value_or(0);
      map->required_number(words[k].text, act[&Act::ties][k][&Act::TieEffect::per_year],
                           interval::any(kPerYear));
    }
    map->finish();
  }
  if (auto map = block.map("trust", "act_trust")) {
    const std::vector<Word> words = map->keys();
    act->trust.resize(words.size());
    for (std::size_t k = 0; k < words.size(); ++k) {
      const auto of = map->look_up(words[k], words[k].text, actor_names(building), "an actor");
      if (words[k].text == self) map->fail(words[k].text, "is the actor itself");
      const Slot<Act::TrustEffect> effect = act[&Act::trust][k];
      effect->of = of.value_or(0);
      auto part = map->child(words[k].text, "act_trust");
      if (!part) continue;
      part->number("kept", effect[&Act::TrustEffect::kept], interval::not_negative(kPerYear));
      part->number("broken", effect[&Act::TrustEffect::broken], interval::not_negative(kPerYear));
      part->finish();
    }
    map->finish();
  }
}

void build_act(Block& block, const Slot<Actor>& actor, const Slot<Act>& act) {
  block.number("price", act[&Act::price], interval::not_negative("utility per year"));
  build_scale(block, "price_scale", act[&Act::price_scale]);
  block.number("pressure", act[&Act::pressure], interval::probability());
  block.number("inducement", act[&Act::inducement], interval::probability());
  block.number("benefit", act[&Act::benefit], interval::any("utility per year"));
  block.number("pledge", act[&Act::pledge], interval::any(kPerYear));
  block.number("prepare", act[&Act::prepare], interval::any(kPerYear));
  block.number("audience", act[&Act::audience], interval::any(kPerYear));
  build_effects(block, actor->name, act);
  build_signal(block, names_of(actor->profiles), act);
  build_predicate_at(block, "available", act[&Act::available], PredicateScope::Context, false);
  block.finish();
}

}  // namespace

void build_acts(Block& block, const Slot<Actor>& actor) {
  actor->acts.emplace_back().name = kNothing;
  auto map = block.map("acts", "act");
  if (!map) return;
  std::vector<Word> words = map->keys();
  std::erase_if(words, [](const Word& word) { return word.text == kNothing; });
  if (auto nothing = map->child(kNothing, "no_act")) {
    build_signal(*nothing, names_of(actor->profiles), actor[&Actor::acts][0]);
    nothing->finish();
  }
  for (const Word& word : words) {
    if (!is_proper_name(word.text) || is_reserved_name(word.text)) {
      map->fail(word.text, fmt::format("'{}' cannot be a name here", word.text));
    }
    actor->acts.emplace_back().name = word.text;
  }
  for (std::size_t a = 0; a < words.size(); ++a) {
    auto part = map->child(words[a].text, "act", true);
    if (part) build_act(*part, actor, actor[&Actor::acts][a + 1]);
  }
  map->finish();
}

void build_red_lines(Block& block, const Slot<Actor>& actor) {
  auto blocks = block.children("red_lines", "red_line");
  actor->red_lines.resize(blocks.size());
  for (std::size_t r = 0; r < blocks.size(); ++r) {
    auto& [name, part] = blocks[r];
    const Slot<RedLine> line = actor[&Actor::red_lines][r];
    line->name = name;
    part.flag("enabled", line->enabled);
    build_predicate_at(part, "never", line[&RedLine::never], PredicateScope::Package, true);
    build_optional_predicate(part, "unless", line[&RedLine::unless], PredicateScope::Package);
    build_optional_predicate(part, "unless_in_force", line[&RedLine::unless_in_force],
                             PredicateScope::Package);
    part.finish();
  }
}

}  // namespace entente
