#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/model/scenario.hpp"

namespace entente {

/// Whether `predicate` holds, for every package of the space (never for nothing); it must not ask for the
/// context.
std::vector<std::uint8_t> mask_of(const Scenario& scenario, const PackageSpace& space,
                                  const Predicate& predicate);

/// Where the entries of a utility table stand in one flat vector of doubles, so that tables are mixed by one
/// loop.
///
/// A table holds, in this order: T_k(o) for every option of every issue; F_k(o), likewise, which counts only
/// in packages that settle; L_kl(o_k, o_l) for every pair of issues that some actor links (MODEL.md 2); and,
/// in a space that has it, the value of nothing being in force.
class Layout {
 public:
  struct Pair {
    std::size_t low = 0;
    std::size_t high = 0;
    std::size_t offset = 0;
  };

  Layout() = default;
  explicit Layout(const Scenario& scenario);

  const PackageSpace& space() const { return space_; }
  std::size_t size() const { return size_; }
  /// Entry of nothing being in force; only where the space has it.
  std::size_t nothing() const { return size_ - 1; }
  /// Number of options over all issues: the length of the T and of the F part.
  std::size_t options() const { return options_; }
  std::size_t option(std::size_t issue, std::size_t o) const { return issue_offset_[issue] + o; }
  std::size_t finality(std::size_t issue, std::size_t o) const { return options_ + issue_offset_[issue] + o; }
  const std::vector<Pair>& pairs() const { return pairs_; }
  /// Entry of the pair of issues (k, l), declared in either order; throws Error where nobody links them.
  std::size_t linkage(std::size_t k, std::size_t o_k, std::size_t l, std::size_t o_l) const;

  /// S(x) for every package; 0 for nothing.
  const std::vector<std::uint8_t>& settles() const { return settles_; }
  /// Whether all feasibility rules hold, for every package; 0 for nothing.
  const std::vector<std::uint8_t>& feasible() const { return feasible_; }

  /// The value of one package under `table`. Sums issue by issue, then over the links.
  double value(std::span<const double> table, PackageIndex package) const;
  /// Calls `visit` with each entry that counts in `package`, which is not nothing, in the order in which
  /// `value` adds them.
  template <typename Visit>
  void for_each_entry(PackageIndex package, Visit&& visit) const;
  /// Σ_k per_option(x_k): the sum of one entry for each issue of a vector over options; 0 for
  /// nothing.
  double over_options(std::span<const double> per_option, PackageIndex package) const;
  /// The values of all packages under `table`; `out` has one entry a package. No allocation.
  void expand(std::span<const double> table, std::span<double> out) const;
  /// One entry of what `expand` writes: as `value` up to rounding, summed in the order of the spreading.
  double expanded(std::span<const double> table, PackageIndex package) const;

 private:
  PackageSpace space_;
  std::vector<std::size_t> issue_offset_;
  std::size_t options_ = 0;
  std::size_t size_ = 0;
  std::vector<Pair> pairs_;
  std::vector<std::uint8_t> settles_;
  std::vector<std::uint8_t> feasible_;
  std::vector<PackageIndex> settling_;
};

template <typename Visit>
void Layout::for_each_entry(PackageIndex package, Visit&& visit) const {
  for (std::size_t k = 0; k < space_.issues(); ++k) {
    const std::uint32_t o = space_.option(package, k);
    visit(option(k, o));
    if (settles_[package] != 0) visit(finality(k, o));
  }
  for (const Pair& pair : pairs_) {
    visit(pair.offset + space_.option(package, pair.low) * space_.options(pair.high) +
          space_.option(package, pair.high));
  }
}

}  // namespace entente
