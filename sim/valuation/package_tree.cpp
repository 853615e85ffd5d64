#include "sim/valuation/package_tree.hpp"

#include <algorithm>

namespace entente {

PackageTree::PackageTree(const Layout& layout, std::span<const std::uint8_t> members)
    : slots_(members.size(), kAbsent) {
  const PackageSpace& space = layout.space();
  for (PackageIndex x = 0; x < members.size(); ++x) {
    if (members[x] == 0) continue;
    slots_[x] = static_cast<std::uint32_t>(packages_.size());
    packages_.push_back(x);
    settles_.push_back(layout.settles()[x]);
    if (stretches_.empty() || stretches_.back().settles != (settles_.back() != 0)) {
      stretches_.push_back({slots_[x], slots_[x], settles_.back() != 0});
    }
    ++stretches_.back().end;
  }
  plan_.leaves = packages_.size();
  if (plan_.leaves > 0 && space.is_nothing(packages_.back())) {
    --plan_.leaves;
    plan_.nothing = layout.nothing();
  }
  // From the leaves to the root: the parents of a level are its nodes without their last option. A node is
  // known by the index that its options have with option 0 everywhere else.
  plan_.levels.resize(space.issues());
  std::vector<PackageIndex> nodes(packages_.begin(),
                                  packages_.begin() + static_cast<std::ptrdiff_t>(plan_.leaves));
  std::vector<PackageIndex> parents;
  std::vector<std::uint8_t> occurs;
  for (std::size_t k = space.issues(); k-- > 0;) {
    occurs.assign(space.stride(k), 0);
    for (const PackageIndex node : nodes) occurs[node % space.stride(k)] = 1;
    parents.clear();
    for (PackageIndex parent = 0; parent < occurs.size(); ++parent) {
      if (occurs[parent] != 0) parents.push_back(parent);
    }
    add_level(layout, k, nodes, parents);
    nodes.swap(parents);
  }
  for (std::size_t k = 0; k < space.issues(); ++k) add_finality(layout, k);
}

void PackageTree::add_finality(const Layout& layout, std::size_t issue) {
  const PackageSpace& space = layout.space();
  SpreadPlan::Finality& finality = plan_.finality.emplace_back();
  finality.begin = layout.finality(issue, 0);
  finality.end = finality.begin + space.options(issue);
  for (std::uint32_t slot = 0; slot < plan_.leaves; ++slot) {
    if (settles_[slot] == 0) continue;
    const auto entry =
        static_cast<std::uint32_t>(layout.finality(issue, space.option(packages_[slot], issue)));
    if (!finality.runs.empty() && finality.runs.back().end == slot && finality.runs.back().entry == entry) {
      ++finality.runs.back().end;
    } else {
      finality.runs.push_back({slot, slot + 1, entry, 0});
    }
  }
}

void PackageTree::add_level(const Layout& layout, std::size_t issue, std::span<const PackageIndex> nodes,
                            std::span<const PackageIndex> parents) {
  const PackageSpace& space = layout.space();
  SpreadPlan::Level& level = plan_.levels[issue];
  std::uint32_t parent = 0;
  for (std::uint32_t node = 0; node < nodes.size(); ++node) {
    const std::uint32_t option = space.option(nodes[node], issue);
    const PackageIndex wanted = nodes[node] % space.stride(issue);
    const auto entry = static_cast<std::uint32_t>(layout.option(issue, option));
    const bool same = !level.options.empty() && level.options.back().entry == entry;
    // Parents rise within an option and start anew with the next.
    parent = same ? parent + 1 : 0;
    const std::uint32_t next = parent;
    while (parents[parent] != wanted) ++parent;
    if (same && parent == next) {
      ++level.options.back().end;
    } else {
      level.options.push_back({node, node + 1, entry, parent});
    }
  }
  for (const Layout::Pair& pair : layout.pairs()) {
    if (pair.high != issue) continue;
    SpreadPlan::Linkage& linkage = level.linkages.emplace_back();
    for (std::uint32_t node = 0; node < nodes.size(); ++node) {
      const auto entry = static_cast<std::uint32_t>(
          pair.offset + space.option(nodes[node], pair.low) * space.options(issue) +
          space.option(nodes[node], issue));
      linkage.entries.push_back(entry);
      if (!linkage.runs.empty() && linkage.runs.back().entry == entry) {
        ++linkage.runs.back().end;
      } else {
        linkage.runs.push_back({node, node + 1, entry, 0});
      }
    }
    constexpr std::size_t kShort = 6;
    if (linkage.runs.size() * kShort < nodes.size()) {
      linkage.entries.clear();
    } else {
      linkage.runs.clear();
    }
  }
}

}  // namespace entente
