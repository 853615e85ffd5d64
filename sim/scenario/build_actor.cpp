#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/build.hpp"

namespace entente {
namespace {

constexpr std::size_t kMinimumParties = 2;
constexpr const char* kUtility = "utility";
constexpr const char* kUtilityPerYear = "utility per year";

void build_numbers(Block& block, const Slot<Actor>& actor) {
  block.number("patience", actor[&Actor::patience],
               {.unit = kPerYear, .low = 0, .high = 1, .open_low = true, .open_high = true});
  block.number("process_value", actor[&Actor::process_value], interval::any(kUtilityPerYear));
  build_scale(block, "process_value_scale", actor[&Actor::process_scale]);
  block.number("meeting_cost", actor[&Actor::meeting_cost], interval::not_negative(kUtilityPerYear));
  block.optional_number("outside_option", actor[&Actor::outside_option], interval::any(kUtilityPerYear));
  block.optional_number("disagreement", actor[&Actor::disagreement], interval::any(kUtility));
  block.number("loss_aversion", actor[&Actor::loss_aversion], interval::closed(1, 10));
  block.number("curvature", actor[&Actor::curvature], {.unit = "", .low = 0, .high = 1, .open_low = true});
  block.number("alliance_weight", actor[&Actor::alliance_weight], interval::not_negative());
  build_scale(block, "alliance_weight_scale", actor[&Actor::alliance_scale]);
  block.number("private_sd", actor[&Actor::private_sd], interval::not_negative());
  block.number("private_persistence", actor[&Actor::private_persistence], interval::probability(kPerYear));
  block.number("susceptibility", actor[&Actor::susceptibility], interval::probability());
  block.number("trust_worth", actor[&Actor::trust_worth], interval::not_negative());
  block.number("implementation_sd", actor[&Actor::implementation_sd], interval::not_negative());
  block.number("audience_decay", actor[&Actor::audience_decay], interval::not_negative(kPerYear));
}

void build_side_payment(Block& block, const Slot<Actor>& actor) {
  auto payment = block.child("side_payment", "side_payment");
  if (!payment) return;
  actor->money_component =
      payment->name("component", names_of(actor->components), "a component of this actor");
  payment->number("half", actor[&Actor::money_half], interval::positive("USD bn per year"));
  payment->finish();
}

}  // namespace

void build_components(Block& block, const Slot<Actor>& actor) {
  auto components = block.children("components", "component");
  actor->components.resize(components.size());
  for (std::size_t c = 0; c < components.size(); ++c) {
    auto& [name, part] = components[c];
    const Slot<Component> component = actor[&Actor::components][c];
    component->name = name;
    part.number("share", component[&Component::share], interval::share());
    part.flag("enabled", component->enabled);
    auto terms = part.children("terms", "term", true);
    if (part.has("terms") && part.node().find("terms")->node.children.empty()) {
      part.fail("terms", "are empty; a component needs at least one term");
    }
    component->terms.resize(terms.size());
    for (std::size_t t = 0; t < terms.size(); ++t) {
      component->terms[t].name = terms[t].first;
      build_term(terms[t].second, component[&Component::terms][t]);
    }
    part.finish();
  }
}

void name_actors(Block& root, const Slot<Scenario>& scenario) {
  const Entry* entry = root.node().find("actors");
  if (entry == nullptr || !entry->node.is_mapping()) return;
  for (const Entry& actor : entry->node.children) {
    if (is_proper_name(actor.key) && !is_reserved_name(actor.key) && actor.node.is_mapping()) {
      scenario->actors.emplace_back().name = actor.key;
    }
  }
  std::ranges::sort(scenario->actors, {}, &Actor::name);
}

void build_actors(Block& root, const Slot<Scenario>& scenario) {
  auto blocks = root.children("actors", "actor", true);
  const bool forecast = is_forecast(root);
  const std::size_t most = forecast ? kMaximumForecastActors : kMaximumActors;
  if (blocks.size() > most) {
    root.fail("actors", fmt::format("are {}; at most {} are allowed", blocks.size(), most));
  }
  const auto slot = [&](std::size_t i) { return scenario[&Scenario::actors][i]; };
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    auto& block = blocks[i].second;
    const Slot<Actor> actor = slot(i);
    block.text("title", actor->title);
    int role = actor->party ? 0 : 1;
    build_choice(block, "role", role, {"party", "third_party"});
    actor->party = role == 0;
    block.number("power", actor[&Actor::power], interval::not_negative());
    build_positions(block, actor);
    // Without packages there is nothing to value, to offer or to ratify.
    if (forecast) continue;
    build_numbers(block, actor);
    build_components(block, actor);
    build_side_payment(block, actor);
    build_tactic(block, actor);
    build_profiles(block, actor);
    build_ratification(block, actor);
    build_acts(block, actor);
    build_red_lines(block, actor);
  }
  // What is believed of others names their profiles, which are all there now.
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (!forecast) build_beliefs(blocks[i].second, slot(i));
    blocks[i].second.finish();
  }
  const std::size_t signatories = parties(*scenario).size();
  if (root.has("actors") && signatories < kMinimumParties) {
    root.fail("actors",
              fmt::format("have {} with role: party; at least {} are needed", signatories, kMinimumParties));
  }
}

}  // namespace entente
