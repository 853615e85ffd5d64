#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/build.hpp"

namespace entente {
namespace {

constexpr std::size_t kMaximumDimensions = 40;
constexpr std::int64_t kMaximumTurns = 10'000;

void build_expected_utility(Block& block, const Slot<ExpectedUtilityRules>& rules) {
  build_choice(block, "reading", rules->reading, {"replication", "published"});
  block.number("unchallenged", rules[&ExpectedUtilityRules::unchallenged], interval::probability());
  rules->rounds = static_cast<int>(block.integer("rounds", 1, kMaximumTurns, rules->rounds));
  block.finish();
}

void build_spatial(Block& block, const Slot<SpatialRules>& rules) {
  build_choice(block, "victory", rules->victory, {"linear", "square", "quartic", "octic", "binary"});
  build_choice(
      block, "voting", rules->voting,
      {"proportional", "cubic", "proportional_cubic", "binary", "proportional_binary", "asymmetric"});
  build_choice(block, "election", rules->election, {"conditional", "markov_incentive", "markov_uniform"});
  build_choice(block, "risk", rules->risk, {"middle", "minimum", "maximum"});
  build_choice(block, "risk_estimate", rules->risk_estimate,
               {"none", "one_third", "half", "two_thirds", "full"});
  build_choice(block, "third_parties", rules->third_parties, {"none", "semi", "full"});
  build_choice(block, "interim", rules->interim,
               {"initiator_only", "initiator_and_receiver", "power_weighted"});
  build_choice(block, "blend", rules->blend, {"product", "squared", "squared_maximum"});
  block.flag("stochastic", rules->stochastic);
  rules->turns = static_cast<int>(block.integer("turns", 1, kMaximumTurns, rules->turns));
  block.finish();
}

/// The coders and the plausible range of the position that was read last: what is written must lie on the
/// scale, a range that follows from a source ends where the scale does.
void keep_on_scale(Block& part, const Dimension& dimension) {
  for (const auto& [coder, value] : part.building().parameters.back().coders) {
    if (value >= dimension.low && value <= dimension.high) continue;
    part.fail("at", fmt::format("is {} to the coder {}; {} runs from {} to {}", value, coder, dimension.name,
                                dimension.low, dimension.high));
  }
  std::optional<std::pair<double, double>>& range = part.building().parameters.back().range;
  if (!range || (range->first >= dimension.low && range->second <= dimension.high)) return;
  const Entry* entry = part.node().find("at");
  if (entry->node.is_mapping() && entry->node.find("range") != nullptr) {
    part.fail("at", fmt::format("has the range [{}, {}]; {} runs from {} to {}", range->first, range->second,
                                dimension.name, dimension.low, dimension.high));
  }
  range->first = std::max(range->first, dimension.low);
  range->second = std::min(range->second, dimension.high);
}

}  // namespace

void build_dimensions(Block& root, const Slot<Scenario>& scenario) {
  auto blocks = root.children("dimensions", "dimension");
  const Entry* entry = root.node().find("dimensions");
  if (entry != nullptr && entry->node.is_mapping() && entry->node.children.empty()) {
    root.fail("dimensions", "are empty; at least one dimension is needed");
  }
  if (blocks.size() > kMaximumDimensions) {
    root.fail("dimensions", fmt::format("are {}; at most {} are allowed", blocks.size(), kMaximumDimensions));
  }
  scenario->dimensions.resize(blocks.size());
  for (std::size_t k = 0; k < blocks.size(); ++k) {
    auto& [name, block] = blocks[k];
    const Slot<Dimension> dimension = scenario[&Scenario::dimensions][k];
    dimension->name = name;
    block.text("title", dimension->title);
    block.text("unit", dimension->unit);
    block.number("low", dimension[&Dimension::low], interval::any(dimension->unit));
    block.number("high", dimension[&Dimension::high], interval::any(dimension->unit));
    block.finish();
  }
}

void build_positions(Block& block, const Slot<Actor>& actor) {
  const std::vector<Dimension>& dimensions = block.building().scenario.dimensions;
  const std::vector<std::string> known = names_of(dimensions);
  actor->positions.resize(dimensions.size());
  std::vector<bool> taken(dimensions.size());
  auto map = block.map("positions", "position");
  if (map) {
    for (const Word& word : map->keys()) {
      const auto k = map->look_up(word, word.text, known, "a dimension");
      if (!k) {
        map->has(word.text);
        continue;
      }
      taken[*k] = true;
      auto part = map->entry(word, "position");
      if (!part) continue;
      const Slot<Stance> stance = actor[&Actor::positions][*k];
      part->required_number("at", stance[&Stance::at], interval::any(dimensions[*k].unit));
      keep_on_scale(*part, dimensions[*k]);
      part->required_number("salience", stance[&Stance::salience], interval::probability());
      part->finish();
    }
    map->finish();
  } else if (block.has("positions")) {
    return;
  }
  for (std::size_t k = 0; k < dimensions.size(); ++k) {
    if (taken[k]) continue;
    block.fail("positions", fmt::format("{}; every actor needs a position on every dimension",
                                        map ? "lack " + known[k] : "missing, for " + known[k]));
  }
}

void build_challenge(Block& root, const Slot<Scenario>& scenario) {
  const Slot<ChallengeRules> rules = scenario[&Scenario::challenge];
  Block block = root.always("challenge", "challenge");
  if (root.has("challenge") && !root.has("dimensions")) {
    root.fail("challenge", "has rules for positions on dimensions, and the scenario declares no dimensions");
  }
  Block expected_utility = block.always("expected_utility", "expected_utility");
  build_expected_utility(expected_utility, rules[&ChallengeRules::expected_utility]);
  Block spatial = block.always("spatial", "spatial");
  build_spatial(spatial, rules[&ChallengeRules::spatial]);
  block.finish();
}

}  // namespace entente
