#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/scenario/build.hpp"

namespace entente {
namespace {

const std::vector<std::string>& layer_names() {
  static const std::vector<std::string> names = {"trade", "alliance", "alignment", "sanctions", "rivalry"};
  return names;
}

/// Trade is money, USD bn a year; the other layers are strengths.
constexpr double kMaximumTrade = 1000;

/// `between: [a, b]`, or `from` and `to`.
void build_ends(Block& block, Tie& tie) {
  const std::vector<std::string> actors = actor_names(block.building());
  tie.mutual = block.has("between");
  if (tie.mutual) {
    for (const char* key : {"from", "to"}) {
      if (block.has(key))
        block.fail(key, "stands beside `between`; a tie has either `between` or `from` and `to`");
    }
    const std::size_t before = block.building().log.problems.size();
    const std::vector<std::size_t> ends = block.name_list("between", actors, "an actor");
    if (ends.size() == 2) {
      tie.from = std::min(ends[0], ends[1]);
      tie.to = std::max(ends[0], ends[1]);
    } else if (block.building().log.problems.size() == before) {
      block.fail("between", "expected a list of two different actors");
    }
    return;
  }
  const auto from = block.name("from", actors, "an actor", false);
  const auto to = block.name("to", actors, "an actor", false);
  if (!block.has("from")) block.fail("from", "missing; a tie needs `between`, or `from` and `to`");
  if (!block.has("to")) block.fail("to", "missing; a tie needs `between`, or `from` and `to`");
  tie.from = from.value_or(0);
  tie.to = to.value_or(0);
  if (from && to && *from == *to) block.fail("to", fmt::format("ties {} to itself", actors[*from]));
}

/// Exactly one of `context`, `amount`, `isolation`.
void build_driver(Block& block, const Slot<Driver>& driver) {
  const Building& building = block.building();
  struct Subject {
    const char* key;
    std::vector<std::string> known;
    const char* what;
  };
  const std::array<Subject, 3> subjects = {{{"context", context_names(building), "a process of the context"},
                                            {"amount", quantity_names(building), "a quantity"},
                                            {"isolation", actor_names(building), "an actor"}}};
  int given = 0;
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    const auto index = block.name(subjects[i].key, subjects[i].known, subjects[i].what, false);
    if (!block.has(subjects[i].key)) continue;
    ++given;
    driver->kind = static_cast<Driver::Kind>(i);
    driver->of = index.value_or(0);
  }
  if (given != 1) {
    block.fail(
        "",
        fmt::format("a driver follows exactly one of `context`, `amount` and `isolation`; found {}", given));
  }
  block.number("reference", driver[&Driver::reference], interval::any());
  block.required_number("effect", driver[&Driver::effect], interval::any());
  block.finish();
}

void build_tie(Block& block, const Slot<Tie>& tie) {
  build_choice(block, "layer", tie->layer, layer_names(), true);
  build_ends(block, *tie);
  const std::string unit = tie->layer == Layer::Trade ? "USD bn per year" : "";
  if (tie->layer == Layer::Trade) tie->maximum = kMaximumTrade;
  block.number("weight", tie[&Tie::weight], interval::not_negative(unit));
  block.number("rate", tie[&Tie::rate], interval::not_negative(kPerYear));
  block.number("maximum", tie[&Tie::maximum], interval::positive(unit));
  auto drivers = block.children("drivers", "driver");
  tie->drivers.resize(drivers.size());
  for (std::size_t d = 0; d < drivers.size(); ++d) {
    tie->drivers[d].name = drivers[d].first;
    build_driver(drivers[d].second, tie[&Tie::drivers][d]);
  }
  block.finish();
}

}  // namespace

void build_ties(Block& root, const Slot<Scenario>& scenario) {
  auto ties = root.children("ties", "tie");
  scenario->ties.resize(ties.size());
  for (std::size_t i = 0; i < ties.size(); ++i) {
    scenario->ties[i].name = ties[i].first;
    build_tie(ties[i].second, scenario[&Scenario::ties][i]);
  }

  const Slot<InfluenceRules> influence = scenario[&Scenario::influence];
  Block block = root.always("influence", "influence");
  block.number("rate", influence[&InfluenceRules::rate], interval::not_negative(kPerYear));
  for (const std::size_t layer : block.name_list("layers", layer_names(), "a layer")) {
    influence->layers.push_back(static_cast<Layer>(layer));
  }
  // A set: its order means nothing.
  std::ranges::sort(influence->layers);
  block.finish();
}

}  // namespace entente
