#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/model/scenario.hpp"

namespace entente {

/// Where each dotted path of a document was written.
struct Sites {
  std::map<std::string, Location, std::less<>> at;

  /// The place of `path`, or of the nearest block around it.
  Location of(std::string_view path) const;
  bool written(std::string_view path) const { return at.contains(path); }
};

/// The rules that join several values of a scenario, one by one valid already: weights that sum to 1, shares
/// that are not all zero, bounds of utility components, the attenuation, free pressure. They hold after a
/// patch of numbers too. Appends one problem for each rule that is broken.
void check_values(const Scenario& scenario, const Sites& sites, std::vector<Problem>& problems);

/// The part of check_values about the kind of game: positions lie on their dimensions, a game whose status
/// quo is none of the packages declares nothing that is measured from it, tactics suit the parties and the
/// protocol.
void check_game(const Scenario& scenario, const Sites& sites, std::vector<Problem>& problems);

/// The rules about packages: the status quo, where it is one of them, is feasible and does not settle, and
/// some feasible package settles. There are none without issues.
void check_packages(const Scenario& scenario, const Sites& sites, std::vector<Problem>& problems);

}  // namespace entente
