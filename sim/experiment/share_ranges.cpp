#include "sim/experiment/share_ranges.hpp"

#include <fmt/format.h>

#include <numeric>

#include "sim/scenario/document.hpp"
#include "sim/scenario/reader.hpp"

namespace entente {
namespace {

ShareRanges read_actor(const Actor& actor, Reader& reader, ReadLog& log) {
  ShareRanges ranges;
  ranges.weights = false;
  for (const Component& component : actor.components) {
    const std::size_t problems = log.problems.size();
    const bool given = reader.has(component.name);
    const std::vector<double> ends = reader.numbers(component.name, {.low = 0, .high = 1});
    const bool sound = log.problems.size() == problems;
    if (given && sound && (ends.size() != 2 || ends[0] > ends[1]))
      reader.fail(component.name, "a range is a list of its low and its high end, as in [0.1, 0.5]");
    const bool usable = given && ends.size() == 2;
    ranges.low.push_back(usable ? ends[0] : 0);
    ranges.high.push_back(usable ? ends[1] : 1);
  }
  return ranges;
}

}  // namespace

std::vector<ShareRanges> declared_ranges(const LoadedScenario& loaded) {
  std::vector<ShareRanges> all;
  for (const Actor& actor : loaded.scenario.actors) {
    ShareRanges& ranges = all.emplace_back();
    for (const Component& component : actor.components) {
      const Parameter& share = find_parameter(
          loaded.parameters, fmt::format("actors.{}.components.{}.share", actor.name, component.name));
      ranges.low.push_back(share.range ? share.range->first : component.share);
      ranges.high.push_back(share.range ? share.range->second : component.share);
    }
  }
  return all;
}

std::vector<ShareRanges> ranges_within(const Scenario& scenario, double percent) {
  std::vector<ShareRanges> all;
  for (const Actor& actor : scenario.actors) {
    ShareRanges& ranges = all.emplace_back();
    for (const Component& component : actor.components) {
      ranges.low.push_back(component.share * (1 - percent / 100));
      ranges.high.push_back(component.share * (1 + percent / 100));
    }
  }
  return all;
}

std::vector<ShareRanges> any_ranges(const Scenario& scenario) {
  std::vector<ShareRanges> all;
  for (const Actor& actor : scenario.actors) {
    const std::size_t components = actor.components.size();
    all.push_back({std::vector<double>(components, 0.0), std::vector<double>(components, 1.0), false});
  }
  return all;
}

std::vector<ShareRanges> ranges_from_file(const std::filesystem::path& path, const LoadedScenario& loaded) {
  ReadLog log;
  const Node root = load_document(path, log.problems);
  if (log.problems.empty() && !root.is_mapping())
    log.problems.push_back({root.location(), "", "expected a mapping with the key shares"});
  if (!log.problems.empty()) throw InputError(std::move(log.problems));
  std::vector<ShareRanges> all = declared_ranges(loaded);
  Reader reader(root, "", "share ranges", log);
  if (auto actors = reader.child("shares", "shares by actor", true)) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Actor& actor = loaded.scenario.actors[i];
      auto shares = actors->child(actor.name, "shares by component");
      if (!shares) continue;
      all[i] = read_actor(actor, *shares, log);
      shares->finish();
      const ShareBox box{all[i].low, all[i].high};
      if (log.problems.empty() && !box.possible()) {
        actors->fail(
            actor.name,
            fmt::format("no shares that sum to 1 lie in these ranges: the low ends sum to {:.6g}, the "
                        "high ends to {:.6g}",
                        std::accumulate(box.low.begin(), box.low.end(), 0.0),
                        std::accumulate(box.high.begin(), box.high.end(), 0.0)));
      }
    }
    actors->finish();
  }
  reader.finish();
  if (!log.problems.empty()) throw InputError(std::move(log.problems));
  return all;
}

}  // namespace entente
