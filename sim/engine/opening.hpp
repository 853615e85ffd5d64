#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/model/scenario.hpp"
#include "sim/solution/bargaining_problem.hpp"

namespace entente {

/// The bargaining problem at the start of a scenario: what each party thinks of every package while nothing
/// has happened yet. Context at its initial values, ties and saliences as declared, no act taken, private
/// valuations left out; a party whose profile is drawn counts with the mean over its profiles by their
/// shares.
struct Opening {
  PackageSpace space;
  /// Actor indices of the parties, in the order of the scenario. All below is in this order.
  std::vector<std::size_t> parties;
  /// U_i of every entry of the space: flows per year relative to the status quo or, in a game that starts
  /// from nothing, absolute.
  std::vector<std::vector<double>> utilities;
  /// Flags: feasible, crosses no red line, and is a package (not `nothing`).
  std::vector<std::uint8_t> allowed;
  /// d_i: the outside option or the utility of what is in force, whichever is more.
  std::vector<double> disagreement;
  /// Whether party i has to ratify, and flags: allowed, and ratified with a probability of at least one half
  /// (its win-set at home; all allowed packages where it is not asked).
  std::vector<bool> ratifies;
  std::vector<std::vector<std::uint8_t>> ratifiable;

  /// Refers to this object.
  BargainingProblem problem() const;
};

/// Throws Error where the scenario has no packages to bargain over or breaks a contract of its reader.
Opening opening_of(const Scenario& scenario);

}  // namespace entente
