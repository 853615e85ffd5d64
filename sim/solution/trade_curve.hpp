#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace entente {

/// Utilities of two actors, or a change in them.
using TwoUtilities = std::array<double, 2>;

/// What two actors get from a divisible issue at each of its slices 0, 1, … n, which stand for the amounts
/// o/n; linear in between.
using SliceValues = std::vector<TwoUtilities>;

/// The frontier of several divisible issues whose utilities add: a concave chain of edges from the first
/// actor's best to the second's. Issues pass to the second actor in the order of what they cost the first
/// for what they bring the second, so at most one issue is split anywhere (S. J. Brams and A. D. Taylor, Fair
/// Division, 1996, for issues that are linear in the amount).
class TradeCurve {
 public:
  struct Edge {
    /// Position of the issue, and its amounts at both ends.
    std::size_t issue = 0;
    double amount_from = 0;
    double amount_to = 0;
    /// What the whole edge changes: the first loses (≤ 0), the second gains (> 0).
    TwoUtilities step{};
  };

  /// Nothing where the frontier of some issue by itself is not a concave part of its values: where a mixture
  /// of two amounts would be better than the amounts between, sums of issues are not such chains. Distances
  /// below `tolerance`, in utility, count as none.
  static std::optional<TradeCurve> through(TwoUtilities base, std::span<const SliceValues> issues,
                                           double tolerance);

  /// In the order of travel.
  const std::vector<Edge>& edges() const { return edges_; }
  /// Where edge e starts; e = edges().size() is the end of the curve.
  const TwoUtilities& vertex(std::size_t e) const { return vertices_[e]; }
  /// The amounts of all issues after the edges before e and the share s of edge e.
  std::vector<double> amounts(std::size_t e, double s) const;

 private:
  std::vector<double> start_;
  std::vector<Edge> edges_;
  std::vector<TwoUtilities> vertices_;
};

}  // namespace entente
