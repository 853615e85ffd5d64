#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/valuation/world.hpp"

namespace entente {

/// The best that a party can still hope for, given what the others must be left with (MODEL.md 4):
///
///     G(x) = max(0, max {objective(y) : constraint_l(y) ≥ threshold_l for all l} − own(x))
///
/// Only the packages that no other beats in the objective and in all constraints matter: this frontier is
/// kept, sorted by the objective, so a question is a search in it. With two parties the constraint rises as
/// the objective falls, and the search is by bisection. A new frontier starts from the packages of the last,
/// which are likely to beat most others at once.
class Hope {
 public:
  /// One party's side: U + ν by slot, and its process value, lost in packages that settle.
  struct Side {
    std::span<const double> values;
    double process_value = 0;
    double after(std::size_t slot, bool settles) const {
      return settles ? values[slot] - process_value : values[slot];
    }
  };

  /// Builds the frontier over the packages at `slots`: those as likely as not to be ratified. `settles` by
  /// slot. Keeps its memory.
  void build(const Side& objective, std::span<const Side> constraints, std::span<const std::uint32_t> slots,
             std::span<const std::uint8_t> settles);

  /// The largest objective among packages whose constraints reach the thresholds (within kTie); −∞ if there
  /// is none.
  double best(std::span<const double> thresholds) const;
  /// The largest objective of all; −∞ if there is no package.
  double highest() const;

 private:
  /// With two parties.
  void build_curve(const Side& objective, const Side& constraint, std::span<const std::uint32_t> slots,
                   std::span<const std::uint8_t> settles);
  void add_to_curve(double objective, double constraint, std::uint32_t slot);
  /// With more. Notes which point it was.
  bool dominated(double objective, std::span<const double> constraints);
  void insert(double objective, std::span<const double> constraints, std::uint32_t slot);

  std::size_t width_ = 0;
  /// Points by falling objective; `constraints_` has `width_` entries for each.
  std::vector<double> objectives_;
  std::vector<double> constraints_;
  std::vector<std::uint32_t> slots_;
  std::vector<double> point_;
  /// The point that beat the last package.
  std::size_t strong_ = 0;
  std::vector<std::uint32_t> last_slots_;
};

}  // namespace entente
