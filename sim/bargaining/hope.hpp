#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/core/lanes.hpp"
#include "sim/valuation/package_tree.hpp"
#include "sim/valuation/support.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// The best that a party can still hope for, given what the others must be left with (MODEL.md 4):
///
///     G(x) = max(0, max {objective(y) : constraint_l(y) ≥ threshold_l for all l} − own(x))
///
/// over the packages y that are as likely as not to be ratified, of which only those are asked that would be
/// the answer. An answer is found by a look at all packages, which takes a microsecond in the Kuril case, and
/// kept: it is that of all questions between its own thresholds and what its package reaches. With two
/// parties there are no more answers than packages on the frontier of both, a dozen. With more parties there
/// are many; who asks often then gets that frontier, sorted by the objective, and a question is a search in
/// it.
class Hope {
 public:
  /// One party's side: U + ν by slot, and its process value, lost in packages that settle.
  struct Side {
    Blocks row;
    double process_value = 0;
    double lost(bool settles) const { return settles ? process_value : 0; }
    double after(std::size_t slot, bool settles) const { return row.values[slot] - lost(settles); }
  };

  /// Forgets all answers. What is given here must stay as it is for as long as questions are asked. Keeps its
  /// memory.
  void set(const Side& objective, std::span<const Side> constraints, RatificationOdds& odds,
           const PackageTree& tree);

  /// The largest objective among packages whose constraints reach the thresholds (within kTie); −∞ if there
  /// is none.
  double best(std::span<const double> thresholds);

 private:
  double among_all(std::span<const double> thresholds);
  double on_frontier(std::span<const double> thresholds) const;
  bool reaches(std::size_t slot, bool settles, std::span<const double> thresholds) const;
  void build_frontier();
  /// Notes which point it was.
  bool dominated(double objective, std::span<const double> constraints);
  void insert(double objective, std::span<const double> constraints, std::uint32_t slot);

  Side objective_;
  std::vector<Side> sides_;
  RatificationOdds* odds_ = nullptr;
  const PackageTree* tree_ = nullptr;

  /// Answers so far; for each, the thresholds asked for and the constraints reached, one for each side.
  std::vector<double> answers_;
  std::vector<double> asked_;
  std::vector<double> reached_;
  /// The package of the last answer is likely to be near the next.
  std::uint32_t guess_ = PackageTree::kAbsent;

  /// Points by falling objective; `constraints_` has one for each side of each.
  bool has_frontier_ = false;
  std::vector<double> objectives_;
  std::vector<double> constraints_;
  std::vector<std::uint32_t> slots_;
  std::vector<double> point_;
  /// The point that beat the last package.
  std::size_t strong_ = 0;
  std::vector<std::uint32_t> last_slots_;
};

}  // namespace entente
