// The block `uncertain`: which numbers a sweep draws, and from what.

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "sim/scenario/build.hpp"

namespace entente {
namespace {

/// Paths that are no number for which the nearest one is looked up, which takes time.
constexpr std::size_t kSuggestions = 20;

/// The numbers of a scenario that was read without a problem, as the laws must keep to them.
class Numbers {
 public:
  explicit Numbers(Building& building) {
    Scenario& scenario = building.scenario;
    for (const Parameter& parameter : building.parameters) {
      by_path_.emplace(parameter.path, &parameter);
      by_place_.emplace(&parameter.slot(scenario), &parameter);
    }
    for (Actor& actor : scenario.actors) {
      for (std::size_t k = 0; k < actor.positions.size(); ++k) {
        const auto at = by_place_.find(&actor.positions[k].at);
        if (at != by_place_.end()) scales_.emplace(at->second, &scenario.dimensions[k]);
      }
    }
  }

  /// The number under the block's key `path`; complains when there is none. A position lies on its scale.
  std::optional<Parameter> find(Block& block, const std::string& path) {
    const auto found = by_path_.find(path);
    if (found == by_path_.end()) {
      complain(block, path);
      return std::nullopt;
    }
    Parameter number = *found->second;
    if (const auto scale = scales_.find(found->second); scale != scales_.end()) {
      number.low = scale->second->low;
      number.high = scale->second->high;
    }
    return number;
  }

 private:
  void complain(Block& block, const std::string& path) {
    std::vector<std::string> known;
    if (complaints_++ < kSuggestions) {
      for (const auto& [name, parameter] : by_path_) known.emplace_back(name);
      std::ranges::sort(known);
    }
    block.fail_at(
        block.node().find("path")->node.location(), "path",
        fmt::format("found '{}', which is no number of the scenario{}", path, did_you_mean(path, known)));
  }

  std::unordered_map<std::string_view, const Parameter*> by_path_;
  std::unordered_map<const double*, const Parameter*> by_place_;
  std::unordered_map<const Parameter*, const Dimension*> scales_;
  std::size_t complaints_ = 0;
};

/// The plausible range of the number itself.
bool assume(Block& block, UncertainParameter& law, const Parameter& number) {
  if (!number.range) {
    block.fail_value("kind",
                     fmt::format("is assumed, and {} has neither a `range` nor a source that gives one, as "
                                 "`assumed ±50%`",
                                 number.path));
    return false;
  }
  std::tie(law.low, law.high) = *number.range;
  if (law.low < -kLargestOfLaw || law.high > kLargestOfLaw) {
    block.fail_value(
        "kind", fmt::format("is assumed, and the range of {} goes beyond {}", number.path, kLargestOfLaw));
    return false;
  }
  if (law.low < law.high) return true;
  block.fail_value("kind",
                   fmt::format("is assumed, and the range of {} is the one number {}", number.path, law.low));
  return false;
}

}  // namespace

void build_uncertain(Block& root) {
  Building& building = root.building();
  std::optional<Numbers> numbers;
  if (root.has("uncertain") && building.log.problems.empty()) numbers.emplace(building);

  std::unordered_map<std::string, std::string> taken;
  for (auto& [name, block] : root.children("uncertain", "uncertain")) {
    UncertainParameter& law = building.uncertain.parameters.emplace_back();
    law.name = name;
    law.path = block.reader().text("path");
    const bool written = block.has("path") && block.node().find("path")->node.is_scalar();
    const bool sound = build_law(block, law);
    block.finish();
    if (!written) continue;
    if (const auto [first, added] = taken.emplace(law.path, name); !added) {
      block.fail_value(
          "path", fmt::format("is '{}', which '{}' has too; a number has one law", law.path, first->second));
    }
    if (!numbers) continue;
    const auto number = numbers->find(block, law.path);
    if (!number || !sound) continue;
    if (law.kind != UncertainParameter::Kind::Assumed || assume(block, law, *number)) {
      check_support(block, law, *number);
    }
  }
}

}  // namespace entente
