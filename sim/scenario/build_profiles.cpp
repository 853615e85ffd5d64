#include <fmt/format.h>

#include "sim/scenario/build.hpp"

namespace entente {
namespace {

constexpr const char* kProfile = "a profile";

}  // namespace

void build_profiles(Block& block, const Slot<Actor>& actor) {
  const std::vector<std::string> components = names_of(actor->components);
  auto blocks = block.children("profiles", "profile");
  actor->profiles.resize(blocks.size());
  for (std::size_t p = 0; p < blocks.size(); ++p) {
    auto& [name, part] = blocks[p];
    const Slot<Profile> profile = actor[&Actor::profiles][p];
    profile->name = name;
    profile->share_factors.assign(components.size(), 1.0);
    part.number("share", profile[&Profile::share], interval::share());
    part.number("process_value_factor", profile[&Profile::process_value_factor], interval::any());
    part.numbers_by_name(
        "share_factors", components, "a component of this actor",
        [&](std::size_t c) { return profile[&Profile::share_factors][c]; }, interval::share());
    part.finish();
  }
  const std::string type = block.reader().text("type", "drawn");
  if (type != "drawn") {
    std::vector<std::string> names = names_of(actor->profiles);
    names.push_back("drawn");
    actor->type = block.name("type", names, "a profile of this actor, or drawn", false);
  }
}

void build_beliefs(Block& block, const Slot<Actor>& actor) {
  const std::vector<Actor>& actors = block.building().scenario.actors;
  const std::vector<std::string> names = names_of(actors);
  // The other actor under a name; complains about unknown ones and about the actor itself.
  const auto other = [&](Block& map, const Word& word) -> std::optional<std::size_t> {
    const auto index = map.look_up(word, word.text, names, "an actor");
    if (!index) map.has(word.text);
    if (index && actors[*index].name == actor->name) map.fail(word.text, "is the actor itself");
    return index;
  };

  if (auto map = block.map("beliefs", "belief")) {
    const std::vector<Word> words = map->keys();
    actor->beliefs.resize(words.size());
    for (std::size_t k = 0; k < words.size(); ++k) {
      const auto about = other(*map, words[k]);
      if (!about) continue;
      const Slot<InitialBelief> belief = actor[&Actor::beliefs][k];
      belief->about = *about;
      auto part = map->child(words[k].text, "belief");
      if (!part) continue;
      if (part->has("profiles")) belief->profile_shares.assign(actors[*about].profiles.size(), 0.0);
      part->numbers_by_name(
          "profiles", names_of(actors[*about].profiles), fmt::format("{} of {}", kProfile, names[*about]),
          [&](std::size_t p) { return belief[&InitialBelief::profile_shares][p]; }, interval::share());
      part->number("learning", belief[&InitialBelief::learning], interval::probability());
      part->finish();
    }
    map->finish();
  }
  if (auto map = block.map("trust", "trust")) {
    const std::vector<Word> words = map->keys();
    actor->trust.resize(words.size());
    for (std::size_t k = 0; k < words.size(); ++k) {
      const auto in = other(*map, words[k]);
      if (!in) continue;
      const Slot<InitialTrust> trust = actor[&Actor::trust][k];
      trust->in = *in;
      auto part = map->child(words[k].text, "trust");
      if (!part) continue;
      part->number("alpha", trust[&InitialTrust::alpha], interval::positive());
      part->number("beta", trust[&InitialTrust::beta], interval::positive());
      part->finish();
    }
    map->finish();
  }
}

void build_ratification(Block& block, const Slot<Actor>& actor) {
  constexpr double kMaximumValue = 10;
  auto part = block.child("ratification", "ratification");
  if (!part) return;
  const Slot<Ratification> home = actor[&Actor::ratification].filled();
  // Half is the support for no change: above it, a vote fails whatever is voted on.
  part->number("threshold", home[&Ratification::threshold],
               {.unit = "", .low = 0, .high = 0.5, .open_high = true});
  part->number("uncertainty", home[&Ratification::uncertainty], interval::not_negative());
  part->number("persistence", home[&Ratification::persistence], interval::probability(kPerYear));
  part->number("preparation", home[&Ratification::preparation], interval::probability());
  part->number("preparation_decay", home[&Ratification::preparation_decay], interval::not_negative(kPerYear));
  auto groups = part->children("constituencies", "constituency", true);
  if (part->has("constituencies") && part->node().find("constituencies")->node.children.empty()) {
    part->fail("constituencies", "are empty; at least one is needed");
  }
  home->constituencies.resize(groups.size());
  for (std::size_t g = 0; g < groups.size(); ++g) {
    auto& [name, inner] = groups[g];
    const Slot<Constituency> group = home[&Ratification::constituencies][g];
    group->name = name;
    inner.number("influence", group[&Constituency::influence], interval::not_negative());
    inner.number("scale", group[&Constituency::scale], interval::positive());
    inner.number("rent", group[&Constituency::rent], interval::any());
    inner.number("preparable", group[&Constituency::preparable], interval::probability());
    build_values(inner, group[&Constituency::values], interval::closed(-kMaximumValue, kMaximumValue));
    inner.finish();
  }
  part->finish();
}

}  // namespace entente
