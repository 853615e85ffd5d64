#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/core/random.hpp"
#include "sim/model/scenario.hpp"

namespace entente::reference {

/// Uniform numbers for the making of random scenarios, one after the other.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed, 0) {}

  double between(double low, double high) {
    const double u = random_.uniform(
        {.subject = hash_name("generator"), .purpose = Purpose::Parameter, .round = count_++});
    return low + (high - low) * u;
  }
  bool chance(double probability) { return between(0, 1) < probability; }
  /// An integer in [low, high].
  std::size_t integer(std::size_t low, std::size_t high) {
    return low + static_cast<std::size_t>(between(0, static_cast<double>(high - low + 1)));
  }
  template <typename Item>
  const Item& pick(const std::vector<Item>& items) {
    return items[integer(0, items.size() - 1)];
  }
  template <typename Item>
  void shuffle(std::vector<Item>& items) {
    for (std::size_t n = items.size(); n > 1; --n) std::swap(items[n - 1], items[integer(0, n - 1)]);
  }
  /// Some of the items, in their order.
  template <typename Item>
  std::vector<Item> some(const std::vector<Item>& items, double probability) {
    std::vector<Item> kept;
    for (const Item& item : items) {
      if (chance(probability)) kept.push_back(item);
    }
    return kept;
  }

 private:
  RandomSource random_;
  std::uint32_t count_ = 0;
};

/// The option of an issue is (or, negated, is not) the one named.
Predicate option_is(const Scenario& scenario, std::size_t issue, std::size_t option);
Predicate negated(Predicate part);

/// A scale that follows one of the processes, sometimes; none where there are none.
std::optional<ContextScale> random_scale(Dice& dice, const Scenario& scenario, double probability);
/// A condition on the context that holds most of the time; Always where there are no processes.
Predicate random_context_predicate(Dice& dice, const Scenario& scenario);

/// The index of a named issue or quantity; -1 as the maximum where it is missing.
std::size_t issue_named(const Scenario& scenario, const std::string& name);
std::size_t quantity_named(const Scenario& scenario, const std::string& name);

/// A process whose kind goes with its name: crisis, mood, oil, price, stance or trend.
Process random_process(Dice& dice, const std::string& name);
/// Ties of all layers between the actors, with their drivers, and an attenuation for which Katz sums
/// converge.
void random_ties(Dice& dice, Scenario& scenario);
/// Components, profiles, acts and all else of every actor; roles, names, issues, context and ties exist
/// already.
void random_actors(Dice& dice, Scenario& scenario);
/// The acts of one actor, whose profiles exist already.
void random_acts(Dice& dice, const Scenario& scenario, Actor& actor, std::size_t self);
/// Components with terms of every kind. `holder`: the actor holds what is disputed.
std::vector<Component> random_components(Dice& dice, const Scenario& scenario, std::size_t self, bool holder);
/// Values for some issues, within [-0.45, 0.45] in all.
ValuesTerm random_values(Dice& dice, const Scenario& scenario);

}  // namespace entente::reference
