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
  leaves_ = packages_.size();
  if (leaves_ > 0 && space.is_nothing(packages_.back())) {
    --leaves_;
    nothing_entry_ = layout.nothing();
  }
  // From the leaves to the root: the parents of a level are its nodes without their last option. A node is
  // known by the index that its options have with option 0 everywhere else.
  levels_.resize(space.issues());
  finality_.resize(space.issues());
  std::vector<PackageIndex> nodes(packages_.begin(),
                                  packages_.begin() + static_cast<std::ptrdiff_t>(leaves_));
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
  for (std::size_t k = 0; k < space.issues(); ++k) {
    finality_[k].begin = layout.finality(k, 0);
    finality_[k].end = finality_[k].begin + space.options(k);
    for (std::uint32_t slot = 0; slot < leaves_; ++slot) {
      if (settles_[slot] == 0) continue;
      const auto entry = static_cast<std::uint32_t>(layout.finality(k, space.option(packages_[slot], k)));
      std::vector<Run>& runs = finality_[k].runs;
      if (!runs.empty() && runs.back().end == slot && runs.back().entry == entry) {
        ++runs.back().end;
      } else {
        runs.push_back({slot, slot + 1, entry, 0});
      }
    }
  }
}

void PackageTree::add_level(const Layout& layout, std::size_t issue, std::span<const PackageIndex> nodes,
                            std::span<const PackageIndex> parents) {
  const PackageSpace& space = layout.space();
  Level& level = levels_[issue];
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
    Linkage& linkage = level.linkages.emplace_back();
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

void PackageTree::spread(std::span<const double> table, std::span<double> scratch,
                         std::span<double> out) const {
  if (leaves_ > 0) {
    // The levels take turns between the two vectors, so that the last is written to `out`.
    double* from = levels_.size() % 2 == 0 ? out.data() : scratch.data();
    double* to = levels_.size() % 2 == 0 ? scratch.data() : out.data();
    from[0] = 0;
    for (const Level& level : levels_) {
      for (const Run& run : level.options) {
        const double value = table[run.entry];
        const double* const parents = from + run.parent;
        double* const nodes = to + run.begin;
        const std::uint32_t count = run.end - run.begin;
        for (std::uint32_t n = 0; n < count; ++n) nodes[n] = parents[n] + value;
      }
      for (const Linkage& linkage : level.linkages) {
        for (const Run& run : linkage.runs) {
          const double value = table[run.entry];
          for (std::uint32_t n = run.begin; n < run.end; ++n) to[n] += value;
        }
        for (std::size_t n = 0; n < linkage.entries.size(); ++n) to[n] += table[linkage.entries[n]];
      }
      std::swap(from, to);
    }
    for (const Finality& finality : finality_) {
      const std::span<const double> entries = table.subspan(finality.begin, finality.end - finality.begin);
      if (std::ranges::all_of(entries, [](double value) { return value == 0; })) continue;
      for (const Run& run : finality.runs) {
        const double value = table[run.entry];
        for (std::uint32_t n = run.begin; n < run.end; ++n) out[n] += value;
      }
    }
  }
  if (leaves_ < packages_.size()) out[leaves_] = table[nothing_entry_];
}

}  // namespace entente
