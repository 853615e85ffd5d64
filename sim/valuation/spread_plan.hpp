#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace entente {

/// The additions that spread a table out over a tree of packages (package_tree.hpp), level by level from the
/// root to the leaves, in vector lanes (sim/core/lanes.hpp). Each sum is formed in the same order on every
/// machine.
struct SpreadPlan {
  /// One entry of a table that counts in the neighbouring nodes [begin, end), whose parents neighbour each
  /// other from `parent` on.
  struct Run {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t entry = 0;
    std::uint32_t parent = 0;
  };
  /// The entries of a pair of issues: in runs, or node by node where runs would be short, the lower issue
  /// being one that changes from node to node.
  struct Linkage {
    std::vector<Run> runs;
    std::vector<std::uint32_t> entries;
  };
  struct Level {
    std::vector<Run> options;
    std::vector<Linkage> linkages;
  };
  /// The finality entries of an issue, [begin, end) of a table, and the leaves where they count.
  struct Finality {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::vector<Run> runs;
  };

  std::vector<Level> levels;
  std::vector<Finality> finality;
  std::size_t leaves = 0;
  /// The entry of nothing being in force, which stands behind the leaves.
  std::optional<std::size_t> nothing;

  /// The value under `table` of each leaf, then of nothing if it is there. `scratch` and `out` have room for
  /// as many. No allocation.
  void spread(std::span<const double> table, double* scratch, double* out) const;
};

}  // namespace entente
